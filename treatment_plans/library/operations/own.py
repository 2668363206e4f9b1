"""What a clinic adds to the library of its own: add, change, retire, take up again.

A change never touches what was written: it makes the next version and retires the one before, so that a plan shows what was
agreed.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from care.accounts.rules import Work, check_work
from care.actor import Actor
from care.audit import operations as audit
from treatment_plans.library.models import OwnIntervention
from treatment_plans.library.operations.versions import OwnChanged, in_use, last_retired, lock_all, next_number, retire
from treatment_plans.library.queries import entry_of_row
from treatment_plans.library.rules.own import OwnSaid, said_in
from treatment_plans.models import InterventionKind


def add_own(*, actor: Actor, said: OwnSaid, at: datetime) -> OwnIntervention:
    """Add an intervention of the clinic's own to its library.

    Raises:
        WorkRefused: the library is kept by others.
        InterventionKind.DoesNotExist: no such kind. A fault in code: forms offer the list.
    """
    check_work(actor, Work.KEEP_LIBRARY)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="library.own_added") as event:
        lock_all(_of(organisation_id))
        number = next_number(_of(organisation_id))
        row = _written(said, organisation_id=organisation_id, user_id=user_id, number=number, version=1, at=at)
        event.detail["own"] = row.pk
    return row


def change_own(*, actor: Actor, number: int, seen: int, said: OwnSaid, at: datetime) -> OwnIntervention:
    """Write the next version; `seen` is the version that was read. The same again changes nothing.

    Raises:
        WorkRefused, OwnNotFound (none of this number in use), OwnChanged, InterventionKind.DoesNotExist.
    """
    check_work(actor, Work.KEEP_LIBRARY)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="library.own_changed") as event:
        row = in_use(_of(organisation_id), number)
        if row.version != seen:
            raise OwnChanged(row.version)
        if said_in(entry_of_row(row)) != said:
            retire(row, user_id=user_id, at=at)
            version = row.version + 1
            row = _written(said, organisation_id=organisation_id, user_id=user_id, number=number, version=version, at=at)
        event.detail["own"] = row.pk
    return row


def retire_own(*, actor: Actor, number: int, at: datetime) -> OwnIntervention:
    """Offer it no longer. Plans that have it keep it as it was.

    Raises:
        WorkRefused, OwnNotFound (none of this number in use).
    """
    check_work(actor, Work.KEEP_LIBRARY)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="library.own_retired") as event:
        row = in_use(_of(organisation_id), number)
        retire(row, user_id=user_id, at=at)
        event.detail["own"] = row.pk
    return row


def take_up_own(*, actor: Actor, number: int, at: datetime) -> OwnIntervention:
    """Offer it again, as its next version.

    Raises:
        WorkRefused, OwnNotFound (none of this number), NothingToTakeUp (in use).
    """
    check_work(actor, Work.KEEP_LIBRARY)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="library.own_taken_up") as event:
        lock_all(_of(organisation_id))
        last = last_retired(_of(organisation_id), number)
        said, version = said_in(entry_of_row(last)), last.version + 1
        row = _written(said, organisation_id=organisation_id, user_id=user_id, number=number, version=version, at=at)
        event.detail["own"] = row.pk
    return row


def _of(organisation_id: int) -> QuerySet[OwnIntervention]:
    return OwnIntervention.objects.filter(organisation_id=organisation_id).select_related("kind")


def _written(said: OwnSaid, *, organisation_id: int, user_id: int, number: int, version: int, at: datetime) -> OwnIntervention:
    values: dict[str, Any] = asdict(said)
    values["kind"] = InterventionKind.objects.get(code=said.kind)
    values["by"], values["area"] = said.by or "", said.area or ""
    return OwnIntervention.objects.create(
        organisation_id=organisation_id, number=number, version=version, written_at=at, written_by_id=user_id, **values
    )
