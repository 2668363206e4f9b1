"""A request into facts: one record of the person, and for each draft what the rules may know on its date. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from typing import TypeVar

from treatment_plans.regimens.safety.facts import Drug, Facts, Given, Measured, Ordered, Problem
from treatment_plans.regimens.safety.hooks.measures import read_results
from treatment_plans.regimens.safety.hooks.moments import UNSAID, in_zone
from treatment_plans.regimens.safety.hooks.orders import (
    MISTAKES,
    Medications,
    Read,
    is_kit,
    read_dispense,
    read_dose,
    read_order,
)
from treatment_plans.regimens.safety.hooks.people import read_allergy, read_person, read_problems, sex_of
from treatment_plans.regimens.safety.hooks.requests import Request
from treatment_plans.regimens.safety.hooks.shape import Json, Unread, Unreadable, name_of, word

TREATMENTS = frozenset({"methadone", "buprenorphine", "naltrexone", "acamprosate", "disulfiram"})
Found = TypeVar("Found")
BEFORE = ", as it stands"


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of each draft, and what was sent and could not be read."""

    facts: tuple[Facts, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What was sent about the person, before any draft."""

    birth_date: date | None
    sex: str
    orders: tuple[Ordered, ...]
    given: tuple[Given, ...]
    measured: dict[str, tuple[Measured, ...]]
    problems: tuple[Problem, ...]
    allergies: tuple[Drug | str, ...]


class Reader:
    """Reads resources one by one; whatever cannot be read is kept with its reason, and nothing stops the rest."""

    def __init__(self) -> None:
        self.unread: list[Unread] = []

    def each(self, resources: Iterable[Json], read: Callable[[Json], Found]) -> list[tuple[Json, Found]]:
        found = []
        for resource in resources:
            try:
                found.append((resource, read(resource)))
            except Unreadable as why:
                self.doubt(resource, str(why))
            except (ValueError, ArithmeticError):
                self.doubt(resource, "it holds a value that cannot be read")
        return found

    def doubt(self, resource: Json, why: str) -> None:
        self.unread.append(Unread(name_of(resource), why))

    def doubts(self, resource: Json, read: Read) -> None:
        """What could not be read in an order or a dose, where a rule asks for it."""
        if read.fact.drug.ingredients & TREATMENTS:
            for why in read.doubts:
                self.doubt(resource, why)


def read(request: Request, *, now: datetime) -> Reading:
    """The facts of each draft of a request. A draft without a date is judged now."""
    reader = Reader()
    record, medications = _record(request, reader)
    drafts: list[Ordered] = []
    for resource, found in reader.each(request.drafts, lambda draft: read_order(draft, medications)):
        if word(resource.get("status")) == MISTAKES:
            continue
        if isinstance(found.fact, Ordered):
            drafts.append(found.fact)
            reader.doubts(resource, found)
    ids = {draft.id for draft in drafts}
    signed = tuple(_as_before(order, ids) for order in record.orders if order.status != "draft")
    facts = tuple(
        _facts(draft, [other for other in drafts if other is not draft], replace(record, orders=signed), now) for draft in drafts
    )
    return Reading(facts, (*request.unread, *dict.fromkeys(reader.unread)))


def _record(request: Request, reader: Reader) -> tuple[Record, Medications]:
    medications = Medications(request.by_reference())
    birth_date, sex = _person(request, reader)
    orders: list[Ordered] = []
    given: list[Given] = []
    sources: list[tuple[Iterable[Json], Callable[[Json], Read]]] = [
        (request.of("MedicationRequest", "MedicationStatement"), lambda resource: read_order(resource, medications)),
        (request.of("MedicationDispense"), lambda resource: read_dispense(resource, medications)),
        (request.of("MedicationAdministration"), lambda resource: read_dose(resource, medications)),
    ]
    for resources, how in sources:
        meant = (resource for resource in resources if word(resource.get("status")) != MISTAKES)
        for resource, found in reader.each(meant, how):
            reader.doubts(resource, found)
            if isinstance(found.fact, Ordered):
                orders.append(found.fact)
            else:
                given.append(found.fact)
    measured: dict[str, list[Measured]] = defaultdict(list)
    for _, results in reader.each(request.of("Observation"), lambda resource: list(read_results(resource))):
        for key, result in results:
            measured[key].append(result)
    problems = [line for _, lines in reader.each(request.of("Condition"), read_problems) for line in lines]
    allergies = [what for _, what in reader.each(request.of("AllergyIntolerance"), read_allergy) if what is not None]
    record = Record(
        birth_date,
        sex,
        tuple(orders),
        tuple(sorted(given, key=lambda dose: dose.at)),
        {key: tuple(sorted(results, key=lambda result: result.at)) for key, results in measured.items()},
        tuple(problems),
        tuple(allergies),
    )
    return record, medications


def _as_before(order: Ordered, ids: set[str]) -> Ordered:
    """An order on record whose own id a draft bears is what that draft changes: it keeps its facts under another name."""
    return replace(order, id=f"{order.id}{BEFORE}") if order.id in ids else order


def _person(request: Request, reader: Reader) -> tuple[date | None, str]:
    """Birth date and sex of the one Patient; the sex also where the birth date cannot be read."""
    people = list(request.of("Patient"))[:1]
    found = reader.each(people, read_person)
    return found[0][1] if found else (None, sex_of(people[0]) if people else "")


def _facts(draft: Ordered, others: list[Ordered], record: Record, now: datetime) -> Facts:
    zone = _zone(draft, record)
    at = in_zone(draft.authored_at, zone) if draft.authored_at else now
    orders = [_order_in(order, zone) for order in record.orders]
    together = [replace(_order_in(other, zone), status="draft", authored_at=at) for other in others]
    itself = next((order.id for order in orders if order.id == f"{draft.id}{BEFORE}"), "")
    draft = replace(draft, authored_at=at, prior=draft.prior or itself)
    return Facts(
        at=at,
        draft=replace(draft, is_transition=draft.is_transition or _is_transition(draft, orders)),
        birth_date=record.birth_date,
        sex=record.sex,
        orders=(*orders, *together),
        given=tuple(replace(dose, at=in_zone(dose.at, zone)) for dose in record.given),
        measured={key: tuple(replace(one, at=in_zone(one.at, zone)) for one in found) for key, found in record.measured.items()},
        problems=record.problems,
        allergies=record.allergies,
        naloxone_kit=_kit(orders, together, at),
    )


def _zone(draft: Ordered, record: Record) -> tzinfo:
    """The zone of the draft; where it says none, that of the newest fact that says one."""
    moments = [one.at for found in record.measured.values() for one in found] + [dose.at for dose in record.given]
    moments += [order.authored_at for order in record.orders if order.authored_at]
    said = [draft.authored_at] if draft.authored_at else []
    for at in (*said, *sorted(moments, reverse=True)):
        if at.tzinfo and at.tzinfo is not UNSAID:
            return at.tzinfo
    return UTC


def _order_in(order: Ordered, zone: tzinfo) -> Ordered:
    return replace(order, authored_at=in_zone(order.authored_at, zone)) if order.authored_at else order


def _is_transition(draft: Ordered, orders: Iterable[Ordered]) -> bool:
    """Whether it takes the place of an order of another medicine."""
    prior = next((order for order in orders if draft.prior and order.id == draft.prior), None)
    return prior is not None and not prior.drug.ingredients & draft.drug.ingredients


def _kit(orders: Iterable[Ordered], together: Iterable[Ordered], at: datetime) -> date | None:
    """When naloxone to take along was last ordered or handed out; one that is signed now counts."""
    days = [
        order.starts_on or order.authored_at.date()
        for order in orders
        if is_kit(order) and order.status != "cancelled" and order.authored_at
    ]
    days += [at.date() for order in together if is_kit(order) and order.status != "stopped"]
    return max((found for found in days if found <= at.date()), default=None)
