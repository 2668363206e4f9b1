"""The folders of one copy of the project: its state, its servers' data, their sockets.

As an ordinary user all lies in `.throughline/` in the project. As root the servers run as `nobody`, so
their data lies in /var/lib (or /var/tmp) in a folder named by the project's path: the folder itself is
root's and only passable, what is inside belongs to `nobody` alone. No folder's permissions are opened.
"""

import fcntl
import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from care.embedded.account import Account
from care.embedded.trouble import CannotStart

STATE_FOLDER = ".throughline"
DATABASE = "postgres"
BROKER = "redis"
ROOT_PLACES = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108  (the folder inside is made by us, or refused)
SOCKET_PLACES = ("/tmp", "/var/tmp")  # noqa: S108
POSTGRES_SOCKET = ".s.PGSQL.5432"
REDIS_SOCKET = "redis.sock"
LONGEST_SOCKET = 107
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")  # a socket's path travels in URLs and in a comma-separated setting
SOCKET_PREFIX = "throughline-"


@dataclass(frozen=True)
class Folders:
    """Where one supervisor keeps things."""

    project: Path
    state: Path  # ours, 0700: state file, secrets, logs
    servers: Path  # holds postgres/ and redis/
    account: Account | None

    @property
    def database(self) -> Path:
        return self.servers / DATABASE

    @property
    def broker(self) -> Path:
        return self.servers / BROKER

    @property
    def logs(self) -> Path:
        return self.state / "logs"


def project_folder() -> Path:
    """The folder that holds manage.py."""
    return Path(__file__).resolve().parents[2]


def state_folder(project: Path) -> Path:
    return Path(os.environ.get("CARE_STATE_DIR") or project / STATE_FOLDER).absolute()


def make_private(folder: Path, *, owner: Account | None = None) -> Path:
    """A folder with mode 0700 that belongs to us, or to the servers' account. Refuses one that belongs to anyone else."""
    wanted = owner.uid if owner else os.geteuid()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and owner and found.st_uid == os.geteuid() != wanted:
            os.chown(folder, owner.uid, owner.gid, follow_symlinks=False)
            found = folder.lstat()
    except OSError as error:
        raise CannotStart(f"Throughline cannot write to {folder.parent}: {error.strerror}.") from None
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != wanted:
        raise CannotStart(f"The folder {folder} belongs to another user. Start Throughline as that user, or remove the folder.")
    if stat.S_IMODE(found.st_mode) & 0o077:
        folder.chmod(0o700)
    return folder


def prepare_state(project: Path) -> Path:
    """Make the state folder of the project. Refuses one that we may not write, or that belongs to somebody else."""
    state = make_private(state_folder(project))
    _try_to_write(state)
    make_private(state / "logs")
    return state


def prepare_servers(project: Path, *, state: Path, account: Account | None, recorded: str) -> Folders:
    """Make the folder of the servers' data. `recorded` is where it was before, empty at first."""
    servers = state if account is None else _servers_of_root(project, recorded=recorded)
    return Folders(project=project, state=state, servers=servers, account=account)


def _try_to_write(folder: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotStart(f"Throughline cannot write to {folder}: {error.strerror}.") from None


def _servers_of_root(project: Path, *, recorded: str) -> Path:
    """The folder in /var/lib or /var/tmp; where it was before, when the project has moved."""
    name = f"throughline-{hashlib.sha256(os.fsencode(project)).hexdigest()[:16]}"
    if recorded and Path(recorded).is_dir() and _of_root(Path(recorded)):
        before = Path(recorded)
        written = before / "project"
        home = Path(os.fsdecode(written.read_bytes())) if written.is_file() else project
        if home == project or not (home / STATE_FOLDER).exists():
            written.write_bytes(os.fsencode(project))
            return before
    for place in ROOT_PLACES:
        folder = place / name
        try:
            folder.mkdir(mode=0o711, exist_ok=True)
            if not _of_root(folder):
                continue
            folder.chmod(0o711)
            (folder / "project").write_bytes(os.fsencode(project))
        except OSError:
            continue
        return folder
    raise CannotStart(
        f"Throughline found no folder for its data: none of {', '.join(map(str, ROOT_PLACES))} lets it make {name}."
    )


def _of_root(folder: Path) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def set_aside(folders: Folders) -> Path | None:
    """Move data that this copy of the project has no password for out of the way; where it is now."""
    existing = [folder for folder in (folders.database, folders.broker) if folder.exists()]
    if not existing:
        return None
    number = 1
    while (kept := folders.servers / f"earlier-{number}").exists():
        number += 1
    kept.mkdir(mode=0o700)
    for folder in existing:
        folder.rename(kept / folder.name)
    return kept


def socket_folder(folders: Folders) -> Path:
    """A private folder for the sockets: beside the data, or in the temp folder when that path is too long for a socket."""
    beside = folders.servers / "sockets"
    if fits(beside):
        return make_private(beside, owner=folders.account)
    for place in (tempfile.gettempdir(), *SOCKET_PLACES):
        if fits(Path(place) / f"{SOCKET_PREFIX}12345678"):
            return Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir=place))
    raise CannotStart(f"The path {beside} is too long for a socket and no temp folder has a shorter one.")


def fits(folder: Path) -> bool:
    """Whether sockets in this folder have a path that the system takes and that needs no quoting."""
    longest = max(len(os.fsencode(folder / name)) for name in (POSTGRES_SOCKET, REDIS_SOCKET))
    return longest <= LONGEST_SOCKET and PLAIN_PATH.fullmatch(str(folder)) is not None


def clear_sockets(folder: Path, *, remove: bool) -> None:
    """Remove the sockets and lock files of servers that have ended, and the folder with them when it was a temporary one."""
    for name in (POSTGRES_SOCKET, f"{POSTGRES_SOCKET}.lock", REDIS_SOCKET):
        (folder / name).unlink(missing_ok=True)
    if remove and folder.name.startswith(SOCKET_PREFIX) and folder.is_dir() and folder.lstat().st_uid == os.geteuid():
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def only_one(lock: Path, *, refusal: str) -> Iterator[None]:
    """Hold a lock file for as long as the block runs; it falls with the process, however that ends."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(refusal) from None
        yield
    finally:
        os.close(descriptor)
