"""What an order waits for, in words."""

from dataclasses import dataclass
from datetime import date

from care.lib.dates import moment_text
from treatment_plans.regimens.queries import OrderRow


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition: what it asks, and how it stands."""

    text: str
    is_open: bool
    answer: str
    by: str


def condition_lines(order: OrderRow, *, zone: str, today: date) -> list[ConditionLine]:
    """The conditions of an order, as they stand."""
    return [
        ConditionLine(
            text=row.condition.text,
            is_open=row.is_open,
            answer=f"Not needed: {row.words}" if row.is_waived else row.words,
            by=f"{row.by}, {moment_text(row.at, zone, today)}" if row.at else "",
        )
        for row in order.conditions
    ]
