"""How plans, goals and interventions move on, what may be done on a plan, and when it is due for review. Pure.

Each state machine is one table with one guard (`next_status`). The diagrams in README.md are made from these tables.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from treatment_plans.vocabulary import (
    Described,
    GoalLifecycle,
    GoalStep,
    InterventionStatus,
    InterventionStep,
    PlanEnd,
    PlanStatus,
    PlanStep,
    PlanWork,
)

Status = TypeVar("Status", bound=Described)
Step = TypeVar("Step", bound=Described)


class NotPossible(ValueError):
    """A step or a kind of work that the status does not allow. `status` and `step` are words of the vocabulary."""

    def __init__(self, status: Described, step: Described) -> None:
        super().__init__(f"{step.value} is not possible when {status.value}")
        self.status = status
        self.step = step

    @property
    def sentence(self) -> str:
        """The refusal for a reader, without any person's name."""
        return f"“{self.step.label}” is not possible: the state is “{self.status.label}”. {self.status.prose}"


PLAN: dict[tuple[PlanStatus, PlanStep], PlanStatus] = {
    (PlanStatus.DRAFT, PlanStep.AGREE): PlanStatus.ACTIVE,
    (PlanStatus.DRAFT, PlanStep.REVOKE): PlanStatus.REVOKED,
    (PlanStatus.ACTIVE, PlanStep.COMPLETE): PlanStatus.COMPLETED,
    (PlanStatus.ACTIVE, PlanStep.REVOKE): PlanStatus.REVOKED,
}

GOAL: dict[tuple[GoalLifecycle, GoalStep], GoalLifecycle] = {
    (GoalLifecycle.PROPOSED, GoalStep.AGREE): GoalLifecycle.ACTIVE,
    (GoalLifecycle.PROPOSED, GoalStep.CANCEL): GoalLifecycle.CANCELLED,
    (GoalLifecycle.ACTIVE, GoalStep.HOLD): GoalLifecycle.ON_HOLD,
    (GoalLifecycle.ACTIVE, GoalStep.COMPLETE): GoalLifecycle.COMPLETED,
    (GoalLifecycle.ACTIVE, GoalStep.CANCEL): GoalLifecycle.CANCELLED,
    (GoalLifecycle.ON_HOLD, GoalStep.RESUME): GoalLifecycle.ACTIVE,
    (GoalLifecycle.ON_HOLD, GoalStep.COMPLETE): GoalLifecycle.COMPLETED,
    (GoalLifecycle.ON_HOLD, GoalStep.CANCEL): GoalLifecycle.CANCELLED,
}

INTERVENTION: dict[tuple[InterventionStatus, InterventionStep], InterventionStatus] = {
    (InterventionStatus.PLANNED, InterventionStep.BEGIN): InterventionStatus.ACTIVE,
    (InterventionStatus.PLANNED, InterventionStep.STOP): InterventionStatus.STOPPED,
    (InterventionStatus.ACTIVE, InterventionStep.HOLD): InterventionStatus.ON_HOLD,
    (InterventionStatus.ACTIVE, InterventionStep.COMPLETE): InterventionStatus.COMPLETED,
    (InterventionStatus.ACTIVE, InterventionStep.STOP): InterventionStatus.STOPPED,
    (InterventionStatus.ON_HOLD, InterventionStep.RESUME): InterventionStatus.ACTIVE,
    (InterventionStatus.ON_HOLD, InterventionStep.COMPLETE): InterventionStatus.COMPLETED,
    (InterventionStatus.ON_HOLD, InterventionStep.STOP): InterventionStatus.STOPPED,
}

OPEN_GOALS = frozenset({GoalLifecycle.PROPOSED, GoalLifecycle.ACTIVE, GoalLifecycle.ON_HOLD})
OPEN_INTERVENTIONS = frozenset({InterventionStatus.PLANNED, InterventionStatus.ACTIVE, InterventionStatus.ON_HOLD})

# What was agreed stays as it was agreed: its wording is changed in the draft of the next version.
WORK: dict[PlanStatus, frozenset[PlanWork]] = {
    PlanStatus.DRAFT: frozenset({PlanWork.WORDING, PlanWork.LETTING_GO}),
    PlanStatus.ACTIVE: frozenset({PlanWork.PROGRESS, PlanWork.LETTING_GO}),
    PlanStatus.COMPLETED: frozenset(),
    PlanStatus.REVOKED: frozenset(),
}

# The reasons for which somebody may end a version early. The two others are given by agreeing and by completing.
REVOKE_REASONS: dict[PlanStatus, tuple[PlanEnd, ...]] = {
    PlanStatus.DRAFT: (PlanEnd.SET_ASIDE, PlanEnd.OWN_WISH, PlanEnd.CARE_ENDED, PlanEnd.DIED),
    PlanStatus.ACTIVE: (PlanEnd.OWN_WISH, PlanEnd.CARE_ENDED, PlanEnd.DIED),
}

FIRST_REVIEW = timedelta(days=30)
LATER_REVIEW = timedelta(days=90)


def next_status(table: Mapping[tuple[Status, Step], Status], status: Status, step: Step) -> Status:
    """The one guard of every table.

    Raises:
        NotPossible: the table has no such step from this status.
    """
    try:
        return table[(status, step)]
    except KeyError:
        raise NotPossible(status, step) from None


def can_step(table: Mapping[tuple[Status, Step], Status], status: Status, step: Step) -> bool:
    """The same question for a template that offers a button."""
    return (status, step) in table


def check_work(status: PlanStatus, work: PlanWork) -> None:
    """Refuse work that a plan of this status does not allow.

    Raises:
        NotPossible: for example rewording a goal of a plan that is agreed.
    """
    if work not in WORK[status]:
        raise NotPossible(status, work)


def review_due(agreed_on: date, *, is_first: bool) -> date:
    """The day by which an agreed plan is looked at again: 30 days for the first one, 90 after. Clinical reference 12.3."""
    return agreed_on + (FIRST_REVIEW if is_first else LATER_REVIEW)


def diagram(table: Mapping[tuple[Status, Step], Status], start: Status) -> str:
    """The table as a Mermaid state diagram: what README.md shows."""

    def name(word: Described) -> str:
        return word.value.replace("-", "_")

    lines = ["stateDiagram-v2", f"    [*] --> {name(start)}"]
    lines += [f"    {name(status)} --> {name(target)}: {step.value}" for (status, step), target in table.items()]
    ends = dict.fromkeys(target for target in table.values() if not any(status == target for status, _ in table))
    lines += [f"    {name(end)} --> [*]" for end in ends]
    return "\n".join(lines)
