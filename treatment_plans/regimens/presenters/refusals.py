"""Refusals as sentences."""

from care.teams.operations import NotEnrolled
from treatment_plans import rules as plan_rules
from treatment_plans.presenters import SENTENCES as PLAN_SENTENCES
from treatment_plans.regimens import operations, rules
from treatment_plans.regimens.guarding import HardStop, ReasonsMissing

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
    operations.NothingToAsk: "No rule asks for a second prescriber about this order.",
    operations.AskedAlready: "A second prescriber is asked already, and has not answered.",
    operations.NobodyAsked: "No second prescriber is asked about this order, or one has answered.",
    operations.NotOneself: "Whoever asks does not answer: the second word is a colleague’s.",
    operations.NoOverlap: "Only another medicine goes on beside the new one, and only from the new one’s first day on.",
    operations.ConditionAnswered: "This condition is not open any more. Open the page again.",
    operations.NotReadBack: "A verbal order is read back before it is taken.",
    operations.NotTheirs: (
        "A verbal order is taken down by a nurse, said by a prescriber of the care team, and answered by that prescriber."
    ),
    operations.NoVerbalOrder: "This order does not wait for a prescriber’s signature.",
    rules.WrongRoute: "The medicine is not given by this route.",
    rules.NoDose: "This is no dose: a number above 0 with three decimals at most.",
}


REFUSALS: tuple[type[Exception], ...] = (plan_rules.NotPossible, rules.NoSchedule, HardStop, ReasonsMissing, *SENTENCES)


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal; never a name. A safety rule names the facts that it rests on."""
    if isinstance(refusal, plan_rules.NotPossible):
        return refusal.sentence
    if isinstance(refusal, rules.NoSchedule):
        return refusal.why
    if isinstance(refusal, HardStop | ReasonsMissing):
        return " ".join(f"{alert.title}: {alert.detail} {'; '.join(alert.actions)}." for alert in refusal.alerts)
    return SENTENCES[type(refusal)]
