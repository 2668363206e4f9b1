"""What was done in an emergency, in words: the notice on Today, and the page on which it is reviewed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from care.access.queries import NoticeRow, ReviewRow
from care.access.rules import State
from care.actor import Category
from care.audit.kinds import Kind
from care.audit.queries import Trace
from care.lib.dates import due_text, local_date, moment_text, span_text, time_text
from care.pages.presenters.people import address
from patients.presenters import PARTS
from patients.queries import PersonLine

PAGE_NAMES = {name: label for label, name in PARTS} | {
    "patients:contact": "Contact",
    "patients:allergies": "Allergies",
    "patients:death": "A death",
    "pages:team": "Care team",
    "pages:task": "A task",
    "pages:emergency_disclosure": "Emergency disclosure",
}
TONES = {State.OPEN: "over", State.OVER: "over", State.LATE: "hard", State.REVIEWED: "well"}
ICONS = {State.OPEN: "unlock", State.OVER: "clock", State.LATE: "clock", State.REVIEWED: "check"}


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """What was done in an emergency in the record of somebody whom the reader cares for."""

    review: UUID
    chart_url: str
    name: str
    pronouns: str
    what: str
    when: str


def notice_lines(rows: Iterable[NoticeRow], people: Mapping[int, PersonLine], *, zone: str, at: datetime) -> list[NoticeLine]:
    """One line for each thing that the reader has not seen; the person comes first."""
    today = local_date(at, zone)
    lines = []
    for row in rows:
        person = people[row.patient_id]
        when = moment_text(row.opened_at, zone, today)
        if row.until is not None:
            when += f" to {time_text(row.until, zone)}" if row.until <= at else "; still open"
        reason = f": {row.reason.label.lower()}" if row.reason is not None else ""
        what = f"{row.colleague} told medical personnel outside" if row.is_disclosure else f"{row.colleague}{reason}"
        lines.append(
            NoticeLine(row.review, address("pages:history", person.uuid), person.display_name, person.pronouns, what, when)
        )
    return lines


@dataclass(frozen=True, slots=True)
class TraceLine:
    """What was done in the record at one time: 'Read', 'Changed' or 'Stayed closed', and what."""

    when: str
    did: str
    icon: str
    what: str


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """Everything that a review rests on."""

    uuid: UUID
    colleague: str
    reason: str
    reason_prose: str
    words: str
    when: str
    lasted: str
    extended: str
    ended: str
    state: str
    tone: str
    icon: str
    due: str
    may_review: bool
    is_running: bool
    outcome: str
    outcome_words: str
    reviewed: str
    traces: list[TraceLine]
    reads: int
    changes: int
    refusals: int


def review_card(row: ReviewRow, traces: Iterable[Trace], *, is_own: bool, zone: str, at: datetime) -> ReviewCard:
    """A session in an emergency with all that was done in it. `is_own`: the reader opened it themselves."""
    session = row.session
    assert session is not None
    today = local_date(at, zone)
    found = list(traces)
    return ReviewCard(
        uuid=row.uuid,
        colleague=session.colleague,
        reason=session.reason.label,
        reason_prose=session.reason.prose,
        words=session.words,
        when=moment_text(session.started_at, zone, today),
        lasted=span_text(min(session.until, at) - session.started_at),
        extended=f"{moment_text(session.extended_at, zone, today)}: {session.extended_words}" if session.extended_at else "",
        ended=_ended(row, zone, at),
        state=row.state.label,
        tone=TONES[row.state],
        icon=ICONS[row.state],
        due=f"{moment_text(row.due_at, zone, today)}",
        may_review=not is_own and row.state in (State.OVER, State.LATE),
        is_running=row.state is State.OPEN,
        outcome=row.outcome.label if row.outcome else "",
        outcome_words=row.words,
        reviewed=f"{row.reviewed_by}, {moment_text(row.reviewed_at, zone, today)}" if row.reviewed_at else "",
        traces=trace_lines(found, zone=zone),
        reads=len([one for one in found if one.kind is Kind.ACCESS]),
        changes=len([one for one in found if one.kind is Kind.CHANGE and not _is_frame(one)]),
        refusals=len([one for one in found if one.kind is Kind.REFUSAL]),
    )


def _ended(row: ReviewRow, zone: str, at: datetime) -> str:
    session = row.session
    assert session is not None
    if session.ended_at is None:
        ends = time_text(session.ends_at, zone, with_zone=True)
        return f"runs until {ends}" if session.ends_at > at else f"ran out at {ends}"
    by = "the platform, because the account was closed" if session.ended_by_job else session.colleague
    return f"ended at {time_text(session.ended_at, zone, with_zone=True)} by {by}"


DID = {Kind.ACCESS: ("Read", "eye"), Kind.CHANGE: ("Changed", "pen"), Kind.REFUSAL: ("Stayed closed", "eyeoff")}


def _is_frame(trace: Trace) -> bool:
    """The opening and the end of the session itself are told above."""
    return trace.verb.startswith(("session.", "notice."))


def trace_lines(traces: Iterable[Trace], *, zone: str) -> list[TraceLine]:
    """What was read, changed and refused, in its order; what was read again at once is one line."""
    lines = []
    told = [trace for trace in traces if not _is_frame(trace)]
    for (kind, what), group in groupby(told, key=lambda one: (one.kind, _what(one))):
        times = [time_text(one.at, zone) for one in group]
        did, icon = DID[kind]
        when = times[0] if len(set(times)) == 1 else f"{times[0]} to {times[-1]}"
        more = f", {len(times)} times" if len(times) > 1 else ""
        lines.append(TraceLine(when, did, icon, f"{what}{more}"))
    return lines


def _what(trace: Trace) -> str:
    if trace.kind is Kind.CHANGE:
        return trace.verb.replace(".", " ").replace("_", " ").capitalize()
    page = PAGE_NAMES.get(trace.page) or trace.page.rpartition(":")[2].replace("_", " ").capitalize()
    known = {category.value: category.label for category in Category}
    category = known.get(trace.category, "")
    return f"{page} ({category.lower()})" if page and category else page or category or "The record"


def due_words(row: ReviewRow, *, zone: str, at: datetime) -> str:
    """When the review is due, as a row says it."""
    return due_text(row.due_at, zone, at)
