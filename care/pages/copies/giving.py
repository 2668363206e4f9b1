"""Giving parts of a record to somebody outside: the question to the gate, what would go, and the row of the accounting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from care.access import gate
from care.access.notices import Form
from care.access.operations import Papers, Recipient, What, record_release, tie_disclosure
from care.access.policy import Basis
from care.access.vocabulary import Channel
from care.accounts.queries import names_of_users, organisations
from care.actor import Actor, Category, Permit, Purpose
from care.lib.dates import date_text
from care.pages.copies.paper import Letter
from care.pages.copies.parts import ALONE, Frame, Part, Sheet, categories_of, sheets_of, summary_of
from treatment_plans.notes.queries import own_authors


@dataclass(frozen=True, slots=True)
class Wish:
    """What a colleague wants to give to whom, what for, and on what it rests."""

    recipient: Recipient
    purpose: Purpose
    parts: tuple[Part, ...]
    consent: UUID | None
    basis: Basis
    papers: Papers
    form: Form = Form.SHORT
    representative: UUID | None = None


def ask(*, actor: Actor, patient_id: int | None, wish: Wish, at: datetime) -> Permit:
    """Ask the gate whether it may go.

    Raises:
        NotFound, Refused: as `gate.require_release`.
    """
    release = gate.Release(
        requester=wish.recipient.requester,
        purpose=wish.purpose,
        categories=categories_of(wish.parts),
        consent=wish.consent,
        basis=wish.basis,
        agreement=wish.papers.agreement,
        recipient_id=wish.recipient.organisation_id,
        representative=wish.representative,
        form=wish.form,
    )
    authors = own_authors(actor=actor, patient_id=patient_id) if Part.NOTES in wish.parts else frozenset()
    return gate.require_release(actor=actor, patient_id=patient_id, release=release, at=at, authors=authors)


def letter_of(permit: Permit, wish: Wish, *, name: str, born: date) -> Letter:
    """The words of the cover. Two queries.

    The name of the person stands on it whatever is given, as it stands in the consent whose scope goes along; when they were
    born only where the permit opens who they are.
    """
    user_id, organisation_id = permit.actor.colleague()
    known = organisations([organisation_id, *([wish.recipient.organisation_id] if wish.recipient.organisation_id else [])])
    recipient_id = wish.recipient.organisation_id
    to = known[recipient_id].name if recipient_id in known else wish.recipient.organisation
    return Letter(
        organisation=known[organisation_id].name,
        by=names_of_users([user_id]).get(user_id, ""),
        recipient=wish.recipient,
        recipient_name=to,
        papers=wish.papers,
        whose=f"{name}, born {date_text(born)}" if permit.covers(Category.DEMOGRAPHICS) else name,
    )


def sheets_for(frame: Frame, wish: Wish) -> list[Sheet]:
    """Exactly what would go: the parts that the permit opens. Counseling notes only where the colleague has any to give."""
    return [sheet for sheet in sheets_of(frame, wish.parts) if sheet.uuids or sheet.part not in ALONE]


def write_down(
    *,
    frame: Frame,
    wish: Wish,
    sheets: Sequence[Sheet],
    channel: Channel,
    at: datetime,
    hand_over: UUID | None = None,
) -> None:
    """The row of the accounting, before anything leaves; `hand_over` is the e-mail of which it tells.

    Raises:
        PapersMissing: as `record_release`.
    """
    parts = tuple(sheet.part for sheet in sheets)
    days = sorted(day for sheet in sheets for day in sheet.days)
    what = What(
        resource="record",
        summary=summary_of(parts),
        categories=categories_of(parts),
        parts=[part.value for part in parts],
        uuids=[uuid for sheet in sheets for uuid in sheet.uuids],
        data_from=days[0] if days else None,
        data_until=days[-1] if days else None,
    )
    with transaction.atomic():
        row = record_release(permit=frame.permit, recipient=wish.recipient, what=what, channel=channel, at=at, papers=wish.papers)
        if hand_over is not None:
            tie_disclosure(actor=frame.permit.actor, hand_over=hand_over, disclosure=row, at=at)
