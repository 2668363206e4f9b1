"""The steps of an order, read with the order: no question of their own."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, OuterRef
from django.db.models.functions import Cast, JSONObject

from treatment_plans.regimens import rules
from treatment_plans.regimens.models import DoseStep
from treatment_plans.regimens.vocabulary import Frequency


def schedule_of(path: str = "pk") -> ArraySubquery:
    """For querysets of what leads to an order at `path`: its steps, to be read by `steps_in`."""
    amounts = Cast("amounts", ArrayField(CharField()))
    said = JSONObject(first="starts_on", last="ends_on", amounts=amounts, note="note")
    return ArraySubquery(DoseStep.objects.filter(order=OuterRef(path)).order_by("position").values(said=said))


def steps_in(schedule: Sequence[dict[str, Any]]) -> tuple[rules.Step, ...]:
    """The steps in what `schedule_of` has read."""
    return tuple(
        rules.Step(
            starts_on=date.fromisoformat(step["first"]),
            amounts=tuple(Decimal(amount) for amount in step["amounts"]),
            note=step["note"],
            ends_on=date.fromisoformat(step["last"]) if step["last"] else None,
        )
        for step in schedule
    )


def text_of(name: str, amount: Decimal, unit: str, frequency: Frequency, steps: Sequence[rules.Step]) -> str:
    """The line of an order, by its schedule where it has one."""
    if steps:
        return rules.schedule_text(name, [step.amounts for step in steps], unit)
    return rules.order_text(name, amount, unit, frequency)
