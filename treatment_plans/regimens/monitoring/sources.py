"""What this room reads of other rooms about one person, in its own words: results, drug tests, doses. The one place for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from care.actor import Permit
from treatment_plans.regimens.monitoring.rules.panels import Found


@dataclass(frozen=True, slots=True)
class Had:
    """A result on record: of which kind, on which day."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class TestHad:
    """A drug test that was collected: when, whether at random, and what it said. `has_results`: somebody wrote down an answer."""

    uuid: UUID
    at: datetime
    on: date
    is_random: bool
    has_results: bool
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class DoseHad:
    """A dose that counted as taken: of which substance, on which day, how much."""

    substance: str
    on: date
    amount: Decimal | None


def results(*, permit: Permit, zone: str) -> Sequence[Had]:
    """Every result of the permit's patient, of the kinds of data that it covers."""
    return ()


def drug_tests(*, permit: Permit, zone: str) -> Sequence[TestHad]:
    """Every drug test that was collected, the newest last."""
    return ()


def doses(*, permit: Permit, since: date) -> Sequence[DoseHad]:
    """The doses that counted as taken since a day, the earliest first."""
    return ()
