"""How a conference and its agenda move on, who has to step out, and what a decision needs. Pure.

Each state machine is one table with one guard (`treatment_plans.rules.next_status`). README.md draws them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from treatment_plans.conferences.vocabulary import ConferenceStatus, ConferenceStep, ItemStatus, ItemStep, Outcome

CONFERENCE: dict[tuple[ConferenceStatus, ConferenceStep], ConferenceStatus] = {
    (ConferenceStatus.PLANNED, ConferenceStep.BEGIN): ConferenceStatus.UNDER_WAY,
    (ConferenceStatus.PLANNED, ConferenceStep.CANCEL): ConferenceStatus.CANCELLED,
    (ConferenceStatus.UNDER_WAY, ConferenceStep.CLOSE): ConferenceStatus.HELD,
}
ITEM: dict[tuple[ItemStatus, ItemStep], ItemStatus] = {
    (ItemStatus.LISTED, ItemStep.TAKE_UP): ItemStatus.TAKEN_UP,
    (ItemStatus.LISTED, ItemStep.PUT_OFF): ItemStatus.PUT_OFF,
    (ItemStatus.LISTED, ItemStep.WITHDRAW): ItemStatus.WITHDRAWN,
    (ItemStatus.TAKEN_UP, ItemStep.TAKE_UP): ItemStatus.TAKEN_UP,
    (ItemStatus.TAKEN_UP, ItemStep.RECORD): ItemStatus.DISCUSSED,
    (ItemStatus.TAKEN_UP, ItemStep.PUT_OFF): ItemStatus.PUT_OFF,
    (ItemStatus.TAKEN_UP, ItemStep.WITHDRAW): ItemStatus.WITHDRAWN,
    (ItemStatus.DISCUSSED, ItemStep.RECORD): ItemStatus.DISCUSSED,
    (ItemStatus.WITHDRAWN, ItemStep.PUT_BACK): ItemStatus.LISTED,
}
OPEN_ITEMS = frozenset({ItemStatus.LISTED, ItemStatus.TAKEN_UP})
OPEN_CONFERENCES = frozenset({ConferenceStatus.PLANNED, ConferenceStatus.UNDER_WAY})

MOST_ITEMS = 40  # on one agenda
MOST_OUTSIDERS = 12
LONGEST_MINUTES = 8_000  # characters
LONGEST_DECISION = 200
MOST_DECISIONS = 20  # about one person
AHEAD = timedelta(days=14)  # a review that is due so soon after the conference is offered: own default
FARTHEST = timedelta(days=366)


class AgendaFull(ValueError):
    """An agenda has an end."""


class AlreadyListed(ValueError):
    """The person is on this agenda."""


class Unfinished(ValueError):
    """Somebody is being talked about: that is written down before a conference is closed."""


class NotHere(ValueError):
    """Nobody who is marked as here: a conference begins with somebody."""


class DecisionIncomplete(ValueError):
    """A decision that becomes a task says until when; `field` names what is missing."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NothingSaid(ValueError):
    """What is written down has words."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: what, what becomes of it, who does it (a colleague or somebody else), until when, toward which goal."""

    text: str
    outcome: Outcome = Outcome.NOTED
    staff_id: int | None = None
    who: str = ""
    until: date | None = None
    goal: UUID | None = None


def check_decisions(decisions: Collection[Decided], *, already: int = 0) -> None:
    """Refuse a decision without words, a task without a day, a line of the plan without its goal or without who does it.

    Raises:
        DecisionIncomplete.
    """
    if already + len(decisions) > MOST_DECISIONS:
        raise DecisionIncomplete("many")
    for one in decisions:
        if not one.text.strip():
            raise DecisionIncomplete("text")
        if one.outcome is Outcome.TASK and one.until is None:
            raise DecisionIncomplete("until")
        if one.outcome is Outcome.PLAN and one.goal is None:
            raise DecisionIncomplete("goal")
        if one.outcome is Outcome.PLAN and one.staff_id is None and not one.who.strip():
            raise DecisionIncomplete("who")


def check_said(minutes: str) -> None:
    """Refuse minutes without a word.

    Raises:
        NothingSaid.
    """
    if not minutes.strip():
        raise NothingSaid


def check_start(starts_at: datetime, at: datetime) -> bool:
    """Whether a conference can be planned for this moment: today or later, and within a year."""
    return at - timedelta(days=1) < starts_at < at + FARTHEST


def listed(words: Iterable[str]) -> str:
    """'one, two and three'."""
    found = list(words)
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found)
