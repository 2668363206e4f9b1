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
from care.lib.dates import local_date, moment_text, time_text
from care.pages.presenters.people import address
from patients.presenters import PARTS
from patients.queries import PersonLine

PAGE_NAMES = {part.name: part.label for part in PARTS} | {
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
        what = f"{row.colleague} told {row.told}" if row.told else f"{row.colleague}{reason}"
        lines.append(
            NoticeLine(row.review, address("pages:history", person.uuid), person.display_name, person.pronouns, what, when)
        )
    return lines


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One thing done in an emergency, in a list."""

    url: str
    name: str
    what: str
    when: str
    state: str
    tone: str
    icon: str
    said: str


def review_lines(rows: Iterable[ReviewRow], people: Mapping[int, PersonLine], *, zone: str, at: datetime) -> list[ReviewLine]:
    """One line each: whose record, who did what and when, where the review stands."""
    today = local_date(at, zone)
    lines = []
    for row in rows:
        if row.session is not None:
            what = f"{row.opened_by} opened the record: {row.session.reason.label.lower()}"
        else:
            what = f"{row.opened_by} told {row.disclosure.personnel_affiliation if row.disclosure else 'medical personnel'}"
        reviewed = f"{row.reviewed_by}, {moment_text(row.reviewed_at, zone, today)}" if row.reviewed_at else ""
        said = f"{row.outcome.label}, {reviewed}" if row.outcome else f"due {moment_text(row.due_at, zone, today)}"
        lines.append(
            ReviewLine(
                url=address("pages:access_review", row.uuid),
                name=people[row.patient_id].display_name,
                what=what,
                when=moment_text(row.opened_at, zone, today),
                state=row.state.label,
                tone=TONES[row.state],
                icon=ICONS[row.state],
                said=said,
            )
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
    """What a review says of anything done in an emergency, and the facts that it rests on: each with its word."""

    uuid: UUID
    colleague: str
    title: str
    prose: str
    when: str
    state: str
    tone: str
    icon: str
    is_running: bool
    outcome: str
    outcome_words: str
    reviewed: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Traces:
    """What was done in a session, in its order, and how often."""

    lines: list[TraceLine]
    reads: int
    changes: int
    refusals: int


def review_card(row: ReviewRow, *, zone: str, at: datetime) -> ReviewCard:
    """A session or a disclosure in an emergency, as its review shows it."""
    today = local_date(at, zone)
    due = ("Review due", moment_text(row.due_at, zone, today))
    if row.session is not None:
        title, prose, facts = row.session.reason.label, row.session.reason.prose, _session_facts(row, zone, at)
    else:
        title, prose, facts = "Told in a medical emergency", "42 CFR 2.51", _told_facts(row, zone, at)
    return ReviewCard(
        uuid=row.uuid,
        colleague=row.opened_by,
        title=title,
        prose=prose,
        when=moment_text(row.opened_at, zone, today),
        state=row.state.label,
        tone=TONES[row.state],
        icon=ICONS[row.state],
        is_running=row.state is State.OPEN,
        outcome=row.outcome.label if row.outcome else "",
        outcome_words=row.words,
        reviewed=f"{row.reviewed_by}, {moment_text(row.reviewed_at, zone, today)}" if row.reviewed_at else "",
        facts=[*facts, due],
    )


def _session_facts(row: ReviewRow, zone: str, at: datetime) -> list[tuple[str, str]]:
    session, today = row.session, local_date(at, zone)
    assert session is not None
    facts = [
        ("In their words", session.words),
        ("Opened", f"{moment_text(session.started_at, zone, today)}, {_ended(row, zone, at)}"),
    ]
    if session.extended_at is not None:
        facts.append(("Kept open", f"{moment_text(session.extended_at, zone, today)}: {session.extended_words}"))
    return facts


def _told_facts(row: ReviewRow, zone: str, at: datetime) -> list[tuple[str, str]]:
    told = row.disclosure
    assert told is not None
    categories = ", ".join(category.label.lower() for category in told.categories)
    return [
        ("Who was told", f"{told.personnel_name}, {told.personnel_affiliation}"),
        ("Who told them", told.discloser),
        ("When", moment_text(told.told_at, zone, local_date(at, zone))),
        ("The emergency", told.nature),
        ("What was told", f"{told.summary} ({told.channel.label.lower()}; {categories})"),
    ]


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


def traces_card(traces: Iterable[Trace], *, zone: str) -> Traces:
    """What was read, changed and kept closed, in its order; what was read again at once is one line."""
    lines = []
    told = [trace for trace in traces if not _is_frame(trace)]
    for (kind, what), group in groupby(told, key=lambda one: (one.kind, _what(one))):
        times = [time_text(one.at, zone) for one in group]
        did, icon = DID[kind]
        when = times[0] if len(set(times)) == 1 else f"{times[0]} to {times[-1]}"
        more = f", {len(times)} times" if len(times) > 1 else ""
        lines.append(TraceLine(when, did, icon, f"{what}{more}"))
    counted = [sum(one.kind is kind for one in told) for kind in (Kind.ACCESS, Kind.CHANGE, Kind.REFUSAL)]
    return Traces(lines, *counted)


def _what(trace: Trace) -> str:
    if trace.kind is Kind.CHANGE:
        return trace.verb.replace(".", " ").replace("_", " ").capitalize()
    page = PAGE_NAMES.get(trace.page) or trace.page.rpartition(":")[2].replace("_", " ").capitalize()
    known = {category.value: category.label for category in Category}
    category = known.get(trace.category, "")
    return f"{page} ({category.lower()})" if page and category else page or category or "The record"
