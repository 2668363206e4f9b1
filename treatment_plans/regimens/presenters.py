"""Words for medication: refusals as sentences, and what a prescriber can do with an order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from care.lib.dates import day_text, local_date, time_text
from care.teams.operations import NotEnrolled
from treatment_plans import rules as plan_rules
from treatment_plans.presenters import SENTENCES as PLAN_SENTENCES
from treatment_plans.presenters import Step
from treatment_plans.queries import MedicationLine
from treatment_plans.regimens import operations, rules
from treatment_plans.regimens.queries import FieldChange, OrderRow, PurposeRow
from treatment_plans.regimens.vocabulary import OrderStatus, OrderStep

SENTENCES: dict[type[Exception], str] = {
    NotEnrolled: PLAN_SENTENCES[NotEnrolled],
    operations.NotInCatalogue: "This medicine, or this form and strength, cannot be ordered here.",
    operations.AlreadyOrdered: (
        "An order for the same substance is active. Change or stop that one first, or write the new order so that it replaces it."
    ),
    operations.NotReplaceable: (
        "The order that would be replaced has ended, was never signed, or is being replaced by another draft already."
    ),
    operations.NotInThePlan: "A line that was chosen is no longer in the plan. Open the page again.",
    operations.OrderHasEnded: "The order has ended. What an order is for is said while it is in force, or before it is signed.",
    operations.ReasonMissing: "Say why in a sentence.",
    operations.ReasonNotPossible: "An order is not stopped for this reason.",
    rules.WrongRoute: "The medicine is not given by this route.",
    rules.NoDose: "This is no dose: a number above 0 with three decimals at most.",
}
REFUSALS: tuple[type[Exception], ...] = (plan_rules.NotPossible, *SENTENCES)


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal; never a name and nothing from the record."""
    if isinstance(refusal, plan_rules.NotPossible):
        return refusal.sentence
    return SENTENCES[type(refusal)]


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
        Fact("Dose", f"{order.dose} {order.frequency.label}", order.route.label, is_main=True),
        Fact("Phase", order.phase.label, order.phase.prose),
        Fact(
            "From",
            day_text(order.starts_on, today),
            f"until {day_text(order.ends_on, today)}" if order.ends_on else "no end planned",
        ),
    ]
    if order.instructions:
        found.append(Fact("Instructions", order.instructions))
    if order.hold:
        found.append(Fact("On hold", order.hold.reason, order.hold.held_by))
    if order.ended_at and order.end_reason:
        found.append(Fact("Ended", order.end_reason.label, order.end_note))
    return found


def purpose_lines(order: UUID, purposes: Iterable[PurposeRow], lines: Iterable[MedicationLine]) -> list[str]:
    """For what an order stands, as the plan says it: 'Methadone each day: “Stay on my dose.”'."""
    named = {one.intervention for one in purposes if one.order == order}
    return [f"{line.title}: “{line.goal}”" for line in lines if line.root in named]


def orders_behind(purposes: Iterable[PurposeRow]) -> dict[UUID, list[str]]:
    """The orders behind each line of the plan, by the line's number in every version."""
    found: dict[UUID, list[str]] = {}
    for one in purposes:
        found.setdefault(one.intervention, []).append(one.text if one.is_current else f"{one.text}, not signed")
    return found


def purpose_step(order: OrderRow, *, person: UUID) -> list[Step]:
    """How it is said what an order is for, while it is in force or not signed yet."""
    if not order.is_current and order.status is not OrderStatus.DRAFT:
        return []
    return [Step("What it is for", reverse("regimens:purposes", args=[person, order.uuid]))]


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
    if order.is_current:
        steps.append(Step("Change the dose", reverse("regimens:dose", args=at), "swap"))
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
