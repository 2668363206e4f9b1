"""Chosen dates, steps and groups in words, for screens and paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from care.lib.dates import day_text
from treatment_plans.recovery import rules
from treatment_plans.recovery.operations import NotYet, PersonDied
from treatment_plans.recovery.queries import DateRow, NewsRow, StepRow, VisitRow
from treatment_plans.recovery.timeline import moved_text
from treatment_plans.recovery.vocabulary import Marking, Returns, StepMove, StepState
from treatment_plans.rules import NotPossible

SENTENCES: dict[type[Exception], str] = {
    PersonDied: "The record says that the person has died: nothing new is written here.",
    NotYet: "The day is to come, where the person lives. Write it down once it has been.",
}
REFUSALS: tuple[type[Exception], ...] = (NotPossible, *SENTENCES)


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal."""
    return refusal.sentence if isinstance(refusal, NotPossible) else SENTENCES[type(refusal)]


@dataclass(frozen=True, slots=True)
class DateCard:
    """A chosen date: its day, when it comes next, and how it is marked then."""

    uuid: UUID
    own_words: str
    day: str
    comes: str
    marked: str
    is_today: bool


def date_card(row: DateRow, today: date) -> DateCard:
    """A date as it is read. What is over for good says so, and nothing counts how long ago."""
    on = rules.next_on(row.day, row.returns, since=today)
    if row.returns is Returns.ONCE:
        comes = "once"
    elif on == today:
        comes = f"{row.returns.label.lower()}, today"
    else:
        comes = f"{row.returns.label.lower()}, next on {day_text(on, today)}" if on else ""
    marked = f"A word from {row.colleague}" if row.colleague else row.marking.label
    return DateCard(row.uuid, row.own_words, day_text(row.day, today), comes, marked, on == today)


def date_cards(rows: Iterable[DateRow], today: date) -> list[DateCard]:
    """The dates, those that come next first; those that are over at the end."""
    far = date.max
    ordered = sorted(rows, key=lambda row: rules.next_on(row.day, row.returns, since=today) or far)
    return [date_card(row, today) for row in ordered]


_MARKS = {
    StepState.HOPED: ("plain", "clock"),
    StepState.BEGUN: ("info", "pen"),
    StepState.REACHED: ("well", "check"),
    StepState.LET_GO: ("plain", "close"),
}


@dataclass(frozen=True, slots=True)
class NewsLine:
    """What happened to a step."""

    day: str
    what: str
    own_words: str
    who: str


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step as it is read. `goal` is the goal of the plan to which it belongs, in the person's words."""

    uuid: UUID
    kind: str
    own_words: str
    helper: str
    goal: str
    state: StepState
    tone: str
    icon: str
    since: str
    news: Sequence[NewsLine]


def _news(one: NewsRow, today: date) -> NewsLine:
    what = moved_text(one.move)
    return NewsLine(day_text(one.on, today), what[:1].upper() + what[1:], one.own_words, one.told_by)


def step_card(row: StepRow, goals: Mapping[UUID, str], today: date) -> StepCard:
    """A step: where it stands, since when, who helps, and what happened, the newest first."""
    tone, icon = _MARKS[row.state]
    moved = next((one for one in row.news if one.move is not StepMove.SAY), None)
    return StepCard(
        uuid=row.uuid,
        kind=row.kind.label,
        own_words=row.own_words,
        helper=row.helper,
        goal=goals.get(row.goal, "A goal of an earlier plan") if row.goal else "",
        state=row.state,
        tone=tone,
        icon=icon,
        since=day_text(moved.on, today) if moved else "",
        news=[_news(one, today) for one in row.news],
    )


def moved_words(one: NewsRow) -> str:
    """'reached (“We made pancakes.”)', for a paper."""
    return f"{moved_text(one.move)} (“{one.own_words}”)" if one.own_words else moved_text(one.move)


_ORDER = (StepState.BEGUN, StepState.HOPED, StepState.REACHED, StepState.LET_GO)


def step_cards(rows: Iterable[StepRow], goals: Mapping[UUID, str], today: date) -> list[StepCard]:
    """The steps: what is under way first, then what is hoped for, then what is reached; what was let go at the end."""
    return [step_card(row, goals, today) for row in sorted(rows, key=lambda row: _ORDER.index(row.state))]


def visit_title(row: VisitRow) -> str:
    """'SMART, Tuesday at the library'."""
    return ", ".join(part for part in (row.kind.label, row.name) if part)


def marked_sentence(marking: Marking) -> str:
    """What follows when the day comes, for the toast."""
    return {
        Marking.WORD: "a colleague is asked to say a word when it comes",
        Marking.MESSAGE: "a short message goes out when it comes",
        Marking.NOBODY: "written down, and nothing else happens",
    }[marking]
