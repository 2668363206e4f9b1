"""Reading plans: their values, and the questions that give them."""

from treatment_plans.queries.making import ender_name
from treatment_plans.queries.reading import (
    PlanNotFound,
    current_plan,
    get_goal,
    get_intervention,
    get_objective,
    get_plan,
    get_problem,
    intervention_kinds,
    plan_versions,
    plans_in_hand,
    plans_of,
    whole_plans,
)
from treatment_plans.queries.rows import (
    GoalRow,
    InterventionRow,
    KindRow,
    ObjectiveRow,
    PlanRow,
    PlansInHand,
    ProblemRow,
    SectionRow,
    Target,
)
from treatment_plans.queries.voices import CommentRow, SignatureRow, comments_of, signatures_of

__all__ = [
    "CommentRow",
    "GoalRow",
    "InterventionRow",
    "KindRow",
    "ObjectiveRow",
    "PlanNotFound",
    "PlanRow",
    "PlansInHand",
    "ProblemRow",
    "SectionRow",
    "SignatureRow",
    "Target",
    "comments_of",
    "current_plan",
    "ender_name",
    "get_goal",
    "get_intervention",
    "get_objective",
    "get_plan",
    "get_problem",
    "intervention_kinds",
    "plan_versions",
    "plans_in_hand",
    "plans_of",
    "signatures_of",
    "whole_plans",
]
