"""A worker is woken by one message however much is queued, and a broker that is away neither breaks nor delays a request."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction

from care.celery import app as celery
from care.outbox import operations
from care.outbox.models import Delivery
from care.outbox.operations import waking

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _in_good_spirits(monkeypatch):
    monkeypatch.setattr(waking._Broker, "away_until", 0.0)


def messages(connection):
    return connection.default_channel.client.llen("celery")


@pytest.fixture
def queued_messages():
    """How many messages wait at the broker, counted from now."""
    with celery.connection() as connection:
        before = messages(connection)
        yield lambda: messages(connection) - before


def queue(key, at, *, due_at=None):
    return operations.queue(kind="letter", key=key, due_at=due_at or at, at=at, organisation_id=None, patient_id=None, about={})


def roll_back(at):
    with suppress(ZeroDivisionError), transaction.atomic():
        queue("never", at)
        raise ZeroDivisionError


def test_a_thousand_rows_wake_one_worker(queued_messages, at):
    with transaction.atomic():
        for number in range(1000):
            assert queue(f"letter:{number}", at)
    assert queued_messages() == 1
    for number in range(20):
        with transaction.atomic():
            queue(f"other:{number}", at)
    assert queued_messages() == 1
    operations.looked()  # a sweep has begun: who commits from now on wakes another
    with transaction.atomic():
        queue("last", at)
    assert queued_messages() == 2


def test_what_is_due_later_or_was_rolled_back_wakes_nobody(queued_messages, at):
    with transaction.atomic():
        queue("tomorrow", at, due_at=at + timedelta(days=1))
    roll_back(at)
    with transaction.atomic():
        roll_back(at)
    assert queued_messages() == 0
    assert set(Delivery.objects.values_list("key", flat=True)) == {"tomorrow"}


def test_a_savepoint_that_is_rolled_back_does_not_take_the_waking_of_others_with_it(queued_messages, at):
    with transaction.atomic():
        roll_back(at)
        queue("now", at)
    assert queued_messages() == 1


@contextmanager
def nobody_there() -> Iterator[int]:
    """A port at which nobody listens."""
    with closing(socket.socket()) as closed:
        closed.bind(("127.0.0.1", 0))
        yield closed.getsockname()[1]


@contextmanager
def silent() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        yield listener.getsockname()[1]


@pytest.mark.parametrize("away", [nobody_there, silent])
@pytest.mark.parametrize("what", ["cache", "broker"])
def test_a_broker_that_is_away_neither_breaks_nor_delays_a_request(settings, monkeypatch, away, what, at):
    with away() as port:
        address = f"redis://127.0.0.1:{port}/0"
        if what == "cache":
            settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": address}}
        else:
            monkeypatch.setattr(celery.conf, "broker_write_url", address, raising=False)
        began = time.monotonic()
        with transaction.atomic():
            assert queue("first", at)
        first = time.monotonic() - began
        for number in range(20):
            with transaction.atomic():
                assert queue(f"next:{number}", at)
        operations.wake()
        others = time.monotonic() - began - first
        assert waking._Broker.away_until > time.monotonic()
    assert first < 4, "the first request waited"
    assert others < 2, "a broker that is away is left alone for a while"
    assert Delivery.objects.count() == 21
    cache.close()


def test_a_row_is_queued_in_a_transaction_or_not_at_all(at):
    with pytest.raises(RuntimeError):
        queue("letter", at)


def test_a_key_is_queued_once(at):
    with transaction.atomic():
        assert queue("letter", at)
        assert not queue("letter", at)


@pytest.mark.parametrize("text", ["Marisol Vega", "marisol@example.org", "see you at 5", "x" * 101, {"name": 1}])
def test_a_row_carries_no_text(at, text):
    with pytest.raises(ValueError, match="numbers"), transaction.atomic():
        operations.queue(kind="letter", key="k", due_at=at, at=at, organisation_id=None, patient_id=None, about={"word": text})
