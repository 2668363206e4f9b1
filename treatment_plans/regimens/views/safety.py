"""Pages of the safety rules: what they are, how often they speak, and the figures that a program sets for itself."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.accounts.rules import Work, check_work, may
from care.accounts.session import actor_of, place_of, zone_of
from care.lib.dates import local_date
from treatment_plans.regimens import operations
from treatment_plans.regimens.alert_words import Verdict
from treatment_plans.regimens.forms.thresholds import ThresholdForm
from treatment_plans.regimens.guarding import own_thresholds
from treatment_plans.regimens.operations.thresholds import DecidedAlready, FigureNotFound, NotByOneself, ProposedAlready
from treatment_plans.regimens.presenters.safety import families, own_lines, rate_page
from treatment_plans.regimens.queries import firing_rates
from treatment_plans.regimens.queries.thresholds import own_figures
from treatment_plans.regimens.safety import engine
from treatment_plans.regimens.safety.settings import settings_on

LOOKED_BACK = timedelta(days=365)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with its source, version and figures."""
    actor = actor_of(request)
    check_work(actor, Work.SEE_SAFETY_RULES)
    _, organisation = actor.colleague()
    today = local_date(timezone.now(), place_of(request).organisation_zone)
    settings = settings_on(today, own=own_thresholds(organisation_id=organisation))
    found = engine.rules()
    return render(request, "safety/rules.html", {"families": families(found.values(), settings), "number": len(found)})


@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    """Alerts for each order, and how often each rule is overridden, over the last year."""
    at = timezone.now()
    found = firing_rates.rates(actor=actor_of(request), since=at - LOOKED_BACK)
    return render(request, "safety/rates.html", {"page": rate_page(found, engine.rules())})


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Figures of one's own: proposed, approved, declined, withdrawn."""
    actor = actor_of(request)
    user, _ = actor.colleague()
    zone, may_set = zone_of(request), may(actor, Work.SET_THRESHOLDS)
    today = local_date(timezone.now(), zone)
    lines = own_lines(own_figures(actor=actor), user=user, may_set=may_set, zone=zone, today=today)
    return render(request, "safety/figures.html", {"lines": lines, "may_set": may_set})


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a figure; a second person approves it."""
    actor = actor_of(request)
    check_work(actor, Work.SET_THRESHOLDS)
    at = timezone.now()
    today = local_date(at, place_of(request).organisation_zone)
    in_force = settings_on(today).in_force.values()
    form = ThresholdForm(
        request.POST or None, figures=in_force, initial={"effective_from": today, "key": request.GET.get("key", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.propose_threshold(actor=actor, at=at, **form.cleaned_data)
        except ProposedAlready:
            form.add_error("effective_from", "A figure for this day is proposed or holds already: withdraw that one first.")
        else:
            messages.success(request, "Proposed. It holds once a second person approves it.")
            return redirect("safety:figures")
    return render(request, "safety/propose.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_POST
def approve(request: HttpRequest, threshold: UUID) -> HttpResponse:
    """Approve what a colleague proposed."""
    return _decide(request, threshold, Verdict.APPROVED)


@require_POST
def decline(request: HttpRequest, threshold: UUID) -> HttpResponse:
    """Decline it."""
    return _decide(request, threshold, Verdict.DECLINED)


def _decide(request: HttpRequest, threshold: UUID, verdict: Verdict) -> HttpResponse:
    try:
        operations.decide_threshold(actor=actor_of(request), threshold=threshold, verdict=verdict, at=timezone.now())
    except FigureNotFound as error:
        raise Http404 from error
    except DecidedAlready:
        messages.warning(request, "A colleague was first: it is decided or withdrawn already.")
    except NotByOneself:
        messages.warning(request, "Whoever proposes a figure does not approve it.")
    else:
        messages.success(request, f"{verdict.label}.")
    return redirect("safety:figures")


@require_POST
def withdraw(request: HttpRequest, threshold: UUID) -> HttpResponse:
    """Take a figure or a proposal back."""
    try:
        operations.withdraw_threshold(actor=actor_of(request), threshold=threshold, at=timezone.now())
    except FigureNotFound as error:
        raise Http404 from error
    except DecidedAlready:
        messages.warning(request, "It was declined or withdrawn already.")
    else:
        messages.success(request, "Withdrawn: the figure before it holds again.")
    return redirect("safety:figures")
