"""Changing medication: write, sign, hold, resume, change, complete, stop. Each takes a permit to order: a prescriber on the team.

The content of an order never changes once it is written. A change of dose is a new order that replaces the old one, in one
transaction, so that no moment has two active orders for a substance or none.
"""

from treatment_plans.regimens.operations.changing import change_dose, complete_order, hold_order, resume_order, stop_order
from treatment_plans.regimens.operations.closing import close_orders, set_aside_drafts, sum_up_orders
from treatment_plans.regimens.operations.formulary import leave_out, take_back
from treatment_plans.regimens.operations.opinions import answer_second, ask_second
from treatment_plans.regimens.operations.purposes import say_purposes
from treatment_plans.regimens.operations.refusals import (
    AlreadyOrdered,
    AskedAlready,
    ConditionAnswered,
    NobodyAsked,
    NoOverlap,
    NothingToAsk,
    NotInCatalogue,
    NotInThePlan,
    NotOneself,
    NotReadBack,
    NotReplaceable,
    NotTheirs,
    NoVerbalOrder,
    OrderHasEnded,
    ReasonMissing,
    ReasonNotPossible,
)
from treatment_plans.regimens.operations.starting import meet_condition, waive_condition
from treatment_plans.regimens.operations.thresholds import decide_threshold, propose_threshold, withdraw_threshold
from treatment_plans.regimens.operations.transitions import stop_on_their_day
from treatment_plans.regimens.operations.verbal import cosign_order, deny_order, take_verbal_order
from treatment_plans.regimens.operations.writing import set_aside_order, sign_order, write_order

__all__ = [
    "AlreadyOrdered",
    "AskedAlready",
    "ConditionAnswered",
    "NoOverlap",
    "NoVerbalOrder",
    "NobodyAsked",
    "NotInCatalogue",
    "NotInThePlan",
    "NotOneself",
    "NotReadBack",
    "NotReplaceable",
    "NotTheirs",
    "NothingToAsk",
    "OrderHasEnded",
    "ReasonMissing",
    "ReasonNotPossible",
    "answer_second",
    "ask_second",
    "change_dose",
    "close_orders",
    "complete_order",
    "cosign_order",
    "decide_threshold",
    "deny_order",
    "hold_order",
    "leave_out",
    "meet_condition",
    "propose_threshold",
    "resume_order",
    "say_purposes",
    "set_aside_drafts",
    "set_aside_order",
    "sign_order",
    "stop_on_their_day",
    "stop_order",
    "sum_up_orders",
    "take_back",
    "take_verbal_order",
    "waive_condition",
    "withdraw_threshold",
    "write_order",
]
