"""The navigator's list of everything that runs out, and the list of clocks with their sources."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from care.access import gate
from care.accounts.rules import Work, check_work, may
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Category, Purpose
from care.lib.paging import BadCursor
from patients.coverage import operations, queries
from patients.coverage import presenters as present
from patients.coverage.forms import ClockForm
from patients.coverage.presenters.desk import LABELS, SOON
from patients.coverage.queries import Show
from patients.coverage.views.opening import refuse
from patients.coverage.vocabulary import Figure, PlanKind, TimeUnit
from patients.queries import names_of


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What runs out next, of everybody whose care the reader may read."""
    actor, reader = actor_of(request), present.Reader(timezone.now(), zone_of(request))
    show = Show(request.GET["show"]) if request.GET.get("show") in set(Show) else Show.EVERYTHING
    condition = gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    try:
        page = queries.open_deadlines(
            actor=actor, condition=condition, show=show, at=reader.at, soon=SOON, after=request.GET.get("after", "")
        )
    except BadCursor as error:
        raise Http404 from error
    ids = list(dict.fromkeys(row.patient_id for row in page.rows))
    gate.record_list(actor=actor, patient_ids=ids, category=Category.SUD, purpose=Purpose.TREAT, at=reader.at, what="coverage")
    counted = queries.counted_deadlines(actor=actor, condition=condition)
    context = {
        "chips": present.chips(present.counts(counted, reader), show),
        "rows": present.desk_rows(page.rows, names_of(ids), reader),
        "label": LABELS[show],
        "first_url": f"?show={show.value}" if request.GET.get("after") else "",
        "next_url": f"?show={show.value}&after={page.next_cursor}" if page.next_cursor else "",
    }
    return render(request, "coverage/desk.html", context)


@require_safe
def clocks(request: HttpRequest) -> HttpResponse:
    """How long payers and people have, by which source, read by whom."""
    return _clocks(request, ClockForm())


def _clocks(request: HttpRequest, form: ClockForm) -> HttpResponse:
    reader = present.Reader(timezone.now(), zone_of(request))
    rows = queries.limit_rows(organisation_id=place_of(request).organisation_id)
    context = {
        "lines": [present.limit_line(row, reader) for row in rows],
        "unverified": sum(row.verified_on is None for row in rows),
        "form": form,
        "may_keep": may(actor_of(request), Work.KEEP_CLOCKS),
    }
    return render(request, "coverage/clocks.html", context, status=422 if form.is_bound else 200)


@require_POST
def set_clock(request: HttpRequest) -> HttpResponse:
    """Write down a figure that somebody has read, or go back to the list's."""
    actor, at = actor_of(request), timezone.now()
    check_work(actor, Work.KEEP_CLOCKS)
    if "drop" in request.POST:
        return _drop(request, at)
    form = ClockForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            operations.set_clock(
                actor=actor,
                figure=Figure(data["figure"]),
                plan_kind=PlanKind(data["plan_kind"]),
                value=data["value"],
                unit=TimeUnit(data["unit"]),
                source=data["source"],
                at=at,
            )
        except operations.BadEntry as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "The program’s own figure holds for every clock that begins from now on.")
            return redirect("coverage_desk:clocks")
    return _clocks(request, form)


def _drop(request: HttpRequest, at: datetime) -> HttpResponse:
    """Go back to the list's figure."""
    try:
        operations.drop_clock(actor=actor_of(request), clock=UUID(request.POST["drop"]), at=at)
    except (operations.NoSuchThing, ValueError):
        raise Http404 from None
    messages.success(request, "The list’s figure holds again.")
    return redirect("coverage_desk:clocks")
