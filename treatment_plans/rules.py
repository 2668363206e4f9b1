"""How plans, goals and interventions move on, what may be done on a plan, and when it is due for review. Pure.

Each state machine is one table with one guard (`next_status`). The diagrams in README.md are made from these tables.
"""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from treatment_plans.vocabulary import (
    Described,
    Doer,
    GoalLifecycle,
    GoalStep,
    InterventionStatus,
    InterventionStep,
    ObjectiveStatus,
    ObjectiveStep,
    PlanEnd,
    PlanStatus,
    PlanStep,
    PlanWork,
    ProblemStatus,
    ProblemStep,
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
    (PlanStatus.DRAFT, PlanStep.PROPOSE): PlanStatus.PROPOSED,
    (PlanStatus.DRAFT, PlanStep.AGREE): PlanStatus.AGREED,
    (PlanStatus.DRAFT, PlanStep.REVOKE): PlanStatus.REVOKED,
    (PlanStatus.PROPOSED, PlanStep.AGREE): PlanStatus.AGREED,
    (PlanStatus.PROPOSED, PlanStep.REWRITE): PlanStatus.DRAFT,
    (PlanStatus.PROPOSED, PlanStep.REVOKE): PlanStatus.REVOKED,
    (PlanStatus.AGREED, PlanStep.START): PlanStatus.ACTIVE,
    (PlanStatus.AGREED, PlanStep.REWRITE): PlanStatus.DRAFT,
    (PlanStatus.AGREED, PlanStep.REVOKE): PlanStatus.REVOKED,
    (PlanStatus.ACTIVE, PlanStep.REVIEW): PlanStatus.UNDER_REVIEW,
    (PlanStatus.ACTIVE, PlanStep.COMPLETE): PlanStatus.COMPLETED,
    (PlanStatus.ACTIVE, PlanStep.REVOKE): PlanStatus.REVOKED,
    (PlanStatus.UNDER_REVIEW, PlanStep.KEEP): PlanStatus.ACTIVE,
    (PlanStatus.UNDER_REVIEW, PlanStep.COMPLETE): PlanStatus.COMPLETED,
    (PlanStatus.UNDER_REVIEW, PlanStep.REVOKE): PlanStatus.REVOKED,
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

PROBLEM: dict[tuple[ProblemStatus, ProblemStep], ProblemStatus] = {
    (ProblemStatus.ACTIVE, ProblemStep.QUIET): ProblemStatus.IN_REMISSION,
    (ProblemStatus.ACTIVE, ProblemStep.RESOLVE): ProblemStatus.RESOLVED,
    (ProblemStatus.ACTIVE, ProblemStep.SET_ASIDE): ProblemStatus.SET_ASIDE,
    (ProblemStatus.IN_REMISSION, ProblemStep.RESOLVE): ProblemStatus.RESOLVED,
    (ProblemStatus.IN_REMISSION, ProblemStep.SET_ASIDE): ProblemStatus.SET_ASIDE,
    (ProblemStatus.IN_REMISSION, ProblemStep.TAKE_UP): ProblemStatus.ACTIVE,
    (ProblemStatus.RESOLVED, ProblemStep.TAKE_UP): ProblemStatus.ACTIVE,
    (ProblemStatus.SET_ASIDE, ProblemStep.TAKE_UP): ProblemStatus.ACTIVE,
}

OBJECTIVE: dict[tuple[ObjectiveStatus, ObjectiveStep], ObjectiveStatus] = {
    (ObjectiveStatus.OPEN, ObjectiveStep.MEET): ObjectiveStatus.MET,
    (ObjectiveStatus.OPEN, ObjectiveStep.MISS): ObjectiveStatus.NOT_MET,
    (ObjectiveStatus.OPEN, ObjectiveStep.LET_GO): ObjectiveStatus.LET_GO,
    (ObjectiveStatus.MET, ObjectiveStep.REOPEN): ObjectiveStatus.OPEN,
    (ObjectiveStatus.NOT_MET, ObjectiveStep.REOPEN): ObjectiveStatus.OPEN,
    (ObjectiveStatus.LET_GO, ObjectiveStep.REOPEN): ObjectiveStatus.OPEN,
}

# A person has one version that is being written and one that is in force; each of the two may stand in several states.
IN_WRITING = frozenset({PlanStatus.DRAFT, PlanStatus.PROPOSED, PlanStatus.AGREED})
IN_FORCE = frozenset({PlanStatus.ACTIVE, PlanStatus.UNDER_REVIEW})
OPEN_GOALS = frozenset({GoalLifecycle.PROPOSED, GoalLifecycle.ACTIVE, GoalLifecycle.ON_HOLD})
OPEN_INTERVENTIONS = frozenset({InterventionStatus.PLANNED, InterventionStatus.ACTIVE, InterventionStatus.ON_HOLD})

# What was put before the person stays as they read it, and what was agreed stays as it was agreed: its wording is changed after
# `rewrite`, or in the draft of the next version.
WORK: dict[PlanStatus, frozenset[PlanWork]] = {
    PlanStatus.DRAFT: frozenset({PlanWork.WORDING, PlanWork.LETTING_GO, PlanWork.TALKING}),
    PlanStatus.PROPOSED: frozenset({PlanWork.SIGNING, PlanWork.TALKING}),
    PlanStatus.AGREED: frozenset({PlanWork.SIGNING, PlanWork.TALKING}),
    PlanStatus.ACTIVE: frozenset({PlanWork.PROGRESS, PlanWork.LETTING_GO, PlanWork.SIGNING, PlanWork.TALKING}),
    PlanStatus.UNDER_REVIEW: frozenset({PlanWork.PROGRESS, PlanWork.LETTING_GO, PlanWork.SIGNING, PlanWork.TALKING}),
    PlanStatus.COMPLETED: frozenset(),
    PlanStatus.REVOKED: frozenset(),
}

# Who may move a plan on, and who may work on it. Whatever is not listed is refused.
STEP_DOERS: dict[PlanStep, frozenset[Doer]] = {
    PlanStep.PROPOSE: frozenset({Doer.TEAM}),
    PlanStep.REWRITE: frozenset({Doer.TEAM, Doer.SUPERVISOR}),
    PlanStep.AGREE: frozenset({Doer.TEAM}),
    PlanStep.START: frozenset({Doer.TEAM, Doer.SUPERVISOR}),
    PlanStep.REVIEW: frozenset({Doer.TEAM, Doer.SUPERVISOR, Doer.JOB}),
    PlanStep.KEEP: frozenset({Doer.TEAM}),
    PlanStep.COMPLETE: frozenset({Doer.TEAM}),
    PlanStep.REVOKE: frozenset({Doer.TEAM, Doer.JOB}),
}
WORK_DOERS: dict[PlanWork, frozenset[Doer]] = {
    PlanWork.WORDING: frozenset({Doer.TEAM}),
    PlanWork.LETTING_GO: frozenset({Doer.TEAM}),
    PlanWork.PROGRESS: frozenset({Doer.TEAM}),
    PlanWork.SIGNING: frozenset({Doer.TEAM, Doer.SUPERVISOR}),
    PlanWork.TALKING: frozenset({Doer.TEAM, Doer.SUPERVISOR}),
}

# The reasons for which somebody may end a version early. The two others are given by agreeing and by completing.
_OF_WRITING = (PlanEnd.SET_ASIDE, PlanEnd.OWN_WISH, PlanEnd.CARE_ENDED, PlanEnd.DIED)
_OF_FORCE = (PlanEnd.OWN_WISH, PlanEnd.CARE_ENDED, PlanEnd.DIED)
REVOKE_REASONS: dict[PlanStatus, tuple[PlanEnd, ...]] = {
    PlanStatus.DRAFT: _OF_WRITING,
    PlanStatus.PROPOSED: _OF_WRITING,
    PlanStatus.AGREED: _OF_WRITING,
    PlanStatus.ACTIVE: _OF_FORCE,
    PlanStatus.UNDER_REVIEW: _OF_FORCE,
}

REVIEWS = Path(__file__).resolve().parent / "data" / "review_intervals.csv"


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


class NotTheirs(PermissionError):
    """A step or a kind of work that is somebody else's to do."""

    def __init__(self, doer: Doer, step: Described) -> None:
        super().__init__(f"{step.value} is not for {doer.value}")
        self.doer = doer
        self.step = step

    @property
    def sentence(self) -> str:
        """The refusal for a reader."""
        return f"“{self.step.label}” is not for {self.doer.label[0].lower()}{self.doer.label[1:]} to do."


def check_doer(doers: Iterable[Doer], step: PlanStep | PlanWork) -> None:
    """Refuse what nobody of these may do.

    Raises:
        NotTheirs: the tables above do not list any of them.
    """
    allowed = STEP_DOERS[step] if isinstance(step, PlanStep) else WORK_DOERS[step]
    named = list(doers) or [Doer.READER]
    if not allowed.intersection(named):
        raise NotTheirs(named[0], step)


def check_work(status: PlanStatus, work: PlanWork) -> None:
    """Refuse work that a plan of this status does not allow.

    Raises:
        NotPossible: for example rewording a goal of a plan that is agreed.
    """
    if work not in WORK[status]:
        raise NotPossible(status, work)


@cache
def review_intervals() -> Mapping[str, tuple[timedelta, timedelta]]:
    """After how long a person's first plan, and a later one, is looked at again, by level of care; the empty one where none is
    named. The sources stand in `data/review_intervals.csv`.
    """
    with REVIEWS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["level"]: (timedelta(days=int(row["first_days"])), timedelta(days=int(row["later_days"]))) for row in rows}


def review_due(agreed_on: date, *, is_first: bool, level: str = "") -> date:
    """The day by which an agreed plan is looked at again: by its level of care, and sooner for a person's first plan."""
    first, later = review_intervals()[level]
    return agreed_on + (first if is_first else later)


def diagram(table: Mapping[tuple[Status, Step], Status], start: Status) -> str:
    """The table as a Mermaid state diagram: what README.md shows."""

    def name(word: Described) -> str:
        return word.value.replace("-", "_")

    lines = ["stateDiagram-v2", f"    [*] --> {name(start)}"]
    lines += [f"    {name(status)} --> {name(target)}: {step.value}" for (status, step), target in table.items()]
    ends = dict.fromkeys(target for target in table.values() if not any(status == target for status, _ in table))
    lines += [f"    {name(end)} --> [*]" for end in ends]
    return "\n".join(lines)
