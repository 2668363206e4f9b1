"""Why a change of a plan is refused. No text here names a person or quotes a record."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from treatment_plans.queries import PlanNotFound

__all__ = [
    "DraftExists",
    "GoalsOpen",
    "LineChange",
    "NameMissing",
    "NotOnTheTeam",
    "NothingToAgree",
    "OwnWordsMissing",
    "PlanNotFound",
    "ReasonMissing",
    "ReasonNotPossible",
    "StalePlan",
    "TextMissing",
]


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that changed since somebody read the plan. `what` is plan, section, problem, goal, objective or intervention."""

    what: str
    uuid: UUID
    revision: int
    changed_at: datetime
    changed_by: str


class StalePlan(ValueError):
    """The plan has changed since it was read: `changed` says which lines, when and by whom; `revision` is the present one."""

    def __init__(self, *, revision: int, changed: tuple[LineChange, ...]) -> None:
        super().__init__("the plan has changed since it was read")
        self.revision = revision
        self.changed = changed


class DraftExists(ValueError):
    """A draft of the next version is being written already."""


class NothingToAgree(ValueError):
    """A plan without a goal cannot be agreed on."""


class GoalsOpen(ValueError):
    """A plan is complete when no goal of it is open; this one has open goals."""


class OwnWordsMissing(ValueError):
    """A goal needs the person's own words."""


class ReasonMissing(ValueError):
    """What is stopped is stopped with a reason."""


class ReasonNotPossible(ValueError):
    """This reason does not go with this state of the plan."""


class NameMissing(ValueError):
    """Who signs gives a name, typed or drawn."""


class NotOnTheTeam(ValueError):
    """Who is asked by name is on the person's care team; somebody else could not open the plan."""


class TextMissing(ValueError):
    """A problem, a step or a comment is some words."""
