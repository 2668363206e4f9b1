"""Who opened what, in plain words: by day and by whom, folded where somebody did the same more than once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from uuid import UUID

from care.access.policy import TABLE
from care.accounts.queries import ColleagueName, PartnerName
from care.actor import ActorKind
from care.audit.kinds import Kind
from care.audit.queries import EventRow, Summary
from care.lib.dates import day_text, local_date, moment_text, time_text
from care.pages.presenters import audit_words as words
from patients.queries import PersonLine

# How each kind of event is marked: tone and icon of the mark, and its short word.
MARKS: dict[Kind, tuple[str, str, str]] = {
    Kind.ACCESS: ("plain", "eye", "Opened"),
    Kind.CHANGE: ("info", "pen", "Changed"),
    Kind.REFUSAL: ("over", "eyeoff", "Refused"),
    Kind.DISCLOSURE: ("info", "swap", "Given out"),
    Kind.SEND: ("plain", "message", "Sent"),
    Kind.SIGN_IN: ("plain", "key", "Sign-in"),
}
HIDDEN = frozenset(row.number for row in TABLE if row.hidden)
STRANGER = "Somebody of another organization"
MOST_NAMED = 6  # people of one list; the rest is counted


@dataclass(frozen=True, slots=True)
class Names:
    """Whom the events name: colleagues by staff number, partners' systems by theirs, people in care by theirs."""

    staff: Mapping[int, ColleagueName] = field(default_factory=dict)
    partners: Mapping[int, PartnerName] = field(default_factory=dict)
    people: Mapping[int, PersonLine] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Who:
    """Whoever acted: a name, what they do, and for a colleague the way to what else they opened."""

    key: str
    name: str
    role: str = ""
    colleague: UUID | None = None


def number_of(label: str) -> int:
    """The number in an audit label ('staff 12'); 0 where there is none."""
    last = label.rpartition(" ")[2]
    return int(last) if last.isdecimal() else 0


def who(actor_kind: ActorKind, label: str, names: Names) -> Who:
    """Whoever acted, in words. A colleague of another organization stays nameless."""
    number = number_of(label)
    if actor_kind is ActorKind.STAFF:
        found = names.staff.get(number)
        if found is None:
            return Who(label, STRANGER)
        roles = ", ".join(role.label.lower() for role in found.roles)
        title = found.title or roles.capitalize()
        return Who(label, found.name, f"{title}, no longer here" if found.ended_at else title, found.uuid)
    if actor_kind is ActorKind.PARTNER:
        partner = names.partners.get(number)
        return Who(label, f"{partner.organisation} ({partner.name})" if partner else "A partner’s system", "partner’s system")
    if actor_kind is ActorKind.PATIENT:
        return Who("link", "The person, through a link", "")
    if actor_kind is ActorKind.SYSTEM:
        name = words.job_words(label.removeprefix("job "))
        return Who(name, name, "")
    return Who(label, "Nobody who had signed in", "")


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody did, once or several times in a row of one day."""

    when: str
    what: str
    more: str
    tone: str
    icon: str
    times: int
    people: list[tuple[str, UUID]]
    more_people: int


@dataclass(frozen=True, slots=True)
class Block:
    """One actor's lines of one day."""

    who: Who
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a report, newest first, by whoever was there last."""

    label: str
    blocks: list[Block]


def days(rows: Sequence[EventRow], names: Names, *, zone: str, today: date, by_person: bool = False) -> list[Day]:
    """A page of events as days. `by_person` for reports that are about more than one person: each line then names whom."""
    found = []
    for day, of_day in groupby(rows, key=lambda row: local_date(row.at, zone)):
        blocks: dict[str, tuple[Who, list[EventRow]]] = {}
        for row in of_day:
            actor = who(row.actor_kind, row.actor_label, names)
            blocks.setdefault(actor.key, (actor, []))[1].append(row)
        found.append(
            Day(
                day_text(day, today),
                [Block(actor, _lines(of_actor, names, zone=zone, by_person=by_person)) for actor, of_actor in blocks.values()],
            )
        )
    return found


def _lines(rows: Iterable[EventRow], names: Names, *, zone: str, by_person: bool) -> list[Line]:
    """The same thing done again on a day is one line, with the first and the last time."""
    alike: dict[tuple[object, ...], list[EventRow]] = {}
    for row in rows:
        key = (row.kind, row.verb, row.category, row.action, row.purpose, row.basis, row.reason)
        alike.setdefault((*key, tuple(row.patient_ids) if by_person else ()), []).append(row)
    return [_line(same, names, zone=zone, by_person=by_person) for same in alike.values()]


def _line(same: list[EventRow], names: Names, *, zone: str, by_person: bool) -> Line:
    newest, oldest = same[0], same[-1]
    tone, icon, _ = MARKS[newest.kind]
    clock = time_text(oldest.at, zone)
    if len(same) > 1 and time_text(newest.at, zone) != clock:
        clock = f"{clock} to {time_text(newest.at, zone)}"
    people = [names.people[number] for number in newest.patient_ids if number in names.people] if by_person else []
    return Line(
        when=clock,
        what=what(newest),
        more=more(newest),
        tone=tone,
        icon=icon,
        times=len(same),
        people=[(person.display_name, person.uuid) for person in people[:MOST_NAMED]],
        more_people=len(newest.patient_ids) - len(people[:MOST_NAMED]) if by_person else 0,
    )


def what(row: EventRow) -> str:
    """'Opened the record: substance use care, to change it'."""
    parts = [part for part in (words.category_words(row.category), words.action_words(row.action)) if part]
    handed = row.kind is Kind.DISCLOSURE and row.actor_kind is ActorKind.STAFF
    said = words.handed_words(row.verb) if handed else words.verb_words(row.verb)
    return f"{said}: {', '.join(parts)}" if parts and row.kind in (Kind.ACCESS, Kind.REFUSAL) else said


def more(row: EventRow) -> str:
    """What for, and by which rule."""
    purpose, rule = words.purpose_words(row.purpose), words.why_words(row.basis)
    return ". ".join(part for part in (f"For {purpose}" if purpose else "", rule) if part)


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of a period at a glance."""

    who: Who
    days: int
    did: str
    last: str
    first: str
    was_refused: bool


def actors(found: Sequence[Summary], names: Names, *, zone: str, today: date) -> list[Actor]:
    """Who was there in a period: on how many days at most, what they did, and when last; most days first."""
    by_actor: dict[str, tuple[Who, list[Summary]]] = {}
    for row in found:
        actor = who(row.actor_kind, row.actor_label, names)
        by_actor.setdefault(actor.key, (actor, []))[1].append(row)
    lines = []
    for actor, rows in by_actor.values():
        did = [f"{MARKS[kind][2].lower()} {_times(rows, kind)}" for kind in MARKS if any(row.kind is kind for row in rows)]
        lines.append(
            Actor(
                who=actor,
                days=max(row.days for row in rows),
                did=", ".join(did),
                last=moment_text(max(row.last_at for row in rows), zone, today),
                first=moment_text(min(row.first_at for row in rows), zone, today),
                was_refused=any(row.kind is Kind.REFUSAL for row in rows),
            )
        )
    return sorted(lines, key=lambda line: -line.days)


def _times(rows: Sequence[Summary], kind: Kind) -> str:
    number = sum(row.times for row in rows if row.kind is kind)
    return "once" if number == 1 else "twice" if number == 2 else f"{number:,} times"


HEAD = ("Day", "Time", "Who", "What they do", "What kind", "What", "Part of the record", "What for", "Rule", "Times in UTC")


def sheet_row(row: EventRow, names: Names, *, zone: str) -> list[str]:
    """One event as a row of the CSV."""
    actor = who(row.actor_kind, row.actor_label, names)
    return [
        local_date(row.at, zone).isoformat(),
        time_text(row.at, zone, with_zone=True),
        actor.name,
        actor.role,
        MARKS[row.kind][2],
        what(row),
        words.category_words(row.category),
        words.purpose_words(row.purpose),
        words.why_words(row.basis),
        row.at.isoformat(timespec="seconds"),
    ]
