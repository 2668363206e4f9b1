"""Words for medication: refusals as sentences, and what a prescriber can do with an order."""

from treatment_plans.regimens.presenters.orders import ChangeLine, Fact, change_lines, facts, lowers, order_steps, step_lines
from treatment_plans.regimens.presenters.purposes import orders_behind, purpose_lines, purpose_step
from treatment_plans.regimens.presenters.refusals import REFUSALS, SENTENCES, refusal_sentence
from treatment_plans.regimens.presenters.starting import ConditionLine, condition_lines

__all__ = [
    "REFUSALS",
    "SENTENCES",
    "ChangeLine",
    "ConditionLine",
    "Fact",
    "change_lines",
    "condition_lines",
    "facts",
    "lowers",
    "order_steps",
    "orders_behind",
    "purpose_lines",
    "purpose_step",
    "refusal_sentence",
    "step_lines",
]
