"""What a trend is made of. The picture, the table and the sentence are made from these values and from nothing else."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from care.actor.vocabulary import Described
from patients.assessments.queries.trends import LineKey
from patients.assessments.rules import ScoreDefinition
from patients.assessments.rules.change import Change


class MarkKind(Described):
    """What kind of event a mark stands for."""

    CARE = "care", "Care here", "Care here began, was completed or ended."
    RETURN = "return", "Return to use", "A return to use that the person told of; care was offered."
    OVERDOSE = "overdose", "Overdose", "An overdose that the person lived through."
    HOSPITAL = "hospital", "Hospital", "An emergency visit or a hospital stay that another system tells of."
    MISSED = "missed", "Missed contact", "A check-in or a visit that was missed."
    EXPECTED = "expected", "Drug test, as expected", "A drug test as expected."
    UNEXPECTED = "unexpected", "Drug test, not as expected", "A drug test not as expected."


NUMBERED = frozenset({MarkKind.CARE, MarkKind.OVERDOSE, MarkKind.HOSPITAL})


@dataclass(frozen=True, slots=True)
class Mark:
    """One event. `when` says its day as precisely as it is known; `on` is where it is drawn, none where that is not known."""

    kind: MarkKind
    on: date | None
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class Span:
    """One dose from a day to a day; `until` is none while it is in force. `paused`: from which day it was on hold, and on which
    it went on.
    """

    name: str
    dose: str
    amount: Decimal
    starts_on: date
    until: date | None
    is_past_system: bool = False
    paused: tuple[tuple[date, date | None], ...] = ()

    def pieces(self, last_day: date) -> list[tuple[date, date]]:
        """The times in which it was given, until a day: what is left of it between the times on hold."""
        begins, until = self.starts_on, self.until or last_day
        found = []
        for held_on, lifted_on in self.paused:
            if held_on == lifted_on:
                continue  # for hours
            if held_on > begins:
                found.append((begins, min(held_on, until)))
            begins = max(begins, lifted_on or until)
        if begins < until or not self.paused:
            found.append((begins, until))
        return found


@dataclass(frozen=True, slots=True)
class Measure:
    """The line that is shown: its name, its scale with bands, and the target where there is one."""

    key: LineKey
    name: str
    scale: ScoreDefinition
    source: str
    target: str = ""
    target_at: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """One score on one day, with its band and mode as they were kept then."""

    on: date
    value: Decimal
    band: str
    how: str
    is_prorated: bool
    response: UUID


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over the days shown: its scores, the doses and the events of the same days, and what the whole course says."""

    measure: Measure
    dots: tuple[Dot, ...]
    first_day: date
    last_day: date
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    change: Change | None

    def shows(self, day: date | None) -> bool:
        """Whether a day lies within the picture."""
        return day is not None and self.first_day <= day <= self.last_day

    @property
    def numbered(self) -> tuple[Mark, ...]:
        """The events that carry a number in the picture and in the table, the first first."""
        return tuple(mark for mark in self.marks if mark.kind in NUMBERED and self.shows(mark.on))

    @property
    def spans_shown(self) -> tuple[Span, ...]:
        """The doses of which a day lies within the picture."""
        return tuple(
            one for one in self.spans if one.starts_on <= self.last_day and (one.until or self.last_day) >= self.first_day
        )
