"""How an e-mail with a part of a record leaves: the gate is asked again, in the colleague's name, when it is about to go.

What no longer stands then (a consent taken back, an agreement ended, a colleague who left) is not sent, and people are told.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from care.access import gate
from care.access.operations import Order, Papers, Recipient, record_return, settle_hand_over
from care.access.operations.handovers import KIND
from care.access.policy import Basis
from care.access.queries import HandOverRow, find_hand_over
from care.access.rules import HandOverMove
from care.access.vocabulary import Channel
from care.accounts.queries import WorkPlace, work_places_of
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.messaging import Attachment, send_email
from care.outbox.handling import Drop, Handler, Later, Ready
from care.outbox.queries import Claimed
from care.pages.copies.giving import Wish, ask, letter_of, sheets_for, write_down
from care.pages.copies.paper import name_on_paper, notice_words, release_pdf, scope_of
from care.pages.copies.parts import Frame, Part
from care.worklist.operations import open_task
from care.worklist.rules import Priority
from patients.queries import get_patient

JOB = "releases.send"
SOON = timedelta(hours=4)
GONE = "COLLEAGUE_LEFT"
UNKNOWN = "NO_HAND_OVER"
NOTHING_LEFT = "NOTHING_LEFT"
WHY = {
    "NO_VALID_CONSENT": "The consent no longer stood when it was about to leave.",
    "NO_AGREEMENT": "The agreement no longer stood when it was about to leave.",
    GONE: "The colleague who asked for it no longer works here, or may no longer read this record.",
    "NOT_ON_CARE_TEAM": "The colleague who asked for it is no longer on the care team.",
}
SUBJECT = "A document for you"
BODY = """Hello,

{by} at {organisation} sends you the attached document. It opens with a passphrase that {by} tells you in another way.

It is for {to}. If that is not you, delete it and call us.

{notice}
{scope}
"""


@dataclass(slots=True)
class Context:
    """The permits of a batch, by program and person: to settle and to tell people."""

    permits: dict[tuple[int, int], Permit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One e-mail as it leaves."""

    address: str
    body: str
    file: Attachment


def _open(rows: Sequence[Claimed], at: datetime) -> Context:
    people: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.organisation_id is not None and row.patient_id is not None:
            people[row.organisation_id].add(row.patient_id)
    context = Context()
    for organisation_id, patient_ids in people.items():
        permits = gate.require_all(
            actor=Actor.system(job=JOB, organisation_id=organisation_id),
            patient_ids=sorted(patient_ids),
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.CAREMGT,
            at=at,
        )
        context.permits |= {(organisation_id, patient_id): permit for patient_id, permit in permits.items()}
    return context


def _permit(row: Claimed, context: Context | None) -> Permit | None:
    return context.permits.get((row.organisation_id or 0, row.patient_id or 0)) if context else None


def _number(row: Claimed) -> UUID:
    return UUID(str(row.about["hand_over"]))


def _place(asked: HandOverRow | None) -> WorkPlace | None:
    """Where the colleague works now; nowhere when their work here has ended."""
    if asked is None:
        return None
    return next((place for place in work_places_of(user_id=asked.user_id) if place.staff_id == asked.staff_id), None)


def wish_of(asked: HandOverRow) -> Wish:
    """What the colleague asked for, as the gate is asked again."""
    order = Order(asked.order_number, asked.subpoena_number, asked.order_limits) if asked.order_number else None
    return Wish(
        recipient=Recipient(asked.requester, asked.name, asked.organisation, asked.recipient_id),
        purpose=asked.purpose,
        parts=tuple(Part(part) for part in asked.parts),
        consent=asked.consent,
        basis=asked.basis,
        papers=Papers(order=order, agreement=asked.agreement, reference=asked.reference, identity_check=asked.identity_check),
        form=asked.form,
        representative=UUID(asked.reference) if asked.basis is Basis.REPRESENTATION else None,
    )


def _prepare(row: Claimed, _context: Context, at: datetime) -> Ready | Drop | Later:
    if row.reference:  # it left before, and only its settling failed
        return Ready(None)
    asked = find_hand_over(_number(row))
    if asked is None:
        return Drop(UNKNOWN)
    place = _place(asked)
    if place is None:
        return Drop(GONE)
    actor = Actor.staff(user_id=asked.user_id, staff_id=place.staff_id, organisation_id=place.organisation_id, roles=place.roles)
    zone, wish = place.organisation_zone, wish_of(asked)
    try:
        reading = gate.require(
            actor=actor, patient_id=asked.patient_id, category=Category.DEMOGRAPHICS, action=Action.READ, purpose=Purpose.TREAT,
            at=at,
        )  # fmt: skip
        permit = ask(actor=actor, patient_id=asked.patient_id, wish=wish, at=at)
    except gate.Refused as refusal:
        return Drop(refusal.reason)
    frame = Frame(permit, at, zone)
    sheets = sheets_for(frame, wish)
    if {sheet.part for sheet in sheets} != set(wish.parts):
        return Drop(NOTHING_LEFT)
    person = get_patient(permit=reading)
    letter = letter_of(permit, wish, name=person.display_name, born=person.identity.birth_date)
    content = release_pdf(frame, letter, sheets, passphrase=asked.passphrase)
    if asked.disclosure is None:
        write_down(frame=frame, wish=wish, sheets=sheets, channel=Channel.E_MAIL, at=at, hand_over=asked.uuid)
    body = BODY.format(
        by=letter.by,
        organisation=letter.organisation,
        to=asked.to,
        notice=notice_words(permit),
        scope=scope_of(permit, zone),
    )
    return Ready(Outgoing(asked.address, body, Attachment(name_on_paper(at, zone), content)))


def _send(row: Claimed, ready: Ready) -> str:
    outgoing: Outgoing = ready.payload
    return send_email(to=outgoing.address, subject=SUBJECT, body=outgoing.body, key=row.key, attachments=[outgoing.file])


def _settle(row: Claimed, context: Context, _ready: Ready, _reference: str, at: datetime) -> None:
    permit = _permit(row, context)
    if permit is not None:
        settle_hand_over(permit=permit, hand_over=_number(row), move=HandOverMove.SEND, at=at)


def _dropped(row: Claimed, context: Context, reason: str, at: datetime) -> None:
    _not_sent(row, context, HandOverMove.DROP, reason, at)


def _given_up(row: Claimed, context: Context | None, reason: str, at: datetime) -> None:
    if _permit(row, context) is None:
        raise LookupError("no permit: the outbox tells people")
    _not_sent(row, context, HandOverMove.GIVE_UP, reason, at)


def _not_sent(row: Claimed, context: Context | None, move: HandOverMove, reason: str, at: datetime) -> None:
    """Nothing left: the row says so, the accounting too where it said otherwise, and the colleague is told."""
    permit = _permit(row, context)
    if permit is None:
        return
    settled = settle_hand_over(permit=permit, hand_over=_number(row), move=move, reason=reason, at=at)
    if settled is None:
        return
    if settled.disclosure is not None:
        record_return(permit=permit, disclosure=settled.disclosure, at=at)
    asked = find_hand_over(settled.uuid)
    to = asked.to if asked else "somebody outside"
    place = _place(asked)
    open_task(
        permit=permit,
        title=f"Not sent: the copy of the record for {to}"[:200],
        why=WHY.get(reason, f"Nothing left. The reason is {reason}."),
        priority=Priority.RAISED,
        due_at=at + SOON,
        owner_id=place.staff_id if place else None,
        owner_role=Role.COORDINATOR,
        subject_kind=KIND,
        subject=settled.uuid,
        at=at,
    )


HANDLER = Handler(open=_open, prepare=_prepare, send=_send, settle=_settle, dropped=_dropped, given_up=_given_up)
