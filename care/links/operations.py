"""Changing links: give one out, open it, use it once, take it back.

A link's row is locked after whatever it is about (a check-in), and before tasks: see `care.worklist.operations`.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from care.actor import Action, Actor, Category, Permit
from care.audit import operations as audit
from care.audit.kinds import Kind
from care.links.models import Link
from care.links.queries import signing_key
from care.links.rules import Refusal, read_token, refusal

_OPEN = Q(used_at__isnull=True, revoked_at__isnull=True)
EXPIRED = "expired"


class LinkRefused(Exception):
    """The link does not open. Never says whose it is; of one that was ours, which program gave it out."""

    organisation_id: int | None = None


class LinkUnknown(LinkRefused):
    """There is no such link, its address was changed, or it is for something else."""


class LinkExpired(LinkRefused):
    """Its time is over."""


class LinkRevoked(LinkRefused):
    """It was taken back, or the person whose it was has died."""


class LinkUsed(LinkRefused):
    """It has done what it was for."""


_REFUSALS: dict[Refusal, type[LinkRefused]] = {
    Refusal.UNKNOWN: LinkUnknown,
    Refusal.EXPIRED: LinkExpired,
    Refusal.REVOKED: LinkRevoked,
}


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Who came through a link: the actor for the gate, and what the link is about. `used_at` once it has done its work."""

    actor: Actor
    link_id: int
    patient_id: int
    organisation_id: int
    subject: UUID
    used_at: datetime | None


def issue_link(*, permit: Permit, purpose: str, subject: UUID, expires_at: datetime, at: datetime) -> Link:
    """Give out a link about something of the permit's patient. An open link of the subject is given again.

    So a message that is tried twice carries the same address. An open link that ends sooner lasts until `expires_at` now;
    one whose time is over is taken back, and a new one is made.

    Raises:
        ValueError: it would be expired at once.
        PermissionError: the open link is another patient's.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    if expires_at <= at:
        raise ValueError("a link expires after it is given out")
    with audit.change(permit=permit, at=at, verb="link.issued", detail={"purpose": purpose}) as change:
        link = _open_link_of(purpose, subject)
        if link is not None and link.expires_at <= at:
            _revoke(link, who=permit.actor, reason=EXPIRED, at=at)
            link = None
        if link is None:
            link = _made(permit, purpose=purpose, subject=subject, expires_at=expires_at, at=at)
        if (link.patient_id, link.organisation_id) != (permit.patient_id, permit.organisation_id):
            raise PermissionError("the link of this subject belongs to another record")
        if link.expires_at < expires_at:
            link.expires_at = expires_at
            link.save(update_fields=["expires_at"])
        change.detail["link"] = link.pk
    return link


def _made(permit: Permit, *, purpose: str, subject: UUID, expires_at: datetime, at: datetime) -> Link:
    """A new link; of two made at once the second is given the first one's."""
    try:
        with transaction.atomic():
            return Link.objects.create(
                purpose=purpose,
                subject=subject,
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                expires_at=expires_at,
                issued_at=at,
                issued_by_id=permit.actor.user_id,
                issued_by_job=permit.actor.job_name,
            )
    except IntegrityError:
        link = _open_link_of(purpose, subject)
        if link is None:
            raise
        return link


def _open_link_of(purpose: str, subject: UUID) -> Link | None:
    return Link.objects.select_for_update(no_key=True).filter(_OPEN, purpose=purpose, subject=subject).first()


def open_link(*, token: str, purpose: str, at: datetime, request_id: str = "") -> LinkHolder:
    """Who comes with a token. A token that was not made here for this purpose is answered without touching the database.

    A link that was used opens still, with `used_at`: the page says that the answers arrived. A refusal of a link that we
    know is written into the audit.

    Raises:
        LinkUnknown, LinkExpired, LinkRevoked: it does not open.
    """
    uuid = read_token(token, purpose, signing_key())
    if uuid is None:
        raise LinkUnknown
    link = Link.objects.filter(uuid=uuid, purpose=purpose).first()
    if link is None:
        raise LinkUnknown
    actor = Actor.patient(
        patient_id=link.patient_id,
        organisation_id=link.organisation_id,
        link_id=link.pk,
        purpose=link.purpose,
        request_id=request_id,
    )
    why = refusal(expires_at=link.expires_at, revoked_at=link.revoked_at, at=at)
    if why is not None:
        audit.record(
            actor=actor,
            at=at,
            kind=Kind.REFUSAL,
            verb="link.refused",
            patient_ids=[link.patient_id],
            decision="deny",
            reason=why.value,
            detail={"link": link.pk},
        )
        refused = _REFUSALS[why]()
        refused.organisation_id = link.organisation_id
        raise refused
    return LinkHolder(
        actor=actor,
        link_id=link.pk,
        patient_id=link.patient_id,
        organisation_id=link.organisation_id,
        subject=link.subject,
        used_at=link.used_at,
    )


def use_link(*, link_id: int, at: datetime) -> None:
    """Say that a link has done its work, in the transaction and under the event of that work. Of two at once one wins.

    Raises:
        LinkUsed: it was used before.
        LinkExpired, LinkRevoked: it opens no more.
        RuntimeError: outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a link is used in the transaction of what it is used for")
    link = Link.objects.select_for_update(no_key=True).get(pk=link_id)
    if link.used_at is not None:
        raise LinkUsed
    why = refusal(expires_at=link.expires_at, revoked_at=link.revoked_at, at=at)
    if why is not None:
        raise _REFUSALS[why]
    link.used_at = at
    link.save(update_fields=["used_at"])


def revoke_links(*, permit: Permit, subject: UUID, reason: str, at: datetime) -> int:
    """Take back every open link about something; gives how many there were.

    Raises:
        ValueError: no reason.
    """
    return _revoke_all(permit, Q(subject=subject), reason=reason, at=at)


def revoke_links_of_patient(*, permit: Permit, reason: str, at: datetime) -> int:
    """Take back every open link of the permit's patient at the permit's organisation, whatever it is about.

    Raises:
        ValueError: no reason.
    """
    return _revoke_all(permit, Q(), reason=reason, at=at)


def _revoke_all(permit: Permit, which: Q, *, reason: str, at: datetime) -> int:
    permit.check(category=Category.SUD, action=Action.WRITE)
    if not reason:
        raise ValueError("a link is taken back with a reason")
    with audit.change(permit=permit, at=at, verb="links.revoked", detail={"reason": reason}) as change:
        links = list(
            Link.objects.select_for_update(no_key=True)
            .filter(_OPEN, which, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
            .order_by("pk")
        )
        for link in links:
            _revoke(link, who=permit.actor, reason=reason, at=at)
        change.detail["links"] = [link.pk for link in links]
    return len(links)


def _revoke(link: Link, *, who: Actor, reason: str, at: datetime) -> None:
    link.revoked_at, link.revoked_by_id, link.revoked_by_job = at, who.user_id, who.job_name
    link.revoke_reason = reason
    link.save(update_fields=["revoked_at", "revoked_by", "revoked_by_job", "revoke_reason"])
