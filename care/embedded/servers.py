"""PostgreSQL and Redis out of the wheels, on Unix sockets only."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg2
import redis

from care.embedded.account import Account
from care.embedded.folders import REDIS_SOCKET, make_private
from care.embedded.processes import Process, spawn
from care.embedded.programs import Programs
from care.embedded.trouble import CannotStart, StopRequested

OWNER = "care_owner"
DATABASE = "throughline"
DURABLE = ("-c", "cluster_name=throughline", "-c", "max_connections=100")
THROW_AWAY = (
    *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
    *("-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "autovacuum=off", "-c", "max_connections=60"),
    *("-c", "max_locks_per_transaction=512"),  # several processes empty every table at once
    *("-c", "jit=off", "-c", "max_parallel_workers_per_gather=0"),  # tables are small, and the processors busy
    *("-c", "checkpoint_timeout=1h", "-c", "max_wal_size=4GB", "-c", "bgwriter_lru_maxpages=0"),
)
NOTHING = 0.02  # seconds between two looks

Stopping = Callable[[], bool]


def never() -> bool:
    return False


def nothing() -> None:
    return


def servers_environment() -> dict[str, str]:
    """What a server needs of our environment: no secret of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class PostgreSQL:
    """One cluster: its data folder, its socket, its owner's password."""

    programs: Programs
    data: Path
    sockets: Path
    account: Account | None
    password: str
    settings: Sequence[str] = DURABLE

    stop_signal = signal.SIGINT  # SIGTERM would wait for its clients

    @property
    def url(self) -> str:
        return f"postgres://{OWNER}:{quote(self.password, safe='')}@/{DATABASE}?host={quote(str(self.sockets))}"

    def exists(self) -> bool:
        return (self.data / "PG_VERSION").is_file()

    def create(
        self,
        *,
        log: IO[bytes],
        durable: bool = True,
        stopping: Stopping = never,
        meanwhile: Callable[[], None] = nothing,
    ) -> None:
        """Make the cluster beside its place and move it there when it is whole, so that a kill leaves no half one."""
        unfinished = self.data.with_name(f"{self.data.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        make_private(unfinished, owner=self.account)
        password_file = self._write_password(unfinished.with_name("password"))
        try:
            argv = [
                *(str(self.programs.postgres_program("initdb")), "-D", str(unfinished), "-U", OWNER),
                *("--auth=scram-sha-256", f"--pwfile={password_file}"),
                *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *(() if durable else ("--no-sync", "--wal-segsize=4")),
            ]
            child = spawn(
                argv,
                environment=servers_environment(),
                folder=unfinished,
                output=log,
                account=self.account,
                death_signal=signal.SIGKILL,
            )
            meanwhile()
            _wait(lambda: child.poll() is not None, seconds=120, stopping=stopping, child=child)
        finally:
            password_file.unlink(missing_ok=True)
        if child.returncode != 0:
            raise CannotStart(f"The database could not be created; {last_words(log)}")
        unfinished.rename(self.data)

    def _write_password(self, file: Path) -> Path:
        file.unlink(missing_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(f"{self.password}\n")
            if self.account:
                os.fchown(descriptor, self.account.uid, self.account.gid)
        return file

    def start(self, *, log: IO[bytes]) -> subprocess.Popen[bytes]:
        argv = [
            *(str(self.programs.postgres_program("postgres")), "-D", str(self.data)),
            *("-c", "listen_addresses=", "-c", f"unix_socket_directories={self.sockets}", "-c", "unix_socket_permissions=0700"),
            *("-c", "timezone=UTC", "-c", "log_timezone=UTC", "-c", "logging_collector=off", "-c", "huge_pages=off"),
            *self.settings,
        ]
        return spawn(
            argv,
            environment=servers_environment(),
            folder=self.data,
            output=log,
            account=self.account,
            death_signal=self.stop_signal,
        )

    def wait_until_it_answers(self, child: Process, *, log: IO[bytes], stopping: Stopping = never) -> None:
        """Return when the database accepts connections and holds our database. Refuses when it ended or stays silent."""
        refusal = ""

        def answers() -> bool:
            nonlocal refusal
            try:
                connection = psycopg2.connect(
                    host=str(self.sockets), user=OWNER, password=self.password, dbname="postgres", connect_timeout=5
                )
            except psycopg2.OperationalError as error:
                refusal = str(error).strip().splitlines()[-1]
                if "password authentication failed" in refusal:
                    raise CannotStart(f"The database in {self.data} has another password than the one in .throughline.") from None
                return False
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE DATABASE {DATABASE}")
            connection.close()
            return True

        if not _wait(lambda: child.poll() is not None or answers(), seconds=60, stopping=stopping):
            raise CannotStart(f"The database did not answer within 60 seconds: {refusal}")
        if child.poll() is not None:
            raise CannotStart(f"The database ended as it started; {last_words(log)}")

    def applied_migrations(self) -> str:
        """A hash over the migrations that the database says were applied, and when; empty before the first one."""
        connection = psycopg2.connect(self.url.replace("postgres://", "postgresql://", 1))
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT to_regclass('django_migrations')")
                if cursor.fetchone() == (None,):
                    return ""
                cursor.execute("SELECT md5(string_agg(app || name || applied::text, ',' ORDER BY id)) FROM django_migrations")
                row = cursor.fetchone()
                return str(row[0]) if row and row[0] else ""
        finally:
            connection.close()


@dataclass(frozen=True)
class Redis:
    """The broker: its folder and its socket."""

    programs: Programs
    data: Path
    sockets: Path
    account: Account | None
    durable: bool = True

    stop_signal = signal.SIGTERM

    @property
    def socket(self) -> Path:
        return self.sockets / REDIS_SOCKET

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def start(self, *, log: IO[bytes]) -> subprocess.Popen[bytes]:
        argv = [
            *(str(self.programs.redis), "--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            *("--dir", str(self.data), "--appendonly", "yes" if self.durable else "no", "--save", ""),
            *("--daemonize", "no", "--databases", "16"),
        ]
        return spawn(
            argv,
            environment=servers_environment(),
            folder=self.data,
            output=log,
            account=self.account,
            death_signal=self.stop_signal,
        )

    def wait_until_it_answers(self, child: Process, *, log: IO[bytes], stopping: Stopping = never) -> None:
        """Return when the broker answers. Refuses when it ended or stays silent."""
        client = redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5)

        def answers() -> bool:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

        if not _wait(lambda: child.poll() is not None or answers(), seconds=30, stopping=stopping):
            raise CannotStart("The broker did not answer within 30 seconds.")
        client.close()
        if child.poll() is not None:
            raise CannotStart(f"The broker ended as it started; {last_words(log)}")


def _wait(
    done: Callable[[], bool],
    *,
    seconds: float,
    stopping: Stopping,
    child: Process | None = None,
) -> bool:
    """Look again and again until it is done; whether it was. Ends at once, with the child, when we are asked to stop."""
    deadline = time.monotonic() + seconds
    while not done():
        if stopping() or time.monotonic() > deadline:
            if child is not None:
                child.kill()
                child.wait()
            if stopping():
                raise StopRequested
            return False
        time.sleep(NOTHING)
    return True


def last_words(log: IO[bytes]) -> str:
    """Where to read more, and the last thing that the server said."""
    try:
        text = Path(log.name).read_text(errors="replace")
    except OSError:
        text = ""
    lines = [line for line in text.splitlines() if line.strip() and not line[0].isspace()]  # no continuations
    return f"its last words, in {log.name}: {lines[-1] if lines else '(none)'}"
