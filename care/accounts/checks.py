"""`manage.py check`: the demo stays on this machine, and nobody weakens how a clinic's staff sign in."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
LONGEST_IDLE = timedelta(minutes=15)
LONGEST_SESSION = timedelta(hours=12)


def check_sign_in_policy(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """What the settings must not say. Tests count as a clinic."""
    found: list[CheckMessage] = []

    def refuse(number: int, message: str) -> None:
        found.append(Error(message, id=f"accounts.E{number:03}"))

    if settings.DEMO and not LOOPBACK.issuperset(settings.ALLOWED_HOSTS):
        refuse(1, "The demo waives the second factor, so it answers on this machine only: ALLOWED_HOSTS must be loopback.")
    if not settings.DEMO and not settings.SECOND_FACTOR_REQUIRED:
        refuse(2, "Outside the demo a second factor is required of staff: SECOND_FACTOR_REQUIRED must be true.")
    if not settings.DEMO and not settings.TESTING and settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN:
        refuse(3, "Passkeys need https: MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN must be false.")
    if settings.ACCOUNT_LOGIN_ON_PASSWORD_RESET:
        refuse(4, "A password reset signs nobody in: ACCOUNT_LOGIN_ON_PASSWORD_RESET must be false.")
    if getattr(settings, "ACCOUNT_LOGIN_BY_CODE_ENABLED", False) or getattr(settings, "MFA_TRUST_ENABLED", False):
        refuse(5, "No code by e-mail and no trusted browser takes the place of the second factor.")
    if getattr(settings, "MFA_TOTP_TOLERANCE", 0):
        # allauth remembers a used code for one period only, so with a tolerance it could be used again
        refuse(6, "A code of the authenticator app counts in its own 30 seconds: MFA_TOTP_TOLERANCE must be 0.")
    if settings.IDLE_LOCK > LONGEST_IDLE or settings.SESSION_LENGTH > LONGEST_SESSION:
        refuse(7, "A session locks after 15 minutes at most and ends after 12 hours at most.")
    if (
        settings.ACCOUNT_ADAPTER != "care.accounts.adapter.AccountAdapter"
        or settings.MFA_ADAPTER != "care.accounts.adapter.MFAAdapter"
    ):
        refuse(8, "Signing in goes through the adapters of care.accounts, which tell the audit and encrypt secrets.")
    return found
