"""Words for case conferences: refusals as sentences, a conference in a list, its agenda with who steps out, one person's part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from care.access.hearing import Hears
from care.access.notices import notice_on
from care.actor import Category
from care.lib.dates import date_text, day_text, local_date, moment_text, time_text
from care.teams.operations import NotEnrolled
from patients.queries import PersonLine
from treatment_plans.conferences import operations, rules
from treatment_plans.conferences.queries import Agenda, AttendeeRow, ConferenceRow, Hearers, ItemLine, ItemRow
from treatment_plans.conferences.vocabulary import ConferenceStatus, ItemSource, ItemStatus, Outcome
from treatment_plans.operations import DraftExists
from treatment_plans.rules import NotPossible

SENTENCES: dict[type[Exception], str] = {
    operations.NotAboutThem: "Somebody whom you named takes no part here, or works here no longer. Look at who is there.",
    operations.AlreadyComing: "This colleague takes part already.",
    operations.ManyOutsiders: "More people from outside than one conference takes.",
    operations.PlanNotOpen: "The plan has no draft in which this goal can be written. Choose another way for that decision.",
    rules.AlreadyListed: "They are on this agenda already.",
    rules.AgendaFull: "This agenda is full: plan another conference.",
    rules.Unfinished: "Somebody is being talked about. Write down what was said, then close.",
    rules.NotHere: "Mark who is here: a conference begins with at least one colleague.",
    rules.NothingSaid: "Write why first.",
    NotEnrolled: "Their care here has ended, so that no plan is begun. Choose another way for that decision.",
    DraftExists: "A colleague began a draft of the plan at this moment. Send it again.",
}
MISSING = {
    "text": "Say what was decided.",
    "until": "A task says until when.",
    "goal": "A line of the plan belongs to a goal.",
    "who": "A line of the plan says who does it.",
    "many": "More decisions than one conference makes about one person.",
}
REFUSALS: tuple[type[Exception], ...] = (NotPossible, rules.DecisionIncomplete, operations.StaleItem, *SENTENCES)

# The tone and the icon of each state.
MARKS: dict[ConferenceStatus | ItemStatus, tuple[str, str]] = {
    ConferenceStatus.PLANNED: ("info", "calendar"),
    ConferenceStatus.UNDER_WAY: ("over", "team"),
    ConferenceStatus.HELD: ("well", "check"),
    ConferenceStatus.CANCELLED: ("plain", "close"),
    ItemStatus.LISTED: ("plain", "dot"),
    ItemStatus.TAKEN_UP: ("over", "team"),
    ItemStatus.DISCUSSED: ("well", "check"),
    ItemStatus.PUT_OFF: ("plain", "snooze"),
    ItemStatus.WITHDRAWN: ("plain", "close"),
}


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal."""
    if isinstance(refusal, NotPossible):
        return refusal.sentence
    if isinstance(refusal, rules.DecisionIncomplete):
        return MISSING[refusal.field]
    return SENTENCES.get(type(refusal), "A colleague wrote this down meanwhile. Read it first.")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, in which zone, on which day there."""

    zone: str
    today: date


@dataclass(frozen=True, slots=True)
class Mark:
    """A state with its tone and its icon."""

    label: str
    tone: str
    icon: str


def mark(status: ConferenceStatus | ItemStatus) -> Mark:
    """How a state is shown."""
    return Mark(status.label, *MARKS[status])


@dataclass(frozen=True, slots=True)
class ConferenceCard:
    """One conference in a list."""

    url: str
    title: str
    when: str
    small: str
    mark: Mark


def conference_card(row: ConferenceRow, reader: Reader) -> ConferenceCard:
    """A conference as a row."""
    people = f"{row.items} {'person' if row.items == 1 else 'people'} on the agenda"
    colleagues = f"{row.colleagues} {'colleague' if row.colleagues == 1 else 'colleagues'}"
    return ConferenceCard(
        reverse("conference_desk:conference", args=[row.uuid]),
        row.title,
        day_text(local_date(row.starts_at, reader.zone), reader.today),
        f"{time_text(row.starts_at, reader.zone)}, {row.minutes} min; {people}, {colleagues}",
        mark(row.status),
    )


def when_text(row: ConferenceRow, reader: Reader) -> str:
    """'Mon Nov 23, 9:00 am EST, 60 minutes, in person, Room 2'."""
    day = day_text(local_date(row.starts_at, reader.zone), reader.today)
    moment = f"{day}, {time_text(row.starts_at, reader.zone, with_zone=True)}"
    return ", ".join(part for part in (moment, f"{row.minutes} minutes", row.meeting.label.lower(), row.where) if part)


# --- who is there --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AttendeeCard:
    """Somebody who takes part."""

    uuid: UUID
    name: str
    small: str
    is_here: bool
    url: str


def attendee_card(one: AttendeeRow, conference: ConferenceRow) -> AttendeeCard:
    """Somebody as a row."""
    small = one.works_for
    if one.requester is not None:
        small = f"{one.requester.label}{f', {one.works_for}' if one.works_for else ''}"
    elif one.actor is None:
        small = "works here no longer"
    url = reverse("conference_desk:attendee", args=[conference.uuid, one.uuid])
    return AttendeeCard(one.uuid, one.name, small, one.is_here, url)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody from outside who hears, what of, and until when their consent stands."""

    name: str
    hears: str
    until: str


@dataclass(frozen=True, slots=True)
class InTheRoom:
    """For one person: who steps out, who stays, and what those from outside may hear."""

    out: str
    out_uuids: tuple[UUID, ...]
    stays: str
    guests: tuple[Guest, ...]


def in_the_room(attendees: Iterable[AttendeeRow], hearers: Hearers, reader: Reader) -> InTheRoom:
    """Who steps out for one person. Never why."""
    people = list(attendees)
    out = [one for one in people if one.attendee_id not in hearers]
    stays = [one.name for one in people if one.attendee_id in hearers]
    found = ((one, hearers.get(one.attendee_id)) for one in people)
    guests = tuple(_guest(one, hears, reader) for one, hears in found if hears is not None)
    return InTheRoom(rules.listed(one.name for one in out), tuple(one.uuid for one in out), rules.listed(stays), guests)


def _guest(one: AttendeeRow, hears: Hears, reader: Reader) -> Guest:
    words = rules.listed(category.label.lower() for category in Category if category in hears.categories)
    until = date_text(local_date(hears.expires_at, reader.zone)) if hears.expires_at else ""
    return Guest(one.name, words, until)


# --- agenda --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgendaCard:
    """One person on the agenda."""

    number: int
    name: str
    url: str
    why: str
    source: str
    with_person: str
    room: InTheRoom
    mark: Mark
    up_url: str


def agenda_cards(
    agenda: Agenda,
    names: Mapping[int, PersonLine],
    attendees: Sequence[AttendeeRow],
    hearers: Mapping[int, Hearers],
    reader: Reader,
) -> list[AgendaCard]:
    """An agenda as rows, numbered as everybody's is."""
    cards: list[AgendaCard] = []
    for line in agenda.lines:
        person = names[line.patient_id]
        cards.append(
            AgendaCard(
                number=line.position,
                name=person.display_name,
                url=reverse("conferences:item", args=[person.uuid, line.uuid]),
                why=line.why,
                source=line.source.label,
                with_person=line.with_person.label,
                room=in_the_room(attendees, hearers[line.item_id], reader),
                mark=mark(line.status),
                up_url=reverse("conferences:move_up", args=[person.uuid, line.uuid])
                if line.status is ItemStatus.LISTED and cards
                else "",
            )
        )
    return cards


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who could be on the agenda."""

    person: UUID
    name: str
    why: str
    source: ItemSource
    source_uuid: UUID | None


def offers(
    found: Iterable[tuple[int, ItemSource, UUID | None, str]], names: Mapping[int, PersonLine], listed: Iterable[ItemLine]
) -> list[Offer]:
    """Whom the worklist offers, each once, without those who are on the agenda; the most urgent first."""
    there = {line.patient_id for line in listed if line.status in rules.OPEN_ITEMS}
    cards: dict[int, Offer] = {}
    for patient_id, source, uuid, why in found:
        person = names.get(patient_id)
        if person is not None and person.deceased_on is None and patient_id not in there and patient_id not in cards:
            cards[patient_id] = Offer(person.uuid, person.display_name, why[:300], source, uuid)
    return list(cards.values())


# --- one person ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """What was decided, and what it became."""

    text: str
    small: str
    url: str


@dataclass(frozen=True, slots=True)
class TalkCard:
    """One person's part of one conference as it is read."""

    url: str
    title: str
    when: str
    why: str
    mark: Mark
    minutes: str
    written: str
    with_person: str
    decisions: tuple[DecisionCard, ...]
    heard: str
    stepped_out: str
    outsiders: str


def talk_card(row: ItemRow, person: UUID, reader: Reader) -> TalkCard:
    """One person's part of a conference."""
    heard = [one.name for one in row.hearings if one.hears]
    written = ""
    if row.discussed_at is not None:
        written = f"Written by {row.discussed_by}, {moment_text(row.discussed_at, reader.zone, reader.today)}"
    return TalkCard(
        url=reverse("conferences:item", args=[person, row.line.uuid]),
        title=row.conference.title,
        when=day_text(local_date(row.conference.starts_at, reader.zone), reader.today),
        why=row.line.why,
        mark=mark(row.status),
        minutes=row.minutes,
        written=written,
        with_person=row.line.with_person.label,
        decisions=tuple(
            DecisionCard(
                one.text,
                ", ".join(part for part in (one.outcome.label, one.who, until_text(one.until)) if part),
                _address(one.outcome, one.task, person),
            )
            for one in row.decisions
        ),
        heard=rules.listed(heard),
        stepped_out=rules.listed(one.name for one in row.hearings if not one.hears),
        outsiders=rules.listed(one.name for one in row.hearings if one.disclosure is not None),
    )


def until_text(day: date | None) -> str:
    """'until Dec 1, 2026'."""
    return f"until {date_text(day)}" if day else ""


def _address(outcome: Outcome, task: UUID | None, person: UUID) -> str:
    if outcome is Outcome.PLAN:
        return reverse("pages:plan", args=[person])
    return reverse("pages:task", args=[task]) if task else ""


def notice_text(at: datetime) -> str:
    """What is read aloud to those from outside before they hear (42 CFR 2.32)."""
    return notice_on(at.date()).text
