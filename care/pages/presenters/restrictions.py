"""A person's restrictions in words: what is kept from whom, where the request stands, and which consents it narrows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from care.actor.vocabulary import Described
from care.consent.queries import ConsentRow, RestrictionRow
from care.consent.rules import (
    KINDS,
    MAY_BE_WITHHELD,
    MAY_BE_WITHHELD_FOR,
    EndedBy,
    RestrictionState,
    RestrictionStep,
    Target,
    can_step_restriction,
)
from care.lib.dates import date_text, day_text, local_date
from care.pages.restriction_forms import WHOM
from patients.presenters import Tab

MARKS = {
    RestrictionState.ASKED: ("over", "clock"),
    RestrictionState.AGREED: ("well", "lock"),
    RestrictionState.DECLINED: ("plain", "close"),
    RestrictionState.WITHDRAWN: ("plain", "undo"),
    RestrictionState.ENDED: ("plain", "unlock"),
}
PARTS = (
    ("Consents", "pages:consent"),
    ("Restrictions", "pages:restrictions"),
    ("Who may sign", "pages:representatives"),
)


def consent_parts(*, person: UUID, current: str) -> list[Tab]:
    """The pages about what a person allows: consents, restrictions, who may sign."""
    return [Tab(label, reverse(name, args=[person]), name == current) for label, name in PARTS]


@dataclass(frozen=True, slots=True)
class RestrictionCard:
    """One request. `counts` says whether the gate obeys it now."""

    uuid: UUID
    url: str
    whom: str
    state: str
    prose: str
    tone: str
    icon: str
    counts: bool
    held_back: str
    waits: bool
    what: str
    own_words: str
    asked: str
    decided: str
    ended: str
    may_agree: bool
    may_decline: bool
    may_withdraw: bool
    may_end: bool
    may_program_end: bool


def restriction_card(row: RestrictionRow, *, person: UUID, zone: str, today: date) -> RestrictionCard:
    """A request as the list and its own page show it; days are those of the reader's zone."""
    tone, icon = MARKS[row.state]

    def may(step: RestrictionStep, by: EndedBy = EndedBy.PERSON) -> bool:
        return can_step_restriction(row.state, step, target=row.target, by=by)

    return RestrictionCard(
        uuid=row.uuid,
        url=reverse("pages:restriction", args=[person, row.uuid]),
        whom=whom(row),
        state=row.state.label,
        prose=_prose(row, zone),
        tone=tone,
        icon=icon,
        counts=row.counts,
        held_back="Held back of consents in force" if row.counts else "Would be held back of consents in force",
        waits=row.state is RestrictionState.ASKED,
        what=f"{_what(row)}; {_what_for(row)}",
        own_words=row.own_words,
        asked=f"Asked for {day_text(local_date(row.asked_at, zone), today)}; written down by {row.asked_by}",
        decided=_decided(row, zone, today),
        ended=_ended(row, zone, today),
        may_agree=may(RestrictionStep.AGREE),
        may_decline=may(RestrictionStep.DECLINE),
        may_withdraw=may(RestrictionStep.WITHDRAW),
        may_end=may(RestrictionStep.END),
        may_program_end=may(RestrictionStep.END, EndedBy.PROGRAM),
    )


def whom(row: RestrictionRow) -> str:
    """From whom it is kept: 'health plans', 'Eastside Primary Care'."""
    if row.target is Target.SELF_PAID and row.paid_on:
        return f"health plans, paid in full on {date_text(row.paid_on)}"
    return row.recipient or WHOM[row.requester]


def _what(row: RestrictionRow) -> str:
    if set(row.categories) == set(MAY_BE_WITHHELD):
        return "Everything, also that they are here"
    words = ", ".join(category.label.lower() for category in row.categories)
    return words[:1].upper() + words[1:]


def _what_for(row: RestrictionRow) -> str:
    if set(row.purposes) == set(MAY_BE_WITHHELD_FOR):
        return "whatever they ask it for"
    return f"for {', '.join(purpose.label.lower() for purpose in row.purposes)}"


def _prose(row: RestrictionRow, zone: str) -> str:
    """What the state means for who asks from outside, now."""
    if row.state is RestrictionState.ENDED and row.counts and row.counts_until:
        return f"It still counts until {_last_day(row, zone)}: the person has been told and may take consents back before."
    if row.state is RestrictionState.ASKED and row.target is Target.SELF_PAID:
        return "It counts already: what was paid in full must be agreed."
    if row.state is RestrictionState.ASKED:
        return "It does not count yet: until it is agreed, consents in force hold as they are."
    return row.state.prose


def _last_day(row: RestrictionRow, zone: str) -> str:
    assert row.counts_until is not None
    return date_text(local_date(row.counts_until - timedelta(seconds=1), zone))


def _decided(row: RestrictionRow, zone: str, today: date) -> str:
    if row.decided_at is None:
        return ""
    said = "Declined" if row.state is RestrictionState.DECLINED else "Agreed"
    words = f"{said} {day_text(local_date(row.decided_at, zone), today)} by {row.decided_by}"
    told = f"; the person was told {day_text(row.told_on, today)}" if row.told_on and said == "Declined" else ""
    return f"{words}: {row.decision_reason}{told}" if row.decision_reason else words


def _ended(row: RestrictionRow, zone: str, today: date) -> str:
    if row.ended_at is None or row.ended_for is None:
        return ""
    said = "Withdrawn" if row.state is RestrictionState.WITHDRAWN else "Ended"
    who = "for the person" if row.ended_for is EndedBy.PERSON else "by the program"
    words = f"{said} {who} {day_text(local_date(row.ended_at, zone), today)}, {row.ended_by}: {row.end_reason}"
    if row.ended_for is EndedBy.PROGRAM and row.told_on:
        words += f"; the person was told {day_text(row.told_on, today)}, it counts through {_last_day(row, zone)}"
    return words


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A consent in force that a restriction narrows: whose, and what of it no longer goes."""

    recipient: str
    what: str


def narrowed(row: RestrictionRow, consents: Sequence[ConsentRow]) -> list[Narrowed]:
    """What of the consents in force a restriction keeps here."""
    found = []
    for consent in consents:
        categories = [category for category in consent.categories if category in row.categories]
        purposes = [purpose for purpose in consent.purposes if purpose in row.purposes]
        if consent.in_force and _is_about(row, consent) and categories and purposes:
            found.append(Narrowed(consent.recipient, f"{_labels(categories)}; for {_labels(purposes)}"))
    return found


def _is_about(row: RestrictionRow, consent: ConsentRow) -> bool:
    rule = KINDS[consent.kind]
    if rule.is_class:
        return row.requester in rule.recipients
    if row.target is Target.ORGANISATION:
        return consent.recipient_id is not None and consent.recipient_id == row.recipient_id
    return consent.recipient_kind is row.requester


def _labels(words: Iterable[Described]) -> str:
    return ", ".join(word.label.lower() for word in words)
