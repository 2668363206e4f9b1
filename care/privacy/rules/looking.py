"""What may be worth a look in one day's openings. Pure; own defaults. Nothing here says that anybody did wrong."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from care.lib.text import words
from care.privacy.vocabulary import Kind

MANY_REFUSALS = 5  # of one colleague in one day
MANY_WITHOUT_ACT = 3  # people of one colleague in one day: beyond them the day is one line, since it may be what the work is
NIGHT_BEGINS, NIGHT_ENDS = 22, 5  # hours of the program's zone
TEAM_ROW = "D05-team"
OFFICE_ROWS = frozenset({"D05-lookup", "D05-privacy"})  # the privacy office's own work


@dataclass(frozen=True, slots=True)
class Opening:
    """How often one colleague opened one person's record on one local day: in all, at night, and by which rows of the table."""

    staff_id: int
    patient_id: int
    times: int
    at_night: int
    rows: frozenset[str]
    acted: bool  # the colleague changed something about the person on that day or on the next


@dataclass(frozen=True, slots=True)
class Refusals:
    """How often one colleague was refused on one local day."""

    staff_id: int
    times: int


@dataclass(frozen=True, slots=True)
class Named:
    """By what somebody is called and can be written to: for comparing, never stored."""

    names: tuple[str, ...]
    family: str = ""
    emails: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing worth a look: which colleague, which person where it is one, on which day, how often."""

    kind: Kind
    staff_id: int
    patient_id: int | None
    day: date
    times: int


@dataclass(frozen=True, slots=True)
class Names:
    """Whom the openings join, by number."""

    staff: Mapping[int, Named] = field(default_factory=dict)
    people: Mapping[int, Named] = field(default_factory=dict)


def is_night(hour: int) -> bool:
    """Whether an hour of the program's zone is one at which few work."""
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


def may_be_the_same(colleague: Named, person: Named) -> bool:
    """One of the person's names has all the words of the colleague's, or the two share an e-mail address."""
    if colleague.emails & person.emails:
        return True
    wanted = {frozenset(words(name)) for name in colleague.names if len(words(name)) > 1}
    return any(frozenset(words(name)) in wanted for name in person.names)


def share_a_family_name(colleague: Named, person: Named) -> bool:
    """The last word of the colleague's name is one of the person's family names."""
    last = [words(name)[-1] for name in colleague.names if len(words(name)) > 1]
    return bool(set(last) & set(words(person.family)))


def look(*, day: date, openings: Iterable[Opening], refusals: Collection[Refusals], names: Names) -> list[Seen]:
    """What of one day may be worth a look. What the privacy office itself opened is left out."""
    found = [Seen(Kind.REFUSALS, one.staff_id, None, day, one.times) for one in refusals if one.times >= MANY_REFUSALS]
    idle: dict[int, list[Seen]] = {}
    for one in openings:
        if one.rows <= OFFICE_ROWS:
            continue
        found += [Seen(kind, one.staff_id, one.patient_id, day, times) for kind, times in _kinds(one, names)]
        if TEAM_ROW not in one.rows and not one.acted:
            idle.setdefault(one.staff_id, []).append(Seen(Kind.NO_ACT, one.staff_id, one.patient_id, day, one.times))
    for staff_id, seen in idle.items():
        many = len(seen) > MANY_WITHOUT_ACT
        found += [Seen(Kind.NO_ACT, staff_id, None, day, len(seen))] if many else seen
    return found


def _kinds(one: Opening, names: Names) -> Iterator[tuple[Kind, int]]:
    colleague, person = names.staff.get(one.staff_id), names.people.get(one.patient_id)
    if colleague and person and may_be_the_same(colleague, person):
        yield Kind.OWN_RECORD, one.times
    elif colleague and person and share_a_family_name(colleague, person):
        yield Kind.SAME_FAMILY, one.times
    if one.at_night:
        yield Kind.ODD_HOURS, one.at_night
