"""How many links somebody may try that do not exist. Silent: who tries too many is told what who tries one is told."""

import logging

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

log = logging.getLogger(__name__)

MOST_GUESSES = 30
WINDOW = 300  # seconds: short, since a whole town may share one address on the phone network


def _key(request: HttpRequest) -> str:
    try:
        address = str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:  # no proxy said where it comes from
        address = "unknown"
    return f"link-guesses:{salted_hmac('care.reminders.phone', address).hexdigest()[:24]}"


def guesses_too_much(request: HttpRequest) -> bool:
    """Whether this visitor has tried too many. A cache that is away lets everybody through: people must reach their page."""
    try:
        return int(cache.get(_key(request)) or 0) >= MOST_GUESSES
    except Exception:
        log.warning("the cache does not answer: guesses are not counted")
        return False


def note_guess(request: HttpRequest) -> None:
    """Count one."""
    key = _key(request)
    try:
        if not cache.add(key, 1, WINDOW):
            cache.incr(key)
    except Exception:
        log.warning("the cache does not answer: a guess was not counted")
