"""What the screens ask the gate for lists: for each kind of data, which people the reader may see."""

from collections.abc import Iterable

from django.db.models import Q

from care.access import gate
from care.access.policy import PROGRAMME_CATEGORIES, TEAM_CATEGORIES
from care.accounts.rules import Work, may
from care.actor import Actor, Category, Purpose, Role
from care.worklist.rules import OWNERS_ALONE


def conditions_of(actor: Actor) -> dict[Category, Q]:
    """The gate's condition on `patient_id` for each kind of data of which the actor's roles read any."""
    return gate.readable_by_category(actor=actor, purpose=Purpose.TREAT, path="patient_id")


def for_owner_of(actor: Actor) -> dict[Category, Q]:
    """The gate's condition on `patient_id` for tasks that nobody but their owner may know of: of the actor's own alone.

    None for a role that is never asked to sign a counseling note.
    """
    if not may(actor, Work.KEEP_NOTES):
        return {}
    return {
        category: gate.readable(actor=actor, category=category, purpose=Purpose.TREAT, path="patient_id", authored=True)
        for category in OWNERS_ALONE
    }


def _reads(roles: Iterable[Role], category: Category) -> bool:
    return any(category in table.get(role, ()) for role in roles for table in (TEAM_CATEGORIES, PROGRAMME_CATEGORIES))


def reads_care(roles: Iterable[Role]) -> bool:
    """Whether one of the roles reads anybody's care: who does has a caseload."""
    return _reads(roles, Category.SUD)


def reads_people(roles: Iterable[Role]) -> bool:
    """Whether one of the roles reads who anybody is: who does may search."""
    return _reads(roles, Category.DEMOGRAPHICS)
