"""The demo clinic as `make run` starts it, once for all journeys: a copy of the project with servers of its own."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_string, policy
from pathlib import Path

from care.actor import Role
from care.demo.staff import HARBOR_STREET, PASSWORD
from tests.care.embedded.conftest import PROJECT, Clone
from tests.journeys import prepared

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".throughline", "*.pyc.*", ".*_cache", ".hypothesis", ".coverage*", "tests")
PATIENCE = 400  # seconds until the demo clinic is loaded and every part answers, while others start beside it


@dataclass(frozen=True)
class SignIn:
    """Who can sign in, and how."""

    email: str
    password: str
    name: str = ""


def colleague(role: Role) -> SignIn:
    """The first of the demo clinic's staff who holds a role."""
    found = next(person for person in HARBOR_STREET.colleagues if person.role is role)
    return SignIn(found.email, PASSWORD, found.name)


def copy_project(folder: Path) -> None:
    shutil.copytree(PROJECT, folder, ignore=LEFT_OUT, symlinks=True)


def _make(folder: Path) -> None:
    """A clinic that was started once, and stopped."""
    copy_project(folder)
    clone = Clone(folder=folder).start()
    _wait_until_ready(clone)
    assert clone.stop() == 0, "\n".join(clone.lines)


def _wait_until_ready(clone: Clone) -> None:
    deadline = time.monotonic() + PATIENCE
    while not clone.said("Ready after"):
        process = clone.process
        assert process is not None
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError("The demo clinic did not start:\n" + "\n".join(clone.lines))
        time.sleep(0.1)


class Clinic:
    """The running demo clinic: a copy of the project, or the one that runs already in the folder CARE_JOURNEYS_IN."""

    def __init__(self, **environment: str) -> None:
        self._environment = environment
        self._running = os.environ.get("CARE_JOURNEYS_IN", "")
        self._place = Path(tempfile.mkdtemp(prefix="throughline-journeys-", dir="/var/tmp"))
        folder = Path(self._running) if self._running else self._place / "project"
        self._copy = Clone(folder=folder)

    def start(self) -> "Clinic":
        if self._running:
            self._copy.port = int(self._copy.running()["address"].rpartition(":")[2])
            return self
        if prepared.runs_in_parallel():
            prepared.copy_to(self._copy.folder, make=_make)
        else:
            copy_project(self._copy.folder)
        self._copy.start(**self._environment)
        _wait_until_ready(self._copy)
        return self

    def stop(self) -> None:
        try:
            if not self._running:
                self._copy.remove()
        except FileNotFoundError:  # it never came to having servers
            pass
        finally:
            shutil.rmtree(self._place, ignore_errors=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._copy.port}"

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`manage.py` typed in the clinic's folder."""
        return self._copy.manage(*arguments)

    @property
    def ahead(self) -> timedelta:
        """By how much the clinic's clock is ahead of ours."""
        file = self._copy.state / "clock"
        return timedelta(seconds=float(file.read_text())) if file.exists() else timedelta()

    @property
    def said(self) -> list[str]:
        """What the supervisor has printed."""
        return list(self._copy.lines)

    def mail_to(self, address: str, *, seconds: float = 15) -> str:
        """The text of the newest e-mail to an address; waits for it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = [text for text in map(_text_of, self._mails()) if text and text[0] == address]
            if found:
                return found[-1][1]
            time.sleep(0.1)
        raise AssertionError(f"no e-mail to {address} within {seconds} s")

    def _mails(self) -> list[str]:
        files = sorted((self._copy.state / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        return [part for file in files for part in re.split(r"\n-{70,}\n", file.read_text()) if part.strip()]


def _text_of(raw: str) -> tuple[str, str] | None:
    message = message_from_string(raw.lstrip(), policy=policy.default)
    body = message.get_body(("plain",))
    return (str(message["To"]), body.get_content()) if body else None
