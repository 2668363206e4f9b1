"""How many requests somebody may make in a window of time, counted in the shared cache. Redis away: nobody is stopped."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a window: `remaining` below zero is over the limit; `resets_in` seconds until the next one."""

    limit: int
    remaining: int
    resets_in: int

    @property
    def is_over(self) -> bool:
        """Whether this request is one too many."""
        return self.remaining < 0


def take(key: str, *, limit: int, window: int, at: datetime) -> Allowance:
    """Count one request under a key (codes and numbers, never a name) in the window of that many seconds in which `at` lies.

    The cache is not the truth: where it does not answer, the request goes through and the log says so.
    """
    number, gone = divmod(int(at.timestamp()), window)
    name = f"throttle:{key}:{number}"
    try:
        if cache.add(name, 1, timeout=window + 5):
            used = 1
        else:
            try:
                used = cache.incr(name)
            except ValueError:  # it ran out between the two calls
                used = 1
    except (RedisError, OSError):
        log.warning("throttle: the cache does not answer")
        used = 0
    return Allowance(limit, limit - used, window - gone)
