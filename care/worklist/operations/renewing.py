"""An open task about which more was told: brought up to date, never made milder, and never given more time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.worklist.models import Task
from care.worklist.operations.parts import about, sum_up, will_climb
from care.worklist.rules import ESCALATING, Climb, Priority, State, first_climb, next_climb, step_of

_RANK = {priority: rank for rank, priority in enumerate(Priority)}


@dataclass(frozen=True, slots=True)
class Told:
    """What a task says. `subject` is what was told last."""

    title: str
    why: str
    priority: Priority
    owner_role: Role
    due_at: datetime
    subject: UUID


def renew_task(*, permit: Permit, task: UUID, told: Told, at: datetime) -> Task | None:
    """Bring an unfinished task of the permit's patient up to date with what was told now; None where it is finished.

    The graver of the two says what it is called and how urgent it is, the earlier of the two moments is when it is due, and
    it climbs no later than it would have. Who has taken it keeps it. A snooze ends.

    Raises:
        PermitMismatch: the permit does not write the task's kind of data.
    """
    with audit.change(permit=permit, at=at, verb="task.told_again", detail={"priority": told.priority.value}) as event:
        row = about(permit).filter(uuid=task).first()
        if row is None:
            return None
        permit.check(category=Category(row.category), action=Action.WRITE)
        event.detail["task"] = row.pk
        was = Priority(row.priority)
        if _RANK[told.priority] >= _RANK[was]:
            row.title, row.subject = told.title.strip(), told.subject
        row.why = told.why.strip()
        row.due_at = min(row.due_at, told.due_at)
        row.snoozed_until, row.snooze_reason = None, ""
        if _RANK[told.priority] > _RANK[was]:
            row.priority = told.priority.value
            if row.state == State.OPEN:
                _climb_sooner(row, told, at=at)
        row.save()
        sum_up(row)
    return row


def _climb_sooner(row: Task, told: Told, *, at: datetime) -> None:
    """On the path of the new priority, from where it stands, and not later than on the old one."""
    if told.priority not in ESCALATING:
        return
    if row.escalation_level:
        row.escalation_level = step_of(priority=told.priority, role=Role(row.owner_role), after=0)
        climb = next_climb(priority=told.priority, climbed=row.escalation_level, due=at, at=at)
    else:
        row.owner_role = told.owner_role.value
        climb = first_climb(priority=told.priority, asked=told.owner_role, opened_at=at)
    if climb is not None and row.escalates_at is not None:
        climb = Climb(min(climb.at, row.escalates_at), climb.role, climb.level)
    will_climb(row, climb)
