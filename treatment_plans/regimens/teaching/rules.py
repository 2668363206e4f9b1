"""What is still to be talked through with the person, and what a teach-back must say. Pure.

A medicine is taught at its start and at each change of its order (own default; the issue asks for both). What is not taught stops
no order and no dose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from treatment_plans.regimens.teaching.sheets import Sheet, sheet_of, sheets_for
from treatment_plans.regimens.teaching.vocabulary import Occasion, Outcome, Reason

LONGEST_WORDS = 1000
LONGEST_UNCLEAR = 500
# What was talked through so shortly before an order was written counts for it (own).
SHORTLY_BEFORE = timedelta(days=30)


class NothingSaid(ValueError):
    """A teach-back is what the person said: their own words are missing."""


class UnclearMissing(ValueError):
    """Some of it was unclear: what is not written."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order in force: of which medicine, as its line says it, when written. `is_change`: it took another's place."""

    medication: str
    text: str
    written_at: datetime
    is_change: bool


@dataclass(frozen=True, slots=True)
class Taught:
    """A teach-back that stands: of which sheet, what came of it, when."""

    sheet: str
    outcome: Outcome
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sheet of what the person takes now stands. `reason`: why it is still to be talked through, none where it is not."""

    sheet: Sheet
    orders: tuple[str, ...]
    reason: Reason | None
    last: Taught | None
    not_now: datetime | None

    @property
    def occasion(self) -> Occasion:
        """What a teach-back would be for now."""
        if self.reason is Reason.CHANGED:
            return Occasion.CHANGE
        return Occasion.START if self.reason in (Reason.NEVER, Reason.ANEW) else Occasion.AGAIN


def standings(orders: Sequence[Ordered], taught: Iterable[Taught]) -> list[Standing]:
    """Each sheet of what is in force, with what is still to be said. The order of the file of sheets."""
    told = sorted(taught, key=lambda one: one.at)
    return [_standing(sheet, orders, told) for sheet in sheets_for(one.medication for one in orders)]


def _standing(sheet: Sheet, orders: Sequence[Ordered], told: Sequence[Taught]) -> Standing:
    mine = [one for one in orders if sheet_of(one.medication) is sheet]
    about = [one for one in told if one.sheet == sheet.code]
    last = next((one for one in reversed(about) if one.outcome is not Outcome.NOT_NOW), None)
    put_off = [one.at for one in about if one.outcome is Outcome.NOT_NOW and (last is None or one.at > last.at)]
    return Standing(sheet, tuple(one.text for one in mine), _reason(mine, last), last, put_off[-1] if put_off else None)


def _reason(orders: Sequence[Ordered], last: Taught | None) -> Reason | None:
    """Naloxone, for which nobody has an order, is talked through once."""
    if last is None:
        return Reason.NEVER
    if last.outcome is Outcome.PARTLY:
        return Reason.AGAIN
    if any(one.is_change and one.written_at > last.at for one in orders):
        return Reason.CHANGED
    return Reason.ANEW if any(one.written_at - last.at > SHORTLY_BEFORE for one in orders) else None


def without_sheet(orders: Iterable[Ordered]) -> list[Ordered]:
    """What is in force and has no sheet of ours: the prescriber talks it through."""
    return [one for one in orders if sheet_of(one.medication) is None]


def due_sentence(found: Sequence[Standing], language: str = "en") -> str:
    """'Never talked through: Methadone, Naloxone. Changed since: Acamprosate.', empty where nothing is due."""
    said = []
    for reason in Reason:
        titles = [one.sheet.title(language) for one in found if one.reason is reason]
        said += [f"{reason.label}: {', '.join(titles)}."] if titles else []
    return " ".join(said)


def check_said(outcome: Outcome, own_words: str, unclear: str) -> tuple[str, str]:
    """What the person said and what was unclear, as it is kept.

    Raises:
        NothingSaid: no words of theirs, though it was talked through.
        UnclearMissing: what was unclear is not written.
    """
    own_words, unclear = own_words.strip(), unclear.strip()
    if outcome is not Outcome.NOT_NOW and not own_words:
        raise NothingSaid
    if outcome is Outcome.PARTLY and not unclear:
        raise UnclearMissing
    return own_words[:LONGEST_WORDS], unclear[:LONGEST_UNCLEAR] if outcome is Outcome.PARTLY else ""
