"""Secrets at rest: text encrypted under rotatable keys, and random link secrets that are stored only as a hash. Pure."""

import hashlib
import secrets
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class WrongKey(ValueError):
    """The text was encrypted under a key that is not among ours, or was changed. It is never returned as it stands."""


def _keyring(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str, keys: Sequence[str]) -> str:
    """The text under the first (newest) of the Fernet keys."""
    return _keyring(keys).encrypt(text.encode()).decode()


def decrypt(token: str, keys: Sequence[str]) -> str:
    """The text again, under whichever of the keys made the token.

    Raises:
        WrongKey: none of the keys did.
    """
    try:
        return _keyring(keys).decrypt(token.encode()).decode()
    except (InvalidToken, UnicodeDecodeError) as error:
        raise WrongKey("not encrypted under any of our keys") from error


def encrypt_bytes(content: bytes, keys: Sequence[str]) -> bytes:
    """Bytes under the first (newest) of the Fernet keys; a third longer."""
    return _keyring(keys).encrypt(content)


def decrypt_bytes(token: bytes, keys: Sequence[str]) -> bytes:
    """The bytes again, under whichever of the keys made the token.

    Raises:
        WrongKey: none of the keys did.
    """
    try:
        return _keyring(keys).decrypt(token)
    except InvalidToken as error:
        raise WrongKey("not encrypted under any of our keys") from error


def renewed_bytes(token: bytes, keys: Sequence[str]) -> bytes | None:
    """The same bytes under the newest key; None where they are under that one already.

    Raises:
        WrongKey: none of the keys made the token.
    """
    try:
        decrypt_bytes(token, keys[:1])
    except WrongKey:
        return encrypt_bytes(decrypt_bytes(token, keys), keys)
    return None


def renewed(token: str, keys: Sequence[str]) -> str | None:
    """`renewed_bytes` for a text."""
    again = renewed_bytes(token.encode(), keys)
    return again.decode() if again is not None else None


def new_secret() -> str:
    """A random secret of 256 bits for a link, safe in an address."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> bytes:
    """What is stored of a random secret: SHA-256, 32 bytes. For random secrets only, never for passwords."""
    return hashlib.sha256(secret.encode()).digest()
