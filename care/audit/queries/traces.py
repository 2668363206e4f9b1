"""What one colleague left in one person's record: for whoever reviews it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from care.audit.kinds import Kind
from care.audit.models import AuditEvent

KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Trace:
    """One event that somebody left in one person's record. `page` is the name of the address that was asked for."""

    at: datetime
    kind: Kind
    verb: str
    category: str
    action: str
    page: str


def traces_of(
    *, user_id: int, patient_ids: Collection[int], since: datetime, until: datetime, bases: Collection[str], limit: int = 500
) -> list[Trace]:
    """What one user read, changed and was refused of one person in a period, oldest first. One query.

    `patient_ids` are all numbers of the person (`patients.queries.numbers_of`). Of what was allowed, only what rested on one of
    these rows of the decision table.
    """
    allowed = Q(kind__in=[Kind.ACCESS.value, Kind.CHANGE.value], basis__in=list(bases))
    rows = AuditEvent.objects.filter(
        allowed | Q(kind=Kind.REFUSAL.value),
        user_id=user_id,
        at__gte=since,
        at__lte=until,
        patient_ids__overlap=sorted(patient_ids),
    )
    columns = ("at", "kind", "verb", "category", "action", "detail")
    return [
        Trace(at, KINDS[kind], verb, category, action, str(detail.get("page", "")))
        for at, kind, verb, category, action, detail in rows.order_by("at", "pk").values_list(*columns)[:limit]
    ]
