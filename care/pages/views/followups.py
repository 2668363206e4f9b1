"""Check-ins on a person's chart: the runs, one check-in, attempts, answers by phone; and the end of the treatment episode."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.access import gate
from care.actor import Action, Category
from care.drafts.operations import discard_draft
from care.drafts.queries import get_draft
from care.drafts.rules import Key
from care.followups import forms, operations, queries
from care.followups.rules import NotPossible
from care.followups.vocabulary import Channel, Result, StopReason
from care.lib.dates import date_text, local_date, zone_label
from care.pages.presenters import followups as present
from care.pages.views.chart import Chart, open_chart
from care.teams import operations as teams
from care.teams.queries import open_enrolment
from patients.queries import get_patient
from treatment_plans.presenters import kinder_words

HERE = "pages:check_ins"
_either = require_http_methods(["GET", "HEAD", "POST"])


def _chart(request: HttpRequest, uuid: UUID, *, action: Action = Action.WRITE, here: str = HERE) -> Chart:
    return open_chart(request, uuid, Category.SUD, here=here, action=action)


def _reader(chart: Chart) -> present.Reader:
    return present.Reader(chart.at, chart.zone, may_write=chart.may(Action.WRITE))


def _done(request: HttpRequest, chart: Chart, said: str, *, to: str, key: Key | None = None) -> HttpResponse:
    if key is not None:
        discard_draft(actor=chart.actor, key=key, at=chart.at)
    messages.success(request, f"{chart.person.display_name}: {said}.")
    return redirect(to)


def _check_in_url(chart: Chart, check_in: UUID) -> str:
    return reverse("pages:check_in", args=[chart.person.uuid, check_in])


@require_safe
def check_ins(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The protocols of a person with their check-ins: what was answered, who tried, what comes next."""
    chart = _chart(request, uuid, action=Action.READ)
    reader = _reader(chart)
    runs = [present.run_card(run, person=uuid, reader=reader) for run in queries.runs_of(permit=chart.permit)]
    enrolment = open_enrolment(permit=chart.permit)
    context = chart.context() | {
        "running": [run for run in runs if run.is_open],
        "ended": [run for run in runs if not run.is_open],
        "may_write": reader.may_write,
        "is_enrolled": enrolment is not None,
        "completed_on": date_text(enrolment.treatment_completed_on) if enrolment and enrolment.treatment_completed_on else "",
        "person_zone": zone_label(chart.person.zone, chart.at),
    }
    return render(request, "pages/check_ins.html", context)


@require_safe
def check_in(request: HttpRequest, uuid: UUID, check_in: UUID) -> HttpResponse:
    """One check-in in full."""
    chart = _chart(request, uuid, action=Action.READ)
    return render(request, "pages/check_in.html", chart.context() | {"card": _card(chart, check_in)})


def _card(chart: Chart, check_in: UUID) -> present.CheckInCard:
    row = queries.get_check_in(permit=chart.permit, uuid=check_in)
    if row is None:
        raise gate.NotFound("NOT_FOUND")
    return present.check_in_card(row, person=chart.person.uuid, zone=chart.person.zone, reader=_reader(chart))


def _page(
    request: HttpRequest, chart: Chart, template: str, form: Form, *, key: Key | None = None, status: int = 0, **context: Any
) -> HttpResponse:
    """The page of a form, with what was typed before and not saved."""
    draft = get_draft(actor=chart.actor, key=key) if key is not None and not form.is_bound else None
    if draft is not None:
        draft.restore(form)
    context |= chart.context() | {
        "form": form,
        "draft_key": str(key) if key else "",
        "draft_saved": draft.saved_text(zone=chart.zone, today=local_date(chart.at, chart.zone)) if draft else "",
    }
    return render(request, template, context, status=status or (422 if form.errors else 200))


def _not_possible(request: HttpRequest, chart: Chart, card: present.CheckInCard) -> HttpResponse:
    context = chart.context() | {"card": card, "refused": True}
    return render(request, "pages/check_in.html", context, status=409)


@_either
def attempt(request: HttpRequest, uuid: UUID, check_in: UUID) -> HttpResponse:
    """Log an attempt to reach the person. A message is offered as a result only where the record allows one."""
    chart = _chart(request, uuid)
    card, key = _card(chart, check_in), Key("attempt", uuid, check_in)
    points = get_patient(permit=chart.permit).contact.points
    form = forms.AttemptForm(
        request.POST if request.method == "POST" else None,
        may_leave_message=any(point.may_leave_message for point in points),
    )
    if not card.may_attempt:
        return _not_possible(request, chart, card)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        operations.log_attempt(
            permit=chart.permit,
            check_in=check_in,
            channel=Channel(given["channel"]),
            result=Result(given["result"]),
            note=given["note"],
            next_step=given["next_step"],
            at=chart.at,
        )
        for finding in kinder_words([given[name] for name in form.watched]):
            messages.info(request, f"Saved as you wrote it. A kinder word for “{finding.term}”: “{finding.suggestion}”.")
        return _done(request, chart, "attempt logged", to=_check_in_url(chart, check_in), key=key)
    return _page(request, chart, "pages/check_in_attempt.html", form, key=key, card=card)


@_either
def answer(request: HttpRequest, uuid: UUID, check_in: UUID) -> HttpResponse:
    """Write down what the person answers, by phone or in a visit."""
    chart = _chart(request, uuid)
    card, key = _card(chart, check_in), Key("answers", uuid, check_in)
    form = forms.AnswersForm(request.POST if request.method == "POST" else None)
    if not card.may_answer:
        return _not_possible(request, chart, card)
    if request.method == "POST" and form.is_valid():
        try:
            given = operations.answer_by_phone(permit=chart.permit, check_in=check_in, answers=form.cleaned_data, at=chart.at)
        except operations.AnswersWrong as wrong:
            for code, sentence in wrong.errors.items():
                form.add_error(code, sentence)
        except operations.CheckInClosed:
            return _not_possible(request, chart, _card(chart, check_in))
        else:
            said = "answers saved" if given.level < 1 else "answers saved, somebody is asked to act"
            return _done(request, chart, said, to=_check_in_url(chart, check_in), key=key)
    return _page(request, chart, "pages/check_in_answer.html", form, key=key, card=card)


@require_POST
def send(request: HttpRequest, uuid: UUID, check_in: UUID) -> HttpResponse:
    """Ask for the link to be sent once more."""
    chart = _chart(request, uuid)
    card = _card(chart, check_in)
    try:
        operations.send_again(permit=chart.permit, check_in=check_in, at=chart.at)
    except NotPossible:
        return _not_possible(request, chart, card)
    except operations.AlreadyAsked:
        pass
    return _done(request, chart, "the link goes out again, as soon as it may", to=_check_in_url(chart, check_in))


@_either
def start(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Start a protocol."""
    chart = _chart(request, uuid)
    key = Key("protocol", uuid)
    form = forms.ProtocolForm(
        request.POST if request.method == "POST" else None,
        today=local_date(chart.at, chart.person.zone),
        protocols=queries.protocols(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.start_protocol(permit=chart.permit, at=chart.at, **form.cleaned_data)
        except operations.AlreadyRunning:
            form.add_error("protocol", "This protocol is under way already.")
        except operations.ImpossibleDayZero:
            form.add_error("day_zero", "So far back that none of its check-ins is left.")
        except operations.PersonDied:
            form.add_error(None, "A death is recorded. Nothing is started any more.")
        else:
            return _done(request, chart, "check-ins planned", to=reverse(HERE, args=[uuid]), key=key)
    return _page(request, chart, "pages/protocol_start.html", form, key=key, person_zone=zone_label(chart.person.zone, chart.at))


@_either
def stop(request: HttpRequest, uuid: UUID, run: UUID) -> HttpResponse:
    """Stop a protocol, with the reason."""
    chart = _chart(request, uuid)
    row, key = queries.get_run(permit=chart.permit, uuid=run), Key("protocol", uuid, run)
    if row is None:
        raise gate.NotFound("NOT_FOUND")
    card = present.run_card(row, person=uuid, reader=_reader(chart))
    form = forms.StopForm(request.POST if request.method == "POST" else None)
    if not card.is_open:
        return redirect(HERE, uuid=uuid)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.stop_protocol(
                permit=chart.permit, run=run, reason=StopReason(given["reason"]), note=given["note"], at=chart.at
            )
        except operations.NotRunning:
            return redirect(HERE, uuid=uuid)
        return _done(request, chart, f"{row.name.lower()} stopped", to=reverse(HERE, args=[uuid]), key=key)
    return _page(request, chart, "pages/protocol_stop.html", form, key=key, run=card)


# --- the treatment episode ------------------------------------------------------------------------------------------------------


@_either
def complete_treatment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that the treatment episode is completed; aftercare follows from the event."""
    chart = _chart(request, uuid, here="pages:chart")
    key, enrolment = Key("treatment", uuid), open_enrolment(permit=chart.permit)
    zone = chart.person.zone
    today = local_date(chart.at, zone)
    admitted_on = local_date(enrolment.admitted_at, zone) if enrolment else today
    form = forms.CompletionForm(request.POST if request.method == "POST" else None, today=today, admitted_on=admitted_on)
    context: dict[str, Any] = {
        "is_enrolled": enrolment is not None,
        "completed_on": date_text(enrolment.treatment_completed_on) if enrolment and enrolment.treatment_completed_on else "",
        "person_zone": zone_label(zone, chart.at),
        "days": queries.step_names("aftercare"),
    }
    if request.method == "POST" and form.is_valid():
        try:
            teams.complete_treatment(permit=chart.permit, on=form.cleaned_data["on"], at=chart.at)
        except teams.NotEnrolled:
            form.add_error(None, "There is no open enrolment here.")
        except teams.TreatmentCompleted:
            form.add_error(None, "It is completed already.")
        except teams.ImpossibleCompletion:
            form.add_error("on", "Between the admission and today.")
        else:
            said = "treatment completed, aftercare begins"
            return _done(request, chart, said, to=reverse(HERE, args=[uuid]), key=key)
    return _page(request, chart, "pages/complete_treatment.html", form, key=key, **context)


@require_POST
def reopen_treatment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the completion back: treatment goes on, and aftercare stops."""
    chart = _chart(request, uuid, here="pages:chart")
    try:
        teams.reopen_treatment(permit=chart.permit, at=chart.at)
    except (teams.TreatmentNotCompleted, teams.NotEnrolled):
        return redirect(HERE, uuid=uuid)
    return _done(request, chart, "treatment goes on, aftercare stops", to=reverse(HERE, args=[uuid]))
