"""E-mails to somebody outside: written down with the colleague's yes, settled when they have left or no longer may."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from care.access.models import Agreement, Disclosure, HandOver
from care.access.notices import Form
from care.access.operations.disclosures import NO_PAPERS, Order, Papers, Recipient
from care.access.policy import Basis
from care.access.rules import HandOverMove, HandOverState, moved
from care.actor import Actor, Permit
from care.audit import operations as audit
from care.lib.secrets import encrypt
from care.outbox.operations import queue

KIND = "hand-over"
# Without letters and digits that are taken for one another when they are told by phone.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_passphrase() -> str:
    """Three groups of four, 59 bits: short enough to be told by phone."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a colleague wants to send, to which address; `parts` are codes."""

    recipient: Recipient
    address: str
    parts: tuple[str, ...]
    basis: Basis
    form: Form = Form.SHORT
    papers: Papers = NO_PAPERS


def queue_hand_over(*, permit: Permit, asked: Asked, at: datetime) -> HandOver:
    """Write down what is to be sent and put it into the outbox, due now. The gate is asked again before it leaves.

    Raises:
        PermissionError: a person at work here decides this, nobody else.
    """
    user_id, organisation_id = permit.actor.colleague()
    staff_id = permit.actor.staff_id
    if staff_id is None:
        raise PermissionError("this is done by people who work here")
    papers, order = asked.papers, asked.papers.order or Order("", "", "")
    agreement = Agreement.objects.filter(uuid=papers.agreement, organisation_id=organisation_id) if papers.agreement else None
    with audit.change(permit=permit, at=at, verb="hand_over.asked") as change:
        row = HandOver.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            staff_id=staff_id,
            requester=asked.recipient.requester.value,
            requester_name=asked.recipient.name.strip(),
            requester_organisation=asked.recipient.organisation.strip(),
            recipient_id=asked.recipient.organisation_id,
            address=asked.address.strip(),
            passphrase=encrypt(new_passphrase(), settings.CARE_FIELD_KEYS),
            purpose=permit.purpose.value,
            parts=list(asked.parts),
            notice_form=asked.form.value,
            basis=asked.basis.value,
            consent_id=permit.consent_id,
            agreement=agreement.order_by("pk").first() if agreement is not None else None,
            order_number=order.number.strip(),
            subpoena_number=order.subpoena.strip(),
            order_limits=order.limits.strip(),
            reference=papers.reference.strip(),
            identity_check=papers.identity_check.strip(),
            asked_at=at,
            asked_by_id=user_id,
        )
        queue(
            kind=KIND,
            key=f"{KIND}:{row.uuid}",
            due_at=at,
            at=at,
            organisation_id=permit.organisation_id,
            patient_id=permit.patient_id,
            about={"hand_over": str(row.uuid)},
        )
        change.detail |= {"hand_over": row.pk, "parts": list(asked.parts), "basis": permit.basis}
    return row


def tie_disclosure(*, actor: Actor, hand_over: UUID, disclosure: Disclosure, at: datetime) -> None:
    """Note which row of the accounting tells of it: in the transaction that writes that row, before it leaves."""
    with audit.change(actor=actor, at=at, verb="hand_over.disclosed", patient_ids=[disclosure.patient_id]) as change:
        HandOver.objects.filter(uuid=hand_over, disclosure__isnull=True).update(disclosure=disclosure)
        change.detail |= {"disclosure": disclosure.pk}


def settle_hand_over(*, permit: Permit, hand_over: UUID, move: HandOverMove, reason: str = "", at: datetime) -> HandOver | None:
    """Mark it as sent, dropped or given up, once; none where it was settled before."""
    with audit.change(permit=permit, at=at, verb="hand_over.settled") as change:
        row = (
            HandOver.objects.select_for_update(no_key=True, of=("self",))
            .select_related("disclosure")
            .filter(uuid=hand_over, patient_id=permit.patient_id, state=HandOverState.WAITING.value)
            .first()
        )
        if row is None:
            return None
        row.state, row.settled_at, row.reason = moved(HandOverState(row.state), move).value, at, reason[:120]
        row.save(update_fields=["state", "settled_at", "reason"])
        change.detail |= {"hand_over": row.pk, "state": row.state, "reason": row.reason}
    return row
