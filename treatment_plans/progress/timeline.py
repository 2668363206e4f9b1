"""What progress notes tell: that one was signed, added to, or entered in error. Never a word of one."""

from django.db.models import Q, QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from patients.queries import same_person
from treatment_plans.progress.models import ProgressAddendum, ProgressNote
from treatment_plans.progress.vocabulary import NoteKind
from treatment_plans.signed.vocabulary import NoteStatus


def _own(permit: Permit, path: str = "") -> Q:
    kinds = sorted(category.value for category in permit.categories)
    here = {f"{path}organisation_id": permit.organisation_id, f"{path}category__in": kinds}
    return same_person(permit.patient_id, path=f"{path}patient_id") & Q(**here)


def _notes(permit: Permit) -> QuerySet[ProgressNote]:
    return ProgressNote.objects.filter(_own(permit)).select_related("signed_by", "error_by", "group")


def _name(row: ProgressNote) -> str:
    return f"{NoteKind(row.kind).label.lower()}{f', {row.group.title}' if row.group else ''}"


def _signed(row: ProgressNote) -> TimelineEntry:
    assert row.signed_at
    return TimelineEntry(row.signed_at, row.signed_by.name if row.signed_by else "", f"Note signed: {_name(row)}", "note")


def _in_error(row: ProgressNote) -> TimelineEntry:
    assert row.error_at
    return TimelineEntry(row.error_at, row.error_by.name if row.error_by else "", f"Note entered in error: {_name(row)}", "note")


def _addenda(permit: Permit) -> QuerySet[ProgressAddendum]:
    return ProgressAddendum.objects.filter(_own(permit, "note__")).select_related("signed_by", "note__group")


def _added(row: ProgressAddendum) -> TimelineEntry:
    assert row.signed_at
    return TimelineEntry(
        row.signed_at, row.signed_by.name if row.signed_by else "", f"Added to a note: {_name(row.note)}", "note"
    )


CHAPTERS = (
    Chapter(
        _notes,
        (
            Telling("signed_at", _signed, Q(status__in=[NoteStatus.SIGNED.value, NoteStatus.AMENDED.value])),
            Telling("error_at", _in_error),
        ),
    ),
    Chapter(_addenda, (Telling("signed_at", _added),)),
)
