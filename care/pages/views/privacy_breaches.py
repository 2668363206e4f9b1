"""The breach register: the list with what runs out first, one entry with its clocks, and each step of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.access import gate
from care.accounts.queries import everybody_of, one_of
from care.actor import Action, Category, Purpose
from care.audit.queries import people_opened
from care.lib.dates import date_text, day_bounds, local_date
from care.pages.presenters import breaches as present
from care.pages.privacy_forms import (
    BreachForm,
    CloseForm,
    CorrectBreachForm,
    DecisionForm,
    OpenedByForm,
    RiskForm,
    StepForm,
    noon,
)
from care.pages.views.privacy_reports import Office, look_up, named, office
from care.privacy import operations, queries
from care.privacy.queries import BreachRow
from care.privacy.rules import NotPossible, can_step
from care.privacy.vocabulary import Duty, State, Step

HERE = "pages:breach"


@require_safe
def breaches(request: HttpRequest) -> HttpResponse:
    """The whole register: what is late or runs out first at the head, then what is over."""
    here = office(request)
    today = local_date(here.at, here.zone)
    rows = queries.breaches_of(actor=here.actor)
    context = {
        "running": [present.breach_line(row, today=today) for row in rows if row.state in (State.ASSESSING, State.BREACH)],
        "over": [present.breach_line(row, today=today) for row in rows if row.state in (State.NOT_BREACH, State.CLOSED)],
        "late": sum(row.is_late(today) for row in rows),
        "is_cut": len(rows) >= queries.MOST_BREACHES,
    }
    return render(request, "pages/breaches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new entry: what happened, to which kinds of data, and since when somebody here knows."""
    here = office(request)
    today = local_date(here.at, here.zone)
    colleagues = {one.user_id: one.name for one in everybody_of(organisation_id=here.organisation_id)}
    given: dict[str, Any] = {"today": today, "colleagues": colleagues}
    if request.method != "POST":
        form = BreachForm(initial={"discovered_on": today, "discovered_by": here.actor.user_id}, **given)
        return render(request, "pages/breach_new.html", {"form": form})
    form = BreachForm(request.POST, **given)
    if form.is_valid():
        try:
            breach = operations.record_breach(
                actor=here.actor,
                title=form.cleaned_data["title"],
                what_happened=form.cleaned_data["what_happened"],
                categories=form.chosen(),
                discovered_at=noon(form.cleaned_data["discovered_on"], here.at, here.zone),
                discovered_by_id=form.cleaned_data["discovered_by"],
                at=here.at,
            )
        except operations.BadEntry as refusal:
            form.add_error(refusal.field, refusal.words)
        else:
            messages.success(request, "The entry is open, and its clocks are on your list.")
            return redirect(HERE, uuid=breach.uuid)
    return render(request, "pages/breach_new.html", {"form": form}, status=422)


def _entry(here: Office, uuid: UUID) -> BreachRow:
    row = queries.get_breach(actor=here.actor, breach=uuid)
    if row is None:
        raise Http404
    return row


@require_safe
def breach(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One entry: its clocks, the risk, the decision, who is affected, who was told."""
    here = office(request)
    return _page(request, here, _entry(here, uuid))


def _page(request: HttpRequest, here: Office, row: BreachRow, status: int = 200, **refused: forms.Form) -> HttpResponse:
    """The page, with the form that was just refused; all others are as the entry stands."""
    today = local_date(here.at, here.zone)
    affected = queries.people_of(actor=here.actor, breach=row.uuid)
    people = named(here, affected, what="breach")
    colleagues = [(one.uuid, one.name) for one in everybody_of(organisation_id=here.organisation_id)]
    still = [clock.duty.value for clock in row.clocks if clock.is_open]
    own: dict[str, forms.Form] = {
        "risk": RiskForm(initial={factor.value: words for factor, words in row.factors.items()}, auto_id="risk_%s"),
        "decision": DecisionForm(auto_id="decision_%s"),
        "step": StepForm(initial={"done_on": today, "duty": still[0] if still else ""}, auto_id="step_%s"),
        "close": CloseForm(auto_id="close_%s"),
        "opened_by": OpenedByForm(
            initial={"since": row.discovered_on, "until": row.discovered_on}, colleagues=colleagues, auto_id="opened_%s"
        ),
    }
    context = {
        "card": present.breach_card(row, queries.steps_of(actor=here.actor, breach=row.uuid), zone=here.zone, today=today),
        "people": [people[number] for number in affected if number in people],
        "forms": own | refused,
        "open": next(iter(refused), ""),
        "still": still,
        "may_decide": can_step(row.state, Step.CONFIRM),
        "may_close": can_step(row.state, Step.CLOSE) and not still,
        "may_reopen": can_step(row.state, Step.REOPEN),
        "is_running": row.state in (State.ASSESSING, State.BREACH),
        "pick": "breach",
    }
    return render(request, "pages/breach.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say better what happened, and how many people of which states are affected."""
    here = office(request)
    row = _entry(here, uuid)
    start = {
        "title": row.title,
        "what_happened": row.what_happened,
        "categories": sorted(category.value for category in row.categories),
        "places": ", ".join(f"{place} {people}" for place, people in row.places.items()),
    }
    form = CorrectBreachForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            operations.correct_breach(
                actor=here.actor,
                breach=uuid,
                title=form.cleaned_data["title"],
                what_happened=form.cleaned_data["what_happened"],
                categories=form.chosen(),
                places=form.cleaned_data["places"],
                at=here.at,
            )
        except operations.BadEntry as refusal:
            form.add_error(refusal.field, refusal.words)
        else:
            messages.success(request, "The entry is saved.")
            return redirect(HERE, uuid=uuid)
    return render(request, "pages/breach_correct.html", {"form": form, "uuid": uuid}, status=422 if form.errors else 200)


def _step(
    request: HttpRequest, uuid: UUID, *, name: str, form: Callable[[Office], forms.Form], done: str, act: Callable[..., Any]
) -> HttpResponse:
    """One form of an entry: refused, the page shows it again; done, it says so."""
    here = office(request)
    row = _entry(here, uuid)
    filled = form(here)
    if filled.is_valid():
        try:
            act(filled, actor=here.actor, breach=uuid, at=here.at)
        except operations.BadEntry as refusal:
            filled.add_error(refusal.field if refusal.field in filled.fields else None, refusal.words)
        except operations.NotAssessed:
            filled.add_error("decision", "First weigh the risk: all four factors.")
        except operations.AlreadyTold:
            filled.add_error("duty", "That was written down before.")
        except NotPossible:
            messages.info(request, "Somebody has decided meanwhile. Nothing was changed.")
            return redirect(HERE, uuid=uuid)
        else:
            messages.success(request, done)
            return redirect(HERE, uuid=uuid)
    return _page(request, here, row, 422, **{name: filled})


@require_POST
def assess(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Weigh the risk by the four factors."""
    return _step(
        request,
        uuid,
        name="risk",
        form=lambda here: RiskForm(request.POST, auto_id="risk_%s"),
        done="The risk is weighed.",
        act=lambda form, **given: operations.assess_risk(factors=form.factors(), **given),
    )


@require_POST
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A breach, or not one, and why."""
    return _step(
        request,
        uuid,
        name="decision",
        form=lambda here: DecisionForm(request.POST, auto_id="decision_%s"),
        done="The decision is written.",
        act=lambda form, **given: operations.decide_breach(
            is_breach=form.cleaned_data["decision"] == "breach", reason=form.cleaned_data["reason"], **given
        ),
    )


@require_POST
def tell(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down that somebody was told."""
    return _step(
        request,
        uuid,
        name="step",
        form=lambda here: StepForm(request.POST, auto_id="step_%s"),
        done="That they were told is written down.",
        act=lambda form, **given: operations.record_step(
            duty=Duty(form.cleaned_data["duty"]), done_on=form.cleaned_data["done_on"], note=form.cleaned_data["note"], **given
        ),
    )


@require_POST
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close the entry, with what is done differently from now on."""
    return _step(
        request,
        uuid,
        name="close",
        form=lambda here: CloseForm(request.POST, auto_id="close_%s"),
        done="The entry is closed.",
        act=lambda form, **given: operations.close_breach(lesson=form.cleaned_data["lesson"], **given),
    )


@require_POST
def reopen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Look into it again."""
    here = office(request)
    _entry(here, uuid)
    try:
        operations.reopen_breach(actor=here.actor, breach=uuid, at=here.at)
    except NotPossible:
        messages.info(request, "It is open already. Nothing was changed.")
    else:
        messages.success(request, "The entry is open again, and its clocks run.")
    return redirect(HERE, uuid=uuid)


@require_POST
def add_opened(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """List everybody whom one colleague opened in a period as affected: for an account that somebody else used."""
    here = office(request)
    row = _entry(here, uuid)
    everybody = [(one.uuid, one.name) for one in everybody_of(organisation_id=here.organisation_id)]
    form = OpenedByForm(request.POST, colleagues=everybody, auto_id="opened_%s")
    if not form.is_valid():
        return _page(request, here, row, 422, opened_by=form)
    chosen = form.cleaned_data
    colleague = one_of(organisation_id=here.organisation_id, uuid=UUID(chosen["colleague"]))
    if colleague is None:
        raise Http404
    ids = people_opened(
        user_id=colleague.user_id,
        staff_id=colleague.staff_id,
        since=day_bounds(chosen["since"], here.zone)[0],
        until=day_bounds(chosen["until"], here.zone)[1],
        lists=chosen["lists"],
    )
    permits = gate.require_all(
        actor=here.actor,
        patient_ids=ids,
        category=Category.DEMOGRAPHICS,
        action=Action.READ,
        purpose=Purpose.HOPERAT,
        at=here.at,
    )
    if not permits:
        period = f"{date_text(chosen['since'])} to {date_text(chosen['until'])}"
        form.add_error(None, f"{colleague.name} opened nobody’s record from {period}.")
        return _page(request, here, row, 422, opened_by=form)
    try:
        added = operations.add_people(actor=here.actor, permits=list(permits.values()), breach=uuid, at=here.at)
    except operations.AlreadyListed:
        messages.info(request, "All of them are on the list already.")
    else:
        messages.success(request, f"{added} {'person is' if added == 1 else 'people are'} on the list now.")
    return redirect(HERE, uuid=uuid)


@require_POST
def add_person(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    """List one person as affected."""
    here = office(request)
    _entry(here, uuid)
    permit = look_up(here, person, Purpose.HOPERAT)
    try:
        operations.add_people(actor=here.actor, permits=[permit], breach=uuid, at=here.at)
    except operations.AlreadyListed:
        messages.info(request, "This person is on the list already.")
    else:
        messages.success(request, "The person is on the list of people affected.")
    return redirect(HERE, uuid=uuid)


@require_POST
def remove_person(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    """Take somebody off the list who is not affected after all."""
    here = office(request)
    _entry(here, uuid)
    operations.remove_person(permit=look_up(here, person, Purpose.HOPERAT), breach=uuid, at=here.at)
    messages.success(request, "The person is off the list. The history keeps that they stood there.")
    return redirect(HERE, uuid=uuid)
