"""What must be true before anything is started; each refusal is one line that says what to do."""

import errno
import ipaddress
import shutil
import socket
import time
from collections.abc import Mapping
from pathlib import Path

from care.embedded.trouble import CannotStart

LEAST_FREE = 500_000_000  # bytes
LOOPBACK = "127.0.0.1"


def is_demo(environment: Mapping[str, str]) -> bool:
    """The demo clinic, unless CARE_DEMO says otherwise."""
    return environment.get("CARE_DEMO", "1").strip().lower() in {"1", "true", "yes", "on"}


def address(environment: Mapping[str, str]) -> tuple[str, int]:
    """CARE_BIND and PORT. Refuses what is no port, and anything but this machine: there is no TLS here."""
    host = environment.get("CARE_BIND") or LOOPBACK
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        what = "The demo clinic" if is_demo(environment) else "`make run`"
        raise CannotStart(
            f"{what} listens on this machine only (CARE_BIND={LOOPBACK}), not on {host}. For a clinic, use docker-compose.yml."
        )
    text = environment.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotStart(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return host, int(text)


def listen(host: str, port: int, *, patience: float) -> socket.socket:
    """Take the port, for the web server to listen on. Waits `patience` seconds for a process of ours that is still ending."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    deadline = time.monotonic() + patience
    while True:
        try:
            listener.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE and time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            listener.close()
            if error.errno == errno.EADDRINUSE:
                raise CannotStart(f"Port {port} is in use. Choose another one, for example: PORT={port + 1} make run") from None
            if error.errno == errno.EACCES:
                raise CannotStart(f"Port {port} is for root only. Choose another one, for example: PORT=8000 make run") from None
            raise CannotStart(f"Throughline cannot listen on {host}:{port}: {error.strerror}.") from None
        return listener


def check_disk(folder: Path, *, least: int = LEAST_FREE) -> None:
    """Refuses a disk that is nearly full: a database must not meet that in the middle of a write."""
    free = shutil.disk_usage(folder).free
    if free < least:
        raise CannotStart(f"Too little free disk in {folder}: {free // 1_000_000} MB; Throughline needs {least // 1_000_000} MB.")
