"""From the completed treatment episode to the answer, through the real outbox and a provider that answers over HTTP."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings

from care import deliveries
from care.accounts.models import Staff
from care.actor import Permit, Role
from care.followups import operations
from care.followups.models import CheckIn, ProtocolRun
from care.followups.vocabulary import State
from care.links.operations import LinkRevoked, open_link
from care.outbox.models import Delivery
from care.outbox.operations.sweeping import sweep as deliver
from care.teams import operations as teams
from care.teams.rules import EndReason
from care.worklist.models import Task
from patients.models import Patient
from patients.operations import correct_death, record_death
from patients.rules import DeathCorrection
from tests.care.followups.conftest import check_in_of, own_permit, sweep
from tests.care.reminders.conftest import PHONE, Provider, provider
from tests.factories.accounts import OrganisationFactory, staff_with
from tests.factories.patients import ContactPointFactory, enrolled_patient, permit_for
from tests.factories.reminders import ChannelConsentFactory

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["provider"]
TODAY = date(2026, 11, 23)


@pytest.fixture
def alice(db: None) -> Staff:
    return staff_with(Role.COORDINATOR, organisation=OrganisationFactory(phone="+14015550100"))


@pytest.fixture
def mari(alice: Staff) -> Patient:
    """Somebody whose phone may be texted, and who said yes to it."""
    patient = enrolled_patient(alice)
    ContactPointFactory(patient=patient, value=PHONE, may_text=True)
    ChannelConsentFactory(patient=patient, address=PHONE)
    return patient


def outbox(at: datetime) -> Any:
    return deliver(handlers=deliveries.HANDLERS, listeners=deliveries.LISTENERS, clock=lambda: at)


@pytest.fixture
def aftercare(permit: Permit, at: datetime) -> ProtocolRun:
    teams.complete_treatment(permit=permit, on=TODAY, at=at)
    outbox(at)
    return ProtocolRun.objects.get()


def open_runs() -> list[ProtocolRun]:
    return list(ProtocolRun.objects.filter(stopped_at__isnull=True))


def test_completed_treatment_starts_aftercare_once(aftercare, permit, at):
    assert (aftercare.protocol.code, aftercare.day_zero, aftercare.started_by_job) == ("aftercare", TODAY, "followups.start")
    outbox(at + timedelta(hours=1))
    assert len(open_runs()) == 1
    with pytest.raises(teams.TreatmentCompleted):
        teams.complete_treatment(permit=permit, on=TODAY, at=at)


@pytest.mark.parametrize("on", [TODAY + timedelta(days=2), date(2020, 1, 1)])
def test_treatment_is_not_completed_ahead_nor_before_admission(permit, at, on):
    with pytest.raises(teams.ImpossibleCompletion):
        teams.complete_treatment(permit=permit, on=on, at=at)


def test_treatment_that_goes_on_stops_aftercare_and_can_be_completed_again(aftercare, permit, at):
    teams.reopen_treatment(permit=permit, at=at)
    outbox(at)
    aftercare.refresh_from_db()
    assert aftercare.stop_reason == "treatment_goes_on"
    with pytest.raises(teams.TreatmentNotCompleted):
        teams.reopen_treatment(permit=permit, at=at)
    teams.complete_treatment(permit=permit, on=TODAY, at=at + timedelta(minutes=1))
    outbox(at + timedelta(minutes=1))
    assert len(open_runs()) == 1


def test_treatment_taken_back_before_the_worker_hears_starts_nothing(permit, at):
    teams.complete_treatment(permit=permit, on=TODAY, at=at)
    teams.reopen_treatment(permit=permit, at=at)
    outbox(at)
    assert open_runs() == []


def test_death_stops_everything_and_its_correction_resumes_it(aftercare, permit, alice, mari, at):
    sweep(at)
    one = check_in_of(aftercare, "Day 1")
    token = operations.issue_check_in_link(permit=permit, check_in=one.uuid, at=at)
    record_death(permit=permit, deceased_on=TODAY, at=at)
    with pytest.raises(LinkRevoked):
        open_link(token=token, purpose="check-in", at=at)
    outbox(at)
    aftercare.refresh_from_db()
    assert aftercare.stop_reason == "died"
    assert set(aftercare.check_ins.values_list("state", flat=True)) == {State.CANCELLED}
    correct_death(permit=permit, reason=DeathCorrection.SLIP, at=at + timedelta(minutes=5))
    outbox(at + timedelta(minutes=5))
    (again,) = open_runs()
    assert again.day_zero == TODAY


def test_the_end_of_care_here_calls_off_what_is_to_come(aftercare, permit, at):
    teams.end_enrolment(permit=permit, reason=EndReason.MOVED, at=at)
    outbox(at)
    aftercare.refresh_from_db()
    assert aftercare.stop_reason == "care_ended"


def test_the_person_is_texted_a_link_and_answers_through_it(aftercare, permit, provider: Provider, alice, at):
    sweep(at)
    outbox(at)
    (text,) = provider.texts
    assert text["to"] == PHONE
    assert len(text["body"]) <= 160
    one = check_in_of(aftercare, "Day 1")
    assert (one.state, one.attempts.get().made_by_job) == (State.REMINDED, "reminders.send")
    address = next(word for word in text["body"].split() if word.startswith(settings.BASE_URL))
    holder = open_link(token=address.rstrip("/").rsplit("/", 1)[-1], purpose="check-in", at=at)
    given = operations.answer_check_in(
        permit=own_permit(holder, at), link_id=holder.link_id, answers={"craving": "9", "used": "yes"}, at=at
    )
    assert given.level == 2
    task = Task.objects.get(title="Used after a break")
    assert (task.priority, task.subject, task.created_by_job) == ("urgent", one.uuid, "check-in")


def test_who_answered_meanwhile_is_not_texted(aftercare, permit, provider: Provider, at):
    sweep(at)
    one = check_in_of(aftercare, "Day 1")
    operations.answer_by_phone(permit=permit, check_in=one.uuid, answers={}, at=at)
    outbox(at)
    assert provider.texts == []
    assert Delivery.objects.get(kind="reminder").state == "dropped"


def test_whoever_cannot_be_written_to_is_called(provider: Provider, alice, at):
    permit = permit_for(alice, enrolled_patient(alice), at=at)
    run = operations.start_protocol(permit=permit, protocol="check-ups", day_zero=TODAY, at=at)
    first = check_in_of(run, "Quarter 1")
    at = first.opens_at
    sweep(at)
    outbox(at)
    assert provider.texts == []
    assert Task.objects.get(subject=first.uuid).title == "Call: no message could go, check-in of quarter 1"
    first.refresh_from_db()
    assert (first.state, first.attempts.get().result) == (State.DUE, "not_sent")


def test_the_missed_one_is_told_in_neutral_words_and_stands_on_the_worklist(aftercare, provider: Provider, at):
    one = check_in_of(aftercare, "Day 1")
    CheckIn.objects.filter(run=aftercare).exclude(pk=one.pk).delete()
    moment = at
    while moment < one.closes_at + timedelta(days=1):
        sweep(moment)
        outbox(moment)
        moment += timedelta(hours=1)
    assert "missed you" in provider.texts[-1]["body"]
    task = Task.objects.get(kind="outreach", state="open")
    assert (task.title, task.priority, task.subject) == ("Call: missed check-in", "raised", one.uuid)
    results = list(one.attempts.order_by("pk").values_list("result", flat=True))
    assert results == ["sent"] * len(provider.texts)
