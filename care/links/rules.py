"""What a link's token looks like, and when a link opens. Pure.

A token is the link's random number and a code over the number and the purpose: nothing secret is stored, and a token of
another purpose, or with any character changed, is known for wrong without asking the database.
"""

import base64
import binascii
import hmac
from datetime import datetime
from uuid import UUID

from care.actor.vocabulary import Described

CODE_BYTES = 10  # of the message authentication code; the number itself adds 122 random bits
TOKEN_BYTES = 16 + CODE_BYTES
TOKEN_LENGTH = 35  # characters


class LinkPurpose(Described):
    """What a link is for: one thing."""

    CHECK_IN = "check-in", "Check-in", "Answer one check-in."
    CONSENT = "consent", "Consent", "Read one consent, and sign or decline it."
    QUESTIONNAIRE = "questionnaire", "Questionnaire", "Answer one questionnaire."
    SAFE_COPY = "safe-copy", "Own copy", "Keep the own plans, and sign those for staying well and safe."


class Refusal(Described):
    """Why a link does not open."""

    UNKNOWN = "unknown", "Unknown", "There is no such link, or its address was changed."
    EXPIRED = "expired", "Expired", "Its time is over."
    REVOKED = "revoked", "Revoked", "It was taken back."


def code_of(uuid: UUID, purpose: str, key: bytes) -> bytes:
    """The message authentication code of a link's number and purpose: HMAC-SHA256, cut to 80 bits (RFC 2104, section 5)."""
    return hmac.digest(key, b"%b:%b" % (purpose.encode(), uuid.bytes), "sha256")[:CODE_BYTES]


def make_token(uuid: UUID, purpose: str, key: bytes) -> str:
    """The token of a link: 35 characters that are safe in an address."""
    return _encoded(uuid.bytes + code_of(uuid, purpose, key))


def read_token(token: str, purpose: str, key: bytes) -> UUID | None:
    """The number in a token; none when the token was not made for this purpose with this key, to the last bit."""
    if len(token) != TOKEN_LENGTH or not token.isascii():
        return None
    try:
        raw = base64.urlsafe_b64decode(token + "=")
    except (binascii.Error, ValueError):
        return None
    # the last character carries two bits of nothing, and the decoder passes over foreign characters: only one spelling counts
    if len(raw) != TOKEN_BYTES or not hmac.compare_digest(_encoded(raw), token):
        return None
    uuid = UUID(bytes=raw[:16])
    return uuid if hmac.compare_digest(raw[16:], code_of(uuid, purpose, key)) else None


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def refusal(*, expires_at: datetime, revoked_at: datetime | None, at: datetime) -> Refusal | None:
    """Why a link does not open at a moment; none when it does. At `expires_at` itself it is expired."""
    if revoked_at is not None:
        return Refusal.REVOKED
    return Refusal.EXPIRED if at >= expires_at else None
