"""What is asked again: by the data of the cadence, kept current by what is completed, put off with a reason."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db.models import Q

from care.accounts.models import Staff
from care.actor import Actor, Category, Permit
from care.deliveries import LISTENERS
from care.outbox.models import Delivery
from care.outbox.queries import Claimed
from care.teams.models import Enrolment
from patients.assessments import operations
from patients.assessments.catalogue import definition
from patients.assessments.deliveries import ASK_FROM_THE_BEGINNING, CLOSE_AT_END
from patients.assessments.models import Reassessment, Response
from patients.assessments.operations import BadDay, ReasonMissing, UnknownInstrument
from patients.assessments.queries import due_count, due_list, due_of, measures_of
from patients.assessments.queries.due import last_days
from patients.assessments.rules import Mode
from patients.assessments.rules.cadence import CADENCES, next_due
from patients.models import Patient
from tests.factories.assessments import ReassessmentFactory, ResponseFactory
from tests.factories.patients import enrolled_patient

DAY = date(2026, 6, 1)


def test_the_cadence_by_table() -> None:
    wrong = []
    for instrument, last, expected in (
        ("phq9", None, 0),
        ("phq9", 0, 28),
        ("phq9", 89, 117),
        ("phq9", 90, 181),
        ("phq9", -30, -2),  # answered before admission: due at once
        ("bam", 100, 130),
        ("barc10", 0, 90),
        ("barc10", 89, 90),
        ("barc10", 90, 272),
        ("hrsn", 3, 90),
        ("cssrs", None, 0),
        ("cssrs", 0, None),
        ("cssrs", 200, None),
    ):
        last_on = None if last is None else DAY + timedelta(days=last)
        day = next_due(CADENCES[instrument], admitted_on=DAY, last_on=last_on)
        if day != (None if expected is None else DAY + timedelta(days=expected)):
            wrong.append((instrument, last, day))
    assert wrong == []


@pytest.mark.django_db
def test_completing_moves_it_on_and_late_papers_do_not(permit: Permit, at: datetime) -> None:
    Enrolment.objects.update(admitted_at=at - timedelta(days=10))
    for days in (0, 5):
        row = operations.begin_response(permit=permit, instrument="craving", mode=Mode.CLINICIAN, at=at)
        operations.complete_response(
            permit=permit, response=row.uuid, answers={"now": Decimal(3)}, administered_at=at - timedelta(days=days), at=at
        )
        line = Reassessment.objects.get(instrument="craving")
        assert (line.last_on, line.due_on) == (at.date(), at.date() + timedelta(days=28))


@pytest.mark.django_db
def test_putting_off_needs_a_day_ahead_and_a_reason(permit: Permit, at: datetime) -> None:
    today = at.date()
    for until, reason, refusal in (
        (today + timedelta(days=7), " ", ReasonMissing),
        (today, "tired", BadDay),
        (today + timedelta(days=400), "tired", BadDay),
    ):
        with pytest.raises(refusal):
            operations.put_off(permit=permit, instrument="phq9", until=until, reason=reason, at=at)
    with pytest.raises(UnknownInstrument):
        operations.put_off(permit=permit, instrument="cows", until=today + timedelta(days=7), reason="tired", at=at)
    operations.put_off(permit=permit, instrument="phq9", until=today + timedelta(days=7), reason="tired today", at=at)
    (line,) = due_of(permit=permit)
    assert (line.due_on, line.put_off_reason, line.put_off_by) == (today + timedelta(days=7), "tired today", "Alice Osei")
    assert due_of(permit=permit, today=today) == []
    assert [measure.due_on for measure in measures_of(permit=permit)] == [line.due_on]

    row = operations.begin_response(permit=permit, instrument="phq9", mode=Mode.CLINICIAN, at=at)
    operations.complete_response(permit=permit, response=row.uuid, answers={"1": "0"}, at=at)
    assert Reassessment.objects.get(instrument="phq9").put_off_at is None


@pytest.mark.django_db
def test_a_longer_form_counts_as_its_shorter_one_and_bam_and_bam_r_do_not(permit: Permit, mari: Patient, at: datetime) -> None:
    """AUDIT as AUDIT-C, PHQ-9 as PHQ-2, GAD-7 as GAD-2: answered here, counted by the job, and in neither way the other."""
    today = at.date()
    short = ("auditc", "phq2", "gad2", "bam")
    for instrument in (*short, "phq9", "gad7"):
        ReassessmentFactory(patient=mari, instrument=instrument, due_on=today)

    def answer(instrument: str) -> None:
        row = operations.begin_response(permit=permit, instrument=instrument, mode=Mode.CLINICIAN, at=at)
        item = next(one for one in definition(instrument).items if one.is_scored)
        operations.complete_response(permit=permit, response=row.uuid, answers={item.link_id: Decimal(0)}, at=at)

    for instrument in ("phq2", "bamr"):
        answer(instrument)
    due = dict(Reassessment.objects.order_by("pk").values_list("instrument", "due_on"))
    assert due == dict.fromkeys(("auditc", "gad2", "bam", "phq9", "gad7"), today)
    for instrument in ("audit", "gad7", "phq9"):
        answer(instrument)
    later = today + timedelta(days=91)
    due = dict(Reassessment.objects.order_by("pk").values_list("instrument", "due_on"))
    assert due == {"auditc": later, "bam": today, "phq9": later, "gad7": later}
    last = last_days(patient_ids=[mari.pk], organisation_id=mari.organisation_id, zone="UTC")
    assert last == {mari.pk: dict.fromkeys(("auditc", "phq9", "gad7"), today)}


@pytest.mark.django_db
def test_the_job_asks_whoever_has_come_and_nobody_who_has_left(mari: Patient, at: datetime) -> None:
    actor = Actor.system(job="assessments.due", organisation_id=mari.organisation_id)
    Enrolment.objects.update(admitted_at=at)
    ResponseFactory(patient=mari, completed=True, administered_at=at - timedelta(days=3), begun_at=at, completed_at=at)
    assert operations.keep_due(actor=actor, at=at) == 1
    assert operations.keep_due(actor=actor, at=at) == 0
    today = at.date()
    days = dict(Reassessment.objects.order_by("pk").values_list("instrument", "due_on"))
    assert days == dict.fromkeys(CADENCES, today) | {"phq9": today + timedelta(days=25)}

    Enrolment.objects.update(ended_at=at, ended_by=mari.registered_by, end_reason="moved")
    assert operations.keep_due(actor=actor, at=at) == 1
    assert not Reassessment.objects.exists()


@pytest.mark.django_db
def test_the_list_of_what_is_due_is_walked_page_by_page_in_one_query_each_and_counted_as_it_is_shown(
    alice: Staff, mari: Patient, django_assert_num_queries: object, at: datetime
) -> None:
    today, lou = at.date(), enrolled_patient(alice)
    for number, instrument in enumerate(sorted(CADENCES)):
        put_off = {"put_off_at": at, "put_off_by": alice.user, "put_off_reason": "Is away"} if not number else {}
        ReassessmentFactory(patient=mari, instrument=instrument, due_on=today - timedelta(days=number // 3), **put_off)
        ReassessmentFactory(patient=lou, instrument=instrument, due_on=today + timedelta(days=number // 3), last_on=today)
    place = {"organisation_id": mari.organisation_id, "condition": Q(), "categories": set(Category), "today": today}
    seen, cursor = [], ""
    for _ in range(2):
        with django_assert_num_queries(1):
            page = due_list(**place, after=cursor, limit=2)
        seen += page.rows
        cursor = page.next_cursor
    assert cursor == ""
    assert [(row.due_on, row.patient_id) for row in seen] == sorted(
        [(today - timedelta(days=number), mari.pk) for number in range(3)] + [(today, lou.pk)]
    ), "a row for each person and day, longest due first"
    assert [len(row.lines) for row in seen] == [2, 3, 3, 3]
    (first, *_) = next(row for row in seen if (row.patient_id, row.due_on) == (mari.pk, today)).lines
    assert (first.instrument, first.put_off_at, first.put_off_by, first.put_off_reason) == ("auditc", at, "Alice Osei", "Is away")
    assert {line.last_on for line in seen[-1].lines if seen[-1].patient_id == lou.pk} <= {today}
    with django_assert_num_queries(1):
        assert due_count(**place, cap=10) == 4
    assert due_count(**place, cap=2) == 3, "counting stops behind the cap"
    only = due_list(**place | {"categories": {Category.SUD}})
    assert {line.instrument for row in only.rows for line in row.lines} == {"auditc", "bam", "barc10", "craving", "hrsn"}


@pytest.mark.django_db
def test_when_care_ends_what_is_open_is_set_aside(permit: Permit, mari: Patient, at: datetime) -> None:
    row = operations.begin_response(permit=permit, instrument="phq9", mode=Mode.CLINICIAN, at=at)
    ReassessmentFactory(patient=mari)
    assert LISTENERS["enrolment.begun"] == (ASK_FROM_THE_BEGINNING,)
    assert any(one is CLOSE_AT_END for one in LISTENERS["enrolment.ended"])
    heard = Claimed(
        **dict.fromkeys(Claimed.__dataclass_fields__)
        | {"organisation_id": mari.organisation_id, "patient_id": mari.pk, "about": {}}
    )
    ASK_FROM_THE_BEGINNING.hear(heard, at)
    ASK_FROM_THE_BEGINNING.hear(heard, at)
    assert set(Reassessment.objects.order_by("pk").values_list("instrument", flat=True)) == set(CADENCES)
    CLOSE_AT_END.hear(heard, at)
    row.refresh_from_db()
    assert row.state == "open"  # they are in care still

    Enrolment.objects.update(ended_at=at, ended_by=mari.registered_by, end_reason="moved")
    CLOSE_AT_END.hear(heard, at)
    CLOSE_AT_END.hear(heard, at)
    row.refresh_from_db()
    assert (row.state, row.ended_by_job) == ("set_aside", "assessments.close")
    assert not Reassessment.objects.exists()


@pytest.mark.django_db
def test_measures_cost_the_same_however_many_there_are(
    permit: Permit, mari: Patient, django_assert_num_queries: object, at: datetime
) -> None:
    def asked() -> int:
        with django_assert_num_queries(5):
            return len(measures_of(permit=permit))

    row = operations.begin_response(permit=permit, instrument="gad7", mode=Mode.CLINICIAN, at=at)
    operations.save_answers(permit=permit, response=row.uuid, version_number=None, answers={"1": "1"}, at=at)
    ResponseFactory(patient=mari, completed=True)
    assert asked() == 2
    for number in range(50):
        ResponseFactory(patient=mari, completed=True, begun_at=datetime(2026, 1, 1, number % 24, tzinfo=UTC))
    ResponseFactory(patient=mari, completed=True, instrument="auditc", category="sud")
    assert asked() == 3
    assert Response.objects.count() == 53
    assert not Delivery.objects.filter(kind="event:assessment.completed").exists()
