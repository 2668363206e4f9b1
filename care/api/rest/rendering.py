"""JSON by orjson: pure functions give plain rows, this gives the bytes. Pure."""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer


def rendered(data: Any) -> bytes:
    """The bytes of an answer; the same data give the same bytes."""
    return orjson.dumps(data, option=orjson.OPT_UTC_Z)


def etag_of(body: bytes) -> str:
    """A strong validator: it changes when any byte of the answer does."""
    return f'"{hashlib.sha256(body).hexdigest()[:40]}"'


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether If-None-Match names this validator (compared weakly, as RFC 9110 asks)."""
    named = [part.strip().removeprefix("W/") for part in if_none_match.split(",")]
    return "*" in named or etag in named


class JSONRenderer(BaseRenderer):
    """Takes bytes as they are, and renders anything else."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        if data is None:
            return b""
        return data if isinstance(data, bytes) else rendered(data)
