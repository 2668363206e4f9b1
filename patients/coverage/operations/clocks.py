"""A program's own figures: how long a payer or a person has, from a source that somebody read."""

from datetime import datetime
from uuid import UUID

from care.accounts.rules import Work, check_work
from care.actor import Actor
from care.audit import operations as audit
from patients.coverage.models import OwnClock
from patients.coverage.operations.parts import said
from patients.coverage.operations.refusals import BadEntry, NoSuchThing
from patients.coverage.vocabulary import Figure, PlanKind, TimeUnit

LONGEST = 366  # days, or as many hours or months


def set_clock(
    *, actor: Actor, figure: Figure, plan_kind: PlanKind, value: int, unit: TimeUnit, source: str, at: datetime
) -> OwnClock:
    """Write down how long it is, by a source that the actor has read; it goes before the list for every clock that begins now.

    Raises:
        WorkRefused: the actor does not keep the program's figures.
        BadEntry: no source, or a length that cannot be.
    """
    check_work(actor, Work.KEEP_CLOCKS)
    user_id, organisation_id = actor.colleague()
    if not 1 <= value <= LONGEST:
        raise BadEntry("value", f"Between 1 and {LONGEST}.")
    source = said(source, "source", "Say where it stands: the law, the contract, the letter.")
    with audit.change(actor=actor, at=at, verb="coverage.clock_set", detail={"figure": figure.value}) as event:
        found = OwnClock.objects.select_for_update().filter(
            organisation_id=organisation_id, figure=figure.value, plan_kind=plan_kind.value
        )
        row = found.first() or OwnClock(organisation_id=organisation_id, figure=figure.value, plan_kind=plan_kind.value)
        row.value, row.unit, row.source, row.read_at, row.read_by_id = value, unit.value, source, at, user_id
        row.save()
        event.detail["clock"] = row.pk
    return row


def drop_clock(*, actor: Actor, clock: UUID, at: datetime) -> None:
    """Go back to the list's figure.

    Raises:
        WorkRefused: the actor does not keep the program's figures.
        NoSuchThing: the program has no such figure.
    """
    check_work(actor, Work.KEEP_CLOCKS)
    _, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="coverage.clock_dropped") as event:
        row = OwnClock.objects.select_for_update().filter(organisation_id=organisation_id, uuid=clock).first()
        if row is None:
            raise NoSuchThing
        event.detail["clock"] = row.pk
        row.delete()
