"""The application for gunicorn."""

import ipaddress
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "care.settings")

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def for_this_machine_only(application: Application) -> Application:
    """The demo clinic has known passwords: it answers no other machine, however it was started."""

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _is_loopback(environ.get("REMOTE_ADDR", "")):
            return application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")])
        return [b"The demo clinic answers on its own machine only.\n"]

    return answer


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


application: Application = get_wsgi_application()
if settings.DEMO:
    application = for_this_machine_only(application)
