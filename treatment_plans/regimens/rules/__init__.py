"""How an order moves on, and how it is written. Pure."""

from treatment_plans.regimens.rules.orders import (
    CURRENT,
    LARGEST,
    ORDER,
    SMALLEST,
    STOP_REASONS,
    NoDose,
    WrongRoute,
    check_dose,
    check_route,
)
from treatment_plans.regimens.rules.texts import amount_text, dose_text, order_text, regimen_text

__all__ = [
    "CURRENT",
    "LARGEST",
    "ORDER",
    "SMALLEST",
    "STOP_REASONS",
    "NoDose",
    "WrongRoute",
    "amount_text",
    "check_dose",
    "check_route",
    "dose_text",
    "order_text",
    "regimen_text",
]
