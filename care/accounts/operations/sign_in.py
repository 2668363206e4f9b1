"""What happens around signing in, told to the audit: who came in and how, who did not, what was locked, changed and ended.

No event holds an e-mail address: whoever tries an address appears as a keyed hash, the same for the same address, so that
a run of tries can be seen without the audit becoming a list of addresses.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.utils.crypto import salted_hmac

from care.accounts.models import User
from care.actor import Actor
from care.audit import operations as audit
from care.audit.kinds import Kind


def login_hash(login: str) -> str:
    """A keyed hash of what was typed as an e-mail address."""
    return salted_hmac("care.accounts.login", login.strip().lower(), algorithm="sha256").hexdigest()[:16]


def record_sign_in(*, actor: Actor, at: datetime, methods: Sequence[str]) -> None:
    """Somebody signed in, by these means ('password', 'totp', 'recovery_codes', 'webauthn')."""
    audit.record(
        actor=actor, at=at, kind=Kind.SIGN_IN, verb="sign_in.succeeded", decision="allow", detail={"methods": list(methods)}
    )


def record_failure(*, actor: Actor, at: datetime, reason: str, login: str = "") -> None:
    """Somebody did not get in. `reason` is a code: PASSWORD, SECOND_FACTOR, DISABLED."""
    detail = {"login": login_hash(login)} if login else {}
    audit.record(actor=actor, at=at, kind=Kind.SIGN_IN, verb="sign_in.failed", decision="deny", reason=reason, detail=detail)


def record_throttled(*, actor: Actor, at: datetime, login: str) -> None:
    """Too many tries for one address, or from one place; the password was not even looked at."""
    audit.record(
        actor=actor,
        at=at,
        kind=Kind.SIGN_IN,
        verb="sign_in.throttled",
        decision="deny",
        reason="TOO_MANY",
        detail={"login": login_hash(login)},
    )


def record_reset_asked(*, actor: Actor, at: datetime, login: str) -> None:
    """Somebody asked for a link to reset the password of an address, known or not."""
    audit.record(actor=actor, at=at, kind=Kind.SIGN_IN, verb="password.reset_asked", detail={"login": login_hash(login)})


def record_sign_out(*, actor: Actor, at: datetime, session_key: str | None, reason: str = "") -> None:
    """A session is over: its owner signed out, or (LENGTH) its time was up."""
    with audit.change(actor=actor, at=at, verb="session.over" if reason else "sign_in.signed_out", detail={"reason": reason}):
        UserSession.objects.filter(session_key=session_key).delete()


def record_lock(*, actor: Actor, at: datetime) -> None:
    """A session was locked."""
    audit.record(actor=actor, at=at, kind=Kind.SIGN_IN, verb="session.locked")


def record_unlock(*, actor: Actor, at: datetime, method: str) -> None:
    """The same person opened it again, by 'password' or 'webauthn'."""
    audit.record(actor=actor, at=at, kind=Kind.SIGN_IN, verb="session.unlocked", decision="allow", detail={"methods": [method]})


def record_second_factor(*, actor: Actor, at: datetime, verb: str, authenticator: str) -> None:
    """A second factor was added, removed or renewed. `authenticator` is its type."""
    audit.record(
        actor=actor, at=at, kind=Kind.CHANGE, verb=f"second_factor.{verb}", detail={"type": authenticator, "user": actor.user_id}
    )


def change_password(*, actor: Actor, user: User, password: str, at: datetime, keep_session: str | None = None) -> None:
    """Set a new password and end every session of the account, save the one that is just answering.

    That one ends as well: with the password, the hash that ties a session to it has changed.
    """
    with audit.change(actor=actor, at=at, verb="password.changed", detail={"user": user.pk}) as change:
        user.set_password(password)
        user.save(update_fields=["password"])
        change.detail["sessions"] = delete_sessions(user_id=user.pk, keep=keep_session)


def end_sessions(*, actor: Actor, sessions: Iterable[UserSession], at: datetime) -> None:
    """End some of one's own sessions.

    Raises:
        PermissionError: one of them is somebody else's.
    """
    sessions = list(sessions)
    if any(session.user_id != actor.user_id for session in sessions):
        raise PermissionError("a session is ended by its owner; an administrator ends all of a colleague's")
    with audit.change(actor=actor, at=at, verb="session.ended", detail={"user": actor.user_id, "sessions": len(sessions)}):
        for session in sessions:
            session.end()


def delete_sessions(*, user_id: int, keep: str | None = None) -> int:
    """End all sessions of an account, within the transaction of the change that asks for it. Returns how many."""
    sessions = list(UserSession.objects.filter(user_id=user_id).exclude(session_key=keep or ""))
    for session in sessions:
        session.end()
    return len(sessions)
