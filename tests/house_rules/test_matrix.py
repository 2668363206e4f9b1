"""Every address × method × role × own, other's and no clinic gets the answer that the matrix gives."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.http import HttpResponse
from django.template import Template
from django.test import Client

from care.access import middleware
from care.actor import Role
from care.pages.views import errors
from tests.caching import forget_what_is_cached
from tests.house_rules.addresses import Address, addresses
from tests.house_rules.little_clinic import LittleClinic, Standing, Things, little_clinic
from tests.house_rules.matrix import MATRIX, Line

pytestmark = pytest.mark.django_db

# Which thing an address means by `uuid`, by how its path begins; other parameters are called like the thing.
MEANT = {
    "people/": "person",
    "tasks/": "task",
    "undelivered/": "delivery",
    "staff/invitations/": "invitation",
    "staff/": "colleague",
    "privacy/people/": "person",
    "privacy/colleagues/": "colleague",
    "privacy/to-look-at/": "observation",
    "privacy/breaches/": "breach",
}
Reader = tuple[Client, str]
Readers = dict[Role | None, Reader]


def _batch(name: str) -> str:
    return name.split(":")[0].split("_")[0]


BATCHES = sorted({_batch(name) for name in MATRIX})


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Thousands of refusals are not worth a line in the log, a drawn page and a copy of its context each."""
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
    monkeypatch.setattr(middleware, "render", lambda *_, status, **__: HttpResponse(status=status))
    monkeypatch.setattr(errors, "render", lambda *_, status, **__: HttpResponse(status=status))
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_the_matrix_names_every_address_and_nothing_else() -> None:
    there = {address.name for address in addresses()}
    assert sorted(there - MATRIX.keys()) == [], "addresses without a line in tests/house_rules/matrix.py"
    assert sorted(MATRIX.keys() - there) == [], "lines without an address"


@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.no_cover  # thousands of requests; what they run is measured by the tests of its room
def test_every_cell_of_the_matrix_gets_its_answer(batch: str, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    settings.ACCOUNT_RATE_LIMITS = False
    clinic = little_clinic(datetime.now(UTC))
    readers = _readers(clinic)
    wrong = []
    for address in addresses():
        if _batch(address.name) == batch and address.name in MATRIX:
            wrong += _compare(address, MATRIX[address.name], readers, clinic.things)
    assert not wrong, "\n".join(wrong)


def _compare(address: Address, line: Line, readers: Readers, things: dict[Standing, Things]) -> list[str]:
    """The cells of one address that differ. A method that is not taken is asked for once."""
    wrong: dict[str, list[str]] = defaultdict(list)
    standings = list(Standing) if _names_a_record(address) else [Standing.TEAM]
    if ":" not in address.name:  # django-allauth's own pages, which know no roles
        readers = {role: reader for role, reader in readers.items() if role in {Role.NURSE, Role.ADMINISTRATOR, None}}
    for method, answer in (("GET", line.get), ("POST", line.post)):
        if answer is None:
            got = _ask(readers[Role.NURSE], method, _path(address, things[Standing.TEAM]))
            wrong[f"{method} {address.name}: {got}, not 405"] += [] if got == 405 else ["all"]
            continue
        for standing, (role, reader) in product(standings, readers.items()):
            wanted = _wanted(line, answer, role, standing)
            got = _ask(reader, method, _path(address, things[standing]))
            if got != wanted:
                wrong[f"{method} {address.name} {standing.value}: {got}, not {wanted}"].append(role.value if role else "nowhere")
    return [f"{what}, for {', '.join(whom)}" for what, whom in wrong.items() if whom]


def _readers(clinic: LittleClinic) -> Readers:
    """A browser for each role, and one of somebody who works nowhere."""
    found: Readers = {}
    users = {role: staff.user for role, staff in clinic.staff.items()} | {None: clinic.nowhere}
    for role, user in users.items():
        client = Client(raise_request_exception=False)
        client.force_login(user)
        found[role] = (client, client.cookies[django_settings.SESSION_COOKIE_NAME].value)
    return found


def _wanted(line: Line, answer: int, role: Role | None, standing: Standing) -> int:
    """The status of one cell."""
    if role is None:
        return line.nowhere or answer
    if standing is Standing.OTHER:
        return line.elsewhere if line.says_404_to_all or role in line.who.team else 403
    return answer if role in (line.who.team if standing is Standing.TEAM else line.who.programme) else 403


def _names_a_record(address: Address) -> bool:
    """Whether an address names something of a person or a colleague, so that it matters whose."""
    return (bool(_meant(address)) and any(kind == "UUIDConverter" for _, kind in address.parameters)) or _is_draft(address)


def _meant(address: Address) -> str:
    return next((thing for begin, thing in MEANT.items() if address.route.startswith(begin)), "")


def _is_draft(address: Address) -> bool:
    return address.name.startswith("drafts:")


def _path(address: Address, things: Things) -> str:
    given: dict[str, Any] = {name: getattr(things, name) for name, _ in address.parameters if hasattr(things, name)}
    if _meant(address):
        given["uuid"] = getattr(things, _meant(address))
    if _is_draft(address):
        given["key"] = f"plan:{things.person}"
    return address.path(**given)


def _ask(reader: Reader, method: str, path: str) -> int:
    """The status of one request, whose traces in the database are gone afterwards."""
    client, cookie = reader
    client.cookies[django_settings.SESSION_COOKIE_NAME] = cookie
    with _undone():
        body = b"asked=by+the+matrix" if method == "POST" else b""
        status: int = client.generic(method, path, body, "application/x-www-form-urlencoded").status_code
    forget_what_is_cached()
    return status


@contextmanager
def _undone() -> Iterator[None]:
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # so that the gate may ask for a transaction of its own
    with block:
        yield
        transaction.set_rollback(True)
