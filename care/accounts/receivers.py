"""Second factors in the audit.

allauth offers adapter hooks for passwords and sessions, but tells of second factors by its signals alone. Each receiver
here makes one call into `operations`, and raises what that raises.
"""

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils import timezone

from care.accounts import operations
from care.accounts.models import User
from care.accounts.session import SECOND_FACTOR_KEY, actor_signing_in


def _record(request: HttpRequest, user: User, authenticator: Authenticator, verb: str) -> None:
    request.session.pop(SECOND_FACTOR_KEY, None)
    operations.record_second_factor(
        actor=actor_signing_in(request, user_id=user.pk),
        at=timezone.now(),  # noqa: TID251 - the signal is the edge
        verb=verb,
        authenticator=authenticator.type,
    )


def on_added(sender: type[Authenticator], *, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _record(request, user, authenticator, "added")


def on_removed(sender: type[Authenticator], *, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _record(request, user, authenticator, "removed")


def on_renewed(sender: type[Authenticator], *, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _record(request, user, authenticator, "renewed")


def on_failed(sender: type[Authenticator], *, request: HttpRequest, user: User, **_: Any) -> None:
    operations.record_failure(
        actor=actor_signing_in(request, user_id=user.pk),
        at=timezone.now(),  # noqa: TID251 - the signal is the edge
        reason="SECOND_FACTOR",
    )


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    signals.authenticator_added.connect(on_added, dispatch_uid="care.second_factor_added")
    signals.authenticator_removed.connect(on_removed, dispatch_uid="care.second_factor_removed")
    signals.authenticator_reset.connect(on_renewed, dispatch_uid="care.second_factor_renewed")
    signals.authentication_failed.connect(on_failed, dispatch_uid="care.second_factor_failed")
