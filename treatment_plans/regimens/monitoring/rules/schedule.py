"""What is due for whoever takes a medicine: clinical reference 1.11 as rows of `data/schedule.csv`. Pure.

A row asks for kinds of results: all that stand apart by a space, one of those apart by `|`. It is asked for at the start of the
medicine, a first time after it, and again and again, each within so many days. Defaults, editable; no row stops a medicine.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from treatment_plans.regimens.monitoring.rules.data import read_rows
from treatment_plans.regimens.monitoring.vocabulary import DueState

LONG_OVER = 180  # days after a start for which what was asked for then is asked for no longer; own
INITIATION_DAYS = 28  # clinical reference 1.3
RANDOM_A_YEAR = 8  # 42 CFR 8.12(f)(6)
YEAR = 365
OLD = 65  # clinical reference 1.8, 1.11
DRUG_TEST = "drug_test"
PDMP = "pdmp"


@dataclass(frozen=True, slots=True)
class Window:
    """Days from one event: not before the first, late after the second."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the schedule."""

    code: str
    label: str
    asks: tuple[tuple[str, ...], ...]
    medicines: frozenset[str]
    start: str
    before: int
    grace: int
    first: Window | None
    every: Window | None
    by_state: bool
    condition: str
    repeat_condition: str
    note: str
    source: str
    flag: str


@cache
def rows() -> tuple[Row, ...]:
    """The schedule, in the order of its file."""
    return tuple(_row(row) for row in read_rows("schedule.csv"))


def _row(row: Mapping[str, str]) -> Row:
    return Row(
        code=row["code"],
        label=row["label"],
        asks=tuple(tuple(part.split("|")) for part in row["asks"].split()),
        medicines=frozenset(row["medicines"].split()),
        start=row["start"],
        before=int(row["start_before_days"] or 0),
        grace=int(row["start_grace_days"] or 0),
        first=_window(row["first_from_days"], row["first_until_days"]),
        every=_window(row["every_from_days"], row["every_until_days"]),
        by_state=row["every_from_days"] == "state",
        condition=row["condition"],
        repeat_condition=row["repeat_condition"] or "always",
        note=row["note"],
        source=row["source"],
        flag=row["flag"],
    )


def _window(opens: str, closes: str) -> Window | None:
    return Window(int(opens), int(closes)) if opens.isdigit() and closes.isdigit() else None


@dataclass(frozen=True, slots=True)
class Taking:
    """A medicine of the schedule that somebody takes: since when without a long break, and whether it is begun right now."""

    medicine: str
    name: str
    since: date
    is_initiation: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the schedule asks about a person. None: the record does not say."""

    age: int | None = None
    may_be_pregnant: bool | None = None
    heart_risk: bool | None = None
    infection_risk: bool | None = None
    for_alcohol: bool | None = None
    for_opioids: bool | None = None
    pdmp_days: int = 90
    done: Mapping[str, Collection[date]] = field(default_factory=dict)  # by kind of result
    random_tests: Collection[date] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the schedule for one person: how it stands, its days, and why."""

    code: str
    label: str
    medicine: str
    state: DueState
    last: date | None
    opens: date | None
    closes: date | None
    why: str
    note: str
    source: str
    flag: str


class _Said(Protocol):
    """One line with its state, said of the row and the person at hand."""

    def __call__(self, state: DueState, why: str, opens: date | None = None, closes: date | None = None) -> Item: ...


def items(taking: Iterable[Taking], known: Known, *, today: date) -> list[Item]:
    """Everything that the schedule asks of a person today, the most pressing first. What two medicines ask for stands once."""
    found: dict[str, Item] = {}
    for one in taking:
        for row in rows():
            if one.medicine in row.medicines:
                item = _item(row, one, known, today)
                before = found.get(item.label)
                if before is None or _urgency(item) < _urgency(before):
                    found[item.label] = item
    return sorted(found.values(), key=lambda item: (*_urgency(item), item.label))


_ORDER = tuple(DueState)


def _urgency(item: Item) -> tuple[int, date]:
    return _ORDER.index(item.state), item.closes or date.max


def _item(row: Row, taking: Taking, known: Known, today: date) -> Item:
    last = last_done(row, known)

    def said(state: DueState, why: str, opens: date | None = None, closes: date | None = None) -> Item:
        return Item(row.code, row.label, taking.name, state, last, opens, closes, why, row.note, row.source, row.flag)

    if row.start == "random":
        return _random(said, taking, known, today)
    if row.start == "offer":
        return said(DueState.OFFER, "offered; the person decides")
    applies, why = _applies(row.condition, known, taking, today)
    if applies is False:
        return said(DueState.NOT_NEEDED, why)
    at_start = last is not None and last >= taking.since - timedelta(days=row.before)
    if not at_start and row.start == "yes":
        return _at_start(said, row, taking, applies, why, today)
    return _again(said, row, taking, known, last, today)


def _at_start(said: _Said, row: Row, taking: Taking, applies: bool | None, why: str, today: date) -> Item:
    opens, closes = taking.since, taking.since + timedelta(days=row.grace)
    if applies is None:
        state = DueState.ASK if (today - taking.since).days <= LONG_OVER else DueState.NOT_RECORDED
        return said(state, why, opens, closes)
    if today <= closes:
        return said(DueState.DUE, "at the start", opens, closes)
    if row.every is None and not row.by_state and (today - taking.since).days > LONG_OVER:
        return said(DueState.NOT_RECORDED, "at the start, which is long over", opens, closes)
    return said(DueState.OVERDUE, "at the start", opens, closes)


def _again(said: _Said, row: Row, taking: Taking, known: Known, last: date | None, today: date) -> Item:
    every = Window(known.pdmp_days, known.pdmp_days) if row.by_state else row.every
    window = row.first if row.first is not None and last is not None and last < taking.since + _days(row.first.opens) else None
    base = taking.since if window is not None else last
    window = window or every
    if window is None or base is None:
        return said(DueState.DONE, "no next time is planned")
    repeats, why = _applies(row.repeat_condition, known, taking, today)
    if repeats is False:
        return said(DueState.DONE, why)
    opens, closes = base + _days(window.opens), base + _days(window.closes)
    if repeats is None:
        return said(DueState.ASK if today > closes else DueState.DONE, why, opens, closes)
    if today > closes:
        return said(DueState.OVERDUE, f"{window.closes} days are over", opens, closes)
    if today >= opens:
        return said(DueState.DUE, f"{window.opens} to {window.closes} days after the last", opens, closes)
    return said(DueState.DONE, "the next time is to come", opens, closes)


def _random(said: _Said, taking: Taking, known: Known, today: date) -> Item:
    """At least 8 at random in a year: as many as the days of treatment in the last year ask for, rounded down."""
    year_ago = today - timedelta(days=YEAR - 1)
    had = random_in_year(known.random_tests, today=today)
    days = (today - max(taking.since, year_ago)).days + 1
    asked = RANDOM_A_YEAR * days // YEAR
    last = max((on for on in known.random_tests if on <= today), default=None)
    why = f"{had} in the last 12 months, {asked} asked for by today"
    return replace(said(DueState.OVERDUE if had < asked else DueState.DONE, why), last=last)


def random_in_year(tests: Iterable[date], *, today: date) -> int:
    """How many random tests there were in the last 365 days, today counted."""
    return sum(today - timedelta(days=YEAR - 1) <= on <= today for on in tests)


def last_done(row: Row, known: Known) -> date | None:
    """The day on which everything that a row asks for was there: the oldest of the latest. None where a part is missing."""
    days = []
    for kinds in row.asks:
        latest = max((on for kind in kinds for on in known.done.get(kind, ())), default=None)
        if latest is None:
            return None
        days.append(latest)
    return min(days, default=None)


def _applies(condition: str, known: Known, taking: Taking, today: date) -> tuple[bool | None, str]:
    match condition:
        case "always":
            return True, ""
        case "may_be_pregnant":
            return known.may_be_pregnant, _either(
                known.may_be_pregnant, "pregnancy is not possible", "whether pregnancy is possible"
            )
        case "over_65" | "not_over_65":
            is_old = known.age is not None and known.age > OLD
            return is_old is (condition == "over_65"), "up to 65 years" if condition == "over_65" else "older than 65 years"
        case "heart_risk":
            return known.heart_risk, _either(
                known.heart_risk, "no heart or QT risk on record", "whether there is a heart or QT risk"
            )
        case "infection_risk":
            return known.infection_risk, _either(known.infection_risk, "no risk on record", "by risk: ask")
        case "for_alcohol":
            return known.for_alcohol, _either(
                known.for_alcohol, "it is not taken for alcohol use", "whether it is for alcohol use"
            )
        case "for_opioids":
            return known.for_opioids, _either(known.for_opioids, "it is not taken for opioid use", "whether it is for opioid use")
        case "initiation":
            early = taking.is_initiation or (today - taking.since).days <= INITIATION_DAYS
            return early, "initiation is over"
    raise KeyError(condition)


def _either(answer: bool | None, no: str, unknown: str) -> str:
    return unknown if answer is None else "" if answer else no


def _days(number: int) -> timedelta:
    return timedelta(days=number)


def medicine_of(code: str) -> str:
    """Under which name the schedule has a medicine of the catalogue; empty where it asks for nothing."""
    for name in ("buprenorphine-xr", "naltrexone-xr"):
        if code.startswith(name):
            return name
    found = code.split("-", 1)[0]
    return found if any(found in row.medicines for row in rows()) else ""


BREAK = 30  # days without an order after which a medicine is begun anew: clinical reference 1.9, its last row


def episode_start(spans: Iterable[tuple[date, date | None]], *, today: date) -> date | None:
    """Since when a medicine is taken without a break of 30 days or more: the first day of its orders, one after another."""
    since: date | None = None
    reached: date | None = None
    for begins, ends in sorted(spans, key=lambda span: span[0]):
        if begins > today:
            continue
        if reached is None or (begins - reached).days > BREAK:
            since = begins
        reached = max(reached or begins, min(ends or today, today))
    return since
