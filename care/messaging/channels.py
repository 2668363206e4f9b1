"""Handing one message to a mail server or to the provider of text messages. Each hand-over is one attempt, bounded in time.

Both take a `key`: the same message tried again carries the same one, so that a receiver who keeps count drops the second.
Nothing here logs or raises an address or a text.
"""

import hashlib
import hmac
import http.client
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from care.messaging.rules import SendError, is_permanent, message_key, wait_asked

log = logging.getLogger(__name__)

PATIENCE = 10.0  # seconds that a provider may be silent
MOST_READ = 64_000  # bytes of a provider's answer
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along with an e-mail. Its name says nothing of anybody."""

    name: str
    content: bytes
    kind: str = "application/pdf"


def send_email(*, to: str, subject: str, body: str, key: str, attachments: Sequence[Attachment] = ()) -> str:
    """Hand an e-mail to the mail server; gives its Message-ID, which is made from `key`.

    Raises:
        SendError: permanent where the address is none or the server refuses the recipient or the message for good (5xx);
            temporary for anything else.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    reference = f"<{message_key(key)}@{domain}>"
    if "@" not in parseaddr(to)[1]:
        raise SendError("bad-address", permanent=True)
    failure = None
    try:
        files = [(file.name, file.content, file.kind) for file in attachments]
        EmailMessage(subject=subject, body=body, to=[to], headers={"Message-ID": reference}, attachments=files).send()
    except (ValueError, UnicodeError):  # what Django says of an address or a subject that cannot stand in a header
        failure = SendError("bad-address", permanent=True)
    except SMTPRecipientsRefused as refusal:
        codes = [code for code, _text in refusal.recipients.values()]
        failure = SendError(f"smtp-{max(codes, default=450)}", permanent=min(codes, default=450) >= 500)
    except SMTPDataError as refusal:
        failure = SendError(f"smtp-{refusal.smtp_code}", permanent=refusal.smtp_code >= 500)
    except (SMTPException, OSError) as trouble:
        failure = SendError(f"smtp-{type(trouble).__name__}")
    if failure is not None:
        raise failure  # here, so that it does not carry the server's words, which name the address
    return reference


def provider_token() -> str:
    """The bearer token of the provider of text messages; in the demo, whose provider is a page of ours, made from the secret."""
    if settings.CARE_SMS_TOKEN:
        return str(settings.CARE_SMS_TOKEN)
    if settings.DEMO:
        return hmac.new(settings.SECRET_KEY.encode(), b"demo provider of text messages", hashlib.sha256).hexdigest()
    return ""


def send_sms(*, to: str, body: str, key: str) -> str:
    """Hand a text message to the provider at CARE_SMS_URL; gives the provider's number of it.

    One POST with JSON (`to`, `from`, `body`), a bearer token and an `Idempotency-Key` made from `key`. No redirect is followed.

    Raises:
        SendError: permanent for 4xx but 408, 409, 425 and 429; temporary, after `Retry-After` where it is said, for those,
            for 5xx and for a network that fails.
    """
    if not settings.CARE_SMS_URL:
        raise SendError("sms-not-configured", permanent=True)
    status, wait, answer = _post(
        settings.CARE_SMS_URL,
        {"to": to, "from": settings.CARE_SMS_FROM, "body": body},
        {"Authorization": f"Bearer {provider_token()}", "Idempotency-Key": message_key(key)},
    )
    if 200 <= status < 300:
        return _number_in(answer)
    # a provider asks for a wait in its own time, not in the platform's
    raise SendError(f"sms-{status}", permanent=is_permanent(status), retry_after=wait_asked(wait, at=_clock()))


def _clock() -> datetime:
    return timezone.now()  # noqa: TID251 - a date in an answer of the network is compared with the network's time


def _post(address: str, values: dict[str, Any], headers: dict[str, str]) -> tuple[int, str, bytes]:
    """Status, Retry-After and the beginning of the body."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(host, parts.port, timeout=PATIENCE)
    elif parts.scheme == "http" and host in _LOOPBACK:
        connection = http.client.HTTPConnection(host, parts.port, timeout=PATIENCE)
    else:
        raise SendError("sms-not-configured", permanent=True)  # a clinic's messages do not travel in the clear
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    content = json.dumps(values).encode()
    failure = None
    try:
        connection.request("POST", path, body=content, headers={"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Retry-After", ""), answer.read(MOST_READ)
    except (OSError, http.client.HTTPException) as trouble:
        failure = SendError(f"sms-{type(trouble).__name__}")
    finally:
        connection.close()
    raise failure


def _number_in(answer: bytes) -> str:
    try:
        told = json.loads(answer)
    except ValueError:
        return ""
    number = told.get("id", "") if isinstance(told, dict) else ""
    return str(number)[:200] if isinstance(number, str | int) else ""
