"""Taking what another system says: once, again, changed, taken back, of another person, of what the role does not write."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from care.accounts.models import Staff
from care.actor import Action, Category, Permit, PermitMismatch, Role
from care.audit.models import AuditEvent
from patients.elsewhere import operations
from patients.elsewhere.models import Record, RecordPart
from patients.elsewhere.rules import RecordKind, RecordStatement, SaidPart, SaidRecord
from patients.models import Patient
from patients.rules import Outcome, ResourceKey
from tests.factories.accounts import staff_with
from tests.factories.elsewhere import RecordFactory, RecordPartFactory
from tests.factories.patients import enrolled_patient, permit_for

pytestmark = pytest.mark.django_db

KEY = ResourceKey("Observation", "o1")
PRESSURE = SaidRecord(
    RecordKind.OBSERVATION,
    "Blood Pressure",
    system="http://loinc.org",
    code="85354-9",
    category=Category.GENERAL,
    status="final",
    happened="2020-03-14T09:30:00-04:00",
    parts=(SaidPart("Systolic", number=Decimal(128), unit="mm[Hg]"), SaidPart("Diastolic", number=Decimal(82), unit="mm[Hg]")),
)


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice, legal_given="Mari")


@pytest.fixture
def permit(alice: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(alice, mari, at=at, category=Category.DEMOGRAPHICS)


def take(permit: Permit, said: SaidRecord, *, at: datetime, key: ResourceKey = KEY):
    (taken,) = operations.take_records(permit=permit, source="hospital", statements=[RecordStatement(key, said)], at=at)
    return taken.outcome if taken.outcome is not Outcome.REFUSED else taken.reason


def test_a_record_comes_in_whole(permit, mari, alice, at):
    assert take(permit, PRESSURE, at=at) is Outcome.TAKEN
    row = Record.objects.get()
    assert (row.patient_id, row.organisation_id, row.source) == (mari.pk, mari.organisation_id, "hospital")
    assert (row.happened, row.precision) == (datetime(2020, 3, 14, 13, 30, tzinfo=UTC), "moment")
    assert (row.recorded_at, row.recorded_by_id, row.category) == (at, alice.user_id, "general")
    assert [part.number for part in row.parts.order_by("position")] == [128, 82]
    event = AuditEvent.objects.get(verb="elsewhere.taken")
    assert event.patient_ids == [mari.pk]
    assert event.detail == {"source": "hospital", "resources": 1}
    history = Record._meta.apps.get_model("elsewhere", "RecordEvent")
    assert history.objects.get().pgh_context_id == event.uuid


def test_the_same_again_writes_no_row(permit, at):
    take(permit, PRESSURE, at=at)
    before = _versions()
    assert take(permit, PRESSURE, at=at + timedelta(days=1)) is Outcome.UNCHANGED
    assert _versions() == before


def test_what_the_source_changed_changes_here_and_what_it_said_before_stays_in_the_history(permit, at):
    take(permit, PRESSURE, at=at)
    later = at + timedelta(days=1)
    amended = replace(PRESSURE, status="amended", parts=PRESSURE.parts[:1])
    assert take(permit, amended, at=later) is Outcome.UPDATED
    row = Record.objects.get()
    assert (row.status, row.recorded_at, row.changed_at) == ("amended", at, later)
    assert RecordPart.objects.count() == 1
    history = Record._meta.apps.get_model("elsewhere", "RecordEvent")
    assert list(history.objects.order_by("pgh_id").values_list("status", flat=True)) == ["final", "amended"]


def test_what_the_source_took_back_is_no_longer_shown_and_may_come_again(permit, at, alice):
    take(permit, PRESSURE, at=at)
    assert take(permit, replace(PRESSURE, is_open=False), at=at) is Outcome.UPDATED
    row = Record.objects.get()
    assert (row.withdrawn_at, row.withdrawn_by_id) == (at, alice.user_id)
    assert take(permit, PRESSURE, at=at) is Outcome.UPDATED
    assert Record.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"happened": "2020-02-30"}, operations.NO_MOMENT),
        ({"happened": "2020-03-02", "ended": "2020-03-01"}, operations.ENDS_BEFORE),
    ],
)
def test_a_date_that_cannot_be_is_refused_alone(permit, at, changes, reason):
    other = RecordStatement(ResourceKey("Observation", "o2"), PRESSURE)
    taken = operations.take_records(
        permit=permit, source="hospital", statements=[RecordStatement(KEY, replace(PRESSURE, **changes)), other], at=at
    )
    assert [(one.outcome, one.reason) for one in taken] == [(Outcome.REFUSED, reason), (Outcome.TAKEN, "")]
    assert Record.objects.get().resource_id == "o2"


def test_what_has_no_date_stands_where_it_came_in(permit, at):
    take(permit, replace(PRESSURE, happened=""), at=at)
    row = Record.objects.get()
    assert (row.happened, row.precision, row.ended) == (at, "unknown", None)
    take(permit, replace(PRESSURE, happened="", status="amended"), at=at + timedelta(days=3))
    assert Record.objects.get().happened == at


def test_a_number_of_another_person_is_refused(permit, alice, mari, at):
    other = enrolled_patient(alice)
    RecordFactory(patient=other, resource_id="o1")
    assert take(permit, PRESSURE, at=at) == operations.ANOTHER_PERSON
    assert Record.objects.get().patient_id == other.pk


def test_the_same_number_of_another_source_is_another_record(permit, mari, at):
    RecordFactory(patient=mari, source="clinic", resource_id="o1")
    assert take(permit, PRESSURE, at=at) is Outcome.TAKEN
    assert Record.objects.count() == 2


def test_what_the_permit_does_not_cover_is_refused(permit, mari, at):
    narrow = replace(permit, categories=frozenset({Category.DEMOGRAPHICS, Category.GENERAL}))
    assert take(narrow, replace(PRESSURE, category=Category.SUD), at=at) == operations.NOT_COVERED
    assert take(permit, replace(PRESSURE, category=Category.SUD), at=at) is Outcome.TAKEN
    assert take(narrow, PRESSURE, at=at) == operations.NOT_COVERED  # what stands here is of a kind that it does not cover
    assert Record.objects.get().category == "sud"


def test_who_may_only_read_writes_nothing(alice, mari, at):
    with pytest.raises(PermitMismatch):
        take(permit_for(alice, mari, at=at, action=Action.READ), PRESSURE, at=at)


# --- the tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"display": ""}, "record_has_words"),
        ({"source": ""}, "record_is_named"),
        ({"digest": ""}, "record_is_named"),
        ({"system": ""}, "record_code_has_a_system"),
        ({"kind": "rumor"}, "record_kind_known"),
        ({"category": "demographics"}, "record_category_known"),
        ({"precision": "about"}, "record_precision_known"),
        ({"ended": datetime(2020, 3, 15, tzinfo=UTC)}, "record_end_has_a_precision"),
        ({"ended_precision": "day"}, "record_end_has_a_precision"),
        ({"changed_at": datetime(2001, 1, 1, tzinfo=UTC)}, "record_changed_after_recorded"),
        ({"withdrawn_at": datetime(2026, 1, 1, tzinfo=UTC)}, "record_withdrawn_pair"),
    ],
)
def test_the_database_refuses_what_cannot_be(changes, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        RecordFactory(**changes)


def test_the_same_record_stands_once(mari):
    RecordFactory(patient=mari, resource_id="o1")
    with pytest.raises(IntegrityError, match="record_once"), transaction.atomic():
        RecordFactory(patient=mari, resource_id="o1")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [({"label": ""}, "record_part_has_words"), ({"code": "x"}, "record_part_code_has_a_system")],
)
def test_a_part_says_something(changes, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        RecordPartFactory(**changes)


def _versions() -> str:
    found = []
    for model in (Record, RecordPart):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, xmin::text, ctid::text FROM {model._meta.db_table} ORDER BY id")
            found.append(str(cursor.fetchall()))
    return "".join(found)
