"""Entries of the breach register in words: how they stand, which clock runs out next, and who was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from care.actor import Category
from care.lib.dates import date_text, day_text, moment_text
from care.privacy.queries import BreachRow, BreachSteps
from care.privacy.rules import Clock
from care.privacy.rules.clocks import MANY
from care.privacy.vocabulary import Duty, Factor, State

MARKS = {
    State.ASSESSING: ("over", "question"),
    State.BREACH: ("hard", "hard"),
    State.NOT_BREACH: ("plain", "check"),
    State.CLOSED: ("well", "check"),
}
# How each duty is met. Source: 45 CFR 164.404 to 164.408, in own words.
HOW = {
    Duty.PEOPLE: "In plain words: what happened and when, which data, what each person can do, what we do, and whom to call.",
    Duty.MEDIA: f"Because {MANY} people or more of one state are affected: a prominent outlet there, as a press release.",
    Duty.HHS: "On the portal of the Office for Civil Rights.",
}


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One duty: by when, how much of that is left, and whether it was done."""

    duty: Duty
    label: str
    how: str
    aim: str
    latest: str
    left: str
    done: str
    is_late: bool
    is_behind: bool
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class BreachLine:
    """One entry of the list."""

    uuid: UUID
    title: str
    state: str
    tone: str
    icon: str
    discovered: str
    people: str
    clock: ClockLine | None
    is_late: bool


def left_text(day: date, today: date) -> str:
    """'12 days left', 'the last day is today', '3 days late'."""
    days = (day - today).days
    if days == 0:
        return "the last day is today"
    many = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{many} left" if days > 0 else f"{many} late"


def clock_line(clock: Clock, *, today: date) -> ClockLine:
    """One duty in words."""
    late, behind = clock.is_late(today), clock.is_behind(today)
    tone, icon = ("hard", "hard") if late else ("over", "clock") if behind else ("plain", "clock")
    if not clock.is_open:
        tone, icon = "well", "check"
    return ClockLine(
        duty=clock.duty,
        label=clock.duty.label,
        how=HOW[clock.duty],
        aim=day_text(clock.aim_on, today),
        latest=day_text(clock.latest_on, today),
        left=left_text(clock.latest_on, today) if clock.is_open else "",
        done=day_text(clock.done_on, today) if clock.done_on else "",
        is_late=late,
        is_behind=behind,
        tone=tone,
        icon=icon,
    )


def people_text(row: BreachRow) -> str:
    """'515 people', '1 person', 'nobody named yet'."""
    count = row.count.people
    return "nobody named yet" if count == 0 else "1 person" if count == 1 else f"{count:,} people"


def breach_line(row: BreachRow, *, today: date) -> BreachLine:
    """One entry of the list."""
    tone, icon = MARKS[row.state]
    following = row.next_clock
    return BreachLine(
        uuid=row.uuid,
        title=row.title,
        state=row.state.label,
        tone=tone,
        icon=icon,
        discovered=day_text(row.discovered_on, today),
        people=people_text(row),
        clock=clock_line(following, today=today) if following else None,
        is_late=row.is_late(today),
    )


@dataclass(frozen=True, slots=True)
class BreachCard:
    """One entry in full."""

    line: BreachLine
    what_happened: str
    categories: str
    discovered: str
    recorded: str
    places: str
    named: int
    factors: list[tuple[str, str, str]]
    assessed: str
    decided: str
    reason: str
    closed: str
    lesson: str
    clocks: list[ClockLine]
    steps: list[tuple[str, str, str, str]]


def breach_card(row: BreachRow, steps: Sequence[BreachSteps], *, zone: str, today: date) -> BreachCard:
    """Everything that the page says of an entry."""

    def by(moment: datetime | None, name: str) -> str:
        return f"{moment_text(moment, zone, today)} by {name}" if moment else ""

    return BreachCard(
        line=breach_line(row, today=today),
        what_happened=row.what_happened,
        categories=", ".join(category.label.lower() for category in Category if category in row.categories),
        discovered=f"{date_text(row.discovered_on)}, {row.discovered_by}",
        recorded=by(row.recorded_at, row.recorded_by),
        places=", ".join(f"{place} {people:,}" for place, people in row.places.items()),
        named=row.named,
        factors=[(factor.label, factor.prose, row.factors[factor]) for factor in Factor],
        assessed=by(row.assessed_at, row.assessed_by),
        decided=by(row.decided_at, row.decided_by),
        reason=row.decision_reason,
        closed=by(row.closed_at, row.closed_by),
        lesson=row.lesson,
        clocks=[clock_line(clock, today=today) for clock in row.clocks],
        steps=[
            (step.duty.label, day_text(step.done_on, today), step.note, by(step.recorded_at, step.recorded_by)) for step in steps
        ],
    )
