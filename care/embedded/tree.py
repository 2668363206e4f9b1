"""The process tree of one supervisor: children started in order, started again when they crash, stopped in reverse order."""

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from care.embedded.folders import Folders
from care.embedded.processes import Identity, Process, has_ended, stop
from care.embedded.servers import last_words
from care.embedded.state import Running
from care.embedded.trouble import CannotStart, StopRequested

LARGEST_LOG = 10_000_000  # bytes; a larger one is put aside at the next start
HEALTHY_AFTER = 60.0  # seconds after which an earlier crash is forgotten
LONGEST_PAUSE = 30.0  # seconds
CRASHES_BEFORE_READY = 4


def say(line: str) -> None:
    """Tell the terminal; one that has gone away must not keep the children from being stopped."""
    try:
        print(line, flush=True)
    except OSError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (until the end)


@dataclass
class Child:
    """One supervised process, and how it is started and stopped."""

    name: str
    start: Callable[[], Process]
    stop_signal: int
    patience: float  # seconds that it gets to stop
    folder: str = ""  # a server's data folder
    process: Process | None = None
    started_at: float = 0.0
    crashes: int = 0
    again_at: float = 0.0


@dataclass
class Tree:
    """The children of this process, in the order in which they were started."""

    folders: Folders
    running: Running
    children: list[Child] = field(default_factory=list)
    is_ready: bool = False
    stop_requests: int = 0

    def stopping(self) -> bool:
        return self.stop_requests > 0

    def note_stop(self, _number: int, _frame: object) -> None:
        self.stop_requests += 1

    def log(self, name: str) -> IO[bytes]:
        """The log of a part, to add to."""
        file = self.folders.logs / f"{name}.log"
        if file.exists() and file.stat().st_size > LARGEST_LOG:
            file.replace(file.with_suffix(".log.1"))
        file.touch(mode=0o600)
        return file.open("ab")

    def add(self, child: Child) -> Process:
        self.children.append(child)
        return self._launch(child)

    def _launch(self, child: Child) -> Process:
        if self.stopping():
            raise StopRequested
        child.process = child.start()
        child.started_at = time.monotonic()
        identity = Identity.of(child.process.pid, folder=child.folder)
        if identity is not None:
            self.running.children[child.name] = identity
        self.running.save(self.folders.state)
        return child.process

    def look_after(self) -> None:
        """Start again what has ended, after a pause that grows with each crash. Refuses what does not come up at all."""
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.again_at:
                    self._launch(child)
                continue
            if not has_ended(child.process):
                continue
            status = child.process.returncode
            child.process = None
            child.crashes = 1 if now - child.started_at > HEALTHY_AFTER else child.crashes + 1
            if not self.is_ready and child.crashes >= CRASHES_BEFORE_READY:
                raise CannotStart(f"{child.name} does not start; {self.last_words(child.name)}")
            pause = min(0.25 * 2**child.crashes, LONGEST_PAUSE)
            child.again_at = now + pause
            say(f"{child.name} {_how_it_ended(status)}; starting it again in {pause:g} s.")

    def stop_all(self) -> None:
        """Stop the children, the last started first; a second request to stop makes it short."""
        for child in reversed(self.children):
            if child.process is not None:
                patience = 1.0 if self.stop_requests > 1 else child.patience
                stop(child.process, with_signal=child.stop_signal, seconds=patience)
                child.process = None

    def wait_for(self, command: Process, *, what: str) -> None:
        """Wait for a command. Refuses when it fails; ends it when we are asked to stop."""
        while not has_ended(command):
            if self.stopping():
                stop(command, with_signal=signal.SIGTERM, seconds=5)
                raise StopRequested
            self.look_after()
            time.sleep(0.02)
        if command.returncode != 0:
            raise CannotStart(f"{what} failed; {self.last_words('start')}")

    def last_words(self, name: str) -> str:
        with self.log(name) as log:
            return last_words(log)


def _how_it_ended(status: int) -> str:
    if status < 0:
        return f"was ended by {signal.Signals(-status).name}"
    return f"ended with status {status}"
