"""Reading doses one by one: what became of each, and the days on which a medicine was taken."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from care.access.gate import NotFound
from care.actor import Category, Permit
from care.lib.prepared import prepared
from treatment_plans.regimens.models import Dose
from treatment_plans.regimens.rules.calendar import Taken
from treatment_plans.regimens.rules.texts import dose_text
from treatment_plans.regimens.vocabulary import DoseOutcome, Route
from treatment_plans.vocabulary import BY_THE_PLATFORM


class DoseNotFound(NotFound):
    """There is no such dose in the record that the permit opens."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


@dataclass(frozen=True, slots=True)
class DoseRow:
    """What became of one dose. `text` is its line: 'Methadone 40 mg'; one that was not taken has no amount.

    `vomited_after` are minutes; `is_replacement`: it was given in the place of one that was vomited, and `given_again`: another
    was given in its place.
    """

    uuid: UUID
    order: UUID
    medication_code: str
    substance: str
    text: str
    due_on: date
    part: int
    parts: int
    outcome: DoseOutcome
    amount: Decimal | None
    unit: str
    route: Route
    site: str
    lot: str
    expires_on: date | None
    at: datetime
    recorded_at: datetime
    recorded_by: str
    by_job: bool
    note: str
    vomited_after: int | None
    is_replacement: bool
    given_again: bool

    @property
    def taken(self) -> Taken:
        """As far as counting goes."""
        return Taken(self.due_on, self.part, self.outcome, self.vomited_after, self.given_again)


def dose_rows(permit: Permit) -> QuerySet[Dose]:
    """The doses that a permit opens, voided ones too; for this package."""
    permit.check(category=Category.SUD)
    return Dose.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def doses_of(*, permit: Permit, since: date, until: date) -> list[DoseRow]:
    """The doses of some days, both included, oldest first; those recorded wrongly are left out. One query."""
    rows = _doses(permit=permit, since=since, until=until)
    again = {row[-1] for row in rows if row[-1] is not None}
    return [_row(*row[1:], given_again=row[0] in again) for row in rows]


_COLUMNS = (
    *("pk", "uuid", "order__uuid", "order__medication__code", "order__medication__short_name", "substance", "due_on", "part"),
    *("parts", "outcome", "amount", "unit", "route", "site", "lot", "expires_on", "at", "recorded_at", "recorded_by__name"),
    *("note", "vomited_after", "again_id"),
)


@prepared
def _doses(*, permit: Permit, since: date, until: date) -> QuerySet[Dose, tuple[Any, ...]]:
    rows = dose_rows(permit).filter(due_on__gte=since, due_on__lte=until, voided_at__isnull=True)
    return rows.order_by("due_on", "part", "at", "pk").values_list(*_COLUMNS)


def get_dose(*, permit: Permit, dose: UUID) -> DoseRow:
    """One dose that stands. Two queries.

    Raises:
        DoseNotFound: no such dose in this record, or it was recorded wrongly.
    """
    row = dose_rows(permit).filter(uuid=dose, voided_at__isnull=True).values_list(*_COLUMNS).first()
    if row is None:
        raise DoseNotFound
    again = dose_rows(permit).filter(again_id=row[0], voided_at__isnull=True).exists()
    return _row(*row[1:], given_again=again)


def taken_days(*, permit: Permit, since: date) -> dict[str, list[date]]:
    """By substance, the days since then on which it counted as taken, oldest first. One query."""
    found: dict[str, set[date]] = defaultdict(set)
    for row in doses_of(permit=permit, since=since, until=date.max):
        if row.taken.counts:
            found[row.substance].add(row.due_on)
    return {substance: sorted(days) for substance, days in found.items()}


def _row(
    uuid: Any, order: Any, code: Any, name: Any, substance: Any, due_on: Any, part: Any, parts: Any, outcome: Any, amount: Any,
    unit: Any, route: Any, site: Any, lot: Any, expires_on: Any, at: Any, recorded_at: Any, recorded_by: Any, note: Any,
    vomited_after: Any, again: Any, *, given_again: bool,
) -> DoseRow:  # fmt: skip
    return DoseRow(
        uuid=uuid,
        order=order,
        medication_code=code,
        substance=substance,
        text=f"{name} {dose_text(amount, unit)}" if amount is not None else name,
        due_on=due_on,
        part=part,
        parts=parts,
        outcome=DoseOutcome(outcome),
        amount=amount,
        unit=unit,
        route=Route(route),
        site=site,
        lot=lot,
        expires_on=expires_on,
        at=at,
        recorded_at=recorded_at,
        recorded_by=recorded_by or BY_THE_PLATFORM,
        by_job=recorded_by is None,
        note=note,
        vomited_after=vomited_after,
        is_replacement=again is not None,
        given_again=given_again,
    )
