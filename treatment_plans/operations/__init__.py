"""Changing plans: the versions, their goals, their interventions.

Whoever changes a line says which revision of the plan they read (`seen`); when the line has changed since, the change is
refused with what changed (`StalePlan`), and nothing is overwritten unseen. Adding a line needs no revision.
"""

from treatment_plans.operations.closing import close_plans
from treatment_plans.operations.comments import answer_comment, comment_on, resolve_comment
from treatment_plans.operations.goals import (
    Left,
    change_goal,
    end_goal,
    hold_goal,
    record_achievement,
    resume_goal,
    state_goal,
)
from treatment_plans.operations.interventions import add_intervention, change_intervention, move_intervention, stop_intervention
from treatment_plans.operations.objectives import add_objective, change_objective, move_objective
from treatment_plans.operations.plans import (
    agree_plan,
    complete_plan,
    draft_plan,
    frame_plan,
    keep_plan,
    propose_plan,
    review_plan,
    revoke_plan,
    rewrite_plan,
    sum_up_plans,
)
from treatment_plans.operations.refusals import (
    DraftExists,
    GoalsOpen,
    LineChange,
    NameMissing,
    NothingToAgree,
    NotOnTheTeam,
    OwnWordsMissing,
    PlanNotFound,
    ReasonMissing,
    ReasonNotPossible,
    StalePlan,
    TextMissing,
)
from treatment_plans.operations.sections import add_problem, change_problem, move_problem, write_section
from treatment_plans.operations.signatures import Said, ask_supervisor_for
from treatment_plans.operations.signing import sign_plan

__all__ = [
    "DraftExists",
    "GoalsOpen",
    "Left",
    "LineChange",
    "NameMissing",
    "NotOnTheTeam",
    "NothingToAgree",
    "OwnWordsMissing",
    "PlanNotFound",
    "ReasonMissing",
    "ReasonNotPossible",
    "Said",
    "StalePlan",
    "TextMissing",
    "add_intervention",
    "add_objective",
    "add_problem",
    "agree_plan",
    "answer_comment",
    "ask_supervisor_for",
    "change_goal",
    "change_intervention",
    "change_objective",
    "change_problem",
    "close_plans",
    "comment_on",
    "complete_plan",
    "draft_plan",
    "end_goal",
    "frame_plan",
    "hold_goal",
    "keep_plan",
    "move_intervention",
    "move_objective",
    "move_problem",
    "propose_plan",
    "record_achievement",
    "resolve_comment",
    "resume_goal",
    "review_plan",
    "revoke_plan",
    "rewrite_plan",
    "sign_plan",
    "state_goal",
    "stop_intervention",
    "sum_up_plans",
    "write_section",
]
