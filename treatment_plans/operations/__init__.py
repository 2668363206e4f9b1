"""Changing plans: the versions, their goals, their interventions.

Whoever changes a line says which revision of the plan they read (`seen`); when the line has changed since, the change is
refused with what changed (`StalePlan`), and nothing is overwritten unseen. Adding a line needs no revision.
"""

from treatment_plans.operations.closing import close_plans
from treatment_plans.operations.goals import change_goal, end_goal, hold_goal, record_achievement, resume_goal, state_goal
from treatment_plans.operations.interventions import add_intervention, change_intervention, move_intervention, stop_intervention
from treatment_plans.operations.plans import agree_plan, complete_plan, describe_plan, draft_plan, revoke_plan, sum_up_plans
from treatment_plans.operations.refusals import (
    DraftExists,
    GoalsOpen,
    LineChange,
    NothingToAgree,
    OwnWordsMissing,
    PlanNotFound,
    ReasonMissing,
    ReasonNotPossible,
    StalePlan,
)

__all__ = [
    "DraftExists",
    "GoalsOpen",
    "LineChange",
    "NothingToAgree",
    "OwnWordsMissing",
    "PlanNotFound",
    "ReasonMissing",
    "ReasonNotPossible",
    "StalePlan",
    "add_intervention",
    "agree_plan",
    "change_goal",
    "change_intervention",
    "close_plans",
    "complete_plan",
    "describe_plan",
    "draft_plan",
    "end_goal",
    "hold_goal",
    "move_intervention",
    "record_achievement",
    "resume_goal",
    "revoke_plan",
    "state_goal",
    "stop_intervention",
    "sum_up_plans",
]
