"""Single questions over time: what was answered each time to those that carry a meaning of their own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from care.actor import Permit
from patients.assessments.catalogue import definitions
from patients.assessments.models import Answer
from patients.assessments.queries.responses import covered
from patients.assessments.rules import State


@dataclass(frozen=True, slots=True)
class ItemValue:
    """The number given to one question at one time."""

    link_id: str
    at: datetime
    value: Decimal


def item_values(*, permit: Permit, instrument: str, items: Collection[str], limit: int = 1000) -> list[ItemValue]:
    """What was answered to some questions of one instrument, the oldest first; of the latest times where there are more than
    `limit` answers. One query.

    Raises:
        KeyError: there is no such instrument.
        PermitMismatch: the permit does not cover its kind of data.
    """
    permit.check(category=definitions()[instrument].category)
    done = covered(permit).filter(instrument=instrument, state=State.COMPLETED.value)
    rows = Answer.objects.filter(response__in=done, link_id__in=list(items), number__isnull=False)
    latest = rows.order_by("-response__administered_at", "-response__pk", "pk")
    found = list(latest.values_list("link_id", "response__administered_at", "number")[:limit])
    return [ItemValue(link_id, at, number) for link_id, at, number in reversed(found) if number is not None]
