"""The demo clinic as it stands after its first start: made once for all processes of a parallel run; each starts a copy."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

PLACES = Path("/var/tmp")
STATE = Path(".throughline") / "secrets.json"


def runs_in_parallel() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def copy_to(folder: Path, *, make: Callable[[Path], None]) -> None:
    """Copy it to a folder that is not there yet, with its servers' data; whoever asks first makes it, and the others wait."""
    place = _place(os.getppid())
    place.mkdir(mode=0o700, exist_ok=True)
    project = place / "project"
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "whole").exists():
            make(project)
            (place / "whole").touch()
    _copy(project, folder)
    servers = _servers(project)
    if not servers.is_relative_to(project):  # started as root: where `care.embedded` will look for those of the copy
        _copy(servers, servers.with_name(f"throughline-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"))


def remove() -> None:
    """In the process that started the others, when all are done."""
    place = _place(os.getpid())
    project = place / "project"
    if (project / STATE).exists() and not _servers(project).is_relative_to(project):
        shutil.rmtree(_servers(project), ignore_errors=True)
    shutil.rmtree(place, ignore_errors=True)


def _place(run: int) -> Path:
    return PLACES / f"throughline-prepared-{run}"


def _servers(project: Path) -> Path:
    return Path(json.loads((project / STATE).read_text())["servers"])


def _copy(source: Path, target: Path) -> None:
    """With owners and modes, as PostgreSQL asks for."""
    subprocess.run(["cp", "-a", "--", str(source), str(target)], check=True)
