"""Tables of the privacy office."""

from care.privacy.models.breaches import Breach, BreachPerson, BreachPlace, BreachStep
from care.privacy.models.looking import Observation

__all__ = ["Breach", "BreachPerson", "BreachPlace", "BreachStep", "Observation"]
