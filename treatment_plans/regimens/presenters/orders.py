"""An order, fact by fact; who changed what; what a prescriber can do with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from care.lib.dates import day_text, local_date, time_text
from treatment_plans import rules as plan_rules
from treatment_plans.presenters import Step
from treatment_plans.regimens import rules
from treatment_plans.regimens.queries import FieldChange, OrderRow
from treatment_plans.regimens.vocabulary import Frequency, OrderStep, Pathway, Phase


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of an order: what it is called, what it is, and a second line."""

    label: str
    text: str
    small: str = ""
    is_main: bool = False


def facts(order: OrderRow, *, today: date) -> list[Fact]:
    """An order, fact by fact, as it is read before it is signed."""
    found = [
        Fact("Medicine", order.medication, order.preparation, is_main=True),
        Fact("Dose", _dose(order), order.route.label, is_main=True),
        Fact("Phase", order.phase.label, order.phase.prose),
        *([] if order.pathway is Pathway.STANDARD else [Fact("Way in", order.pathway.label, order.pathway.prose)]),
        Fact(
            "From",
            day_text(order.starts_on, today),
            f"until {day_text(order.ends_on, today)}" if order.ends_on else "no end planned",
        ),
    ]
    if order.change_reason:
        found.append(Fact("Why it changed", order.change_reason))
    if order.instructions:
        found.append(Fact("Instructions", order.instructions))
    if order.overlaps_until:
        found.append(Fact("The one before", f"goes on until {day_text(order.overlaps_until, today)}", "then it stops by itself"))
    if order.stops_on:
        found.append(Fact("Goes on until", day_text(order.stops_on, today), "beside the order in its place"))
    if order.verbal:
        found.append(Fact("Said by", order.verbal.prescriber, f"taken down and read back by {order.verbal.taken_by}"))
    if order.hold:
        found.append(Fact("On hold", order.hold.reason, order.hold.held_by))
    if order.ended_at and order.end_reason:
        found.append(Fact("Ended", order.end_reason.label, order.end_note))
    return found


def _dose(order: OrderRow) -> str:
    if len(order.steps) == 1:
        return f"{order.steps[0].text} {order.dose_unit} {order.frequency.label}"
    return "by the schedule below" if order.steps else f"{order.dose} {order.frequency.label}"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a schedule, as it is read before it is signed."""

    days: str
    doses: str
    total: str
    note: str
    is_now: bool


def step_lines(order: OrderRow, *, today: date) -> list[StepLine]:
    """The schedule of an order, step by step, in its unit."""
    return [
        StepLine(
            days=f"{day_text(step.starts_on, today)} {_until(step, today)}",
            doses=f"{step.text} {order.dose_unit}",
            total=rules.dose_text(step.total, order.dose_unit) if len(step.amounts) > 1 else "",
            note=step.note,
            is_now=order.is_current and step.starts_on <= today and (step.ends_on is None or today <= step.ends_on),
        )
        for step in order.steps
    ]


def _until(step: rules.Step, today: date) -> str:
    if step.ends_on is None:
        return "and on"
    return "only" if step.ends_on == step.starts_on else f"to {day_text(step.ends_on, today)}"


def lowers(order: OrderRow, replaced: OrderRow | None) -> bool:
    """Whether a draft is a taper, or ends lower than what it replaces: tolerance falls with the dose."""
    if order.phase is Phase.TAPER or rules.is_lowering(order.steps):
        return True
    same = replaced is not None and replaced.substance == order.substance
    return same and replaced is not None and not order.steps and order.dose_amount < replaced.dose_amount


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change of one field, as a list shows it."""

    day: str
    what: str
    before: str
    after: str
    who: str


def change_lines(changes: Iterable[FieldChange], *, zone: str, today: date) -> list[ChangeLine]:
    """Who changed what from what to what; a change past the platform says so."""
    return [
        ChangeLine(
            day=day_text(local_date(change.at, zone), today),
            what=change.field,
            before=change.before or "nothing",
            after=change.after or "nothing",
            who=f"{change.who or 'a job of the platform' if change.is_traced else 'changed past the platform'}, "
            f"{time_text(change.at, zone, with_zone=True)}",
        )
        for change in changes
    ]


def order_steps(order: OrderRow, *, person: UUID, name: str) -> list[Step]:
    """What a prescriber can do with an order; `name` is the one word by which the person is called.

    A step with `seen` is a button of a form that posts; orders have no revisions, so that it is 0.
    """
    at = [person, order.uuid]

    def can(step: OrderStep) -> bool:
        return plan_rules.can_step(rules.ORDER, order.status, step)

    steps = []
    if can(OrderStep.SIGN):
        steps.append(Step(f"Read and sign {name}’s order", reverse("regimens:order", args=at), "pen", primary=True))
    if order.verbal and order.verbal.is_open:
        steps.append(Step("Read and co-sign", reverse("regimens:order", args=at), "pen"))
    if order.is_current:
        steps.append(Step("Change the dose", reverse("regimens:dose", args=at), "swap"))
        if order.frequency is Frequency.DAILY and not order.is_depot:
            steps.append(Step("Taper", reverse("regimens:taper", args=at)))
    if can(OrderStep.RESUME):
        steps.append(Step("Resume", reverse("regimens:resume", args=at), "check", seen=0))
    if can(OrderStep.HOLD):
        steps.append(Step("Hold", reverse("regimens:hold", args=at)))
    if can(OrderStep.STOP):
        steps.append(Step("Stop", reverse("regimens:stop", args=at)))
    if can(OrderStep.COMPLETE):
        steps.append(Step("Course finished", reverse("regimens:complete", args=at), seen=0))
    if can(OrderStep.SET_ASIDE):
        steps.append(Step("Set aside", reverse("regimens:set_aside", args=at), seen=0))
    return steps
