"""Writing conferences: planning and holding one, its agenda, what is said and decided of each person."""

from treatment_plans.conferences.operations.agenda import move_up, propose, put_back, settle_item, take_off
from treatment_plans.conferences.operations.meetings import (
    AlreadyComing,
    ManyOutsiders,
    Meet,
    Outsider,
    begin_conference,
    cancel_conference,
    close_conference,
    invite,
    mark_here,
    plan_conference,
    uninvite,
)
from treatment_plans.conferences.operations.parts import NotAboutThem, StaleItem
from treatment_plans.conferences.operations.talking import Heard, PlanNotOpen, record_item, take_up

__all__ = [
    "AlreadyComing",
    "Heard",
    "ManyOutsiders",
    "Meet",
    "NotAboutThem",
    "Outsider",
    "PlanNotOpen",
    "StaleItem",
    "begin_conference",
    "cancel_conference",
    "close_conference",
    "invite",
    "mark_here",
    "move_up",
    "plan_conference",
    "propose",
    "put_back",
    "record_item",
    "settle_item",
    "take_off",
    "take_up",
    "uninvite",
]
