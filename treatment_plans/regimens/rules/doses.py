"""What may be recorded of a dose, and how much is given again after one was vomited. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from treatment_plans.regimens.rules.calendar import KEPT_AFTER_MINUTES, DueDose
from treatment_plans.regimens.vocabulary import DoseOutcome

GIVEN = frozenset({DoseOutcome.OBSERVED, DoseOutcome.DISPENSED})  # it leaves our hands: an active order stands behind it
# What a colleague may still say of a day that a job marked as missed.
LATER_WORDS = frozenset({DoseOutcome.REPORTED, DoseOutcome.REFUSED, DoseOutcome.MISSED})
HALF_UNTIL_MINUTES = 30  # clinical reference 1.9
LONGEST_AHEAD = timedelta(days=31)  # bottles for more than a month are a mistake in typing


class DoseRefused(ValueError):
    """Something of a dose cannot be recorded so."""


class NotDue(DoseRefused):
    """The order asks for nothing on that day, or not for that part of it."""


class NotInForce(DoseRefused):
    """Nothing is given without an active order."""


class AlreadyRecorded(DoseRefused):
    """What became of this dose is on record already."""


class AlreadyVoided(DoseRefused):
    """It was taken back before."""


class NotOnThatDay(DoseRefused):
    """A dose is given today, dispensed for today or later, and told of today or earlier days."""


class TooMuch(DoseRefused):
    """More than the order asks for, or than may be given again."""


class WordsMissing(DoseRefused):
    """Less than the order, or a dose by report, is said in words: why, or who says so."""


class PlaceMissing(DoseRefused):
    """An injection is recorded with its site, its lot and the day on which the lot expires."""


class LotExpired(DoseRefused):
    """The lot has expired."""


class MinutesMissing(DoseRefused):
    """A vomited dose is recorded with the minutes after which it was, and only such a one."""


class NotAVomitedDose(DoseRefused):
    """Only a dose that was given here can be vomited, and only a vomited one is given again."""


class WasGivenAgain(DoseRefused):
    """Another dose was given in its place already."""


class ReasonMissing(DoseRefused):
    """What is taken back is taken back with a reason."""


class NotFollowed(DoseRefused):
    """Nobody said that the doses of this medicine are followed here."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a colleague says of a dose. `part` is none for all that is left of the day; no amount: the ordered one."""

    on: date
    part: int | None
    outcome: DoseOutcome
    amount: Decimal | None = None
    site: str = ""
    lot: str = ""
    expires_on: date | None = None
    note: str = ""
    vomited_after: int | None = None

    @property
    def is_later_word(self) -> bool:
        """Whether it may be said of a day that has gone by."""
        return self.outcome in LATER_WORDS


def check_told(told: Told, due: DueDose, *, today: date, is_depot: bool) -> None:
    """Refuse what cannot be so.

    Raises:
        NotOnThatDay, TooMuch, WordsMissing, PlaceMissing, LotExpired, MinutesMissing.
    """
    _check_day(told, today=today)
    if (told.vomited_after is not None) != (told.outcome is DoseOutcome.VOMITED):
        raise MinutesMissing
    if told.amount is not None:
        if not 0 < told.amount <= due.amount:
            raise TooMuch
        if told.amount < due.amount and not told.note.strip():
            raise WordsMissing
    if told.outcome is DoseOutcome.REPORTED and not told.note.strip():
        raise WordsMissing
    if is_depot and told.outcome is DoseOutcome.OBSERVED:
        if not (told.site.strip() and told.lot.strip() and told.expires_on):
            raise PlaceMissing
        if told.expires_on < today:
            raise LotExpired


def _check_day(told: Told, *, today: date) -> None:
    if told.outcome is DoseOutcome.DISPENSED:
        possible = today <= told.on <= today + LONGEST_AHEAD
    elif told.outcome in (DoseOutcome.OBSERVED, DoseOutcome.VOMITED):
        possible = told.on == today
    else:
        possible = told.on <= today
    if not possible:
        raise NotOnThatDay


def again_at_most(minutes: int, amount: Decimal, wanted: Decimal) -> None:
    """Refuse to give more again than was lost: all of it sooner than 15 minutes, half up to 30, nothing later.

    Source: clinical reference 1.9 (known, and varying: a prescriber orders it).

    Raises:
        TooMuch.
    """
    if minutes < KEPT_AFTER_MINUTES:
        most = amount
    elif minutes <= HALF_UNTIL_MINUTES:
        most = amount / 2
    else:
        most = Decimal(0)
    if not 0 < wanted <= most:
        raise TooMuch
