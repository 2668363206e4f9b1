"""What a clinic adds to the library of its own: add, change, retire, take up again.

A change never touches what was written: it makes the next version and retires the one before, so that a plan shows what was
agreed.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import Max

from care.accounts.rules import Work, check_work
from care.actor import Actor
from care.audit import operations as audit
from treatment_plans.library.models import OwnIntervention
from treatment_plans.library.queries import entry_of_row
from treatment_plans.library.rules.own import OwnSaid, said_in
from treatment_plans.models import InterventionKind


class OwnNotFound(LookupError):
    """The clinic has no intervention of its own of this number."""


class OwnChanged(ValueError):
    """Somebody changed or retired this intervention meanwhile: `version` is the one that stands now."""

    def __init__(self, version: int) -> None:
        super().__init__("the intervention has changed since it was read")
        self.version = version


class NothingToTakeUp(ValueError):
    """It is in use already."""


def add_own(*, actor: Actor, said: OwnSaid, at: datetime) -> OwnIntervention:
    """Add an intervention of the clinic's own to its library.

    Raises:
        WorkRefused: the library is kept by others.
        InterventionKind.DoesNotExist: no such kind. A fault in code: forms offer the list.
    """
    check_work(actor, Work.KEEP_LIBRARY)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="library.own_added") as event:
        _lock(organisation_id)
        last = OwnIntervention.objects.filter(organisation_id=organisation_id).aggregate(last=Max("number"))["last"] or 0
        row = _written(said, organisation_id=organisation_id, user_id=user_id, number=last + 1, version=1, at=at)
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
        row = _in_use(organisation_id, number)
        if row.version != seen:
            raise OwnChanged(row.version)
        if said_in(entry_of_row(row)) != said:
            _retire(row, user_id=user_id, at=at)
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
        row = _in_use(organisation_id, number)
        _retire(row, user_id=user_id, at=at)
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
        _lock(organisation_id)
        last = (
            OwnIntervention.objects.filter(organisation_id=organisation_id, number=number)
            .select_related("kind")
            .order_by("-version")
            .first()
        )
        if last is None:
            raise OwnNotFound
        if last.retired_at is None:
            raise NothingToTakeUp
        said, version = said_in(entry_of_row(last)), last.version + 1
        row = _written(said, organisation_id=organisation_id, user_id=user_id, number=number, version=version, at=at)
        event.detail["own"] = row.pk
    return row


def _lock(organisation_id: int) -> None:
    """One at a time numbers a clinic's own: every row of it is locked in one order."""
    list(OwnIntervention.objects.filter(organisation_id=organisation_id).select_for_update(of=("self",)).order_by("pk"))


def _in_use(organisation_id: int, number: int) -> OwnIntervention:
    rows = OwnIntervention.objects.filter(organisation_id=organisation_id, number=number, retired_at__isnull=True)
    row = rows.select_for_update(of=("self",)).select_related("kind").first()
    if row is None:
        raise OwnNotFound
    return row


def _retire(row: OwnIntervention, *, user_id: int, at: datetime) -> None:
    row.retired_at, row.retired_by_id = at, user_id
    row.save(update_fields=["retired_at", "retired_by"])


def _written(said: OwnSaid, *, organisation_id: int, user_id: int, number: int, version: int, at: datetime) -> OwnIntervention:
    values: dict[str, Any] = asdict(said)
    values["kind"] = InterventionKind.objects.get(code=said.kind)
    values["by"], values["area"] = said.by or "", said.area or ""
    return OwnIntervention.objects.create(
        organisation_id=organisation_id, number=number, version=version, written_at=at, written_by_id=user_id, **values
    )
