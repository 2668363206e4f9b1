"""Taking a text for one of the demo's phones, and texting back as the provider would."""

import http.client
import json
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import IntegrityError, transaction

from care.demo.models import DemoText
from care.messaging import provider_token

PATIENCE = 10.0  # seconds


class NotTaken(RuntimeError):
    """The clinic's webhook did not take the text; says the status or what went wrong."""


def take_text(*, key: str, phone: str, body: str, at: datetime) -> UUID:
    """Put a text on a phone; gives its number. The same key again gives the same number, and one text."""
    try:
        with transaction.atomic():
            return DemoText.objects.create(key=key, phone=phone, body=body, texted_at=at).uuid
    except IntegrityError:
        return DemoText.objects.get(key=key).uuid


def reply(*, webhook: str, phone: str, body: str, at: datetime) -> None:
    """Text from a phone to the clinic: one POST to its webhook, as the real provider posts it.

    Raises:
        NotTaken: the clinic answered with something else than 200.
    """
    text = DemoText.objects.create(phone=phone, body=body, is_reply=True, texted_at=at)
    status = _post(webhook, {"id": str(text.uuid), "from": phone, "body": body})
    if status != "200":
        raise NotTaken(status)


def _post(address: str, values: dict[str, str]) -> str:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request(
            "POST",
            parts.path,
            body=json.dumps(values).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {provider_token()}"},
        )
        return str(connection.getresponse().status)
    except (OSError, http.client.HTTPException) as trouble:
        return type(trouble).__name__
    finally:
        connection.close()
