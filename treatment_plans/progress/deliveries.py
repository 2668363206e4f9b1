"""What happens to drafts when a colleague no longer works here: a supervisor is asked to look at each. Nothing is lost.

A death or the end of care changes no note: what was done is still written up and signed.
"""

from datetime import datetime, timedelta

from care.access import gate
from care.actor import Action, Actor, Purpose, Role
from care.outbox.handling import Listener
from care.outbox.queries import Claimed
from care.worklist import operations as worklist
from care.worklist.queries import is_asked_about
from care.worklist.rules import Kind
from treatment_plans.progress.queries import drafts_of

JOB = "progress_notes.left"
SOON = timedelta(days=3)


def _left(row: Claimed, at: datetime) -> None:
    actor = Actor.system(job=JOB, organisation_id=row.organisation_id)
    for patient_id, note, category in drafts_of(actor=actor, staff_id=int(row.about["staff"])):
        permit = gate.require(
            actor=actor, patient_id=patient_id, category=category, action=Action.WRITE, purpose=Purpose.HOPERAT, at=at
        )
        if is_asked_about(permit=permit, subject=note, kind=Kind.PAPERWORK):
            continue
        worklist.open_task(
            permit=permit,
            kind=Kind.PAPERWORK,
            title="A note was left unsigned: read it and take it over",
            why="Whoever wrote the draft no longer works here.",
            category=category,
            owner_role=Role.SUPERVISOR,
            due_at=at + SOON,
            subject_kind="progress_note",
            subject=note,
            at=at,
        )


ASK_SUPERVISOR = Listener("progress_notes", _left)
