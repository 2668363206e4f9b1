"""Saying "sweep now" to a worker when something due was committed. A message lost here costs seconds, never a delivery.

At most one message waits at a time: who says it sets a mark in the cache, the sweep takes the mark away before it looks for
rows, and who finds the mark need not say it again, since that sweep has yet to look. A cache or broker that is away is tried
for a moment only, and then left alone for a while: beat sweeps every ten seconds anyway.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from celery import current_app
from django.core.cache import cache
from django.db import connection, transaction

log = logging.getLogger(__name__)

SWEEP = "care.deliveries.sweep"
_MARK = "outbox-woken"
_MARK_LASTS = 10  # seconds; a mark whose message was lost holds nobody back for longer
_LEAVE_ALONE = 30.0  # seconds
_IMPATIENT = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 1.0,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}


class _Broker:
    """Until when this process leaves a broker alone that did not answer."""

    away_until = 0.0


def wake_on_commit() -> None:
    """Wake a worker once this transaction is committed; once for each transaction, however many rows it queued."""
    if not any(call[1] is wake for call in connection.run_on_commit):
        transaction.on_commit(wake)


@contextmanager
def waking_nobody() -> Iterator[None]:
    """Within this block this process wakes no worker: what it queues waits for beat's next sweep."""
    before, _Broker.away_until = _Broker.away_until, float("inf")
    try:
        yield
    finally:
        _Broker.away_until = before


def wake() -> None:
    """Ask for a sweep, unless one was asked for and has not begun. Never raises, never waits longer than a second or two."""
    if time.monotonic() < _Broker.away_until:
        return
    try:
        if cache.add(_MARK, 1, timeout=_MARK_LASTS):
            _say()
    except Exception as trouble:  # whatever the cache's or the broker's client raises
        _Broker.away_until = time.monotonic() + _LEAVE_ALONE
        log.warning("no worker could be woken: %s", type(trouble).__name__)


def looked() -> None:
    """A sweep begins to look: whoever commits from now on wakes another. Never raises."""
    try:
        cache.delete(_MARK)
    except Exception as trouble:
        log.warning("the mark of the last waking stays: %s", type(trouble).__name__)


def _say() -> None:
    """One message over a connection of its own: the worker's waits for messages, and must be more patient than a request."""
    with current_app.connection(transport_options=_IMPATIENT) as connection:
        current_app.send_task(SWEEP, connection=connection, retry=False)
