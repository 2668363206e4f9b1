"""What the supervisor writes down: the secrets, kept; and the running servers, until it stops."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from care.embedded.processes import Identity

STATE_FILE = "running.json"
SECRETS_FILE = "secrets.json"
LOCK_FILE = "lock"


def write_private(file: Path, content: Mapping[str, Any]) -> None:
    """Replace a file in one step, readable by us alone."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump(content, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(file)


def private(file: Path) -> IO[bytes]:
    """A new file to write to, readable by us alone; an older one goes."""
    file.unlink(missing_ok=True)
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb")


def read(file: Path) -> dict[str, Any] | None:
    """The content of a file of ours; None when there is none or it is no use."""
    try:
        content = json.loads(file.read_text())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return content if isinstance(content, dict) else None


@dataclass
class Running:
    """Who supervises this folder now, its processes, and the environment that talks to its servers."""

    supervisor: Identity
    address: str
    environment: dict[str, str] = field(default_factory=dict)
    children: dict[str, Identity] = field(default_factory=dict)
    sockets: str = ""

    def save(self, folder: Path) -> None:
        write_private(
            folder / STATE_FILE,
            {
                "supervisor": self.supervisor.as_record(),
                "address": self.address,
                "environment": self.environment,
                "children": {name: child.as_record() for name, child in self.children.items()},
                "sockets": self.sockets,
            },
        )

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """What the last supervisor of this folder wrote, running or not."""
        record = read(folder / STATE_FILE)
        if record is None:
            return None
        supervisor = Identity.from_record(record.get("supervisor") or {})
        if supervisor is None:
            return None
        children = {name: Identity.from_record(child) for name, child in (record.get("children") or {}).items()}
        return cls(
            supervisor=supervisor,
            address=str(record.get("address", "")),
            environment={str(name): str(value) for name, value in (record.get("environment") or {}).items()},
            children={name: child for name, child in children.items() if child is not None},
            sockets=str(record.get("sockets", "")),
        )

    @staticmethod
    def forget(folder: Path) -> None:
        (folder / STATE_FILE).unlink(missing_ok=True)


@dataclass
class Secrets:
    """The secrets of one copy of the project, made on its first start."""

    database_password: str
    secret_key: str
    audit_key: str
    field_keys: str
    servers: str = ""  # where the servers' data lies

    @classmethod
    def make(cls) -> Self:
        return cls(
            database_password=secrets.token_urlsafe(32),
            secret_key=secrets.token_urlsafe(64),
            audit_key=secrets.token_urlsafe(48),
            field_keys=fernet_key(),
        )

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        record = read(folder / SECRETS_FILE)
        if record is None:
            return None
        try:
            return cls(**{str(name): str(value) for name, value in record.items()})
        except TypeError:
            return None

    def save(self, folder: Path) -> None:
        write_private(folder / SECRETS_FILE, vars(self))

    def environment(self) -> dict[str, str]:
        return {
            "CARE_SECRET_KEY": self.secret_key,
            "CARE_AUDIT_KEY": self.audit_key,
            "CARE_FIELD_KEYS": self.field_keys,
        }


def fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
