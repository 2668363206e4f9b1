"""One draft, or one dose at the window, with everything around it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from treatment_plans.regimens.gathering.orders import StepRow, ordered, steps_in
from treatment_plans.regimens.gathering.record import Record
from treatment_plans.regimens.models import DoseStep, MedicationOrder
from treatment_plans.regimens.safety.case import core
from treatment_plans.regimens.safety.facts import Facts

Steps = Sequence[StepRow]


def steps_of(order: MedicationOrder, *, unsaved: Iterable[DoseStep] | None = None) -> Steps:
    """The steps of an order; those of a draft that is not saved yet are given. One query, or none."""
    if unsaved is not None:
        return [StepRow(step.starts_on, step.ends_on, tuple(step.amounts)) for step in unsaved]
    return steps_in([order.pk])[order.pk] if order.pk else []


def facts_of(
    record: Record,
    order: MedicationOrder,
    *,
    steps: Steps,
    at: datetime,
    dose: Decimal | None = None,
    goes_on: bool = False,
    gives_again: bool = False,
) -> Facts:
    """What the rules may know of a draft at this moment; with `dose`, of that dose of an order in force; `goes_on`: of an order
    that was in force and is to be so again; `gives_again`: the dose comes in the place of one that was vomited.

    A medicine that the person takes from elsewhere is never what a draft changes: the same one here is a start. Use that was
    told counts where naltrexone would meet it; everywhere else the withdrawal that can be seen says more. The first dose at the
    window is a start as the draft was one.
    """
    draft = ordered(order, steps, at=at, zone=record.zone)
    itself = replace(draft, id=f"{draft.id} in force", status="active")
    others = [one for one in record.orders if one.id != draft.id]
    at_the_window = dose is not None
    if goes_on or (at_the_window and any(core(given.drug) == core(draft.drug) for given in record.given if given.taken)):
        others.append(itself)
        draft = replace(draft, prior=itself.id)
    now = at.astimezone(record.zone)
    draft = replace(draft, dose=dose) if at_the_window else replace(draft, authored_at=now, status="draft")
    elsewhere = [one for one in record.told if core(one.drug) != core(draft.drug)]
    return Facts(
        at=now,
        draft=draft,
        birth_date=record.birth_date,
        sex=record.sex,
        orders=(*others, *elsewhere),
        given=(*record.given, *(record.use if "naltrexone" in draft.drug.ingredients else ())),
        measured=record.measured,
        problems=record.problems,
        allergies=record.allergies,
        at_the_window=at_the_window,
        gives_again=at_the_window and gives_again,
    )
