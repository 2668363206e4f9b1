"""Tables of plans, by noun: plans with their goals and interventions, what stands around those, and who signed and spoke."""

from treatment_plans.models.lines import GoalProblem, Objective, Problem, Section
from treatment_plans.models.plans import Goal, Intervention, InterventionKind, Plan
from treatment_plans.models.voices import Comment, Signature, SupervisorRule

__all__ = [
    "Comment",
    "Goal",
    "GoalProblem",
    "Intervention",
    "InterventionKind",
    "Objective",
    "Plan",
    "Problem",
    "Section",
    "Signature",
    "SupervisorRule",
]
