"""The audit cannot be changed by the application, and whatever the owner changes behind its back is found."""

import threading
from datetime import datetime

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError

from care.audit import operations as audit
from care.audit.kinds import Kind
from care.audit.models import AuditEvent, Seal
from care.audit.seals import Waiting, events_waiting, heads_file, seal_events
from care.audit.verification import verify_audit
from tests.care.audit.trail import ALICE, as_owner, write_events
from tests.factories.accounts import OrganisationFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sealed(at: datetime) -> list[int]:
    ids = write_events(6, at)
    seal_events(at=at)
    ids = write_events(5, at)
    seal_events(at=at)
    return ids


def faults() -> list[tuple[str, str]]:
    return [(finding.row, finding.fault) for finding in verify_audit().findings]


def test_a_whole_trail_is_found_whole(sealed: list[int]) -> None:
    report = verify_audit()
    assert report.is_sound
    assert (report.events, report.seals, report.waiting) == (11, 2, 0)


@pytest.mark.parametrize("table", ["audit_auditevent", "audit_seal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_may_not_change_the_audit(sealed: list[int], table: str, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("table", ["audit_auditevent", "audit_seal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_even_the_owner_is_stopped_by_the_triggers(sealed: list[int], table: str, statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement.format(table))


@pytest.mark.parametrize(
    "change", ["verb = 'record.refused'", "patient_ids = '{99}'", "at = at + interval '1 second'", "user_id = 2"]
)
def test_an_edited_row_is_named(sealed: list[int], change: str) -> None:
    as_owner(f"UPDATE audit_auditevent SET {change} WHERE id = %s", sealed[3])
    assert faults()[0] == (f"event {sealed[3]}", "edited, or written without the key")


def test_a_removed_row_is_named(sealed: list[int]) -> None:
    as_owner("DELETE FROM audit_auditevent WHERE id = %s", sealed[2])
    assert faults()[0] == (f"event {sealed[2]}", "removed after seal 1 was made")


def test_a_row_inserted_into_a_sealed_range_is_named(sealed: list[int]) -> None:
    as_owner(
        "INSERT INTO audit_auditevent (uuid, at, kind, verb, actor_kind, actor_label, user_id, organisation_id, patient_ids,"
        " category, action, purpose, decision, basis, reason, detail, request_id, mac, xid, cluster)"
        " SELECT gen_random_uuid(), at, kind, verb, actor_kind, actor_label, user_id, organisation_id, patient_ids,"
        " category, action, purpose, decision, basis, reason, detail, request_id, mac, xid, cluster"
        " FROM audit_auditevent WHERE id = %s",
        sealed[1],
    )
    rows = dict(faults())
    inserted = AuditEvent.objects.order_by("-id").first()
    assert inserted is not None
    assert f"event {inserted.pk}" in rows


def test_a_row_inserted_with_a_true_code_is_still_named(sealed: list[int], at: datetime) -> None:
    audit.record(actor=ALICE, at=at, kind=Kind.ACCESS, verb="record.opened")
    late = AuditEvent.objects.order_by("-id").first()
    assert late is not None
    first = AuditEvent.objects.order_by("id").first()
    assert first is not None
    as_owner("UPDATE audit_auditevent SET xid = %s WHERE id = %s", first.xid, late.pk)
    assert faults() == [(f"event {late.pk}", "inserted into a range of transactions that was sealed before")]


def test_exchanged_rows_are_found(sealed: list[int]) -> None:
    as_owner("UPDATE audit_auditevent SET id = -1 WHERE id = %s", sealed[0])
    as_owner("UPDATE audit_auditevent SET id = %s WHERE id = %s", sealed[0], sealed[1])
    as_owner("UPDATE audit_auditevent SET id = %s WHERE id = -1", sealed[1])
    assert faults() == [(f"event {sealed[0]}", "the rows of seal 1 from here on were exchanged or reordered")]


def test_a_cut_tail_is_found_by_the_exported_head(sealed: list[int]) -> None:
    as_owner("DELETE FROM audit_auditevent WHERE id = ANY(%s)", sealed[6:])
    as_owner("DELETE FROM audit_seal WHERE number = 2")
    assert faults() == [("seal 2", "cut off: its head was exported, and the chain ends before it")]


def test_an_edited_seal_is_found(sealed: list[int]) -> None:
    as_owner("UPDATE audit_seal SET event_ids = event_ids[1:5] WHERE number = 1")
    assert ("seal 1", "edited, or written without the key") in faults()


def test_a_removed_seal_is_found(sealed: list[int]) -> None:
    as_owner("DELETE FROM audit_seal WHERE number = 1")
    assert ("seal 1", "removed from the chain") in faults()


def test_another_key_makes_no_true_row(sealed: list[int], settings: pytest.FixtureRequest, at: datetime) -> None:
    right = settings.CARE_AUDIT_KEY  # type: ignore[attr-defined]
    settings.CARE_AUDIT_KEY = b"somebody else's key, also long enough"  # type: ignore[attr-defined]
    forged = write_events(1, at)[-1]
    settings.CARE_AUDIT_KEY = right  # type: ignore[attr-defined]
    assert faults() == [(f"event {forged}", "edited, or written without the key")]


def test_sealing_twice_seals_once(sealed: list[int], at: datetime) -> None:
    assert seal_events(at=at) == []
    assert Seal.objects.count() == 2


def test_a_lower_number_that_commits_later_is_sealed_later(at: datetime) -> None:
    started, may_commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            audit.record(actor=ALICE, at=at, kind=Kind.ACCESS, verb="slow")
            started.set()
            may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    started.wait(10)
    write_events(3, at)
    assert seal_events(at=at) == []  # the slow transaction is older than all of them
    assert events_waiting().events == 3
    may_commit.set()
    thread.join(10)
    assert len(seal_events(at=at)) == 1
    assert events_waiting() == Waiting(0, None)
    assert verify_audit().is_sound


def test_a_long_transaction_in_another_database_does_not_put_off_the_seal(at: datetime) -> None:
    known = {
        name: value for name, value in connection.get_connection_params().items() if name in {"user", "password", "host", "port"}
    }
    next_door = psycopg2.connect(dbname="postgres", **known)
    try:
        with next_door.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        write_events(2, at)
        assert len(seal_events(at=at)) == 1
    finally:
        next_door.close()


def test_many_writers_beside_the_sealer_leave_a_whole_trail(at: datetime) -> None:
    def write() -> None:
        for _ in range(25):
            with transaction.atomic():
                audit.record(actor=ALICE, at=at, kind=Kind.ACCESS, verb="busy")
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seal_events(at=at)
    seal_events(at=at)
    assert AuditEvent.objects.count() == 150
    assert sum(len(seal.event_ids) for seal in Seal.objects.all()) == 150
    assert verify_audit().is_sound


def test_rows_that_came_from_another_cluster_are_sealed_at_once(at: datetime) -> None:
    write_events(2, at)
    as_owner("UPDATE audit_auditevent SET cluster = 42, xid = xid + 900000000")
    assert len(seal_events(at=at)) == 1
    write_events(1, at)
    assert len(seal_events(at=at)) == 1
    assert verify_audit().is_sound


def test_a_head_cut_by_a_crash_is_passed_over(sealed: list[int]) -> None:
    with heads_file().open("ab") as heads:
        heads.write(b'{"number": 3, "se')
    assert verify_audit().is_sound


def test_a_change_made_past_the_application_is_told(at: datetime) -> None:
    with audit.change(actor=ALICE, at=at, verb="organisation.made"):
        clinic = OrganisationFactory()
    assert verify_audit().untraced == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_organisation SET name = 'Elsewhere' WHERE id = %s", [clinic.pk])
    report = verify_audit()
    assert report.is_sound
    assert [finding.fault for finding in report.untraced] == ["update past the application: no event stands behind it"]


def test_a_change_and_its_event_stand_or_fall_together(at: datetime) -> None:
    with pytest.raises(ZeroDivisionError), audit.change(actor=ALICE, at=at, verb="organisation.made"):
        raise ZeroDivisionError
    assert AuditEvent.objects.count() == 0
