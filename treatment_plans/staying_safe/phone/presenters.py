"""Plans as a phone shows them: in the reader's language, each number one that can be called."""

from collections.abc import Sequence
from dataclasses import dataclass

from treatment_plans.staying_safe.presenters import PartCard, paper_title, part_cards
from treatment_plans.staying_safe.queries import SafePlanRow
from treatment_plans.staying_safe.vocabulary import PlanKind


@dataclass(frozen=True, slots=True)
class PhonePlan:
    """One plan on a phone."""

    code: str
    uuid: str
    title: str
    parts: Sequence[PartCard]
    is_overdose: bool


def phone_plan(row: SafePlanRow, language: str) -> PhonePlan:
    """A plan in the reader's language; its lines stay in the words in which they were written."""
    return PhonePlan(
        row.kind.value, str(row.uuid), paper_title(row.kind, language), part_cards(row, language), row.kind is PlanKind.OVERDOSE
    )
