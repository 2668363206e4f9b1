"""Tones and icons of states, days and amounts in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from care.lib.dates import date_text, day_text, due_text, local_date, moment_text, span_text
from patients.coverage.queries import DeadlineRow
from patients.coverage.vocabulary import (
    AidState,
    AuthorizationState,
    DenialState,
    Ground,
    Outcome,
    Standing,
    Subject,
)

Tone = tuple[str, str]  # of a mark, and its icon
AUTHORIZATION_TONES: dict[AuthorizationState, Tone] = {
    AuthorizationState.DRAFT: ("over", "pen"),
    AuthorizationState.SENT: ("info", "clock"),
    AuthorizationState.PENDED: ("over", "question"),
    AuthorizationState.APPROVED: ("well", "check"),
    AuthorizationState.PARTLY: ("over", "check"),
    AuthorizationState.DENIED: ("hard", "close"),
    AuthorizationState.CLOSED: ("plain", "saved"),
    AuthorizationState.WITHDRAWN: ("plain", "undo"),
}
DENIAL_TONES: dict[DenialState, Tone] = {
    DenialState.OPEN: ("hard", "over"),
    DenialState.APPEALED: ("info", "clock"),
    DenialState.UPHELD: ("over", "close"),
    DenialState.OVERTURNED: ("well", "check"),
    DenialState.PARTLY_OVERTURNED: ("over", "check"),
    DenialState.STANDS: ("plain", "saved"),
}
AID_TONES: dict[AidState, Tone] = {
    AidState.CONSIDERED: ("info", "question"),
    AidState.GATHERING: ("over", "note"),
    AidState.APPLIED: ("info", "clock"),
    AidState.ASKED_MORE: ("over", "question"),
    AidState.GRANTED: ("well", "check"),
    AidState.TURNED_DOWN: ("over", "close"),
    AidState.NOT_WANTED: ("plain", "saved"),
    AidState.ENDED: ("plain", "saved"),
}
STANDING_TONES: dict[Standing, Tone] = {
    Standing.ACTIVE: ("well", "check"),
    Standing.INACTIVE: ("hard", "close"),
    Standing.NOT_FOUND: ("hard", "question"),
    Standing.UNCLEAR: ("over", "question"),
}
OUTCOME_TONES: dict[Outcome, Tone] = {
    Outcome.UPHELD: ("over", "close"),
    Outcome.OVERTURNED: ("well", "check"),
    Outcome.PARTLY: ("over", "check"),
    Outcome.TAKEN_BACK: ("plain", "undo"),
}
PAGES = {
    Subject.COVERAGE: ("coverage:change", "coverage"),
    Subject.AUTHORIZATION: ("coverage:authorization", "authorization"),
    Subject.DENIAL: ("coverage:denial", "denial"),
    Subject.AID: ("coverage:aid", "aid"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A word with its tone and icon."""

    text: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, as far as words of time hang on it: the moment, their zone, their day."""

    at: datetime
    zone: str

    @property
    def today(self) -> date:
        """Their day."""
        return local_date(self.at, self.zone)

    def day(self, day: date) -> str:
        """'Mon Nov 23', with the year when it is not this one."""
        return day_text(day, self.today)

    def moment(self, moment: datetime) -> str:
        """'Mon Nov 23, 12:42 pm'."""
        return moment_text(moment, self.zone, self.today)


Facts = list[tuple[str, str]]


def facts(pairs: Mapping[str, str | None]) -> Facts:
    """The facts of which something is known, in their order."""
    return [(label, value) for label, value in pairs.items() if value]


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """Something that runs out, as a row says it."""

    label: str
    prose: str
    what: str
    payer: str
    url: str
    due: str
    left: str
    mark: Mark
    source: str
    is_late: bool
    is_expedited: bool


def deadline_line(row: DeadlineRow, *, person: UUID, reader: Reader) -> DeadlineLine:
    """What runs out, when, how long is left, and by which letter or rule; what no one has verified says so."""
    late = row.is_late(reader.at)
    span = span_text(row.due_at - reader.at)
    soon = not late and row.aim_at <= reader.at
    name, argument = PAGES[row.subject_kind]
    source = row.source or row.ground.label
    if row.ground is Ground.RULE and not row.is_verified:
        source = f"{source}. Not verified: read the notice or ask."
    return DeadlineLine(
        label=row.clock.label,
        prose=row.clock.prose,
        what=row.what,
        payer=row.payer,
        url=reverse(name, kwargs={"uuid": person, argument: row.subject}),
        due=due_text(row.due_at, reader.zone, reader.at),
        left=f"{span} late" if late else f"{span} left",
        mark=Mark("Late" if late else ("Now" if soon else "Later"), *_tone(late=late, soon=soon)),
        source=source.replace(" [verify]", ""),
        is_late=late,
        is_expedited=row.is_expedited,
    )


def _tone(*, late: bool, soon: bool) -> Tone:
    if late:
        return "hard", "clock"
    return ("over", "over") if soon else ("plain", "clock")


def period(starts_on: date | None, ends_on: date | None) -> str:
    """'Jan 1, 2026 to Dec 31, 2026', with one end open where it is."""
    if starts_on and ends_on:
        return f"{date_text(starts_on)} to {date_text(ends_on)}"
    if starts_on:
        return f"since {date_text(starts_on)}"
    return f"until {date_text(ends_on)}" if ends_on else ""
