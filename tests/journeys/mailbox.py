"""A mail server on loopback that keeps what it gets: what a person finds in their mailbox."""

import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.care.embedded.conftest import free_port


class Mailbox:
    """`with Mailbox() as mailbox:` takes mail at `mailbox.port` until the block ends."""

    def __init__(self) -> None:
        self.port = free_port()
        self.letters: list[EmailMessage] = []
        self._server = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"

    def __enter__(self) -> "Mailbox":
        self._server.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.stop()

    def to(self, address: str, *, seconds: float = 30) -> EmailMessage:
        """The newest letter to an address; waits for it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = [letter for letter in self.letters if address in str(letter["To"])]
            if found:
                return found[-1]
            time.sleep(0.1)
        raise AssertionError(f"no e-mail to {address} within {seconds} s")
