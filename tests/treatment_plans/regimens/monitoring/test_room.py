"""Look-ups, the pages, the jobs: what is written, who is asked, and that nothing here holds a dose."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from care.accounts.models import Staff
from care.actor import Actor, Permit, Role
from care.audit.models import AuditEvent
from care.lib.dates import local_date
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.accounts import actor_for, sign_in, staff_with
from tests.factories.followups import AnswerFactory
from tests.factories.histories import PastDoseFactory
from tests.factories.regimens import DoseFactory
from tests.factories.results import DrugTestAnalyteFactory, DrugTestFactory
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.regimens.monitoring import drawing, operations, tasks
from treatment_plans.regimens.monitoring.gathering import picture_of
from treatment_plans.regimens.monitoring.models import PdmpInterval, PdmpLookup
from treatment_plans.regimens.monitoring.queries import NotThere, get_lookup, interval_of, lookups_of
from treatment_plans.regimens.monitoring.vocabulary import DueState, LookupOutcome

pytestmark = pytest.mark.django_db
ZONE = "America/New_York"


def text(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_a_lookup_is_written_down_and_answers_the_schedule(to_write: Permit, methadone: MedicationOrder, at: datetime) -> None:
    today = local_date(at, ZONE)
    pdmp = next(item for item in picture_of(permit=to_write, today=today).items if item.code == "pdmp")
    assert pdmp.state is DueState.OVERDUE
    operations.record_lookup(
        permit=to_write, state="NY", outcome=LookupOutcome.NOT_POSSIBLE, words="The program was down", looked_at=at, at=at
    )
    assert "pdmp" in {item.code for item in picture_of(permit=to_write, today=today).overdue}
    row = operations.record_lookup(permit=to_write, state="NY", outcome=LookupOutcome.NOTHING_ELSE, looked_at=at, at=at)
    assert "pdmp" not in {item.code for item in picture_of(permit=to_write, today=today).overdue}
    assert [one.outcome for one in lookups_of(permit=to_write)] == [LookupOutcome.NOTHING_ELSE, LookupOutcome.NOT_POSSIBLE]
    operations.mark_lookup_wrong(permit=to_write, lookup=row.uuid, reason="Another person", at=at)
    assert "pdmp" in {item.code for item in picture_of(permit=to_write, today=today).overdue}
    with pytest.raises(NotThere):
        get_lookup(permit=to_write, lookup=row.uuid)
    with pytest.raises(NotThere):
        operations.mark_lookup_wrong(permit=to_write, lookup=row.uuid, reason="Again", at=at)
    assert set(AuditEvent.objects.values_list("verb", flat=True)) >= {"pdmp.looked", "pdmp.wrong"}


def test_what_was_found_is_said_in_words_and_no_lookup_is_to_come(to_write: Permit, at: datetime) -> None:
    for outcome, words, moment, refusal in (
        (LookupOutcome.FOUND, " ", at, operations.WordsMissing),
        (LookupOutcome.NOT_POSSIBLE, "", at, operations.WordsMissing),
        (LookupOutcome.NOTHING_ELSE, "", at + timedelta(hours=1), operations.NotYet),
    ):
        with pytest.raises(refusal):
            operations.record_lookup(permit=to_write, state="NY", outcome=outcome, words=words, looked_at=moment, at=at)
    Patient.objects.filter(pk=to_write.patient_id).update(
        deceased_on=local_date(at, ZONE), death_recorded_at=at, death_recorded_by_id=to_write.actor.user_id
    )
    with pytest.raises(operations.PersonDied):
        operations.record_lookup(permit=to_write, state="NY", outcome=LookupOutcome.NOTHING_ELSE, looked_at=at, at=at)
    assert not PdmpLookup.objects.exists()


def test_the_rule_of_a_state_takes_the_place_of_our_default(dana: Staff, alice: Staff, at: datetime) -> None:
    organisation = dana.organisation
    organisation.state = "NY"
    organisation.save(update_fields=["state"])
    assert interval_of(organisation_id=organisation.pk).is_own
    for days in (60, 30):
        operations.set_interval(actor=actor_for(dana), state="NY", every_days=days, source="Read today", at=at)
    found = interval_of(organisation_id=organisation.pk)
    assert (found.every_days, found.is_own) == (30, False)
    assert PdmpInterval.objects.filter(ended_at__isnull=True).count() == 1
    with pytest.raises(operations.SourceMissing):
        operations.set_interval(actor=actor_for(dana), state="NY", every_days=30, source=" ", at=at)
    with pytest.raises(PermissionError):
        operations.set_interval(actor=actor_for(alice), state="NY", every_days=30, source="x", at=at)


def test_one_task_stands_for_all_that_is_overdue_and_ends_by_itself(
    to_write: Permit, mari: Patient, methadone: MedicationOrder, at: datetime
) -> None:
    look = lambda: tasks.look(organisation_id=mari.organisation_id, at=at)  # noqa: E731 - one line, said twice
    assert look() == 1
    assert look() == 0
    task = Task.objects.get(kind=operations.OVERDUE)
    assert (task.owner_role, task.state) == (Role.NURSE.value, "open")
    assert "overdue for the medication" in task.title
    operations.record_lookup(permit=to_write, state="NY", outcome=LookupOutcome.NOTHING_ELSE, looked_at=at, at=at)
    before = task.title
    assert look() == 0
    task.refresh_from_db()
    assert task.title != before
    MedicationOrder.objects.filter(pk=methadone.pk).update(
        status="stopped", ended_at=at, ended_by_id=to_write.actor.user_id, end_reason="own_wish"
    )
    assert operations.ask_for_overdue(permit=to_write, person=mari.uuid, overdue=[], at=at) is False
    task.refresh_from_db()
    assert task.state == "cancelled"


def test_a_random_test_is_told_on_its_day_alone_and_once(mari: Patient, methadone: MedicationOrder, at: datetime) -> None:
    told = {}
    for day in range(60):
        moment = at + timedelta(days=day)
        on = local_date(moment, ZONE)
        told[on] = tasks.draw_day(organisation_id=mari.organisation_id, at=moment)
        assert tasks.draw_day(organisation_id=mari.organisation_id, at=moment) == 0
        drawn = drawing.drawn_today(organisation_id=mari.organisation_id, today=on)
        assert drawn == ([mari.pk] if told[on] else [])
    assert sum(told.values()) >= 1
    assert Task.objects.filter(kind=operations.RANDOM).count() == sum(told.values())
    assert all(day.weekday() < 5 for day, number in told.items() if number)
    assert len(drawing.secret()) == 32


def test_the_page_of_a_person_says_what_is_due_and_holds_no_dose(
    client: Client, alice: Staff, mari: Patient, methadone: MedicationOrder, at: datetime
) -> None:
    AnswerFactory(
        patient=mari,
        organisation=mari.organisation,
        values={"side_effects": "yes", "side_effects_what": "I sweat"},
        reasons=["side_effects"],
    )
    sign_in(client, alice)
    page = text(client, "monitoring:overview", mari.uuid)
    for words in ("Overdue:", "PDMP look-up", "no dose is held for it", "Below the 60 to 120 mg", "I sweat", "0 at random"):
        assert words in page, words
    response = client.post(
        reverse("monitoring:lookup", args=[mari.uuid]), {"state": "NY", "on": "", "outcome": "found", "words": ""}
    )
    assert response.status_code == 422
    on = local_date(at, ZONE).isoformat()
    told = {"state": "NY", "on": on, "outcome": "found", "words": "Oxycodone from a dentist"}
    assert client.post(reverse("monitoring:lookup", args=[mari.uuid]), told).status_code == 302
    assert "Oxycodone from a dentist" in text(client, "monitoring:overview", mari.uuid)
    lookup = PdmpLookup.objects.get()
    address = reverse("monitoring:lookup_wrong", args=[mari.uuid, lookup.uuid])
    assert client.post(address, {"reason": "The wrong chart"}).status_code == 302
    assert "No look-up is on record" in text(client, "monitoring:overview", mari.uuid)


def test_a_fixed_number_of_queries(
    client: Client, alice: Staff, mari: Patient, methadone: MedicationOrder, at: datetime, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, alice)
    address = reverse("monitoring:overview", args=[mari.uuid])
    client.get(address)
    with django_assert_max_num_queries(45):
        client.get(address)


def test_the_page_of_the_clinic_shows_figures_and_takes_the_rule(
    client: Client, dana: Staff, mari: Patient, methadone: MedicationOrder, at: datetime
) -> None:
    for day in range(40):
        PastDoseFactory(patient=mari, medication="Methadone", on=local_date(at, ZONE) - timedelta(days=500 - day), amount=90)
    sign_in(client, dana)
    page = text(client, "monitoring_desk:program")
    assert "Methadone, below 60 mg" in page
    assert "Methadone, 80 to 120 mg" in page
    assert client.post(reverse("monitoring_desk:interval"), {"state": "NY"}).status_code == 422
    rule = {"state": "NY", "every_days": "30", "source": "Read today"}
    assert client.post(reverse("monitoring_desk:interval"), rule).status_code == 302
    assert PdmpInterval.objects.get().every_days == 30


def test_nobody_is_asked_about_somebody_who_left(
    to_write: Permit, mari: Patient, methadone: MedicationOrder, at: datetime
) -> None:
    tasks.look(organisation_id=mari.organisation_id, at=at)
    assert operations.close_monitoring(permit=to_write, reason="Care here has ended", at=at) == 1
    assert operations.close_monitoring(permit=to_write, reason="Care here has ended", at=at) == 0
    assert Actor.system(job=tasks.JOB, organisation_id=mari.organisation_id)
    assert staff_with(Role.NURSE)


def test_a_drug_test_is_held_against_the_order_and_counts_when_at_random(
    client: Client, alice: Staff, mari: Patient, methadone: MedicationOrder, at: datetime
) -> None:
    test = DrugTestFactory(patient=mari, resulted=True, is_random=True, recorded_at=at - timedelta(days=5))
    DrugTestAnalyteFactory(drug_test=test, analyte="methadone", method="screen", outcome="negative")
    DrugTestAnalyteFactory(drug_test=test, analyte="fentanyl", method="screen", outcome="positive")
    sign_in(client, alice)
    page = text(client, "monitoring:overview", mari.uuid)
    for words in ("Methadone is ordered and would show", "a screen alone, to be confirmed", "It changes no dose"):
        assert words in page, words
    methadone.refresh_from_db()
    assert (methadone.status, Task.objects.count()) == ("active", 0)


def test_doses_taken_are_told_as_days_covered(client: Client, alice: Staff, mari: Patient, methadone: MedicationOrder) -> None:
    today = local_date(timezone.now(), ZONE)
    for day in range(1, 11):
        outcome = "missed" if day == 3 else "observed"
        DoseFactory(
            order=methadone, due_on=today - timedelta(days=day), outcome=outcome, amount=None if outcome == "missed" else 50
        )
    sign_in(client, alice)
    assert "9 of the last 10 days covered (90%)" in text(client, "monitoring:overview", mari.uuid)
