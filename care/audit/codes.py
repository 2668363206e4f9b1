"""The codes that bind rows and seals: HMAC-SHA256 under a key that is not in the database. Pure."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import orjson

FIELDS = (
    "uuid",
    "at",
    "kind",
    "verb",
    "actor_kind",
    "actor_label",
    "user_id",
    "organisation_id",
    "patient_ids",
    "category",
    "action",
    "purpose",
    "decision",
    "basis",
    "reason",
    "detail",
    "request_id",
)


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def event_mac(key: bytes, event: dict[str, Any]) -> bytes:
    """The code of one event over every field that it states, in a fixed order."""
    content = orjson.dumps([_plain(event[name]) for name in FIELDS], option=orjson.OPT_SORT_KEYS)
    return hmac.digest(key, content, "sha256")


def rows_hash(rows: Iterable[tuple[int, bytes]]) -> bytes:
    """The hash of sealed rows in order: row number and code of each."""
    digest = hashlib.sha256()
    for pk, mac in rows:
        digest.update(pk.to_bytes(8, "big") + bytes(mac))
    return digest.digest()


def seal_mac(
    key: bytes,
    *,
    number: int,
    sealed_at: datetime,
    cluster: int,
    from_xid: int,
    to_xid: int,
    event_ids: list[int],
    rows: bytes,
    previous: bytes,
) -> bytes:
    """The code of one seal; it covers the code of the seal before it."""
    content = orjson.dumps(["seal", number, _plain(sealed_at), cluster, from_xid, to_xid, event_ids, rows.hex(), previous.hex()])
    return hmac.digest(key, content, "sha256")
