"""What a room above says of a message: whether it may still go, what it says, and what follows. `care.deliveries` lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from care.actor import Permit
from care.outbox.handling import Drop, Later
from care.outbox.queries import Claimed


@dataclass(frozen=True, slots=True)
class Say:
    """It may go. `wording` is a code of the table, `params` fill it (`link`), `about_uuid` is what it is about."""

    wording: str
    params: dict[str, str]
    about_uuid: UUID


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of message.

    `say`: right before sending, no transaction open. `told`: in the transaction that marks it sent, with the channel by
    which it left. `not_told`: in the transaction that marks it dropped or given up, where the person was not reached and
    somebody must hear of it; never where the source itself said Drop.
    """

    say: Callable[[Claimed, Permit, datetime], Say | Drop | Later]
    told: Callable[[Claimed, Permit, str, datetime], None]
    not_told: Callable[[Claimed, Permit, str, datetime], None]
