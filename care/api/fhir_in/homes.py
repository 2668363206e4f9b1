"""The rooms that take what a resource says: one row for each kind of statement, so that a new room adds one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError

from care.actor import Permit
from care.api.fhir_in.mapping.coverage import SaidCoverage
from patients.coverage.operations import record_imported_coverage
from patients.coverage.queries import ImportedCoverage, imported_coverages
from patients.elsewhere.operations import take_records
from patients.elsewhere.queries import known_records
from patients.elsewhere.rules import RecordStatement, SaidRecord
from patients.operations import take_statements
from patients.queries import KnownResource, known_resources
from patients.rules import PATIENT_NOT_TAKEN, SOMEBODY_ELSE, Outcome, ResourceKey, Statement, Taken
from patients.story.operations import record_medicines
from patients.story.queries import known_medicines
from patients.story.rules import SaidMedicine

ANOTHER_PERSON = "it was taken for another person before"


@dataclass(frozen=True, slots=True)
class MedicineStatement:
    """One medicine of a source."""

    key: ResourceKey
    said: SaidMedicine


@dataclass(frozen=True, slots=True)
class CoverageStatement:
    """One coverage of a source."""

    key: ResourceKey
    said: SaidCoverage


AnyStatement = Statement | RecordStatement | MedicineStatement | CoverageStatement


@dataclass(frozen=True, slots=True)
class Home:
    """A room: which statements are its own, which of them it has taken before, and how it takes them."""

    of: type
    known: Callable[..., dict[ResourceKey, KnownResource]]
    take: Callable[..., list[Taken]]


def _known_medicines(
    *, organisation_id: int, source: str, statements: Sequence[MedicineStatement]
) -> dict[ResourceKey, KnownResource]:
    found = known_medicines(organisation_id=organisation_id, source=source, items=[one.said for one in statements])
    return {one.key: found[one.said.key] for one in statements if one.said.key in found}


def _take_medicines(*, permit: Permit, source: str, statements: Sequence[MedicineStatement], at: datetime) -> list[Taken]:
    """The story takes them; what it took for somebody else before is refused here, for it counts by person."""
    known_here = _known_medicines(organisation_id=permit.organisation_id, source=source, statements=statements)
    others = [one for one in statements if one.key in known_here and known_here[one.key].patient_id != permit.patient_id]
    own = {one.said.key: one for one in statements if one not in others}
    taken = record_medicines(permit=permit, source=source, items=[one.said for one in own.values()], at=at) if own else []
    return _refused(others, ANOTHER_PERSON) + [
        Taken(own[one.key].key, Outcome(one.outcome), kept=one.kept, reason=one.reason) for one in taken
    ]


def _coverage_key(source: str, key: ResourceKey) -> str:
    return f"{source}/{key.type}/{key.id}"


def _known_coverages(
    *, organisation_id: int, source: str, statements: Sequence[CoverageStatement]
) -> dict[ResourceKey, KnownResource]:
    found = imported_coverages(
        organisation_id=organisation_id, keys=[_coverage_key(source, statement.key) for statement in statements]
    )
    rows = ((one, found.get(_coverage_key(source, one.key))) for one in statements)
    return {one.key: KnownResource(row.patient_id, _says_the_same(row, one.said)) for one, row in rows if row is not None}


def _says_the_same(row: ImportedCoverage, said: SaidCoverage) -> bool:
    ends = None if said.starts and said.ends and said.ends < said.starts else said.ends
    theirs = (said.payer, said.plan, said.member_number, said.starts, ends)
    return row.is_off or (row.payer, row.plan, row.member_number, row.starts_on, row.ends_on) == theirs


def _take_coverages(*, permit: Permit, source: str, statements: Sequence[CoverageStatement], at: datetime) -> list[Taken]:
    """Coverage takes them, one by one; a key that is another person's is refused."""
    known_here = _known_coverages(organisation_id=permit.organisation_id, source=source, statements=statements)
    taken = []
    for one in statements:
        before = known_here.get(one.key)
        if before is not None and before.patient_id != permit.patient_id:
            taken += _refused([one], ANOTHER_PERSON)
            continue
        record_imported_coverage(
            permit=permit,
            key=_coverage_key(source, one.key),
            payer=one.said.payer,
            plan=one.said.plan,
            member_number=one.said.member_number,
            starts=one.said.starts,
            ends=one.said.ends,
            at=at,
        )
        taken.append(Taken(one.key, Outcome.TAKEN if before is None else Outcome.UPDATED))
    return taken


ROOMS = (
    Home(Statement, known_resources, take_statements),
    Home(RecordStatement, known_records, take_records),
    Home(MedicineStatement, _known_medicines, _take_medicines),
    Home(CoverageStatement, _known_coverages, _take_coverages),
)
_STATEMENTS: dict[type, Callable[[ResourceKey, Any], AnyStatement]] = {
    SaidRecord: RecordStatement,
    SaidMedicine: MedicineStatement,
    SaidCoverage: CoverageStatement,
}


def statement_of(key: ResourceKey, said: Any) -> AnyStatement:
    """What a resource says, for the room that takes it."""
    return _STATEMENTS.get(type(said), Statement)(key, said)


def known(*, organisation_id: int, source: str, statements: Iterable[AnyStatement]) -> dict[ResourceKey, KnownResource]:
    """Which of these were taken before, in whichever room. One query for each room that is concerned."""
    found: dict[ResourceKey, KnownResource] = {}
    for room, own in _by_room(statements):
        found |= room.known(organisation_id=organisation_id, source=source, statements=own)
    return found


def take(*, permit: Permit, source: str, statements: Iterable[AnyStatement], at: datetime) -> list[Taken]:
    """Each room takes its own, in a transaction of its own, who the person is first. Where a number turns out to name somebody
    else, no room takes anything.
    """
    taken: list[Taken] = []
    for room, own in _by_room(statements):
        if any(one.reason == SOMEBODY_ELSE for one in taken):
            taken += _refused(own, PATIENT_NOT_TAKEN)
            continue
        try:
            taken += room.take(permit=permit, source=source, statements=own, at=at)
        except (DataError, IntegrityError):
            taken += _refused(own, "the database does not take it")
    return taken


def _refused(statements: Iterable[AnyStatement], reason: str) -> list[Taken]:
    return [Taken(one.key, Outcome.REFUSED, reason=reason) for one in statements]


def _by_room(statements: Iterable[AnyStatement]) -> list[tuple[Home, Sequence[Any]]]:
    listed = list(statements)
    found = ((room, [one for one in listed if isinstance(one, room.of)]) for room in ROOMS)
    return [(room, own) for room, own in found if own]
