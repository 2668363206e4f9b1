"""E-mails about accounts. They go to work addresses, name no patient, and raise what the mail server raises."""

from datetime import datetime
from zoneinfo import ZoneInfo

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from care.accounts.models import User

# Whatever happens to somebody's means of signing in is told to them; the texts stand in templates/<name>_message.txt.
NOTICES = frozenset(
    {
        "account/email/password_changed",
        "account/email/password_reset",
        "mfa/email/recovery_codes_generated",
        "mfa/email/totp_activated",
        "mfa/email/totp_deactivated",
        "mfa/email/webauthn_added",
        "mfa/email/webauthn_removed",
    }
)


def reset_link(*, user: User, origin: str) -> str:
    """The address under which this person chooses a password, once, within `PASSWORD_RESET_TIMEOUT`."""
    token = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token})
    return origin.rstrip("/") + path


def _send(template: str, *, to: str, context: dict[str, object], zone: str = "UTC") -> None:
    with timezone.override(ZoneInfo(zone)):
        subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
        body = render_to_string(f"{template}_message.txt", context).strip() + "\n"
    EmailMessage(subject=subject, body=body, to=[to]).send()


def send_invitation(*, email: str, name: str, organisation: str, link: str) -> None:
    """The link by which a colleague comes in."""
    _send("accounts/email/invitation", to=email, context={"name": name, "organisation": organisation, "link": link})


def send_reset_link(*, email: str, link: str) -> None:
    """The link by which somebody chooses a new password."""
    _send("account/email/password_reset_key", to=email, context={"password_reset_url": link})


def send_address_notice(*, email: str) -> None:
    """Tell an address that an administrator has put another in its place."""
    _send("accounts/email/address_changed", to=email, context={})


def send_notice(*, template: str, email: str, zone: str, at: datetime, ip: str, user_agent: str) -> None:
    """Tell somebody that their means of signing in were changed, when and from where.

    Raises:
        ValueError: there is no such notice.
    """
    if template not in NOTICES:
        raise ValueError(f"no such notice: {template}")
    _send(template, to=email, context={"timestamp": at, "ip": ip, "user_agent": user_agent}, zone=zone)
