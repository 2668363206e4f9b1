"""300 rows due, the platform's worker and beat; PostgreSQL is restarted and Redis emptied in the middle: nothing is lost.

On servers of its own, since nobody else's may be stopped.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import IO

import psycopg2
import pytest
import redis
from django.conf import settings

from care.embedded.processes import stop
from care.embedded.servers import DURABLE
from care.embedded.throwaway import Throwaway
from care.messaging.rules import message_key
from tests.care.messaging.provider import Provider

DUE = 300
LEASE = "3"  # seconds

ROWS = f"""
    INSERT INTO outbox_delivery (uuid, kind, key, about, queued_at, due_at, next_try_at, state, attempts, lease, last_error,
        reason, reference)
    SELECT gen_random_uuid(), 'letter', 'letter:' || n, '{{}}', now(), now(), now(), 'waiting', 0, 0, '', '', ''
    FROM generate_series(1, {DUE}) n
"""
KEYS = [f"letter:{number}" for number in range(1, DUE + 1)]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as there:
        there.delay = 0.01
        yield there


@contextmanager
def running(*argv: str, environment: dict[str, str]) -> Iterator[None]:
    child = subprocess.Popen(
        [sys.executable, "-m", *argv],
        env=environment,
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def wait_until(done: Callable[[], bool], *, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(url.replace("postgres://", "postgresql://", 1))
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []
    finally:
        connection.close()


def restart(servers: Throwaway, log: IO[bytes], *, with_signal: int) -> None:
    """Stop PostgreSQL and start it as a clinic runs it: what it says is committed is on disk."""
    child, number = servers._servers[1]
    stop(child, with_signal=with_signal, seconds=10)
    database = replace(servers.database, settings=DURABLE)
    reborn = database.start(log=log)
    servers._servers[1] = (reborn, number)
    database.wait_until_it_answers(reborn, log=log)


def test_a_restart_of_postgresql_and_an_empty_redis_lose_nothing(provider, tmp_path):
    with Throwaway() as servers, (tmp_path / "postgres.log").open("ab") as log:
        environment = {
            **os.environ,
            **servers.environment(),
            "CARE_LOG_LEVEL": "CRITICAL",
            "CARE_SMS_URL": provider.url,
            "NURSERY_LEASE": LEASE,
        }
        as_owner = {**environment, "CARE_DB_ROLE": "owner"}
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
        subprocess.run(migrate, env=as_owner, cwd=settings.BASE_DIR, check=True)
        restart(servers, log, with_signal=signal.SIGINT)
        ask(servers.database.url, ROWS)
        worker = ("celery", "-A", "tests.care.outbox.celery_worker", "worker", "--concurrency", "2", "--without-mingle")
        beat = ("celery", "-A", "tests.care.outbox.celery_worker", "beat", "--schedule", str(tmp_path / "beat"))
        with running(*worker, environment=environment), running(*beat, environment=environment):
            wait_until(lambda: len(provider.keys) >= DUE // 5)
            restart(servers, log, with_signal=signal.SIGQUIT)  # as in a crash: it recovers from its log
            wait_until(lambda: len(provider.keys) >= DUE // 2)
            redis.Redis(unix_socket_path=str(servers.broker.socket)).flushall()
            wait_until(lambda: not ask(servers.database.url, "SELECT 1 FROM outbox_delivery WHERE state = 'waiting' LIMIT 1"))
        states = ask(servers.database.url, "SELECT state, count(*) FROM outbox_delivery WHERE kind = 'letter' GROUP BY state")
    arrived = [provider.keys[message_key(key)] for key in KEYS]
    assert states == [("sent", DUE)]
    assert arrived.count(0) == 0, "lost"
    assert sum(arrived) - DUE <= 2, "more left twice than two workers had in flight"
