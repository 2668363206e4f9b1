"""The worker and beat say themselves that they are alive, from the loop that does their work."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from care.celery import app
from care.health import operations, tasks
from care.health.models import Heartbeat, Part
from care.health.tasks import BeatScheduler, SignOfThisProcess, WorkerPulse


class FakeTimer:
    def call_repeatedly(self, _seconds: float, mark: Callable[[], None]) -> "FakeTimer":
        mark()
        return self

    def cancel(self) -> None:
        pass


class FakeConsumer:
    timer = FakeTimer()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a thread would have written; the thread has no part in the test's transaction."""
    record: list[str] = []

    class Sign:
        def __init__(self, part: Part) -> None:
            self.part = part

        def write(self) -> None:
            record.append("alive")

        def end(self) -> None:
            record.append("ended")

    monkeypatch.setattr(tasks, "SignOfThisProcess", Sign)
    return record


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert condition()


def test_a_worker_that_consumes_says_so_at_once_and_takes_it_back_when_it_stops(written: list[str]) -> None:
    pulse = WorkerPulse(FakeConsumer())
    pulse.start(FakeConsumer())
    wait_until(lambda: written == ["alive"])
    pulse.stop(FakeConsumer())
    assert written == ["alive", "ended"]
    assert not [thread for thread in threading.enumerate() if thread.name == "heartbeat"]


def test_a_worker_whose_loop_is_stuck_falls_silent(written: list[str]) -> None:
    pulse = WorkerPulse(FakeConsumer())
    pulse.turned_at = time.monotonic() - tasks.STUCK_AFTER - 1
    ending = threading.Event()
    ending.set()
    pulse.beat(ending)
    assert written == ["ended"]


def _keep_the_tests_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process drops stale connections before it writes; in a test that would end the test's transaction."""
    monkeypatch.setattr(tasks, "close_old_connections", lambda: None)
    monkeypatch.setattr(tasks.connection, "close", lambda: None)


@pytest.mark.django_db
def test_beat_writes_its_sign_as_it_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("celery.beat.Scheduler.tick", lambda *_a, **_k: 3)
    _keep_the_tests_connection(monkeypatch)
    scheduler = BeatScheduler(app, lazy=True)
    assert scheduler.tick() == 3.0
    assert Heartbeat.objects.get().part == Part.BEAT
    first = Heartbeat.objects.get().at
    scheduler.tick()  # too soon for another
    assert Heartbeat.objects.get().at == first
    scheduler.close()
    assert not Heartbeat.objects.exists()


def test_beat_looks_at_its_schedule_often_enough_to_be_heard() -> None:
    assert BeatScheduler(app, lazy=True).max_interval == 5


def test_a_database_that_is_away_stops_no_process(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def refuse(**_arguments: Any) -> None:
        raise OperationalError("a message with an address in it")

    for name in ("record_heartbeat", "end_heartbeat"):
        monkeypatch.setattr(operations, name, refuse)
    _keep_the_tests_connection(monkeypatch)
    sign = SignOfThisProcess(Part.WORKER)
    sign.write()
    sign.end()
    assert "could not write its heartbeat" in caplog.text
    assert "address" not in caplog.text


def test_the_worker_is_told_of_its_pulse() -> None:
    assert "care.health.tasks:WorkerPulse" in app.steps["consumer"]
