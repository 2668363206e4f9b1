"""How many wrong birth dates are taken for one link. Silent: then a right one is answered like a wrong one, for an hour."""

import logging

from django.core.cache import cache

log = logging.getLogger(__name__)

MOST_DATES = 6
WINDOW = 3600  # seconds


def _key(link_id: int) -> str:
    return f"link-dates:{link_id}"


def dates_used_up(link_id: int) -> bool:
    """Whether too many were wrong. A cache that is away lets the person through: the link itself is still needed."""
    try:
        return int(cache.get(_key(link_id)) or 0) >= MOST_DATES
    except Exception:
        log.warning("the cache does not answer: birth dates are not counted")
        return False


def note_wrong_date(link_id: int) -> None:
    """Count one."""
    try:
        if not cache.add(_key(link_id), 1, WINDOW):
            cache.incr(_key(link_id))
    except Exception:
        log.warning("the cache does not answer: a birth date was not counted")
