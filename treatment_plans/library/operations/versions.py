"""What every kind of thing that a clinic adds of its own has in common: a number, versions, one in use; for this package."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Max, QuerySet

from treatment_plans.library.models import OwnIntervention, OwnTemplate

Own = TypeVar("Own", OwnIntervention, OwnTemplate)


class OwnNotFound(LookupError):
    """The clinic has nothing of its own of this number."""


class OwnChanged(ValueError):
    """Somebody changed or retired it meanwhile: `version` is the one that stands now."""

    def __init__(self, version: int) -> None:
        super().__init__("it has changed since it was read")
        self.version = version


class NothingToTakeUp(ValueError):
    """It is in use already."""


def lock_all(rows: QuerySet[Own]) -> None:
    """One at a time numbers a clinic's own: every row of it is locked in one order."""
    list(rows.select_for_update(of=("self",)).order_by("pk"))


def next_number(rows: QuerySet[Own]) -> int:
    """The number of the next thing that a clinic adds."""
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def in_use(rows: QuerySet[Own], number: int) -> Own:
    """The version that is offered, locked.

    Raises:
        OwnNotFound: none of this number is.
    """
    row = rows.filter(number=number, retired_at__isnull=True).select_for_update(of=("self",)).first()
    if row is None:
        raise OwnNotFound
    return row


def last_retired(rows: QuerySet[Own], number: int) -> Own:
    """The last version of what is offered no longer.

    Raises:
        OwnNotFound (none of this number), NothingToTakeUp (in use).
    """
    last = rows.filter(number=number).order_by("-version").first()
    if last is None:
        raise OwnNotFound
    if last.retired_at is None:
        raise NothingToTakeUp
    return last


def retire(row: Own, *, user_id: int, at: datetime) -> None:
    """Offer a locked version no longer."""
    row.retired_at, row.retired_by_id = at, user_id
    row.save(update_fields=["retired_at", "retired_by"])
