"""Reading look-ups and intervals, and who takes what that is monitored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.db.models import Q, QuerySet

from care.access.gate import NotFound
from care.accounts.queries import law_of
from care.actor import Category, Permit
from care.lib.prepared import prepared
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.regimens.monitoring.models import PdmpInterval, PdmpLookup
from treatment_plans.regimens.monitoring.rules.data import read_rows
from treatment_plans.regimens.monitoring.vocabulary import LookupOutcome
from treatment_plans.regimens.rules import CURRENT


class NotThere(NotFound):
    """The permit opens no such look-up, or it was marked wrong before."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One look-up, as a screen shows it."""

    uuid: UUID
    state: str
    outcome: LookupOutcome
    words: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Interval:
    """How often a program looks up, for one state, and who says so. `is_own`: nobody has entered the state's rule."""

    state: str
    every_days: int
    source: str
    is_own: bool
    set_at: datetime | None = None
    set_by: str = ""


def lookups_here(permit: Permit) -> QuerySet[PdmpLookup]:
    """The look-ups of the permit's patient that stand; for this room."""
    permit.check(category=Category.SUD)
    return PdmpLookup.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, wrong_at__isnull=True)


def lookups_of(*, permit: Permit) -> list[LookupRow]:
    """The look-ups about the permit's patient, the newest first. One query."""
    return [
        LookupRow(row.uuid, row.jurisdiction, LookupOutcome(row.outcome), row.words, row.looked_at, row.looked_by.name)
        for row in _lookups(permit=permit)
    ]


@prepared
def _lookups(*, permit: Permit) -> QuerySet[PdmpLookup]:
    return lookups_here(permit).select_related("looked_by").order_by("-looked_at", "-pk")


def get_lookup(*, permit: Permit, lookup: UUID) -> LookupRow:
    """One look-up that stands. One query.

    Raises:
        NotThere.
    """
    found = next((row for row in lookups_of(permit=permit) if row.uuid == lookup), None)
    if found is None:
        raise NotThere
    return found


@cache
def default_interval() -> tuple[int, str]:
    """How often where nobody has said: days, and the source."""
    row = read_rows("pdmp.csv")[0]
    return int(row["every_days"]), row["source"]


def interval_of(*, organisation_id: int) -> Interval:
    """How often the program looks up by the law of its state, else our own default. Two queries at most."""
    state = law_of(organisation_id)
    row = _interval(organisation_id=organisation_id, state=state) if state else []
    if row:
        return Interval(state, row[0].every_days, row[0].source, False, row[0].set_at, row[0].set_by.name)
    days, source = default_interval()
    return Interval(state, days, source, True)


@prepared
def _interval(*, organisation_id: int, state: str) -> QuerySet[PdmpInterval]:
    rows = PdmpInterval.objects.filter(organisation_id=organisation_id, jurisdiction=state, ended_at__isnull=True)
    return rows.select_related("set_by")


# --- of everybody --------------------------------------------------------------------------------------------------------------


def people_in_treatment(*, organisation_id: int) -> list[int]:
    """Who has an order in force here, by number. One query."""
    rows = MedicationOrder.objects.filter(organisation_id=organisation_id, status__in=sorted(CURRENT))
    return list(rows.order_by("patient_id").values_list("patient_id", flat=True).distinct())


def spans_of_everybody(
    *, organisation_id: int, substance: str, condition: Q | None = None
) -> Mapping[int, list[tuple[date, date | None]]]:
    """From when to when each person had signed orders for a substance, of those who have one in force; with the gate's
    condition, of those whom it lets the reader see. One query.
    """
    orders = MedicationOrder.objects.filter(
        condition or Q(), organisation_id=organisation_id, substance=substance, signed_at__isnull=False
    )
    now = orders.filter(status__in=sorted(CURRENT)).values("patient_id")
    rows = orders.filter(patient_id__in=now).order_by("patient_id", "starts_on", "pk")
    return _by_person(rows.values_list("patient_id", "starts_on", "ends_on", "ended_at"))


def _by_person(
    rows: Iterable[tuple[int, date, date | None, datetime | None]],
) -> Mapping[int, list[tuple[date, date | None]]]:
    found: dict[int, list[tuple[date, date | None]]] = {}
    for person, begins, ends_on, ended_at in rows:
        days = [day for day in (ends_on, ended_at.date() if ended_at else None) if day is not None]
        found.setdefault(person, []).append((begins, min(days, default=None)))
    return found
