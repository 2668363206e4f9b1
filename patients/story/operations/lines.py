"""The lines of the story: add, change, take off the list, put back; and what is said of a list with nothing on it.

Each locks the person's row first; see `care.worklist.operations` for the order of the locks after it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from care.access.gate import NotFound
from care.accounts.queries import names_of_users
from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.audit.operations import Change
from care.lib.dates import local_date
from care.worklist.operations import open_task
from patients.models import Patient
from patients.operations import FieldChange, StaleRecord
from patients.rules import Coding, category_of
from patients.story.models import StoryPart
from patients.story.queries.rows import TABLES, category_of_row, lines_of, said_in, stored_of
from patients.story.rules import PART_CATEGORIES, Entry, Overdose, Part, PartAnswer, Problem, check_days
from patients.story.rules.follow_up import Ask, after_overdose


class NoSuchLine(NotFound):
    """There is no such line in this person's story, or the reader may not know of it."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


class AlreadyListed(ValueError):
    """The same is on the list already."""


class SomethingIsListed(ValueError):
    """'Nothing to list' was said of a list that holds something."""


def add_entry(*, permit: Permit, said: Entry, at: datetime) -> UUID:
    """Put one line on a list; gives its number. What was said of the empty list before is no longer said.

    An overdose of the last 30 days opens a task at once.

    Raises:
        AlreadyListed: the same is on the list.
        ImpossibleDay, EndsBeforeItBegins: what the form can mend.
    """
    part, category = said.part, category_of_said(said)
    user_id, _ = permit.actor.colleague()
    with change_of(permit, category, at=at, verb="story.added", part=part) as (patient, change):
        check_days(said, born=patient.birth_date, today=local_date(at, patient.zone))
        _check_alone(permit, said, besides=None)
        row = TABLES[part](patient=patient, recorded_at=at, recorded_by_id=user_id)
        _put(row, said)
        row.save()
        change.detail["line"] = row.pk
        StoryPart.objects.filter(patient=patient, part=part.value).delete()
        if isinstance(said, Overdose):
            ask_after_overdose(permit, said, row.uuid, patient, at=at)
    number: UUID = row.uuid
    return number


def change_entry(*, permit: Permit, entry: UUID, version: int, said: Entry, at: datetime) -> int:
    """Write a line anew; gives its version. `version` is the one that the form was made from; the same again changes nothing.

    Raises:
        NoSuchLine: it is not there, or was taken off the list.
        StaleRecord: a colleague changed it meanwhile.
        AlreadyListed: another line says the same.
        ImpossibleDay, EndsBeforeItBegins: what the form can mend.
    """
    part, category = said.part, category_of_said(said)
    user_id, _ = permit.actor.colleague()
    with change_of(permit, category, at=at, verb="story.changed", part=part) as (patient, change):
        row = _line(permit, part, entry, is_open=True)
        before = said_in(part, row)
        check_days(said, born=patient.birth_date, today=local_date(at, patient.zone))
        _check_alone(permit, said, besides=row.pk)
        _check_version(row, before, said, version=version)
        change.detail |= {"line": row.pk, "fields": _differing(before, said)}
        if change.detail["fields"]:
            _put(row, said)
            row.changed_at, row.changed_by_id = at, user_id
            row.version += 1
            row.save()
    return int(row.version)


def remove_entry(*, permit: Permit, part: Part, entry: UUID, at: datetime) -> None:
    """Take a line off its list, because it was written by mistake. It stays below the list and can be put back.

    Raises:
        NoSuchLine: it is not on the list.
    """
    user_id, _ = permit.actor.colleague()
    with change_of(permit, None, at=at, verb="story.removed", part=part) as (_patient, change):
        row = _line(permit, part, entry, is_open=True)
        row.removed_at, row.removed_by_id = at, user_id
        row.version += 1
        row.save()
        change.detail["line"] = row.pk


def restore_entry(*, permit: Permit, part: Part, entry: UUID, at: datetime) -> None:
    """Put a line back on its list.

    Raises:
        NoSuchLine: it was not taken off.
        AlreadyListed: the same has been written again since.
    """
    with change_of(permit, None, at=at, verb="story.restored", part=part) as (patient, change):
        row = _line(permit, part, entry, is_open=False)
        _check_alone(permit, said_in(part, row), besides=row.pk)
        row.removed_at = row.removed_by = None
        row.version += 1
        row.save()
        StoryPart.objects.filter(patient=patient, part=part.value).delete()
        change.detail["line"] = row.pk


def answer_part(*, permit: Permit, part: Part, answer: PartAnswer, at: datetime) -> None:
    """Say that a part was asked about and has nothing on its list, or that the person prefers not to say.

    'Prefers not to say' stands beside what was told before; it takes nothing off.

    Raises:
        SomethingIsListed: 'nothing' was said of a list with lines on it.
    """
    user_id, _ = permit.actor.colleague()
    with change_of(permit, PART_CATEGORIES[part], at=at, verb="story.answered", part=part) as (patient, change):
        change.detail["answer"] = answer.value
        if answer is PartAnswer.NOTHING and part in TABLES and lines_of(part, permit).filter(removed_at__isnull=True).exists():
            raise SomethingIsListed
        StoryPart.objects.update_or_create(
            patient=patient,
            part=part.value,
            defaults={"answer": answer.value, "answered_at": at, "answered_by_id": user_id},
        )


def category_of_said(said: Entry) -> Category:
    """Which kind of data a line is: a problem as its code says, everything else as its part."""
    if isinstance(said, Problem):
        return category_of([Coding(said.system, said.code)] if said.code else [])
    return PART_CATEGORIES[said.part]


@contextmanager
def change_of(
    permit: Permit, category: Category | None, *, at: datetime, verb: str, part: Part
) -> Iterator[tuple[Patient, Change]]:
    """The transaction of one change with its event, the person's row locked."""
    permit.check(category=category or PART_CATEGORIES[part], action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb=verb, detail={"part": part.value}) as change:
        patient = Patient.objects.select_for_update(no_key=True).get(pk=permit.patient_id, organisation_id=permit.organisation_id)
        yield patient, change


def ask(permit: Permit, asked: Ask, subject: UUID, *, at: datetime, **more: Any) -> None:
    """Open the task that an answer asks for."""
    open_task(
        permit=permit,
        title=asked.title,
        why=asked.why,
        kind=asked.kind,
        priority=asked.priority,
        owner_role=asked.role,
        due_at=at + asked.due_in,
        subject_kind=SUBJECT,
        subject=subject,
        at=at,
        **more,
    )


SUBJECT = "story"


def ask_after_overdose(permit: Permit, said: Overdose, subject: UUID, patient: Patient, *, at: datetime) -> None:
    """Open the task that a recent overdose asks for, if it does."""
    asked = after_overdose(said, today=local_date(at, patient.zone))
    if asked is not None:
        ask(permit, asked, subject, at=at)


def _line(permit: Permit, part: Part, entry: UUID, *, is_open: bool) -> Any:
    row = lines_of(part, permit).filter(uuid=entry, removed_at__isnull=is_open).first()
    if row is None:
        raise NoSuchLine
    permit.check(category=category_of_row(part, row), action=Action.WRITE)
    return row


def _put(row: Any, said: Entry) -> None:
    for name, value in stored_of(said).items():
        setattr(row, name, value)
    if isinstance(said, Problem):
        row.category = category_of_said(said).value


def _check_alone(permit: Permit, said: Entry, *, besides: int | None) -> None:
    if said.same is None:
        return
    others = lines_of(said.part, permit).filter(removed_at__isnull=True)
    if any(row.pk != besides and said_in(said.part, row).same == said.same for row in others):
        raise AlreadyListed


def _differing(before: Entry, said: Entry) -> list[str]:
    old, new = stored_of(before), stored_of(said)
    return [column.name for column in fields(said) if old[column.name] != new[column.name]]


def _check_version(row: Any, now: Entry, said: Entry, *, version: int) -> None:
    """Refuse to overwrite, unseen, what a colleague wrote since the form was made."""
    differing = _differing(now, said)
    if row.version == version or not differing:
        return
    by = row.changed_by_id or row.recorded_by_id
    raise StaleRecord(
        version=row.version,
        changed_by=names_of_users([by]).get(by, ""),
        changed_at=row.changed_at or row.recorded_at,
        changes=[FieldChange(name, None, stored_of(now)[name]) for name in differing],
    )
