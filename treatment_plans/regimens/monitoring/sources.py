"""What this room reads of other rooms about one person, in its own words: results, drug tests, doses. The one place for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from care.actor import Permit
from care.lib.dates import local_date
from patients.results.queries import TOLD, DrugTestRow, drug_tests_of, results_of
from patients.results.rules import DrugTestState, ResultKind
from treatment_plans.regimens.monitoring.rules.panels import Found
from treatment_plans.regimens.monitoring.rules.schedule import medicine_of
from treatment_plans.regimens.queries.doses import doses_of

COLLECTED = frozenset({DrugTestState.COLLECTED, DrugTestState.RESULTED})
PREGNANCY = ResultKind.PREGNANCY
WEEKLY, MONTHLY = 7, 31


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
    """A dose that counted as taken: of which medicine of the catalogue, on which day, and for how many days it lasts."""

    substance: str
    code: str
    on: date
    lasts: int


def results(*, permit: Permit, zone: str) -> Sequence[Had]:
    """Every result of the permit's patient, of the kinds of data that it covers. One query.

    What somebody told of a pregnancy is no test of it.
    """
    rows = results_of(permit=permit)
    return [Had(row.kind.value, local_date(row.at, zone)) for row in rows if row.kind is not PREGNANCY or row.source != TOLD]


def drug_tests(*, permit: Permit, zone: str) -> Sequence[TestHad]:
    """Every drug test that was collected, the newest last. Two queries."""
    return [_test(row, zone) for row in drug_tests_of(permit=permit) if row.status in COLLECTED]


def _test(row: DrugTestRow, zone: str) -> TestHad:
    found = tuple(Found(one.analyte.value, one.method.value, one.outcome.value) for one in row.analytes)
    return TestHad(row.uuid, row.at, local_date(row.at, zone), row.is_random, bool(found), found)


def doses(*, permit: Permit, since: date, until: date) -> Sequence[DoseHad]:
    """The doses that counted as taken from one day to another, the earliest first. One query."""
    rows = doses_of(permit=permit, since=since, until=until)
    return [
        DoseHad(row.substance, row.medication_code, row.due_on, _lasts(row.medication_code)) for row in rows if row.taken.counts
    ]


def _lasts(code: str) -> int:
    """For how many days a dose lasts: an injection 31, a weekly one 7 (clinical reference 6.2, step 3), everything else one."""
    if not medicine_of(code).endswith("-xr"):
        return 1
    return WEEKLY if "weekly" in code else MONTHLY
