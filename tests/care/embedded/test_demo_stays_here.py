"""The demo clinic has known passwords: it answers no other machine, whichever server serves it."""

from collections.abc import Iterable
from typing import Any

import pytest

from care.wsgi import for_this_machine_only


def inner(_environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"the clinic"]


def ask(address: str) -> tuple[str, bytes]:
    statuses: list[str] = []
    body = for_this_machine_only(inner)({"REMOTE_ADDR": address}, lambda status, _headers: statuses.append(status))
    return statuses[0], b"".join(body)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1"])
def test_this_machine_is_answered(address: str) -> None:
    assert ask(address) == ("200 OK", b"the clinic")


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "2001:db8::1", "", "unix:"])
def test_another_machine_is_refused(address: str) -> None:
    status, body = ask(address)
    assert status == "403 Forbidden"
    assert b"clinic answers on its own machine only" in body
