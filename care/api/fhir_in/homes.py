"""The rooms that take what a resource says: one row for each kind of statement, so that a new room adds one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DataError, IntegrityError

from care.actor import Permit
from patients.elsewhere.operations import take_records
from patients.elsewhere.queries import known_records
from patients.elsewhere.rules import RecordStatement, SaidRecord
from patients.operations import take_statements
from patients.queries import KnownResource, known_resources
from patients.rules import PATIENT_NOT_TAKEN, SOMEBODY_ELSE, Outcome, ResourceKey, Said, Statement, Taken

AnyStatement = Statement | RecordStatement


@dataclass(frozen=True, slots=True)
class Home:
    """A room: which statements are its own, which of them it has taken before, and how it takes them."""

    of: type
    known: Callable[..., dict[ResourceKey, KnownResource]]
    take: Callable[..., list[Taken]]


ROOMS = (
    Home(Statement, known_resources, take_statements),
    Home(RecordStatement, known_records, take_records),
)


def statement_of(key: ResourceKey, said: Said | SaidRecord) -> AnyStatement:
    """What a resource says, for the room that takes it."""
    return RecordStatement(key, said) if isinstance(said, SaidRecord) else Statement(key, said)


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
