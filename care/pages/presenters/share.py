"""The answer of the decision table to something that a colleague wants to give, in words, with the way on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from care.access.gate import Refused
from care.access.policy import ground_of, row_of
from care.access.queries import HandOverRow
from care.access.rules import HandOverState
from care.access.vocabulary import Ground
from care.actor import Permit
from care.lib.dates import local_date, moment_text
from care.pages.copies.giving import Wish
from care.pages.copies.parts import Part, Sheet
from care.pages.presenters.access import REASONS

# Refusals after which a consent of the person would open the way.
CONSENT_HELPS = frozenset(
    {
        "NO_VALID_CONSENT", "CANNOT_CONFIRM", "COUNSELING_SEPARATE", "INTERMEDIARY_NOT_NAMED", "ANONYMOUS_REFERRAL",
        "NO_RESEARCH_BASIS", "REPORT_ONLY", "LEGAL_NEEDS_ORDER_OR_CONSENT", "DEFAULT_DENY", "NOT_A_REPRESENTATIVE",
    }
)  # fmt: skip
TO_SAY = "We can neither confirm nor deny whether somebody is a patient here."
SAID_TO = frozenset({"NO_VALID_CONSENT", "CANNOT_CONFIRM", "LEGAL_NEEDS_ORDER_OR_CONSENT", "DEFAULT_DENY", "REPORT_ONLY"})
ADVICE = {
    "NO_AGREEMENT": "The privacy officer writes agreements down; ask whether there is one.",
    "NO_RESEARCH_BASIS": "The privacy officer writes the basis of a study down; ask whether there is one.",
    "LEGAL_NEEDS_ORDER_OR_CONSENT": "Tell the privacy officer at once. Give the caller nothing, not even that there is a record.",
    "RESTRICTED": "The person asked for this and the program agreed; talk with the person first.",
    "SELF_PAID": "The person paid for this themselves; the plan is not told.",
    "ANONYMOUS_REFERRAL": "A referral can be made without naming the person.",
    "NOT_A_REPRESENTATIVE": "Put the paper that says so on file first.",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the table says: by which row, why, from which source, and what to do now."""

    allows: bool
    number: str
    title: str
    why: str
    source: str
    advice: str
    to_say: str
    ask_for_consent: str


def yes(permit: Permit) -> Answer:
    """It may go."""
    row = row_of(permit.basis)
    words = {
        Ground.CONSENT: "The notice of 42 CFR 2.32 and the scope of the consent go along.",
        Ground.ORDER: "Give what the order names and nothing beyond its limits.",
        Ground.AGREEMENT: "The agreement is in force and covers it.",
    }.get(ground_of(permit.basis), "")
    return Answer(True, row.number, row.title, words, row.source, "", "", "")


def no(refusal: Refused, person: UUID) -> Answer:
    """It may not, and this is the way on."""
    row = row_of(refusal.row) if refusal.row else row_of("D28")
    consent = reverse("pages:consent_new", args=[person]) if refusal.reason in CONSENT_HELPS else ""
    return Answer(
        allows=False,
        number=row.number,
        title=row.title,
        why=REASONS.get(refusal.reason, ""),
        source=row.source,
        advice=ADVICE.get(refusal.reason, ""),
        to_say=TO_SAY if refusal.reason in SAID_TO else "",
        ask_for_consent=consent,
    )


def stays(wish: Wish, sheets: Collection[Sheet]) -> list[str]:
    """Parts that were asked for and that the permit does not open."""
    going = {sheet.part for sheet in sheets}
    return [part.label for part in wish.parts if part not in going]


STATE = {
    HandOverState.WAITING: ("info", "clock"),
    HandOverState.SENT: ("well", "check"),
    HandOverState.DROPPED: ("over", "close"),
    HandOverState.FAILED: ("over", "close"),
}


@dataclass(frozen=True, slots=True)
class HandOverCard:
    """An e-mail to somebody outside: where it stands, and the passphrase for the colleague who sent it."""

    to: str
    address: str
    parts: str
    state: str
    prose: str
    tone: str
    icon: str
    asked: str
    settled: str
    passphrase: str


def hand_over_card(row: HandOverRow, *, user_id: int | None, zone: str, at: datetime) -> HandOverCard:
    """For its page. The passphrase is shown to who sent it and to nobody else."""
    tone, icon = STATE[row.state]
    today = local_date(at, zone)
    return HandOverCard(
        to=row.to,
        address=row.address,
        parts="; ".join(Part(part).label for part in row.parts),
        state=row.state.label,
        prose=row.state.prose,
        tone=tone,
        icon=icon,
        asked=f"{row.asked_by}, {moment_text(row.asked_at, zone, today)}",
        settled=moment_text(row.settled_at, zone, today) if row.settled_at else "",
        passphrase=row.passphrase if row.user_id == user_id else "",
    )
