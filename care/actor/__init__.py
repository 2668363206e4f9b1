"""Who acts, and what they were allowed: two values, passed as arguments, never read from a global or the request."""

from care.actor.actor import Actor, ActorKind
from care.actor.permit import Permit, PermitMismatch, RunningSession
from care.actor.vocabulary import Action, Category, Purpose, Requester, Role, Scope

__all__ = [
    "Action",
    "Actor",
    "ActorKind",
    "Category",
    "Permit",
    "PermitMismatch",
    "Purpose",
    "Requester",
    "Role",
    "RunningSession",
    "Scope",
]
