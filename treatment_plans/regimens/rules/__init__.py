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
from treatment_plans.regimens.rules.schedules import (
    NoSchedule,
    Step,
    Template,
    arranged,
    from_template,
    is_lowering,
    read_amounts,
    taper,
)
from treatment_plans.regimens.rules.texts import amount_text, dose_text, order_text, regimen_text, schedule_text

__all__ = [
    "CURRENT",
    "LARGEST",
    "ORDER",
    "SMALLEST",
    "STOP_REASONS",
    "NoDose",
    "NoSchedule",
    "Step",
    "Template",
    "WrongRoute",
    "amount_text",
    "arranged",
    "check_dose",
    "check_route",
    "dose_text",
    "from_template",
    "is_lowering",
    "order_text",
    "read_amounts",
    "regimen_text",
    "schedule_text",
    "taper",
]
