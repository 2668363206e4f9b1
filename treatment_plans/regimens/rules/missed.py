"""What follows when doses are missed day after day: the table of clinical reference 1.9, as far as a job acts on it. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from care.worklist.rules import Priority
from treatment_plans.regimens.safety.settings import Settings

METHADONE, BUPRENORPHINE = "methadone", "buprenorphine"
TELL_FROM = 2  # days of methadone: a prescriber looks in the first two weeks, and is told when the person is stable


class Follows(StrEnum):
    """What a job does."""

    NOTHING = "nothing"
    TELL = "tell"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Answer:
    """What follows, how pressing it is, and what the prescriber reads."""

    follows: Follows
    priority: Priority = Priority.ROUTINE
    title: str = ""
    why: str = ""


NOTHING = Answer(Follows.NOTHING)


def answer(substance: str, days: int, *, is_early: bool, settings: Settings) -> Answer:
    """What follows after so many missed days in a row; `is_early` within the first days of treatment.

    Only methadone is held: from the day on which a new order is needed, the old one asks for nothing.
    """
    if substance == METHADONE:
        return _methadone(days, is_early=is_early, settings=settings)
    if substance == BUPRENORPHINE and days >= settings.whole("buprenorphine.missed_review_days"):
        return Answer(
            Follows.TELL,
            Priority.RAISED,
            f"{days} days of buprenorphine missed in a row: look again before the next dose",
            "Ask about opioid use: withdrawal may be brought on if a full opioid was used. Nothing was stopped.",
        )
    return NOTHING


def _methadone(days: int, *, is_early: bool, settings: Settings) -> Answer:
    if days < TELL_FROM:
        return NOTHING
    if days < settings.whole("methadone.missed_order_days"):
        return Answer(
            Follows.TELL,
            Priority.RAISED if is_early else Priority.ROUTINE,
            f"{days} days of methadone missed in a row",
            "In the first two weeks a prescriber looks again, and the dose is not raised."
            if is_early
            else "The usual dose after a look for sedation and intoxication.",
        )
    title = f"{days} days of methadone missed in a row: a new order is needed"
    if days >= settings.whole("methadone.missed_closed_days"):
        why = "A readmission work-up comes first, then the limits of the first day."
    elif days >= settings.whole("methadone.missed_new_start_days"):
        why = "Tolerance is lost: treatment begins anew, with the limits of the first day."
    elif days > settings.whole("methadone.missed_order_days"):
        cap = settings.whole("methadone.restart_cap_mg")
        why = "Treatment begins again." if is_early else f"At most half the dose and no more than {cap} mg, seen by a prescriber."
    else:
        why = "About half the dose, or a new start." if is_early else "About half the dose, by a new order."
    return Answer(Follows.HOLD, Priority.URGENT, title, f"{why} The order is on hold until then.")
