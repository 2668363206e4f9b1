"""A copy of the project at a path with a space in it, and the real supervisor started in it."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[3]
LEFT_OUT = shutil.ignore_patterns(
    *(".git", ".venv", ".throughline", "*.pyc.*", ".*_cache", ".hypothesis", ".coverage*", "tests", "locale"),
    *("load_demo.py", "demo_signins.py"),  # the demo clinic has tests of its own, and takes time
)
OURS = ("CARE_", "COV_", "COVERAGE_", "PYTEST_", "EMAIL_")
READY = "Throughline is ready at http://127.0.0.1:"


def clean_environment(**more: str) -> dict[str, str]:
    """The environment of a person who types `make run`."""
    dropped = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PORT", "PGOPTIONS"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped and not name.startswith(OURS)}
    return {**kept, **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], Any], *, seconds: float = 20, what: str = "it") -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{what} did not happen within {seconds} s")


def command_lines(mention: str) -> dict[int, str]:
    """The processes whose command line or working directory speaks of this path."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and int(entry.name) != os.getpid():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                place = os.readlink(entry / "cwd")
            except OSError:
                continue
            if line and (mention in line or place == mention or place.startswith(f"{mention}/")):
                found[int(entry.name)] = line
    return found


@dataclass
class Clone:
    """One copy of the project and whoever runs it."""

    folder: Path
    python: str = sys.executable
    user: int | None = None
    extra: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def state(self) -> Path:
        return self.folder / ".throughline"

    @property
    def servers(self) -> Path:
        return Path(json.loads((self.state / "secrets.json").read_text())["servers"])

    def start(self, *command: str, **environment: str) -> "Clone":
        self.lines = []
        self.process = subprocess.Popen(
            command or [self.python, "-m", "care.embedded", "run"],
            cwd=self.folder,
            env=clean_environment(PORT=str(self.port), **self.extra, **environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
        )
        threading.Thread(target=self._read, args=(self.process,), daemon=True).start()
        return self

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.lines.append(line.rstrip("\n"))

    def said(self, part: str) -> bool:
        return any(part in line for line in self.lines)

    def wait_until_ready(self) -> "Clone":
        def ready_or_ended() -> bool:
            assert self.process is not None
            return self.said(READY) or self.process.poll() is not None

        wait_until(ready_or_ended, seconds=180, what="the ready line")
        assert self.said(f"{READY}{self.port}"), "\n".join(self.lines)
        return self

    def stop(self, number: int = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(60)

    def refusal(self, **environment: str) -> str:
        """What a start that is refused says; the start must end with status 1 and say one line."""
        answer = subprocess.run(
            [self.python, "-m", "care.embedded", "run"],
            cwd=self.folder,
            env=clean_environment(**{"PORT": str(self.port), **self.extra, **environment}),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
        )
        assert answer.returncode == 1, answer.stdout + answer.stderr
        assert len(answer.stderr.splitlines()) == 1, answer.stderr
        assert answer.stdout == ""
        return answer.stderr.strip()

    def manage(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, "manage.py", *arguments],
            cwd=self.folder,
            env=clean_environment(**self.extra, **environment),
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
        )

    def running(self) -> dict[str, Any]:
        record: dict[str, Any] = json.loads((self.state / "running.json").read_text())
        return record

    def pid(self, part: str) -> int:
        return int(self.running()["children"][part]["pid"])

    def ready(self) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                report: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as error:
            report = json.load(error)
        except OSError:
            report = {"ready": False}
        return report

    def processes(self) -> dict[int, str]:
        """Everything that runs for this copy."""
        found = command_lines(str(self.folder))
        if (self.state / "secrets.json").exists():
            found |= command_lines(str(self.servers))
        return found

    def remove(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.stop()
        if (self.state / "secrets.json").exists():
            servers = self.servers
            if servers.name.startswith("throughline-") and servers != self.state:
                shutil.rmtree(servers)
        shutil.rmtree(self.folder.parent)


def make_clone(*, user: int | None = None, python: str = sys.executable, **extra: str) -> Clone:
    """Copy the project to a path with a space in it; `user` is whose it is and who runs it, ourselves when there is none."""
    place = Path(tempfile.mkdtemp(prefix="throughline-clone-", dir="/var/tmp"))
    folder = place / "a copy"
    shutil.copytree(PROJECT, folder, ignore=LEFT_OUT, symlinks=True)
    if user is not None:
        for path in (place, folder, *folder.rglob("*")):
            os.chown(path, user, user, follow_symlinks=False)
    return Clone(folder=folder, user=user, python=python, extra=extra)


@pytest.fixture
def clone() -> Iterator[Clone]:
    copy = make_clone()
    yield copy
    copy.remove()


@pytest.fixture(scope="session")
def ordinary_user() -> Iterator[dict[str, Any]]:
    """How to start something as an ordinary user: ourselves, or `nobody` when we are root."""
    if os.geteuid() != 0:
        yield {"user": None, "python": sys.executable}
        return
    nobody = pwd.getpwnam("nobody").pw_uid
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    place = Path(tempfile.mkdtemp(prefix="throughline-python-", dir="/var/tmp"))
    place.chmod(0o755)
    try:
        for python, libraries in ((sys.executable, ""), (str(_copy_of_python(place)), str(place / "lib"))):
            environment = {"PYTHONPATH": packages, "LD_LIBRARY_PATH": libraries, "HOME": "/nonexistent"}
            if _can_run(python, environment, user=nobody):
                yield {"user": nobody, "python": python, **environment}
                return
        pytest.skip("an ordinary user can read neither this Python nor its packages")
    finally:
        shutil.rmtree(place)


def _copy_of_python(place: Path) -> Path:
    """This Python without its packages, where everybody can read it; linked rather than copied where that works."""

    def link(source: str, target: str) -> None:
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    base = Path(sys.base_prefix)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    left_out = shutil.ignore_patterns("site-packages", "dist-packages", "test", "__pycache__", "idlelib", "tkinter", "*.a")
    shutil.copytree(base / "lib" / version, place / "lib" / version, ignore=left_out, copy_function=link)
    for library in (base / "lib").glob("libpython*.so*"):
        link(str(library), str(place / "lib" / library.name))
    (place / "bin").mkdir()
    link(str(Path(sys.executable).resolve()), str(place / "bin" / version))
    return place / "bin" / version


def _can_run(python: str, environment: dict[str, str], *, user: int) -> bool:
    try:
        asked = subprocess.run(
            [python, "-c", "import django, psycopg2, celery, redis"],
            env=environment,
            cwd="/",
            user=user,
            group=user,
            extra_groups=[],
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return asked.returncode == 0
