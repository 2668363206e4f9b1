"""The start conditions of an order, read with the order; and since when an order's conditions are met."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from treatment_plans.regimens.models import MedicationOrder, StartCondition
from treatment_plans.regimens.rules.starting import Condition
from treatment_plans.regimens.vocabulary import StartKind


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition: what it asks, and who said when that it is met, or not needed."""

    condition: Condition
    is_met: bool
    is_waived: bool
    words: str
    by: str
    at: datetime | None

    @property
    def is_open(self) -> bool:
        return not self.is_met and not self.is_waived


def conditions_of(path: str = "pk") -> ArraySubquery:
    """For querysets of what leads to an order at `path`: its conditions, to be read by `conditions_in`."""
    said = JSONObject(
        kind="kind",
        at_least="at_least",
        met="met_at",
        waived="waived_at",
        words="words",
        by=Coalesce("met_by__name", "waived_by__name"),
    )
    return ArraySubquery(StartCondition.objects.filter(order=OuterRef(path)).order_by("pk").values(said=said))


def conditions_in(read: Sequence[dict[str, Any]]) -> tuple[ConditionRow, ...]:
    """The conditions in what `conditions_of` has read."""
    found = []
    for row in read:
        at = row["met"] or row["waived"]
        found.append(
            ConditionRow(
                condition=Condition(StartKind(row["kind"]), row["at_least"]),
                is_met=row["met"] is not None,
                is_waived=row["waived"] is not None,
                words=row["words"],
                by=row["by"] or "",
                at=datetime.fromisoformat(at) if at else None,
            )
        )
    return tuple(found)


def with_starts(orders: QuerySet[MedicationOrder]) -> QuerySet[MedicationOrder]:
    """Orders with `waits`, whether a condition is open, and `met_last`, when the last one was met or said not to be needed."""
    conditions = StartCondition.objects.filter(order=OuterRef("pk"))
    answered = conditions.annotate(answered=Coalesce("met_at", "waived_at")).order_by("-answered").values("answered")
    still_open = conditions.filter(met_at__isnull=True, waived_at__isnull=True)
    return orders.annotate(waits=Exists(still_open), met_last=Subquery(answered[:1]))
