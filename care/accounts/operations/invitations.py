"""Invitations: a colleague is invited by e-mail, and comes in by a link whose secret we keep only as a hash."""

import smtplib
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from care.accounts.mail import send_invitation
from care.accounts.models import Invitation, Mail, Staff, User
from care.accounts.operations.organisations import add_roles, add_staff, add_user
from care.accounts.operations.refusals import AccountRefused, Administrator, check_administrator
from care.accounts.rules import INVITATION_LIFE, InvitationState, invitation_state
from care.actor import Actor, Role
from care.audit import operations as audit
from care.lib.secrets import new_secret, secret_hash

LinkOf = Callable[[str], str]


class AlreadyColleague(AccountRefused):
    """Somebody with this address works here already."""

    words = "Somebody with this e-mail address works here already."


class AlreadyInvited(AccountRefused):
    """An invitation to this address is still open."""

    words = "An invitation to this address is open. Send it again, or take it back."


class InvitationUnusable(AccountRefused):
    """The link leads to no open invitation: used, taken back, expired, or never ours. One answer for all."""

    words = "This invitation cannot be used. Ask whoever invited you for a new one."


class SignInToAccept(AccountRefused):
    """The invited address has an account already; only its owner, signed in, can accept."""

    words = "Sign in with your account first; then you can accept."


def invite_colleague(
    *, actor: Actor, at: datetime, email: str, name: str, roles: Sequence[Role], link_of: LinkOf, title: str = ""
) -> Invitation:
    """Invite somebody to work at the actor's organisation, and send the e-mail once the invitation is committed.

    `link_of` makes the full address from the link's secret. The returned invitation says whether the e-mail went out.
    An expired invitation to the same address is taken back by this.

    Raises:
        WorkRefused: the actor manages no accounts.
        AlreadyColleague: somebody with this address works here, with an open or a disabled account.
        AlreadyInvited: an invitation to this address is open.
    """
    by = check_administrator(actor)
    email = email.strip().lower()
    secret = new_secret()
    detail = {"roles": [role.value for role in roles]}
    with audit.change(actor=actor, at=at, verb="invitation.made", detail=detail) as change:
        if Staff.objects.filter(user__email=email, organisation_id=by.organisation_id, ended_at__isnull=True).exists():
            raise AlreadyColleague
        waiting = (
            Invitation.objects.select_for_update(no_key=True)
            .filter(email=email, organisation_id=by.organisation_id, accepted_at__isnull=True, revoked_at__isnull=True)
            .first()
        )
        if waiting is not None:
            if waiting.expires_at > at:
                raise AlreadyInvited
            _revoke(waiting, by=by, at=at)
        invitation = Invitation.objects.create(
            organisation_id=by.organisation_id,
            email=email,
            name=name.strip(),
            title=title.strip(),
            roles=[role.value for role in dict.fromkeys(roles)],
            token_hash=secret_hash(secret),
            invited_at=at,
            invited_by_id=by.user_id,
            expires_at=at + INVITATION_LIFE,
        )
        change.detail["invitation"] = invitation.pk
    _send(invitation, actor=actor, link=link_of(secret), at=at)
    return invitation


def send_invitation_again(*, actor: Actor, uuid: UUID, link_of: LinkOf, at: datetime) -> Invitation:
    """Send an open or expired invitation anew: with a new secret, so that the old link is dead, and seven more days.

    Raises:
        WorkRefused: the actor manages no accounts.
        InvitationUnusable: it was used or taken back, or is another organisation's.
    """
    by = check_administrator(actor)
    secret = new_secret()
    with audit.change(actor=actor, at=at, verb="invitation.renewed") as change:
        invitation = _unanswered(by, uuid)
        invitation.token_hash = secret_hash(secret)
        invitation.expires_at = at + INVITATION_LIFE
        invitation.mail = Mail.WAITING
        invitation.save(update_fields=["token_hash", "expires_at", "mail"])
        change.detail["invitation"] = invitation.pk
    _send(invitation, actor=actor, link=link_of(secret), at=at)
    return invitation


def revoke_invitation(*, actor: Actor, uuid: UUID, at: datetime) -> Invitation:
    """Take an invitation back; its link is dead from now on.

    Raises:
        WorkRefused: the actor manages no accounts.
        InvitationUnusable: it was used or taken back before, or is another organisation's.
    """
    by = check_administrator(actor)
    with audit.change(actor=actor, at=at, verb="invitation.revoked") as change:
        invitation = _unanswered(by, uuid)
        _revoke(invitation, by=by, at=at)
        change.detail["invitation"] = invitation.pk
    return invitation


def accept_invitation(
    *,
    actor: Actor,
    token_hash: bytes,
    at: datetime,
    name: str = "",
    pronouns: str = "",
    password: str = "",
    user: User | None = None,
) -> Staff:
    """Come to work at the organisation that invited, with the roles of the invitation. Works once.

    `token_hash` is the hash of the link's secret.

    Somebody new gives a name and a password, and gets an account. Somebody who has an account gives it as `user`, signed in.
    Nobody is signed in by this.

    Raises:
        InvitationUnusable: used, taken back, expired, never ours, or the account was disabled or works here by now.
        SignInToAccept: the address has an account, and `user` is not it.
    """
    with audit.change(actor=actor, at=at, verb="invitation.accepted") as change:
        invitation = Invitation.objects.select_for_update(no_key=True).filter(token_hash=token_hash).first()
        if invitation is None or _state(invitation, at) is not InvitationState.OPEN:
            raise InvitationUnusable
        account = User.objects.filter(email=invitation.email).first()
        if account is None:
            account = add_user(email=invitation.email, name=name, password=password, pronouns=pronouns, at=at)
        elif user is None or user.pk != account.pk:
            raise SignInToAccept
        elif (
            not account.is_active
            or Staff.objects.filter(user=account, organisation_id=invitation.organisation_id, ended_at__isnull=True).exists()
        ):
            raise InvitationUnusable
        staff = add_staff(
            user=account,
            organisation_id=invitation.organisation_id,
            title=invitation.title,
            by_id=invitation.invited_by_id,
            at=at,
        )
        add_roles(
            staff=staff,
            roles=[Role(role) for role in invitation.roles],
            reason="Invited",
            by_id=invitation.invited_by_id,
            at=at,
        )
        invitation.accepted_at = at
        invitation.accepted_by = account
        invitation.save(update_fields=["accepted_at", "accepted_by"])
        change.detail |= {
            "invitation": invitation.pk,
            "organisation": invitation.organisation_id,
            "user": account.pk,
            "staff": staff.pk,
            "roles": invitation.roles,
        }
    return staff


def _state(invitation: Invitation, at: datetime) -> InvitationState:
    return invitation_state(
        expires_at=invitation.expires_at, accepted_at=invitation.accepted_at, revoked_at=invitation.revoked_at, at=at
    )


def _unanswered(by: Administrator, uuid: UUID) -> Invitation:
    invitation = (
        Invitation.objects.select_for_update(no_key=True)
        .filter(uuid=uuid, organisation_id=by.organisation_id, accepted_at__isnull=True, revoked_at__isnull=True)
        .first()
    )
    if invitation is None:
        raise InvitationUnusable
    return invitation


def _revoke(invitation: Invitation, *, by: Administrator, at: datetime) -> None:
    invitation.revoked_at = at
    invitation.revoked_by_id = by.user_id
    invitation.save(update_fields=["revoked_at", "revoked_by"])


def _send(invitation: Invitation, *, actor: Actor, link: str, at: datetime) -> None:
    """Send the e-mail and keep what became of it: its failure is told, not raised, since the invitation stands."""
    try:
        send_invitation(email=invitation.email, name=invitation.name, organisation=invitation.organisation.name, link=link)
        invitation.mail = Mail.SENT
    except (OSError, smtplib.SMTPException):
        invitation.mail = Mail.FAILED
    with audit.change(actor=actor, at=at, verb=f"invitation.mail_{invitation.mail}", detail={"invitation": invitation.pk}):
        invitation.save(update_fields=["mail"])
