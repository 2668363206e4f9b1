"""Processes: starting them, knowing them again, and stopping them.

A process is only ever ended when it is provably ours: its number, its start time, the boot of the
machine, its executable, and for a server its data folder, all as we recorded them.
"""

import atexit
import ctypes
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, NoReturn, Protocol, Self

from care.embedded.account import Account

PR_SET_PDEATHSIG = 1
PR_SET_NAME = 15
HANDLED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
DELETED = " (deleted)"

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Identity:
    """Enough of a process to know it again, and to tell it from a later one with the same number."""

    pid: int
    started: int  # clock ticks since the machine started
    boot: str
    program: str
    folder: str = ""  # a server's data folder: its working directory

    @classmethod
    def of(cls, pid: int, *, folder: str = "") -> Self | None:
        """The process that has this number now; None when there is none, or only its zombie."""
        try:
            status = Path(f"/proc/{pid}/stat").read_text()
            program = os.readlink(f"/proc/{pid}/exe")
        except OSError:
            return None
        fields = status.rpartition(")")[2].split()
        if fields[0] in {"Z", "X"}:
            return None
        return cls(
            pid=pid,
            started=int(fields[19]),
            boot=boot_id(),
            program=program.removesuffix(DELETED),
            folder=folder,
        )

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self | None:
        try:
            return cls(
                pid=int(record["pid"]),
                started=int(record["started"]),
                boot=str(record["boot"]),
                program=str(record["program"]),
                folder=str(record.get("folder", "")),
            )
        except (KeyError, TypeError, ValueError):
            return None

    def as_record(self) -> dict[str, Any]:
        return asdict(self)

    def is_running(self) -> bool:
        """Whether this very process still runs."""
        now = Identity.of(self.pid, folder=self.folder)
        return now == self and (not self.folder or working_directory(self.pid) == self.folder)


def boot_id() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def working_directory(pid: int) -> str:
    try:
        return os.readlink(f"/proc/{pid}/cwd").removesuffix(DELETED)
    except OSError:
        return ""


def working_in(folder: Path, *, program: str) -> Iterator[Identity]:
    """Processes of this program whose working directory is this data folder, oldest first."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal() or working_directory(int(entry.name)) != str(folder):
            continue
        identity = Identity.of(int(entry.name), folder=str(folder))
        if identity is not None and Path(identity.program).name == program:
            found.append(identity)
    yield from sorted(found, key=lambda identity: (identity.started, identity.pid))


def end(identity: Identity, *, with_signal: int, seconds: float) -> bool:
    """Stop a process that is not our child; False when it was gone already."""
    if not identity.is_running():
        return False
    for number, patience in ((with_signal, seconds), (signal.SIGKILL, 5.0)):
        try:
            os.kill(identity.pid, number)
        except ProcessLookupError:
            return True
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not identity.is_running():
                return True
            time.sleep(0.05)
    return True


def _dies_with_parent(parent: int, death_signal: int) -> Callable[[], None]:
    def prepare() -> None:
        for number in HANDLED:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, set())
        # After setuid: a change of user clears it.
        _libc.prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:  # the parent died before we asked
            os._exit(1)

    return prepare


def spawn(
    argv: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    output: IO[bytes] | int | None,
    account: Account | None = None,
    death_signal: int = signal.SIGTERM,
    own_group: bool = True,
    pass_fds: Sequence[int] = (),
    errors: IO[bytes] | int | None = subprocess.STDOUT,
) -> subprocess.Popen[bytes]:
    """Start a child that dies when this process dies. Must be called from the main thread."""
    return subprocess.Popen(
        list(argv),
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL if own_group else None,
        stdout=output,
        stderr=errors,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        process_group=0 if own_group else None,
        pass_fds=pass_fds,
        preexec_fn=_dies_with_parent(os.getpid(), death_signal),
    )


class Process(Protocol):
    """As much of `subprocess.Popen` as is asked of a child."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | Any: ...
    def poll(self) -> int | None: ...
    def wait(self) -> int: ...
    def send_signal(self, sig: int) -> None: ...
    def kill(self) -> None: ...


@dataclass
class Forked:
    """A child that began as a copy of this process."""

    pid: int
    returncode: int | None = None

    def poll(self) -> int | None:
        self._look(os.WNOHANG)
        return self.returncode

    def wait(self) -> int:
        self._look(0)
        return self.returncode or 0

    def _look(self, options: int) -> None:
        if self.returncode is not None:
            return
        try:
            pid, status = os.waitpid(self.pid, options)
        except ChildProcessError:  # somebody else has heard how it ended
            self.returncode = 1
            return
        if pid == self.pid:
            self.returncode = os.waitstatus_to_exitcode(status)

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def fork(
    run: Callable[[], None],
    *,
    name: str,
    environment: Mapping[str, str],
    folder: Path,
    output: IO[bytes],
    errors: IO[bytes] | None = None,
    death_signal: int = signal.SIGTERM,
    pass_fds: Sequence[int] = (),
) -> Forked:
    """Start a copy of this process that dies when this process dies, as `spawn` starts a program. One thread may run here."""
    prepare = _dies_with_parent(os.getpid(), death_signal)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HANDLED)  # what comes before the copy has let go of our handlers waits
    try:
        pid = os.fork()
        if pid == 0:
            _live(run, prepare, name, environment, folder, (output, errors or output), pass_fds)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    with suppress(OSError):  # the child does so, too; whoever is first
        os.setpgid(pid, pid)
    return Forked(pid)


def _live(
    run: Callable[[], None],
    prepare: Callable[[], None],
    name: str,
    environment: Mapping[str, str],
    folder: Path,
    outputs: tuple[IO[bytes], IO[bytes]],
    pass_fds: Sequence[int],
) -> NoReturn:
    """The life of a copy, from its first step to its exit: nothing of its parent's is left open, and nothing is gone back to."""
    status = 1
    try:
        with suppress(OSError):
            os.setpgid(0, 0)
        prepare()
        _libc.prctl(PR_SET_NAME, name.encode())
        for file, number in zip((os.open(os.devnull, os.O_RDONLY), *(file.fileno() for file in outputs)), range(3), strict=True):
            os.dup2(file, number)
        for open_file in [int(entry) for entry in os.listdir("/proc/self/fd")]:
            if open_file > 2 and open_file not in pass_fds:
                with suppress(OSError):
                    os.close(open_file)
        sys.stdout = open(1, "w", buffering=1, closefd=False)  # noqa: SIM115 - open until the process ends
        sys.stderr = open(2, "w", buffering=1, closefd=False)  # noqa: SIM115 - open until the process ends
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        run()
        status = 0
    except SystemExit as leaving:
        status = _status_of(leaving)
    except BaseException:
        traceback.print_exc()
    finally:
        try:
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(status)


def _status_of(leaving: SystemExit) -> int:
    if leaving.code is None or isinstance(leaving.code, int):
        return leaving.code or 0
    print(leaving.code, file=sys.stderr)
    return 1


def has_ended(child: Process) -> bool:
    """Whether a child of ours has ended. What it left in its process group is ended first, while its number is still its own."""
    if child.returncode is not None:
        return True
    try:
        if os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return False
    except ChildProcessError:
        return child.poll() is not None
    try:
        if os.getpgid(child.pid) == child.pid:
            os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    child.wait()
    return True


def stop(child: Process, *, with_signal: int, seconds: float) -> None:
    """Stop a child of ours and what is left of its group, within about `seconds`."""
    if has_ended(child):
        return
    child.send_signal(with_signal)
    deadline = time.monotonic() + seconds
    while not has_ended(child):
        if time.monotonic() > deadline:
            child.kill()
            deadline += 5.0
        time.sleep(0.02)
