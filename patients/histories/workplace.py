"""Who runs an import: a colleague of a program who may write what it brings."""

import re
from dataclasses import dataclass

from care.access.policy import Allow, Facts, Relation, decide
from care.accounts.queries import work_places_of_email
from care.accounts.rules import Work, may
from care.actor import Action, Actor, Category, Purpose, Requester, Role

LEADS = (Role.COORDINATOR, Role.COUNSELOR, Role.NURSE, Role.PRESCRIBER, Role.SUPERVISOR)
NEEDED = (Category.DEMOGRAPHICS, Category.SUD)
SOURCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


class NotAble(Exception):
    """Nobody of this e-mail may import there; the text says why."""


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """A colleague at work, the zone of their program, and in which function they lead."""

    actor: Actor
    staff_id: int
    zone: str
    function: Role


def work_place(*, email: str, organisation: str, leads: bool) -> WorkPlace:
    """Who imports: found by e-mail and by the name of the program. `leads`: they lead the care of whom they register.

    Raises:
        NotAble: nobody of this e-mail works there, or their roles do not register people or write what a history holds.
    """
    for place in work_places_of_email(email=email):
        if place.organisation_name.casefold() != organisation.casefold().strip():
            continue
        actor = Actor.staff(
            user_id=place.user_id, staff_id=place.staff_id, organisation_id=place.organisation_id, roles=place.roles
        )
        if not may(actor, Work.REGISTER_PATIENT):
            raise NotAble("No role of this colleague registers people.")
        relation = Relation.TEAM if leads else Relation.PROGRAMME
        for category in NEEDED:
            facts = Facts(Requester.STAFF, actor.roles, relation, category, Action.WRITE, Purpose.TREAT)
            if not isinstance(decide(facts), Allow):
                raise NotAble(
                    f"The roles of this colleague do not write “{category.label}” of people whom they register. Take a colleague"
                    " who works for the whole program (such as a care coordinator), or one who leads their care, with --lead."
                )
        function = next((role for role in LEADS if role in place.roles), Role.COORDINATOR)
        return WorkPlace(actor, place.staff_id, place.organisation_zone, function)
    raise NotAble("No colleague with this e-mail works at a program of this name.")


def is_source(name: str) -> bool:
    """Whether a text may be the name of a source."""
    return bool(SOURCE.fullmatch(name))
