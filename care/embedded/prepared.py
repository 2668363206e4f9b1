"""What an earlier start has done and need not be done again: migrating, and asking for the demo's sign-ins."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from care.embedded.state import read, write_private

FILE = "prepared.json"
MIGRATIONS = ("*/migrations/*.py", "*/*/migrations/*.py", "care/settings.py", "requirements.lock")
DEMO = ("care/demo/**/*.py",)


def fingerprint(project: Path, patterns: Iterable[str]) -> str:
    """A hash over the names and contents of these files."""
    digest = hashlib.sha256()
    for file in sorted({file for pattern in patterns for file in project.glob(pattern)}):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(project)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@dataclass
class Prepared:
    """Fingerprints of what was done, kept beside the data that it was done to."""

    migrations: str = ""  # the files
    applied: str = ""  # what the database says was applied; another after a restore
    demo: str = ""
    sign_ins: str = ""

    @classmethod
    def load(cls, folder: Path) -> Self:
        record = read(folder / FILE) or {}
        known = {name: str(value) for name, value in record.items() if name in cls.__dataclass_fields__}
        return cls(**known)

    def save(self, folder: Path) -> None:
        write_private(folder / FILE, vars(self))

    @staticmethod
    def forget(folder: Path) -> None:
        (folder / FILE).unlink(missing_ok=True)
