"""What every room with signed notes reads alike: who may be asked to co-sign, and what was added below a note."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from care.accounts.queries import staff_with_role
from care.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class AddendumRow:
    """What was added to a note. `is_whole`: it says what was signed."""

    writer: str
    text: str
    signed_at: datetime
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody has typed and not signed, and when it was kept."""

    text: str
    saved_at: datetime


def begun_by(actor: Actor, addenda: QuerySet[Any]) -> Begun | None:
    """What a colleague has begun to add and not signed, among the addenda of one note. One query."""
    row = addenda.filter(writer_id=actor.staff_id, signed_at__isnull=True).first()
    return Begun(row.text, row.saved_at) if row else None


def colleagues_who_sign(*, actor: Actor, signers: Collection[Role]) -> list[tuple[int, str]]:
    """Who can be asked to co-sign the actor's notes: (number, name with title), by name. One query."""
    found = staff_with_role(organisation_id=actor.organisation_id or 0, roles=signers)
    return [
        (one.staff_id, f"{one.name}, {one.title}" if one.title else one.name) for one in found if one.staff_id != actor.staff_id
    ]
