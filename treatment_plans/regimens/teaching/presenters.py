"""Sheets and teach-backs in words, for screens and paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from care.lib.dates import date_in, day_text, local_date, time_text
from care.lib.pdf import DOT, Block, Look, document
from treatment_plans.own_copy import HELP, own_words
from treatment_plans.regimens.teaching.operations import PersonDied
from treatment_plans.regimens.teaching.queries import TeachBackRow
from treatment_plans.regimens.teaching.rules import Standing
from treatment_plans.regimens.teaching.sheets import Sheet, paper_words
from treatment_plans.regimens.teaching.vocabulary import Interpreter, Outcome, Reason

SENTENCES: dict[type[Exception], str] = {
    PersonDied: "The record says that the person has died: nothing new is written here.",
}
REFUSALS: tuple[type[Exception], ...] = tuple(SENTENCES)


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal."""
    return SENTENCES[type(refusal)]


_DUE: Mapping[Reason, tuple[str, str]] = {
    Reason.NEVER: ("over", "over"),
    Reason.AGAIN: ("over", "over"),
    Reason.CHANGED: ("info", "info"),
    Reason.ANEW: ("info", "info"),
}


@dataclass(frozen=True, slots=True)
class StandingCard:
    """A sheet of what the person takes now: its orders, and whether it was talked through."""

    code: str
    title: str
    orders: Sequence[str]
    is_due: bool
    state: str
    tone: str
    icon: str
    small: str


def standing_card(one: Standing, *, zone: str, today: date) -> StandingCard:
    """How it stands: what is still to be said, or when it was."""
    tone, icon = _DUE[one.reason] if one.reason else ("well", "check")
    said = f"Last talked through {day_text(local_date(one.last.at, zone), today)}" if one.last else ""
    later = f"put off to another day on {day_text(local_date(one.not_now, zone), today)}" if one.not_now else ""
    small = "; ".join(part for part in (said, later) if part)
    return StandingCard(
        code=one.sheet.code,
        title=one.sheet.title("en"),
        orders=one.orders,
        is_due=one.reason is not None,
        state=one.reason.label if one.reason else "Talked through",
        tone=tone,
        icon=icon,
        small=small[:1].upper() + small[1:],
    )


_WENT: Mapping[Outcome, tuple[str, str]] = {
    Outcome.CLEAR: ("well", "check"),
    Outcome.PARTLY: ("over", "over"),
    Outcome.NOT_NOW: ("plain", "clock"),
}


@dataclass(frozen=True, slots=True)
class TeachBackCard:
    """A teach-back as it is read."""

    uuid: UUID
    sheet: str
    title: str
    day: str
    outcome: str
    tone: str
    icon: str
    own_words: str
    unclear: str
    how: str
    who: str


def teach_back_card(row: TeachBackRow, *, zone: str, today: date) -> TeachBackCard:
    """What was said, how, by whom."""
    tone, icon = _WENT[row.outcome]
    spoken = f"in {row.language.label}"
    spoken += f", interpreter: {row.interpreter.label.lower()}" if row.interpreter is not Interpreter.NONE else ""
    return TeachBackCard(
        uuid=row.uuid,
        sheet=row.sheet,
        title=row.title,
        day=day_text(local_date(row.taught_at, zone), today),
        outcome=row.outcome.label,
        tone=tone,
        icon=icon,
        own_words=row.own_words,
        unclear=row.unclear,
        how=f"{row.occasion.label}, {spoken}; {row.handed.label.lower()}; sheet {row.sheet_version}",
        who=f"{row.taught_by}, {moment(row.taught_at, zone)}",
    )


def moment(at: datetime, zone: str) -> str:
    """'10:41 am EST'."""
    return time_text(at, zone, with_zone=True)


# --- paper --------------------------------------------------------------------------------------------------------------------


PAPER = Look(scale=1.27, margin=15.0, gap=0.5, foot=9.0)  # 12 points, close enough for both sides of one leaf


def sheet_blocks(sheet: Sheet, language: str) -> list[Block]:
    """A sheet on paper, without the numbers that come before it; what is dangerous stands on a ground of its own."""
    return [Block(part.title, [f"{DOT}{line}" for line in part.lines], boxed=part.is_danger) for part in sheet.sections(language)]


def numbers_block(language: str) -> Block:
    """Whom to call, as every paper of ours begins."""
    words = own_words(language)
    return Block("", [words[code] for code in HELP], boxed=True)


def sheet_pdf(sheet: Sheet, *, language: str, phone: str, look: Look = PAPER) -> bytes:
    """A sheet as a file, with the clinic's number where it has one. It names nobody, since a paper lies about."""
    words = paper_words(language)
    us = words["us"].format(phone=phone) if phone else words["us_blank"]
    source = Block("", [words["source"].format(source=sheet.source)])
    return document(
        title=sheet.title(language),
        subtitle=words["subtitle"],
        blocks=[numbers_block(language), Block("", [us]), *sheet_blocks(sheet, language), source],
        footer=words["foot"].format(version=sheet.version, day=date_in(sheet.as_of, language)),
        look=look,
        language=language,
    )
