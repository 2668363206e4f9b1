"""Partner systems: machines of other organisations that read over the interfaces."""

import secrets
from collections.abc import Collection
from datetime import datetime

from allauth.idp.oidc.models import Client, Token

from care.accounts.models import PartnerSystem
from care.accounts.operations.refusals import AccountRefused, check_reason
from care.actor import Actor, ActorKind, Purpose, Scope
from care.audit import operations as audit
from care.audit.kinds import Kind


class PartnerNameTaken(AccountRefused):
    """The organisation has a system of this name in use."""

    words = "This organization has a system of this name already."


class NoSuchPartner(AccountRefused):
    """There is no partner system in use behind this client's number."""

    words = "There is no partner system in use with this client ID."


def _check_system(actor: Actor) -> str:
    if actor.kind is not ActorKind.SYSTEM:
        raise PermissionError("only a named job of the platform makes and disables partner systems")
    return actor.job


def create_partner(
    *,
    actor: Actor,
    at: datetime,
    organisation_id: int,
    name: str,
    scopes: Collection[Scope],
    purposes: Collection[Purpose],
    contact_email: str = "",
) -> tuple[PartnerSystem, str]:
    """A partner system with its client, and the client's secret: 256 random bits, shown once and stored only as a hash.

    Raises:
        PermissionError: not asked by a named job.
        PartnerNameTaken: as named.
    """
    job = _check_system(actor)
    secret = secrets.token_urlsafe(32)
    with audit.change(actor=actor, at=at, verb="partner.created") as change:
        taken = PartnerSystem.objects.filter(organisation_id=organisation_id, name__iexact=name.strip(), disabled_at__isnull=True)
        if taken.exists():
            raise PartnerNameTaken
        client = Client(name=name.strip(), type=Client.Type.CONFIDENTIAL, created_at=at, response_types="")
        client.set_grant_types([Client.GrantType.CLIENT_CREDENTIALS])
        client.set_scopes([scope.value for scope in scopes])
        client.set_default_scopes([scope.value for scope in scopes])
        client.set_secret(secret)
        client.save()
        partner = PartnerSystem.objects.create(
            organisation_id=organisation_id,
            name=name.strip(),
            client=client,
            purposes=sorted(purpose.value for purpose in purposes),
            contact_email=contact_email.strip(),
            made_at=at,
            made_by_job=job,
        )
        change.detail |= {"partner": partner.pk, "organisation": organisation_id, "scopes": client.get_scopes()}
    return partner, secret


def disable_partner(*, actor: Actor, at: datetime, client_id: str, reason: str) -> PartnerSystem:
    """End a partner system: its tokens are gone, and its next request is refused.

    Raises:
        PermissionError: not asked by a named job.
        NoSuchPartner, ReasonMissing: as named.
    """
    job = _check_system(actor)
    reason = check_reason(reason)
    with audit.change(actor=actor, at=at, verb="partner.disabled") as change:
        partner = (
            PartnerSystem.objects.select_for_update(no_key=True).filter(client_id=client_id, disabled_at__isnull=True).first()
        )
        if partner is None:
            raise NoSuchPartner
        partner.disabled_at, partner.disabled_by_job, partner.disabled_reason = at, job, reason
        partner.save(update_fields=["disabled_at", "disabled_by_job", "disabled_reason"])
        Token.objects.filter(client_id=client_id).delete()
        change.detail["partner"] = partner.pk
    return partner


def record_partner_sign_in(*, actor: Actor, at: datetime, reason: str = "") -> None:
    """A partner system asked for a token: given, or refused for a reason."""
    verb = "partner.sign_in_failed" if reason else "partner.signed_in"
    decision = "deny" if reason else "allow"
    audit.record(actor=actor, at=at, kind=Kind.SIGN_IN, verb=verb, decision=decision, reason=reason)
