"""Who may sign for a person: what the rule says and why, who is on file, putting somebody on file and ending it; and the rule."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.access import gate
from care.accounts.operations import say_state
from care.accounts.queries import law_of
from care.accounts.rules import Work, may
from care.accounts.session import actor_of, place_of
from care.actor import Action, Category
from care.consent import operations, queries
from care.consent.rules import EVIDENCE_FOR, BadRepresentative, Person
from care.lib.dates import local_date
from care.pages.presenters import representatives as present
from care.pages.presenters.restrictions import consent_parts
from care.pages.representative_forms import EndRepresentativeForm, RepresentativeForm, ServiceForm, StateForm, kinds_for
from care.pages.views.chart import Chart, open_chart

TAB = "pages:consent"
HERE = "pages:representatives"


def _chart(request: HttpRequest, uuid: UUID, *, action: Action = Action.READ) -> Chart:
    return open_chart(request, uuid, Category.SUD, here=TAB, action=action)


def person_of(chart: Chart) -> Person:
    """What the rule must know of the chart's person."""
    return Person(chart.person.birth_date, chart.person.deceased_on)


def _context(chart: Chart) -> dict[str, Any]:
    return chart.context() | {
        "parts": consent_parts(person=chart.person.uuid, current=HERE),
        "may_write": chart.may(Action.WRITE, of_the_dead=True),
    }


@require_safe
def representatives(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who signs for this person and why, and everybody who was ever on file."""
    return _list(request, _chart(request, uuid))


def _list(request: HttpRequest, chart: Chart, refused: UUID | None = None) -> HttpResponse:
    permit, at, zone = chart.permit, chart.at, chart.zone
    programme_zone = place_of(request).organisation_zone
    service = present.service_of(request.GET.get("service", ""))
    asked = ServiceForm(initial={"service": service.value if service else "any"})
    signers = queries.signers_of(permit=permit, person=person_of(chart), zone=programme_zone, at=at, service=service)
    rows = queries.representatives_of(permit=permit, at=at)
    today = local_date(at, zone)
    cards = [present.representative_card(row, zone=zone, programme_zone=programme_zone, today=today, at=at) for row in rows]
    state = law_of(permit.organisation_id)
    context = _context(chart) | {
        "answer": present.answer(signers, name=chart.person.short_name, state=state),
        "asked": asked,
        "on_file": [card for card in cards if not card.is_ended],
        "ended": [card for card in cards if card.is_ended],
        "of_age": present.of_age_text(state),
        "states": present.state_lines(queries.minor_rules(state=state)),
        "can_be_added": bool(kinds_for(person_of(chart), state=state, at=at, zone=programme_zone)),
        "refused": refused,
    }
    return render(request, "pages/representatives.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put somebody on file who may sign, with what was seen of their right."""
    chart = _chart(request, uuid, action=Action.WRITE)
    zone = place_of(request).organisation_zone
    form = RepresentativeForm(
        request.POST if request.method == "POST" else None,
        person=person_of(chart),
        state=law_of(chart.permit.organisation_id),
        at=chart.at,
        zone=zone,
    )
    if request.method == "POST" and form.is_valid() and _add(chart, form, zone):
        messages.success(request, f"{chart.person.display_name}: {form.cleaned_data['name']} is on file.")
        return redirect(HERE, uuid=uuid)
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/representative_new.html", _context(chart) | {"form": form}, status=status)


def _add(chart: Chart, form: RepresentativeForm, zone: str) -> bool:
    try:
        operations.add_representative(permit=chart.permit, terms=form.terms(), person=person_of(chart), zone=zone, at=chart.at)
    except BadRepresentative as refusal:
        form.add_error({"expires_at": "last_day"}.get(refusal.field, refusal.field), refusal.words)
    except operations.AlreadyOnFile:
        form.add_error("name", "They are on file by this right already.")
    else:
        return True
    return False


@require_POST
def end(request: HttpRequest, uuid: UUID, representative: UUID) -> HttpResponse:
    """Somebody no longer signs, from now on."""
    chart = _chart(request, uuid, action=Action.WRITE)
    rows = {row.uuid: row for row in queries.representatives_of(permit=chart.permit, at=chart.at)}
    if representative not in rows:
        raise gate.NotFound("NOT_FOUND")
    form = EndRepresentativeForm(request.POST)
    if not form.is_valid():
        return _list(request, chart, refused=representative)
    name = rows[representative].name
    try:
        operations.end_representative(
            permit=chart.permit, representative=representative, reason=form.cleaned_data["reason"], at=chart.at
        )
    except operations.AlreadyEnded:
        messages.info(request, f"{chart.person.display_name}: {name} had ended before.")
    else:
        messages.success(request, f"{chart.person.display_name}: {name} no longer signs.")
    return redirect(HERE, uuid=uuid)


@require_safe
def who_may_sign(request: HttpRequest) -> HttpResponse:
    """The rule, case by case, and what each state says of minors. An administrator says here in which state the program is."""
    actor = actor_of(request)
    state = law_of(place_of(request).organisation_id)
    context = {
        "cases": present.rule_lines(),
        "kinds": present.kind_lines(EVIDENCE_FOR),
        "states": present.state_lines(queries.minor_rules()),
        "of_age": present.of_age_text(state),
        "form": StateForm(initial={"state": state}) if may(actor, Work.MANAGE_STAFF) else None,
    }
    return render(request, "pages/who_may_sign.html", context)


@require_POST
def program_state(request: HttpRequest) -> HttpResponse:
    """In which state the program is; what is no state changes nothing."""
    form = StateForm(request.POST)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    say_state(actor=actor_of(request), state=state, at=timezone.now())
    messages.success(request, "The program’s state is saved." if state else "The program’s state is not known.")
    return redirect("pages:who_may_sign")
