"""Reading e-mails to somebody outside: one for the sweep, those of a person with a permit."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from care.access.models import Disclosure, HandOver
from care.access.notices import Form
from care.access.policy import Basis
from care.access.rules import HandOverState
from care.actor import Category, Permit, Purpose, Requester
from care.lib.secrets import decrypt


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """One e-mail to somebody outside. `passphrase` opens the file."""

    uuid: UUID
    patient_id: int
    staff_id: int
    user_id: int
    asked_by: str
    asked_at: datetime
    requester: Requester
    name: str
    organisation: str
    recipient_id: int | None
    address: str
    passphrase: str
    purpose: Purpose
    parts: tuple[str, ...]
    form: Form
    basis: Basis
    consent: UUID | None
    agreement: UUID | None
    order_number: str
    subpoena_number: str
    order_limits: str
    reference: str
    identity_check: str
    state: HandOverState
    settled_at: datetime | None
    reason: str
    disclosure: Disclosure | None

    @property
    def to(self) -> str:
        """Who receives, in one line."""
        return ", ".join(part for part in (self.name, self.organisation) if part)


_WITH = ("asked_by", "consent", "agreement", "disclosure", "recipient")


def find_hand_over(uuid: UUID) -> HandOverRow | None:
    """One of them, for the sweep that is about to send it. One query."""
    row = HandOver.objects.select_related(*_WITH).filter(uuid=uuid).first()
    return _row(row) if row else None


def get_hand_over(*, permit: Permit, uuid: UUID) -> HandOverRow | None:
    """One of the permit's patient; none for another's. One query."""
    permit.check(category=Category.SUD)
    rows = HandOver.objects.select_related(*_WITH).filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    row = rows.filter(uuid=uuid).first()
    return _row(row) if row else None


def _row(row: HandOver) -> HandOverRow:
    return HandOverRow(
        uuid=row.uuid,
        patient_id=row.patient_id,
        staff_id=row.staff_id,
        user_id=row.asked_by_id,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        requester=Requester(row.requester),
        name=row.requester_name,
        organisation=row.recipient.name if row.recipient else row.requester_organisation,
        recipient_id=row.recipient_id,
        address=row.address,
        passphrase=decrypt(row.passphrase, settings.CARE_FIELD_KEYS),
        purpose=Purpose(row.purpose),
        parts=tuple(row.parts),
        form=Form(row.notice_form),
        basis=Basis(row.basis),
        consent=row.consent.uuid if row.consent else None,
        agreement=row.agreement.uuid if row.agreement else None,
        order_number=row.order_number,
        subpoena_number=row.subpoena_number,
        order_limits=row.order_limits,
        reference=row.reference,
        identity_check=row.identity_check,
        state=HandOverState(row.state),
        settled_at=row.settled_at,
        reason=row.reason,
        disclosure=row.disclosure,
    )
