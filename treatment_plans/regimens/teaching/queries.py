"""Reading teach-backs, and what is still to be talked through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from care.access.gate import NotFound
from care.actor import Category, Permit
from patients.rules import Language
from treatment_plans.regimens.queries import OrderRow, active_orders
from treatment_plans.regimens.teaching import rules
from treatment_plans.regimens.teaching.models import TeachBack
from treatment_plans.regimens.teaching.sheets import Sheet, sheets, sheets_for
from treatment_plans.regimens.teaching.vocabulary import Handed, Interpreter, Occasion, Outcome

MOST = 200


class NotThere(NotFound):
    """There is no such teach-back in this record, or it was taken off; or no such sheet."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


@dataclass(frozen=True, slots=True)
class TeachBackRow:
    """One teach-back that stands."""

    uuid: UUID
    sheet: str
    title: str
    sheet_version: int
    occasion: Occasion
    language: Language
    interpreter: Interpreter
    handed: Handed
    outcome: Outcome
    own_words: str
    unclear: str
    taught_at: datetime
    taught_by: str


def teach_backs_of(permit: Permit) -> QuerySet[TeachBack]:
    """The teach-backs of the permit's patient that stand; for this room."""
    permit.check(category=Category.SUD)
    return TeachBack.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, error_at__isnull=True)


def sheet_titled(code: str) -> str:
    """What a sheet is called; its code where there is none any more."""
    found = sheets().get(code)
    return found.title("en") if found else code


def get_sheet(code: str) -> Sheet:
    """A sheet by its code.

    Raises:
        NotThere.
    """
    found = sheets().get(code)
    if found is None:
        raise NotThere
    return found


def _row(row: TeachBack) -> TeachBackRow:
    return TeachBackRow(
        uuid=row.uuid,
        sheet=row.sheet,
        title=sheet_titled(row.sheet),
        sheet_version=row.sheet_version,
        occasion=Occasion(row.occasion),
        language=Language(row.language),
        interpreter=Interpreter(row.interpreter),
        handed=Handed(row.handed),
        outcome=Outcome(row.outcome),
        own_words=row.own_words,
        unclear=row.unclear,
        taught_at=row.taught_at,
        taught_by=row.taught_by.name,
    )


def teach_backs(*, permit: Permit, limit: int = MOST) -> list[TeachBackRow]:
    """What was talked through, the latest first. One query."""
    return [_row(row) for row in teach_backs_of(permit).select_related("taught_by").order_by("-taught_at", "-pk")[:limit]]


def get_teach_back(*, permit: Permit, teach_back: UUID) -> TeachBackRow:
    """One teach-back. One query.

    Raises:
        NotThere.
    """
    row = teach_backs_of(permit).select_related("taught_by").filter(uuid=teach_back).first()
    if row is None:
        raise NotThere
    return _row(row)


def ordered(orders: Iterable[OrderRow]) -> list[rules.Ordered]:
    """Orders in force as the rules read them."""
    return [
        rules.Ordered(one.medication_code, one.text, one.ordered_at, one.replaces is not None) for one in orders if one.is_current
    ]


def standings_of(*, permit: Permit, orders: Iterable[OrderRow]) -> list[rules.Standing]:
    """How each sheet of these orders stands, those in force alone. One query, none without an order."""
    found = ordered(orders)
    if not found:
        return []
    told = teach_backs_of(permit).values_list("sheet", "outcome", "taught_at")
    return rules.standings(found, [rules.Taught(sheet, Outcome(outcome), at) for sheet, outcome, at in told])


def sheets_in_hand(*, permit: Permit) -> list[Sheet]:
    """The sheets of what the person takes now: for the copy on their phone. Two queries."""
    return sheets_for(one.medication_code for one in active_orders(permit=permit))
