"""The paper that goes to somebody outside: a cover that says to whom, what for, on what it rests and which notice goes along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from care.access.notices import Form, notice, notice_on
from care.access.operations import Papers, Recipient
from care.access.policy import ground_of, row_of
from care.access.vocabulary import Ground
from care.actor import Permit
from care.consent.queries import facts_of
from care.consent.rules import ConsentFacts
from care.lib.dates import date_text, local_date, time_text
from care.lib.pdf import Block, document
from care.pages.copies.parts import Frame, Sheet


@dataclass(frozen=True, slots=True)
class Letter:
    """Who sends what to whom: everything on the cover but the record itself."""

    organisation: str
    by: str
    recipient: Recipient
    recipient_name: str
    papers: Papers
    whose: str


def scope_text(consent: ConsentFacts, zone: str) -> str:
    """The scope of a consent in one sentence, as 42 CFR 2.32(b) asks it to go along."""
    kinds = ", ".join(category.label.lower() for category in sorted(consent.categories))
    purposes = ", ".join(purpose.label.lower() for purpose in sorted(consent.purposes))
    until = "until it is taken back"
    if consent.expires_at is not None:
        until = f"through {date_text(local_date(consent.expires_at - timedelta(seconds=1), zone))}"
    signed = date_text(local_date(consent.signed_at, zone))
    return (
        f"Consent signed {signed}. It covers: {kinds}. For: {purposes}. In force {until}, unless it is taken back before. "
        "Whatever it does not name stays with the program."
    )


def scope_of(permit: Permit, zone: str) -> str:
    """The scope of the consent on which a permit rests; empty where it rests on none."""
    if ground_of(permit.basis) is not Ground.CONSENT or permit.consent_id is None:
        return ""
    return scope_text(facts_of([permit.consent_id])[permit.consent_id], zone)


def rests_on(permit: Permit, letter: Letter, zone: str) -> list[tuple[str, str]]:
    """What the release rests on, in facts."""
    row = row_of(permit.basis)
    ground = ground_of(permit.basis)
    facts = [("Rests on", f"{ground.label}. {row.title} ({row.source}).")]
    papers = letter.papers
    if ground is Ground.CONSENT:
        facts.append(("Scope of the consent", scope_of(permit, zone)))
    if ground is Ground.ORDER and papers.order is not None:
        facts.append(("Order", f"{papers.order.number}, with subpoena {papers.order.subpoena}"))
        facts.append(("Limits of the order", papers.order.limits))
    if papers.reference and ground is not Ground.REPRESENTATION:
        facts.append(("Reference", papers.reference))
    return facts


def notice_words(permit: Permit) -> str:
    """The notice that goes along; the short one where the row asks for none, as a courtesy."""
    return notice(permit.notice).text if permit.notice else notice_on(permit.at.date(), form=Form.SHORT).text


def release_pdf(frame: Frame, letter: Letter, sheets: Sequence[Sheet], *, passphrase: str = "") -> bytes:
    """The whole paper. The short sentence of the notice stands at the foot of each page."""
    permit = frame.permit
    to = [part for part in (letter.recipient.name, letter.recipient_name) if part]
    made = f"{date_text(local_date(frame.at, frame.zone))}, {time_text(frame.at, frame.zone, with_zone=True)}"
    cover = [
        Block(
            "",
            facts=[
                ("For", ", ".join(to)),
                ("Of", letter.whose),
                ("From", f"{letter.by}, {letter.organisation}"),
                ("Made", made),
                ("Purpose", permit.purpose.label),
                *rests_on(permit, letter, frame.zone),
                ("What is in it", "; ".join(sheet.part.label for sheet in sheets)),
                ("What is not", "Anything else."),
            ],
        ),
        Block("Notice", notice_words(permit).split("\n"), boxed=True),
    ]
    return document(
        title="Copy of a record",
        subtitle="Confidential. For the recipient named below and for nobody else.",
        blocks=[*cover, *(block for sheet in sheets for block in sheet.blocks)],
        footer=notice_on(permit.at.date(), form=Form.SHORT).text,
        letterhead=letter.organisation,
        passphrase=passphrase,
    )


def name_on_paper(at: datetime, zone: str) -> str:
    """The name of the file: a day, and no name of anybody."""
    return f"record-{local_date(at, zone).isoformat()}.pdf"
