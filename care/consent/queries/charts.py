"""Reading consents for a chart, with a permit: drafts and what became of them included."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from care.actor import Category, Permit, Purpose, Requester
from care.consent.models import Consent, ConsentPaper
from care.consent.rules import (
    KINDS,
    How,
    Kind,
    PaperKind,
    Signer,
    State,
    can_be_taken_back,
    state_of,
)
from care.lib.prepared import prepared
from care.lib.secrets import decrypt_bytes

# What a consent calls the class that it names (2.31(a)(4)(i): such words suffice for treatment, payment and operations).
CLASS_NAME = "Treating providers, health plans and those who help run the program"


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent, as a screen shows it. `recipient` is a name, or the words for a class of recipients."""

    uuid: UUID
    state: State
    recipient: str
    recipient_id: int | None
    recipient_kind: Requester | None
    kind: Kind
    discloser: str
    members: tuple[str, ...]
    treating_members: bool
    matter: str
    categories: tuple[Category, ...]
    purposes: tuple[Purpose, ...]
    what: str
    purpose_text: str
    at_request: bool
    wording: str
    wording_language: str
    prepared_at: datetime | None
    prepared_by: str
    how: How | None
    signer: Signer
    signature: str
    beside: str
    signed_at: datetime | None
    recorded_at: datetime | None
    recorded_by: str
    expires_at: datetime | None
    end_event: str
    ended_at: datetime | None
    ended_by: str
    irrevocable_until: datetime | None
    irrevocable_event: str
    freed_at: datetime | None
    freed_by: str
    can_be_taken_back: bool
    revoked_at: datetime | None
    revoked_by: str
    revoke_reason: str
    superseded_at: datetime | None
    successor: UUID | None
    closed_at: datetime | None
    closed_by: str
    zone: str

    @property
    def in_force(self) -> bool:
        """Whether something may be shared on it now."""
        return self.state is State.SIGNED

    @property
    def is_draft(self) -> bool:
        """Whether it waits for a signature."""
        return self.state is State.DRAFT


def _of(permit: Permit) -> QuerySet[Consent]:
    permit.check(category=Category.SUD)
    return Consent.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def rows_of(permit: Permit) -> QuerySet[Consent]:
    """The consents of the permit's patient here, with those who did something to them; for this package."""
    return _of(permit).select_related(
        "organisation", "recipient", "prepared_by", "recorded_by", "ended_by", "freed_by", "revoked_by", "closed_by", "successor"
    )


def consents_of(*, permit: Permit, at: datetime) -> list[ConsentRow]:
    """Every consent of the permit's patient here, drafts included, newest first. One query."""
    return [_row(row, at) for row in rows_of(permit).order_by("-pk")]


def get_consent(*, permit: Permit, consent: UUID, at: datetime) -> ConsentRow | None:
    """One consent of the permit's patient; none for another's. One query."""
    row = rows_of(permit).filter(uuid=consent).first()
    return _row(row, at) if row else None


def _row(row: Consent, at: datetime) -> ConsentRow:
    kind = Kind(row.kind)
    return ConsentRow(
        uuid=row.uuid,
        state=state_of(expires_at=row.expires_at, revoked_at=row.revoked_at, state=State(row.state), at=at),
        recipient=recipient_name(row, kind),
        recipient_id=row.recipient_id,
        recipient_kind=Requester(row.recipient_kind) if row.recipient_kind else None,
        kind=kind,
        discloser=row.discloser or row.organisation.name,
        members=tuple(row.members),
        treating_members=row.treating_members,
        matter=row.matter,
        categories=tuple(category for category in Category if category.value in row.categories),
        purposes=tuple(purpose for purpose in Purpose if purpose.value in row.purposes),
        what=row.what,
        purpose_text=row.purpose_text,
        at_request=row.at_request,
        wording=row.wording,
        wording_language=row.wording_language,
        prepared_at=row.prepared_at,
        prepared_by=_name(row.prepared_by),
        how=How(row.how) if row.how else None,
        signer=Signer(row.signer),
        signature=row.signature,
        beside=row.beside,
        signed_at=row.signed_at,
        recorded_at=row.recorded_at,
        recorded_by=_name(row.recorded_by),
        expires_at=row.expires_at,
        end_event=row.end_event,
        ended_at=row.ended_at,
        ended_by=_name(row.ended_by),
        irrevocable_until=row.irrevocable_until,
        irrevocable_event=row.irrevocable_event,
        freed_at=row.freed_at,
        freed_by=_name(row.freed_by),
        can_be_taken_back=can_be_taken_back(kind=kind, irrevocable_until=row.irrevocable_until, freed_at=row.freed_at, at=at),
        revoked_at=row.revoked_at,
        revoked_by=_name(row.revoked_by),
        revoke_reason=row.revoke_reason,
        superseded_at=row.superseded_at,
        successor=row.successor.uuid if row.successor else None,
        closed_at=row.closed_at,
        closed_by=_name(row.closed_by),
        zone=row.organisation.zone,
    )


def recipient_name(row: Consent, kind: Kind) -> str:
    """Who may receive by this consent, in words; for this package."""
    if KINDS[kind].is_class:
        return CLASS_NAME
    return row.recipient.name if row.recipient else row.recipient_name


def _name(user: object) -> str:
    return str(getattr(user, "name", "")) if user else ""


class PaperChanged(ValueError):
    """What lies in the table is not what was signed."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What was signed, opened."""

    kind: PaperKind
    media_type: str
    content: bytes


def paper_of(*, permit: Permit, consent: UUID) -> Paper | None:
    """The drawing or the scan of one consent of the permit's patient; none where there is none. One query.

    Raises:
        WrongKey: it was encrypted under a key that is not among ours.
        PaperChanged: it is no longer what was kept.
    """
    permit.check(category=Category.SUD)
    row = ConsentPaper.objects.filter(
        consent__uuid=consent, consent__patient_id=permit.patient_id, consent__organisation_id=permit.organisation_id
    ).first()
    if row is None:
        return None
    content = decrypt_bytes(bytes(row.content), settings.CARE_FIELD_KEYS)
    if sha256(content).hexdigest() != row.digest:
        raise PaperChanged
    return Paper(PaperKind(row.kind), row.media_type, content)


@dataclass(frozen=True, slots=True)
class InForce:
    """For the banner: how many recipients hold a consent that stands now, when the next one ends, and whether any was given.

    `zone` is the program's, in which last days are counted.
    """

    recipients: int
    next_end: datetime | None
    were_any: bool
    zone: str


def in_force(*, permit: Permit, at: datetime) -> InForce:
    """What the banner says of consents. A class of recipients counts as one; drafts do not count. One query."""
    permit.check(category=Category.SUD)
    rows = _standing(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    signed = [row for row in rows if row[6] is not None]
    standing = [
        row for row in signed if state_of(expires_at=row[4], revoked_at=row[5], state=State(row[3]), at=at) is State.SIGNED
    ]
    ends = [row[4] for row in standing if row[4] is not None]
    recipients = {(row[0], row[1], row[2] if row[0] is None and not row[1] else "") for row in standing}
    return InForce(len(recipients), min(ends, default=None), bool(signed), rows[0][7] if rows else "UTC")


@prepared
def _standing(*, patient_id: int, organisation_id: int) -> QuerySet[Consent, tuple[Any, ...]]:
    columns = ("recipient_id", "recipient_name", "kind", "state", "expires_at", "revoked_at", "signed_at", "organisation__zone")
    return Consent.objects.filter(patient_id=patient_id, organisation_id=organisation_id).order_by("pk").values_list(*columns)
