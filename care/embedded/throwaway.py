"""`python -m care.embedded exec -- COMMAND`: a throw-away PostgreSQL and Redis for as long as the command runs."""

import fcntl
import math
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from care.embedded.account import servers_account
from care.embedded.folders import ROOT_PLACES, SOCKET_PLACES, fits, make_private
from care.embedded.processes import spawn, stop
from care.embedded.programs import installed, readable_by
from care.embedded.servers import THROW_AWAY, PostgreSQL, Redis
from care.embedded.state import fernet_key
from care.embedded.trouble import CannotStart

PREFIX = "throughline-test-"
LOCK = "lock"
PATIENCE = 10.0  # seconds that a command gets to end by itself


def run_with_servers(command: Sequence[str]) -> int:
    """Run the command with DATABASE_URL, REDIS_URL and secrets of its own; its exit status. All is gone afterwards."""
    received: list[int] = []

    def note(number: int, _frame: object) -> None:
        received.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, note)
    with Throwaway() as servers:
        environment = {**os.environ, **servers.environment()}
        try:
            child = spawn(command, environment=environment, folder=Path.cwd(), output=None, errors=None, own_group=False)
        except OSError as error:
            raise CannotStart(f"{command[0]}: {error.strerror}.") from None
        return _wait_for(child, received)


def _wait_for(child: subprocess.Popen[bytes], received: Sequence[int]) -> int:
    """The status of the command. SIGTERM is passed on; Ctrl-C has reached it already, as the terminal's foreground."""
    terminate_at = kill_at = math.inf
    while True:
        try:
            status = child.wait(0.1)
        except subprocess.TimeoutExpired:
            now = time.monotonic()
        else:
            return 128 - status if status < 0 else status
        if received and terminate_at == math.inf:
            terminate_at = now + (PATIENCE if set(received) == {signal.SIGINT} else 0)
        if now >= terminate_at and kill_at == math.inf:
            child.terminate()
            kill_at = now + PATIENCE
        if now >= kill_at:
            child.kill()


class Throwaway:
    """The two servers and their folder; leaving the block stops them and removes it."""

    def __enter__(self) -> "Throwaway":
        account = servers_account()
        programs = installed()
        sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_place(as_root=account is not None)))
        unlocked = self.folder / "lock.new"
        self._lock = os.open(unlocked, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        unlocked.rename(self.folder / LOCK)
        self._servers: list[tuple[subprocess.Popen[bytes], int]] = []
        try:
            if account:
                self.folder.chmod(0o711)  # ours; what is inside is the account's alone
            programs = readable_by(account, programs, keep_in=self.folder)
            sockets = make_private(self.folder / "s", owner=account)
            self.database = PostgreSQL(
                programs=programs,
                data=self.folder / "postgres",
                sockets=sockets,
                account=account,
                password=secrets.token_urlsafe(16),
                settings=THROW_AWAY,
            )
            self.broker = Redis(
                programs=programs,
                data=make_private(self.folder / "redis", owner=account),
                sockets=sockets,
                account=account,
                durable=False,
            )
            with (self.folder / "servers.log").open("wb") as log:
                broker = self.broker.start(log=log)
                self._servers.append((broker, self.broker.stop_signal))
                self.database.create(log=log, durable=False)
                database = self.database.start(log=log)
                self._servers.append((database, self.database.stop_signal))
                self.database.wait_until_it_answers(database, log=log)
                self.broker.wait_until_it_answers(broker, log=log)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_exception: object) -> None:
        self._end()

    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.database.url,
            "REDIS_URL": self.broker.url,
            "CARE_TESTING": "1",
            "CARE_SECRET_KEY": secrets.token_urlsafe(64),
            "CARE_AUDIT_KEY": secrets.token_urlsafe(48),
            "CARE_FIELD_KEYS": fernet_key(),
            "CARE_STATE_DIR": str(make_private(self.folder / "state")),
        }

    def _end(self) -> None:
        for child, number in self._servers:
            stop(child, with_signal=number, seconds=10)
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)


def _place(*, as_root: bool) -> str:
    """A temp folder that the servers' account can reach, with a path short enough for a socket."""
    places = [str(ROOT_PLACES[1]), SOCKET_PLACES[0]] if as_root else [tempfile.gettempdir(), *SOCKET_PLACES]
    for place in places:
        if os.access(place, os.W_OK | os.X_OK) and fits(Path(place) / f"{PREFIX}12345678" / "s"):
            return place
    raise CannotStart(f"None of {', '.join(places)} can hold the throw-away database.")


def sweep() -> None:
    """Remove the folders of earlier runs that were killed: ours, and nobody holds their lock."""
    for place in {tempfile.gettempdir(), *SOCKET_PLACES}:
        for folder in Path(place).glob(f"{PREFIX}*"):
            try:
                if folder.is_symlink() or folder.lstat().st_uid != os.geteuid():
                    continue
                descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            except OSError:
                continue
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            else:
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(descriptor)
