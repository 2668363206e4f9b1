"""A post office for tests: a handler that writes down what it was asked, and does what its rows say."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from care.messaging import SendError
from care.outbox.handling import Drop, Handler, Later, Ready
from care.outbox.queries import Claimed


class Post:
    """`said` are the calls in order; a row's `about` says what goes wrong with it."""

    def __init__(self, *, attempts: int = 3, before_send: Callable[[Claimed], None] = lambda _: None) -> None:
        self.said: list[tuple[str, str]] = []
        self.sent: list[str] = []
        self.before_send = before_send
        self.handler = Handler(self.open, self.prepare, self.send, self.settle, self.dropped, self.given_up, attempts=attempts)
        self.mended: set[str] = set()

    def calls(self, name: str) -> list[str]:
        return [what for said, what in self.said if said == name]

    def wrong(self, row: Claimed) -> str:
        return "" if row.key in self.mended else str(row.about.get("wrong", ""))

    def open(self, rows: Sequence[Claimed], at: datetime) -> Any:
        self.said.append(("open", str(len(rows))))
        if any(self.wrong(row) == "open" for row in rows):
            raise ValueError("open")
        return {"opened": at}

    def prepare(self, row: Claimed, context: Any, at: datetime) -> Any:
        assert context["opened"] <= at
        match self.wrong(row):
            case "prepare":
                raise ValueError("prepare")
            case "drop":
                return Drop("answered")
            case "later":
                return Later(at + timedelta(hours=8), "quiet-hours")
            case "at-once":
                return Later(at - timedelta(hours=8), "quiet-hours")
            case "nonsense":
                return None
        return Ready(row.key)

    def send(self, row: Claimed, ready: Ready) -> str:
        assert not connection.in_atomic_block, "sent inside a transaction"
        self.before_send(row)
        match self.wrong(row):
            case "send":
                raise ValueError("send")
            case "temporary":
                raise SendError("sms-503")
            case "wait":
                raise SendError("sms-429", retry_after=timedelta(hours=2))
            case "permanent":
                raise SendError("sms-400", permanent=True)
        self.sent.append(row.key)
        return f"ref-{row.id}"

    def settle(self, row: Claimed, _context: Any, ready: Ready, reference: str, _at: datetime) -> None:
        assert connection.in_atomic_block
        assert ready.payload == row.key
        if self.wrong(row) == "settle":
            raise ValueError("settle")
        self.said.append(("settle", reference))

    def dropped(self, row: Claimed, _context: Any, reason: str, _at: datetime) -> None:
        self.said.append(("dropped", reason))

    def given_up(self, row: Claimed, context: Any, reason: str, _at: datetime) -> None:
        assert context is not None
        if self.wrong(row) == "permanent" and row.about.get("nobody"):
            raise ValueError("given up")
        self.said.append(("given_up", reason))
