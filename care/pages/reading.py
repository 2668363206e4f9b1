"""What the screens ask the gate for lists: for each kind of data, which people the reader may see."""

from collections.abc import Iterable

from django.db.models import Q

from care.access import gate
from care.access.policy import PROGRAMME_CATEGORIES, TEAM_CATEGORIES
from care.actor import Actor, Category, Purpose, Role


def conditions_of(actor: Actor) -> dict[Category, Q]:
    """The gate's condition on `patient_id` for each kind of data of which the actor's roles read any."""
    return gate.readable_by_category(actor=actor, purpose=Purpose.TREAT, path="patient_id")


def _reads(roles: Iterable[Role], category: Category) -> bool:
    return any(category in table.get(role, ()) for role in roles for table in (TEAM_CATEGORIES, PROGRAMME_CATEGORIES))


def reads_care(roles: Iterable[Role]) -> bool:
    """Whether one of the roles reads anybody's care: who does has a caseload."""
    return _reads(roles, Category.SUD)


def reads_people(roles: Iterable[Role]) -> bool:
    """Whether one of the roles reads who anybody is: who does may search."""
    return _reads(roles, Category.DEMOGRAPHICS)
