"""What is refused of a dose, as sentences."""

from care.teams.operations import NotEnrolled
from treatment_plans.presenters import SENTENCES as PLAN_SENTENCES
from treatment_plans.regimens.rules import doses as rules

SENTENCES: dict[type[Exception], str] = {
    NotEnrolled: PLAN_SENTENCES[NotEnrolled],
    rules.NotDue: "The order asks for nothing then. Open the calendar again.",
    rules.NotInForce: "Nothing is given without an active order: it has ended, is not signed, or is on hold.",
    rules.AlreadyRecorded: "What became of this dose is on record already: a colleague may have been quicker.",
    rules.AlreadyVoided: "It was taken back before.",
    rules.NotOnThatDay: "A dose is given today, handed out for today or later days, and told of today or earlier days.",
    rules.TooMuch: "That is more than may be given.",
    rules.WordsMissing: "Say in a sentence why it was less, or who says that it was taken.",
    rules.PlaceMissing: "An injection is recorded with its site, its lot and the day on which the lot expires.",
    rules.LotExpired: "This lot has expired: take another one.",
    rules.MinutesMissing: "A vomited dose is recorded with the minutes after which it was.",
    rules.NotAVomitedDose: "Only a dose that was given here can be vomited, and only a vomited one is given again.",
    rules.WasGivenAgain: "Another dose was given in its place.",
    rules.ReasonMissing: "Say what was wrong.",
    rules.NotFollowed: "The doses of this medicine were not followed day by day.",
}
REFUSALS: tuple[type[Exception], ...] = tuple(SENTENCES)


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal."""
    return SENTENCES[type(refusal)]
