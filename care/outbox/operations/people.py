"""What people do with a row that was not delivered: try it again, or set it aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from care.actor import Action, Actor, Category, Permit
from care.audit import operations as audit
from care.outbox.models import Delivery
from care.outbox.operations.waking import wake_on_commit
from care.outbox.rules import Move, State, check_move


class NoSuchDelivery(LookupError):
    """There is no such row for this actor: it does not exist, or belongs to another organisation."""


class ReasonMissing(ValueError):
    """Setting something aside needs a reason."""


def try_again(*, permit: Permit | None = None, actor: Actor | None = None, delivery: UUID, at: datetime) -> None:
    """Let a row go that was given up: due now, with all its attempts before it. Its key stays the same.

    A row about a patient needs a permit to write, one about nobody an actor of its organisation.

    Raises:
        NoSuchDelivery: not there, or not this actor's.
        NotPossible: it was not given up.
    """
    with _changing(permit, actor, delivery, move=Move.TRY_AGAIN, at=at, verb="delivery.tried_again") as row:
        row.state = State.WAITING.value
        row.next_try_at, row.attempts, row.settled_at = at, 0, None
        wake_on_commit()


def set_aside(*, permit: Permit | None = None, actor: Actor | None = None, delivery: UUID, reason: str, at: datetime) -> None:
    """Decide that a row that was given up need not go, and say why.

    Raises:
        NoSuchDelivery, NotPossible: as `try_again`.
        ReasonMissing: no reason.
    """
    if not reason.strip():
        raise ReasonMissing
    with _changing(permit, actor, delivery, move=Move.SET_ASIDE, at=at, verb="delivery.set_aside") as row:
        row.state, row.reason = State.SET_ASIDE.value, reason.strip()
        row.set_aside_at, row.set_aside_by_id = at, _who(permit, actor).user_id


def _who(permit: Permit | None, actor: Actor | None) -> Actor:
    who = permit.actor if permit else actor
    if who is None or (permit is not None and actor is not None):
        raise TypeError("a row is changed with a permit for its patient, or by an actor where it concerns none")
    return who


@contextmanager
def _changing(
    permit: Permit | None, actor: Actor | None, delivery: UUID, *, move: Move, at: datetime, verb: str
) -> Iterator[Delivery]:
    """The transaction of one change: the row locked and held against the permit or the actor."""
    _, organisation_id = _who(permit, actor).colleague()
    if permit is not None:
        permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, actor=actor, at=at, verb=verb) as change:
        whose = Q(patient_id=permit.patient_id) if permit else Q(patient_id__isnull=True)
        rows = Delivery.objects.select_for_update(no_key=True).filter(whose, uuid=delivery, organisation_id=organisation_id)
        row = rows.first()
        if row is None:
            raise NoSuchDelivery
        check_move(move, State(row.state))
        change.detail["delivery"] = row.pk
        yield row
        row.save()
