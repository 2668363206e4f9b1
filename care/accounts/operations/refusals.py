"""What all refusals of this room share, and who may do an administrator's work."""

from typing import NamedTuple

from care.accounts.rules import Work, WorkRefused, check_work
from care.actor import Actor


class AccountRefused(ValueError):
    """Something about accounts was refused. `words` tell the user what is wrong and the way on; they hold nobody's data."""

    words = "That is not possible."

    def __init__(self) -> None:
        super().__init__(type(self).__name__)


class ReasonMissing(AccountRefused):
    """A change of roles or accounts was asked for without a reason."""

    words = "Say why in a few words; it is kept with the change."


def check_reason(reason: str) -> str:
    """The reason without surrounding space.

    Raises:
        ReasonMissing: there is none.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonMissing
    return reason


class Administrator(NamedTuple):
    """Who manages the accounts of which organisation."""

    user_id: int
    organisation_id: int


def check_administrator(actor: Actor) -> Administrator:
    """The person and the organisation behind an administrator's act.

    Raises:
        WorkRefused: the actor manages no accounts.
    """
    check_work(actor, Work.MANAGE_STAFF)
    if actor.user_id is None or actor.organisation_id is None:
        raise WorkRefused(Work.MANAGE_STAFF)
    return Administrator(actor.user_id, actor.organisation_id)
