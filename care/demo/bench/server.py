"""gunicorn as production runs it, on loopback, and a signed-in client with one connection that stays open."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from care.accounts.session import ACTIVE_KEY, SECOND_FACTOR_KEY, SIGNED_IN_KEY

PATIENCE = 30.0  # seconds until gunicorn answers
# the flags of `care.embedded.parts.web`; a test holds the two together
FLAGS = ("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload", "--no-control-socket")
TIMES = ("--timeout", "60", "--graceful-timeout", "5", "--keep-alive", "5")


class NotServed(RuntimeError):
    """gunicorn did not start, or a page did not answer as it should."""


@contextmanager
def served() -> Iterator[int]:
    """The bench's application behind gunicorn; gives the port. Ends with the block."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        listener.set_inheritable(True)
        port = int(listener.getsockname()[1])
        argv = [
            *(sys.executable, "-m", "gunicorn", "care.demo.bench.wsgi:application", "--bind", f"fd://{listener.fileno()}"),
            *("--name", "throughline-bench", "--log-level", "error", *FLAGS, *TIMES),
        ]
        environment = {**os.environ, "CARE_DB_ROLE": "care_app", "DJANGO_SETTINGS_MODULE": "care.settings"}
        child = subprocess.Popen(  # noqa: S603
            argv, cwd=settings.BASE_DIR, env=environment, pass_fds=[listener.fileno()], stdout=subprocess.DEVNULL
        )
        try:
            _wait(port, child)
            yield port
        finally:
            child.terminate()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _wait(port: int, child: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and child.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise NotServed("gunicorn did not answer; is the database there, and migrated?")


def sign_in(user_id: int, *, at: datetime) -> str:
    """A session as after signing in with both factors; gives its key."""
    user = apps.get_model("accounts", "User").objects.get(pk=user_id)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user_id)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[SIGNED_IN_KEY] = session[ACTIVE_KEY] = at.timestamp()
    session[SECOND_FACTOR_KEY] = True
    session.save()
    return str(session.session_key)


def sign_out(session_key: str) -> None:
    """The session is gone."""
    import_module(settings.SESSION_ENGINE).SessionStore(session_key).delete()


class Browser:
    """One colleague's browser: a connection, a session, a form token."""

    def __init__(self, port: int, session_key: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.session_key = session_key
        self.token = secrets.token_hex(16)
        host = settings.ALLOWED_HOSTS[0]
        scheme = "http" if settings.DEMO or settings.TESTING else "https"
        origin = f"{scheme}://{host}"
        self.headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session_key}; {settings.CSRF_COOKIE_NAME}={self.token}",
            "Host": host,
            "X-Forwarded-Proto": scheme,
            "Origin": origin,
            "Referer": f"{origin}/",
        }

    def fetch(self, path: str, form: dict[str, str] | None = None) -> tuple[float, int]:
        """Seconds from asking to the last byte, and the number of bytes.

        Raises:
            NotServed: anything but 200.
        """
        body = urlencode(form).encode() if form is not None else None
        headers = self.headers
        if form is not None:
            headers = {**headers, "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
        began = time.perf_counter()
        self.connection.request("POST" if form is not None else "GET", path, body=body, headers=headers)
        answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - began
        if answer.status != 200:
            raise NotServed(f"{path.split('/')[1] or 'today'} answered {answer.status}")
        return seconds, len(content)

    def close(self) -> None:
        self.connection.close()
