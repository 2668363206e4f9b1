"""Plans and their lines as values: what a screen or an interface shows of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from treatment_plans.rules import IN_FORCE, IN_WRITING
from treatment_plans.vocabulary import (
    GoalAchievement,
    GoalLifecycle,
    InterventionStatus,
    LevelOfCare,
    ObjectiveStatus,
    PlanEnd,
    PlanStatus,
    ProblemDomain,
    ProblemStatus,
    SectionKind,
    TargetDirection,
)


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section as it was last written."""

    kind: SectionKind
    text: str
    revision: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem. `root` is its number in every version; `diagnosis` a line of the person's story."""

    uuid: UUID
    root: UUID
    position: int
    title: str
    domain: ProblemDomain
    diagnosis: UUID | None
    code: str
    system: str
    status: ProblemStatus
    note: str
    revision: int
    added_at: datetime
    added_by: str
    changed_at: datetime
    changed_by: str
    is_carried: bool


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One step on the way to a goal."""

    uuid: UUID
    root: UUID
    position: int
    text: str
    measure: str
    target_on: date | None
    status: ObjectiveStatus
    revision: int
    added_at: datetime
    changed_at: datetime
    changed_by: str
    ended_at: datetime | None
    ended_by: str
    end_note: str
    is_carried: bool


@dataclass(frozen=True, slots=True)
class Target:
    """By which score of which instrument a goal is followed, and on which side of which value it should be."""

    instrument: str
    name: str
    value: Decimal
    direction: TargetDirection

    def is_met(self, value: Decimal) -> bool:
        """Whether a score is where it should be."""
        return value <= self.value if self.direction is TargetDirection.AT_MOST else value >= self.value


@dataclass(frozen=True, slots=True)
class InterventionRow:
    """One intervention, as a screen or an interface shows it. `who` names the colleague, then whoever else takes part."""

    uuid: UUID
    root: UUID
    kind: str
    kind_code: str
    title: str
    library_code: str
    reason: str
    instrument: str
    staff_id: int | None
    who: str
    others: str
    frequency: str
    starts_on: date | None
    until: date | None
    status: InterventionStatus
    is_open: bool
    revision: int
    added_at: datetime
    added_by: str
    changed_at: datetime
    changed_by: str
    ended_at: datetime | None
    ended_by: str
    end_note: str
    is_carried: bool


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal with the problems that it is about, the steps on the way to it, and what is done towards it."""

    uuid: UUID
    root: UUID
    position: int
    own_words: str
    measure: str
    target: Target | None
    target_on: date | None
    lifecycle: GoalLifecycle
    is_open: bool
    achievement: GoalAchievement | None
    achievement_note: str
    achievement_at: datetime | None
    achievement_by: str
    revision: int
    stated_at: datetime
    stated_by: str
    changed_at: datetime
    changed_by: str
    ended_at: datetime | None
    ended_by: str
    end_note: str
    is_carried: bool
    problems: tuple[UUID, ...]
    objectives: tuple[ObjectiveRow, ...]
    interventions: tuple[InterventionRow, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One version of a plan with its goals, in the order in which they were stated."""

    uuid: UUID
    version: int
    revision: int
    offered_revision: int | None
    status: PlanStatus
    level_of_care: LevelOfCare | None
    level_source: UUID | None
    starts_on: date | None
    person_wants_copy: bool
    sections: Mapping[SectionKind, SectionRow]
    problems: tuple[ProblemRow, ...]
    started_at: datetime
    started_by: str
    changed_at: datetime
    changed_by: str
    agreed_at: datetime | None
    agreed_by: str
    review_due_on: date | None
    ended_at: datetime | None
    ended_by: str
    end_reason: PlanEnd | None
    goals: tuple[GoalRow, ...]

    def text_of(self, kind: SectionKind) -> str:
        """What a section says; nothing where it was never written."""
        section = self.sections.get(kind)
        return section.text if section else ""

    @property
    def strengths(self) -> str:
        """What helps already."""
        return self.text_of(SectionKind.STRENGTHS)

    @property
    def preferences(self) -> str:
        """What the person prefers."""
        return self.text_of(SectionKind.PREFERENCES)

    @property
    def is_in_force(self) -> bool:
        """Whether it is the plan that care goes by."""
        return self.status in IN_FORCE

    @property
    def is_in_writing(self) -> bool:
        """Whether it is still on its way into force."""
        return self.status in IN_WRITING

    @property
    def open_goals(self) -> tuple[GoalRow, ...]:
        """The goals that are neither completed nor let go."""
        return tuple(goal for goal in self.goals if goal.is_open)


@dataclass(frozen=True, slots=True)
class PlansInHand:
    """The version in force and the one being written, proposed or agreed, either of which may be missing."""

    active: PlanRow | None
    draft: PlanRow | None


@dataclass(frozen=True, slots=True)
class MedicationLine:
    """Something that is done with medication, by its number in every version, and the goal that it serves."""

    root: UUID
    title: str
    goal: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of intervention."""

    code: str
    name: str
    prose: str
