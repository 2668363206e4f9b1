"""What the changes of an intake have in common: the transaction of one change, and the row that says who did what."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from patients.intake.models import Intake, IntakeStep
from patients.intake.operations.refusals import NoSuchIntake
from patients.intake.rules import SectionKey, State, Step, next_state
from patients.intake.rules.states import INTAKE

TASK = "intake"  # the kind of the task that an open intake keeps on the worklist, and of what its tasks are about
SAFETY_TASK = "safety"


@contextmanager
def change(*, permit: Permit, intake: UUID, verb: str, at: datetime) -> Iterator[Intake]:
    """The transaction of one change, with the intake's row locked. Its row comes before the person's and before tasks.

    Raises:
        NoSuchIntake: the permit's patient has none of this number.
        PermitMismatch: the permit is not to write the person's care.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb=verb) as event:
        row = (
            Intake.objects.select_for_update(no_key=True)
            .filter(uuid=intake, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
            .first()
        )
        if row is None:
            raise NoSuchIntake
        event.detail["intake"] = row.pk
        yield row


def move(*, row: Intake, step: Step, permit: Permit, at: datetime) -> None:
    """Take the step and write it down; the caller saves the row.

    Raises:
        NotPossible: the intake does not stand where the step starts.
    """
    row.state = next_state(INTAKE, State(row.state), step).value
    if row.state != State.PAUSED:
        row.paused_at = row.paused_by_id = row.go_on_on = None
        row.pause = ""
    if row.state == State.OPEN:
        put_aside_summary(row)
    write_step(row=row, step=step.value, permit=permit, at=at)


def put_aside_summary(row: Intake) -> None:
    """What was put down, and what the person said to it, no longer holds: it was about something else."""
    row.finished_at = row.finished_by_id = row.said_at = row.said_by_id = None
    row.summary = row.seal = row.said = row.said_name = row.said_drawing = ""


def write_step(*, row: Intake, step: str, permit: Permit, at: datetime, section: SectionKey | None = None) -> None:
    """Who did what, when."""
    IntakeStep.objects.create(
        intake=row,
        section=section.value if section else "",
        step=step,
        done_at=at,
        done_by_id=permit.actor.user_id,
        done_by_job=permit.actor.job_name if permit.actor.user_id is None else "",
    )
