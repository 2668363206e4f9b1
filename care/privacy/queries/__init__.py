"""Reading the privacy office's books. The page asks `care.accounts.rules` whether the reader runs the office."""

from care.privacy.queries.breaches import MOST_BREACHES, BreachRow, BreachSteps, breaches_of, get_breach, people_of, steps_of
from care.privacy.queries.looking import ObservationRow, count_to_look_at, is_ours, observations_of

__all__ = [
    "MOST_BREACHES",
    "BreachRow",
    "BreachSteps",
    "ObservationRow",
    "breaches_of",
    "count_to_look_at",
    "get_breach",
    "is_ours",
    "observations_of",
    "people_of",
    "steps_of",
]
