"""One section: saved together with what its room saves, declined, put off."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from care.accounts.queries import names_of_users
from care.actor import Permit
from patients.intake.models import Intake, IntakeSection
from patients.intake.operations.parts import change, move, write_step
from patients.intake.operations.refusals import SectionChanged
from patients.intake.rules import FILLABLE, SECTION, Answered, NotPossible, SectionKey, SectionStep, State, Step, next_state

MOST_UNSAID = 60


def answer_section(
    *,
    permit: Permit,
    intake: UUID,
    section: SectionKey,
    step: SectionStep,
    version: int,
    unsaid: Collection[str] = (),
    save: Callable[[], object] | None = None,
    at: datetime,
) -> IntakeSection:
    """Take a step of one section. `save` calls the operation of the room that owns what was told: both are one transaction, so
    that a section never says "answered" of something that was refused. A break ends by itself.

    Two colleagues in one section at once: whoever saves second is told, with nothing of theirs lost and nothing of theirs
    saved yet, and saves again in knowledge of it.

    Raises:
        NoSuchIntake.
        NotPossible: the intake is no longer filled in, or an answered section was declined.
        SectionChanged: somebody saved it after the page was made from `version`.
        whatever `save` raises.
    """
    with change(permit=permit, intake=intake, verb=f"intake.section_{step.value}", at=at) as row:
        _open(row, step, permit=permit, at=at)
        found = IntakeSection.objects.select_for_update(no_key=True).filter(intake=row, key=section.value).first()
        mine = found or IntakeSection(intake=row, key=section.value)
        if mine.version != version:
            names = names_of_users([mine.changed_by_id] if mine.changed_by_id else [])
            raise SectionChanged(
                section=section,
                version=mine.version,
                changed_by=names.get(mine.changed_by_id or 0, ""),
                changed_at=mine.changed_at,
            )
        mine.state = next_state(SECTION, Answered(mine.state), step).value
        if save is not None:
            save()
        if step is not SectionStep.PUT_OFF:
            mine.unsaid = sorted(set(unsaid))[:MOST_UNSAID]
        mine.version += 1
        mine.changed_at, mine.changed_by_id = at, permit.actor.user_id
        mine.save()
        write_step(row=row, step=step.value, section=section, permit=permit, at=at)
    return mine


def _open(row: Intake, step: SectionStep, *, permit: Permit, at: datetime) -> None:
    """End the break, if there is one.

    Raises:
        NotPossible: the summary is put down, or the intake is over.
    """
    state = State(row.state)
    if state not in FILLABLE:
        raise NotPossible(state, step)
    if state is State.PAUSED:
        move(row=row, step=Step.RESUME, permit=permit, at=at)
        row.save()
