"""Questionnaires by phone on a chart: what was sent and where it stands; send one; take one back."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from care.access import gate
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Category, Permit, Purpose
from care.questionnaires import operations, queries
from care.questionnaires.forms import SendForm, TakeBackForm
from care.questionnaires.presenters import sample_of, sent_card
from care.questionnaires.vocabulary import EndReason
from care.reminders.queries import sender_of
from care.reminders.rules.wording import language_of
from care.teams.operations import NotEnrolled
from care.teams.queries import open_enrolment
from patients.assessments.operations import UnknownInstrument
from patients.presenters import banner_card
from patients.queries import find_patient_id, get_patient

HERE = "questionnaires:sent"
TAB = "assessments:measures"  # the tab that stays marked


@require_safe
def sent(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was sent, newest first, and the form that sends another."""
    at = timezone.now()
    permit = _permit(request, uuid, Action.READ, at=at)
    return _page(request, permit, at=at)


@require_POST
def send(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask the person to answer one on their phone."""
    at = timezone.now()
    permit = _permit(request, uuid, Action.WRITE, at=at)
    form = SendForm(request.POST, instruments=queries.phone_instruments(permit=permit))
    if not form.is_valid():
        return _page(request, permit, form=form, at=at)
    try:
        row = operations.ask_questionnaire(permit=permit, instrument=form.cleaned_data["instrument"], at=at)
    except operations.AlreadyAsked:
        form.add_error("instrument", "It is on its way already, or waits for an answer.")
    except operations.BegunByColleague:
        form.add_error("instrument", "A colleague has begun it and not finished: finish it, or set it aside, under Measures.")
    except (operations.PersonDied, NotEnrolled):
        form.add_error(None, "Nobody is in care here under this record: nothing is sent.")
    except (operations.NotForPhones, UnknownInstrument):
        form.add_error("instrument", "A colleague asks this one.")
    else:
        name = get_patient(permit=permit).display_name
        title = next(one.short for one in queries.phone_instruments(permit=permit) if one.code == row.instrument)
        messages.success(request, f"{name}: {title} goes to their phone, as soon as a message may.")
        return redirect(HERE, uuid=uuid)
    return _page(request, permit, form=form, at=at)


@require_POST
def take_back(request: HttpRequest, uuid: UUID, questionnaire: UUID) -> HttpResponse:
    """Take one back; its link opens no more."""
    at = timezone.now()
    permit = _permit(request, uuid, Action.WRITE, at=at)
    form = TakeBackForm(request.POST)
    reason = EndReason(form.cleaned_data["why"]) if form.is_valid() else EndReason.NOT_NEEDED
    name = get_patient(permit=permit).display_name
    try:
        operations.take_back(permit=permit, questionnaire=questionnaire, reason=reason, at=at)
    except operations.NoSuchQuestionnaire:
        raise gate.NotFound("NOT_FOUND") from None
    except operations.NotPossible:
        messages.info(request, f"{name}: it is answered, or has ended.")
    else:
        messages.success(request, f"{name}: taken back. The link opens no more.")
    return redirect(HERE, uuid=uuid)


def _permit(request: HttpRequest, uuid: UUID, action: Action, *, at: datetime) -> Permit:
    return gate.require(
        actor=actor_of(request),
        patient_id=find_patient_id(uuid),
        category=Category.SUD,
        action=action,
        purpose=Purpose.TREAT,
        at=at,
    )


def _page(request: HttpRequest, permit: Permit, *, form: SendForm | None = None, at: datetime) -> HttpResponse:
    card, zone = banner_card(permit=permit, at=at, current=TAB), zone_of(request)
    person = get_patient(permit=permit)
    language = language_of(person.identity.language.value)
    context = {
        "banner": card,
        "person": card.person,
        "cards": [sent_card(row, person=person.uuid, zone=zone, at=at) for row in queries.sent_to(permit=permit)],
        "form": form or SendForm(instruments=queries.phone_instruments(permit=permit)),
        "take_back": TakeBackForm(),
        "may_send": card.person.is_alive and open_enrolment(permit=permit) is not None,
        "has_way": queries.has_open_way(permit=permit),
        "sample": sample_of(sender_of(organisation_id=permit.organisation_id, language=language), language=language),
        "language": language,
    }
    return render(request, "questionnaires/sent.html", context, status=422 if form is not None else 200)
