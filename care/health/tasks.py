"""The signs of life that the worker and beat write themselves, from the loop that does their work."""

import logging
import os
import socket
import threading
import time
from typing import Any

from celery.beat import Scheduler
from celery.bootsteps import StartStopStep
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from care.health import operations
from care.health.models import Part
from care.health.rules import BEAT_EVERY

logger = logging.getLogger(__name__)

TURNS_EVERY = 1.0  # seconds between two marks of the worker's loop
STUCK_AFTER = 10.0  # seconds without a mark: the worker's loop does not turn, and its process is no longer called alive


class SignOfThisProcess:
    """Writes the heartbeat of this process. A database that is away is waited for."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.host = socket.gethostname()

    def write(self) -> None:
        at = timezone.now()
        try:
            close_old_connections()
            operations.record_heartbeat(part=self.part, host=self.host, pid=os.getpid(), commit=settings.COMMIT, at=at)
        except DatabaseError:
            logger.warning("%s could not write its heartbeat", self.part.value)
            connection.close()

    def end(self) -> None:
        try:
            close_old_connections()
            operations.end_heartbeat(part=self.part, host=self.host, pid=os.getpid())
            operations.forget_old_heartbeats(at=timezone.now())
        except DatabaseError:
            logger.warning("%s could not take back its heartbeat", self.part.value)
        connection.close()


class WorkerPulse(StartStopStep):
    """While the worker consumes, a thread says so; it falls silent when the worker's loop no longer turns."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.thread: threading.Thread | None = None
        self.ending = threading.Event()
        self.turned_at = 0.0
        self.timer: Any = None

    def start(self, parent: Any) -> None:
        self.mark()
        self.timer = parent.timer.call_repeatedly(TURNS_EVERY, self.mark)
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.beat, args=(self.ending,), name="heartbeat", daemon=True)
        self.thread.start()

    def stop(self, parent: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        self.ending.set()
        if self.thread is not None:
            self.thread.join(timeout=2)
            self.thread = None

    def mark(self) -> None:
        """Called by the worker's own loop."""
        self.turned_at = time.monotonic()

    def beat(self, ending: threading.Event) -> None:
        sign = SignOfThisProcess(Part.WORKER)
        while True:
            if time.monotonic() - self.turned_at < STUCK_AFTER:
                sign.write()
            if ending.wait(BEAT_EVERY.total_seconds()):
                break
        sign.end()


class BeatScheduler(Scheduler):
    """The schedule of the settings, kept in memory, that writes a heartbeat as it ticks.

    It needs no file: each periodic task sweeps what is due, so a run that a restart delays is not lost.
    """

    max_interval = BEAT_EVERY.total_seconds()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.sign = SignOfThisProcess(Part.BEAT)
        self.written_at: float | None = None

    def tick(self, *arguments: Any, **options: Any) -> float:
        now = time.monotonic()
        if self.written_at is None or now - self.written_at >= BEAT_EVERY.total_seconds() / 2:
            self.sign.write()
            self.written_at = now
        return float(super().tick(*arguments, **options))

    def close(self) -> None:
        self.sign.end()
        super().close()
