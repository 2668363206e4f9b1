"""What the database itself refuses of counseling notes: each constraint is broken once; what is signed stays."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from tests.factories.accounts import UserFactory
from tests.factories.notes import CounselingNoteFactory, NoteAddendumFactory
from treatment_plans.notes.models import CounselingNote, NoteAddendum

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

BROKEN_NOTES: dict[str, dict[str, Any]] = {
    "note_status_known": {"signed": True, "status": "lost"},
    "note_signed_pair": {"signed": True, "signed_by": None},
    "note_asked_pair": {"signed": True, "cosigner": "another", "asked_at": MOMENT},
    "note_cosigned_pair": {
        "signed": True,
        "cosigner": "another",
        "asked_at": MOMENT,
        "asked_by": "somebody",
        "cosigned_at": MOMENT,
    },
    "note_error_pair": {"signed": True, "status": "entered-in-error", "error_at": MOMENT, "error_reason": "twice"},
    "note_signed_is_sealed": {"signed": True, "seal": ""},
    "note_cosigner_was_asked": {"signed": True, "cosigner": "another"},
    "note_cosigner_is_another": {"signed": True, "cosigner": "author", "asked_at": MOMENT, "asked_by": "somebody"},
    "note_cosigned_has_cosigner": {"signed": True, "cosigned_at": MOMENT, "cosigned_by": "somebody"},
    "note_error_has_reason": {"signed": True, "status": "entered-in-error", "error_at": MOMENT, "error_by": "somebody"},
}
BROKEN_ADDENDA: dict[str, dict[str, Any]] = {
    "addendum_signed_pair": {"signed_at": MOMENT, "seal": "x"},
    "addendum_signed_is_sealed": {"signed": True, "seal": ""},
}
TWICE = {"addendum_one_unsigned_of_writer"}


def _fields(values: dict[str, Any], author: Any) -> dict[str, Any]:
    words = {"somebody": UserFactory, "author": lambda: author.author, "another": lambda: CounselingNoteFactory().author}
    return {name: words[value]() if value in words else value for name, value in values.items()}


@pytest.mark.parametrize(("name", "fields"), BROKEN_NOTES.items(), ids=BROKEN_NOTES.keys())
def test_the_database_refuses_a_note_that_breaks_a_rule(name: str, fields: dict[str, Any]) -> None:
    note = CounselingNoteFactory()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CounselingNoteFactory(author=note.author, patient=note.patient, **_fields(fields, note))


@pytest.mark.parametrize(("name", "fields"), BROKEN_ADDENDA.items(), ids=BROKEN_ADDENDA.keys())
def test_the_database_refuses_an_addendum_that_breaks_a_rule(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        NoteAddendumFactory(**fields)


def test_the_database_refuses_two_unsigned_addenda_of_one_writer() -> None:
    note = NoteAddendumFactory().note
    NoteAddendumFactory(note=note, signed=True)
    with pytest.raises(IntegrityError, match="addendum_one_unsigned_of_writer"), transaction.atomic():
        NoteAddendumFactory(note=note)


def test_each_constraint_is_broken_above() -> None:
    named = {
        constraint.name
        for model in (CounselingNote, NoteAddendum)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint | models.UniqueConstraint)
    }
    assert named == BROKEN_NOTES.keys() | BROKEN_ADDENDA.keys() | TWICE


@pytest.mark.parametrize("change", [{"session_on": date(2026, 1, 4)}, {"seal": "0" * 64}, {"signed_at": MOMENT}])
def test_what_is_signed_is_not_changed_even_in_bulk(change: dict[str, Any]) -> None:
    note = CounselingNoteFactory(signed=True)
    with pytest.raises(DatabaseError, match="stays as it was signed"), transaction.atomic():
        CounselingNote.objects.filter(pk=note.pk).update(**change)


@pytest.mark.parametrize("factory", [CounselingNoteFactory, NoteAddendumFactory])
def test_what_is_signed_is_not_deleted_and_a_draft_is(factory: Any) -> None:
    factory().delete()
    signed = factory(signed=True)
    with pytest.raises(DatabaseError, match="not deleted"), transaction.atomic():
        signed.delete()
    with pytest.raises(DatabaseError, match="not deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {factory._meta.model._meta.db_table} WHERE signed_at IS NOT NULL")


def test_a_signed_text_may_be_written_anew_under_another_key() -> None:
    note = CounselingNoteFactory(signed=True)
    assert CounselingNote.objects.filter(pk=note.pk).update(text=note.text) == 1


@pytest.mark.parametrize("table", ["notes_counselingnoteevent", "notes_noteaddendumevent"])
def test_the_history_holds_no_text_and_is_only_added_to(table: str) -> None:
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
        assert not columns & {"text", "saved_at"}
        NoteAddendumFactory(signed=True)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute(f"UPDATE {table} SET pgh_label = 'x'")
