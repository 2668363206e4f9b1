"""Asking an author for the signature under a draft, once; and ending what was asked about a draft."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from care.actor import Action, Category, Permit, Role
from care.worklist.operations import finish_tasks_about, open_task
from care.worklist.queries import is_asked_about, tasks_about
from care.worklist.rules import Kind
from treatment_plans.progress.catalogue import UNSIGNED, reminding
from treatment_plans.progress.models import ProgressNote
from treatment_plans.progress.vocabulary import NoteKind
from treatment_plans.signed.vocabulary import NoteStatus

LEFT = str(Kind.PAPERWORK)  # of the one that asks a supervisor for what a colleague left behind


def remind_author(*, permit: Permit, note: UUID, at: datetime) -> bool:
    """Ask the author of a draft to sign it, by a task of their own. Gives whether they are asked now: nobody is asked twice."""
    with transaction.atomic():
        rows = ProgressNote.objects.select_for_update(no_key=True, of=("self",)).filter(organisation_id=permit.organisation_id)
        row = rows.filter(uuid=note, status=NoteStatus.DRAFT.value).first()
        if row is None:
            return False
        category = Category(row.category)
        permit.check(category=category, action=Action.WRITE)
        if is_asked_about(permit=permit, subject=row.uuid, kind=UNSIGNED):
            return False
        open_task(
            permit=permit,
            kind=UNSIGNED,
            title="A note is not signed yet: read it and sign",
            why="Until it is signed, nobody else reads what was done.",
            category=category,
            owner_id=row.author_id,
            owner_role=Role.SUPERVISOR,
            due_at=at + reminding()[NoteKind(row.kind)].within,
            subject_kind="progress_note",
            subject=row.uuid,
            at=at,
        )
    return True


def end_asking(permit: Permit, row: ProgressNote, outcome: str, at: datetime) -> None:
    """What was asked about a draft has come about; for this room, inside its transactions."""
    asked = (UNSIGNED, LEFT)
    if tasks_about(permit=permit, subject=row.uuid, kinds=asked):
        finish_tasks_about(permit=permit, subject=row.uuid, kinds=asked, outcome=outcome, at=at, category=Category(row.category))
