"""What the parts say of themselves."""

from datetime import datetime

import redis
from django.conf import settings
from django.db import DatabaseError, connection

from care.health.models import Heartbeat, Part
from care.health.rules import ALIVE_FOR, DOWN, OK, SignOfLife, state_of_part

BROKER_TIMEOUT = 2.0  # seconds


def parts_of_the_system(*, at: datetime, host: str | None = None) -> dict[str, dict[str, object]]:
    """The state of web, database, broker, worker and beat. Never raises: a part that cannot be asked is down.

    With `host`, only the worker and beat processes of that host count.
    """
    parts: dict[str, dict[str, object]] = {"web": {"state": OK, "commit": settings.COMMIT}}
    signs: list[SignOfLife] = []
    try:
        signs = signs_of_life(at=at, host=host)
        parts["database"] = {"state": OK}
    except DatabaseError:
        connection.close()
        parts["database"] = {"state": DOWN}
    parts["broker"] = {"state": OK if broker_answers() else DOWN}
    for part in Part:
        parts[part.value] = state_of_part(part.value, signs=signs, at=at)
    return parts


def signs_of_life(*, at: datetime, host: str | None = None) -> list[SignOfLife]:
    """The heartbeats of the last minutes."""
    recent = Heartbeat.objects.filter(at__gt=at - 20 * ALIVE_FOR)
    if host is not None:
        recent = recent.filter(host=host)
    rows = recent.values_list("part", "at", "commit")
    return [SignOfLife(part=part, at=seen, commit=commit) for part, seen, commit in rows]


def broker_answers() -> bool:
    """Whether Redis answers within two seconds."""
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=BROKER_TIMEOUT, socket_connect_timeout=BROKER_TIMEOUT)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()
