"""A mail server that really speaks SMTP on loopback, and keeps what it was handed."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from aiosmtpd.controller import Controller


class Mailroom:
    """An SMTP server that answers as it is told."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], bytes]] = []
        self.to_recipient = "250 OK"
        self.to_content = "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        if self.to_content.startswith("250"):
            self.letters.append((envelope.rcpt_tos, envelope.content))
        return self.to_content


@contextmanager
def a_mailroom(settings: Any) -> Iterator[Mailroom]:
    """The server, with the settings that lead to it."""
    room = Mailroom()
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(room, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_TIMEOUT = 2
    settings.DEFAULT_FROM_EMAIL = "Care team <no-reply@harborstreet.example>"
    yield room
    controller.stop()
