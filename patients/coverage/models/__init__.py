"""The tables of coverage, cut by noun."""

from patients.coverage.models.aids import Aid, AidProgram
from patients.coverage.models.authorizations import AuthorizationUse, PriorAuthorization
from patients.coverage.models.clocks import Deadline, OwnClock, PlanClock
from patients.coverage.models.coverages import Benefit, Coverage, EligibilityCheck
from patients.coverage.models.denials import Appeal, Denial

__all__ = [
    "Aid",
    "AidProgram",
    "Appeal",
    "AuthorizationUse",
    "Benefit",
    "Coverage",
    "Deadline",
    "Denial",
    "EligibilityCheck",
    "OwnClock",
    "PlanClock",
    "PriorAuthorization",
]
