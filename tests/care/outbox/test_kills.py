"""300 rows due, and workers that are killed with -9 in the middle: nothing is lost, and what leaves twice was in flight."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from care.messaging.rules import message_key
from care.outbox.models import Delivery
from care.outbox.rules import State
from tests.care.messaging.provider import Provider

pytestmark = pytest.mark.django_db(transaction=True)

DUE = 300
KILLS = int(os.environ.get("CARE_TEST_KILLS", "20"))

SEED = int(os.environ.get("CARE_TEST_SEED", "20261122"))


def make_due(count: int, **fields: object) -> list[str]:
    at = timezone.now() - timedelta(minutes=1)
    rows = [
        Delivery(kind="letter", key=f"letter:{number}:{at}", queued_at=at, due_at=at, next_try_at=at, **fields)
        for number in range(count)
    ]
    return [row.key for row in Delivery.objects.bulk_create(rows)]


@contextmanager
def nursery(provider: Provider) -> Iterator["subprocess.Popen[str]"]:
    """Workers on this test's database, one after the other; all are gone after the block."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    environment = {
        **os.environ,
        "DATABASE_URL": urlunsplit(url),
        "CARE_DB_ROLE": "care_app",
        "CARE_TESTING": "1",
        "CARE_LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "care.settings",
        "CARE_SMS_URL": provider.url,
    }
    argv = [sys.executable, "-m", "tests.care.outbox.nursery"]
    child = subprocess.Popen(
        argv, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield child
    finally:
        os.killpg(child.pid, signal.SIGKILL) if child.poll() is None else None
        child.wait()
        child.stdout.close()


def waiting() -> int:
    return Delivery.objects.filter(kind="letter", state=State.WAITING).count()


def wait_until_nothing_waits(*children: "subprocess.Popen[str]", seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while waiting():
        assert time.monotonic() < deadline, f"{waiting()} rows still wait"
        assert all(child.poll() in (None, 0) for child in children)
        time.sleep(0.05)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as there:
        yield there


def test_workers_killed_at_random_points_lose_nothing_and_repeat_only_what_was_in_flight(provider):
    keys = make_due(DUE)
    provider.delay = 0.01  # so that there is work left for the last kill
    chance = random.Random(SEED)
    killed = 0
    with nursery(provider) as child:
        for line in child.stdout:
            if line.strip() == "done":
                break
            if killed < KILLS:
                # some die before they claim, some while they send, some between sending and marking
                time.sleep(chance.choice([0.0, chance.uniform(0.0, 0.02), chance.uniform(0.02, 0.4)]))
                os.kill(int(line), signal.SIGKILL)
                killed += 1
    assert waiting() == 0
    assert killed == KILLS, "the work was done before every kill"
    arrived = {key: provider.keys[message_key(key)] for key in keys}
    assert [key for key, times in arrived.items() if times == 0] == [], "lost"
    assert sum(times - 1 for times in arrived.values()) <= killed, "more left twice than was in flight"
    assert Delivery.objects.filter(state=State.SENT).count() == DUE


def test_two_workers_share_what_is_due_and_send_each_row_once(provider):
    keys = make_due(DUE)
    with nursery(provider) as one, nursery(provider) as other:
        wait_until_nothing_waits(one, other)
    assert [provider.keys[message_key(key)] for key in keys] == [1] * DUE


def test_rows_that_raise_or_kill_their_worker_stop_nobody_else(provider):
    keys = make_due(60)
    [raises] = make_due(1, about={"wrong": "raise"})
    [kills] = make_due(1, about={"wrong": "kill"})
    with nursery(provider) as child:
        deadline = time.monotonic() + 60
        while Delivery.objects.filter(key=kills).exclude(state=State.DEAD).exists():
            assert time.monotonic() < deadline
            assert child.poll() is None
            time.sleep(0.05)
    assert [provider.keys[message_key(key)] for key in keys] == [1] * 60
    killer, raiser = Delivery.objects.get(key=kills), Delivery.objects.get(key=raises)
    assert (killer.last_error, killer.attempts) == ("worker-lost", 4)
    assert (raiser.state, raiser.attempts, raiser.last_error) == (State.WAITING, 1, "error-ValueError")
