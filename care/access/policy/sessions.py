"""A question of a care page, asked again in a session: who may open one, and for which purpose it counts. Pure."""

from dataclasses import replace

from care.access.policy.decide import decide
from care.access.policy.facts import Allow, Facts, Session
from care.access.policy.grants import CARE, EMERGENCY_ROLES
from care.actor import Purpose, Role

# What is done while a session runs is done for this purpose, whatever the page was made for.
SESSION_PURPOSES: dict[Session, Purpose] = {Session.EMERGENCY: Purpose.ETREAT, Session.REVIEW: Purpose.HOPERAT}
SESSION_ROLES: dict[Session, frozenset[Role]] = {
    Session.EMERGENCY: EMERGENCY_ROLES,
    Session.REVIEW: frozenset({Role.PRIVACY_OFFICER}),
}


def in_session(facts: Facts, kind: Session) -> Facts:
    """The same question in a session of a kind. What no care page asks for keeps its purpose, and is refused as before."""
    return replace(facts, session=kind, purpose=SESSION_PURPOSES[kind] if facts.purpose in CARE else facts.purpose)


def openable_in(facts: Facts) -> dict[Session, Facts]:
    """In which kinds of session the table would open what was asked for, with the question as it is asked there."""
    asked = {kind: in_session(facts, kind) for kind in SESSION_ROLES}
    return {kind: again for kind, again in asked.items() if isinstance(decide(again), Allow)}
