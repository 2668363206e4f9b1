"""After a supervisor that was killed: end what it left running, as far as that is provably ours, and clear its stale files."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from care.embedded.folders import BROKER, DATABASE, clear_sockets
from care.embedded.processes import end, working_in
from care.embedded.state import Running

STOPPING_ORDER = ("beat", "worker", "web")
SERVERS = ((BROKER, "redis-server", signal.SIGTERM), (DATABASE, "postgres", signal.SIGINT))


def recover(state: Path, *, servers: Path, say: Callable[[str], None]) -> bool:
    """Leave nothing of the last supervisor running; whether it had been killed. The caller holds the folder's lock."""
    last = Running.load(state)
    if last is not None:
        for name in STOPPING_ORDER:
            child = last.children.get(name)
            if child is not None and end(child, with_signal=signal.SIGTERM, seconds=5):
                say(f"Ended {name} of the last start, process {child.pid}.")
    for folder, program, number in SERVERS:
        for identity in working_in(servers / folder, program=program):
            if end(identity, with_signal=number, seconds=10):
                say(f"Ended {program} of the last start, process {identity.pid}.")
    _forget_postmaster(servers / DATABASE)
    if last is not None and last.sockets:
        clear_sockets(Path(last.sockets), remove=Path(last.sockets).parent != servers)
    Running.forget(state)
    return last is not None


def _forget_postmaster(data: Path) -> None:
    """No server of this folder runs: its pid file would stop the next one if its number has gone to another process of ours."""
    file = data / "postmaster.pid"
    if file.exists() and not list(working_in(data, program="postgres")):
        os.unlink(file)
