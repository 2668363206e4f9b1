"""Every address × method × role × own, other's and no clinic gets the answer that the matrix gives.

Of the roles that get the same answer some are asked at each address; all of them with CARE_SWEEP=all.
"""

import functools
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.backends import ModelBackend
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.template import Template
from django.test import Client
from django.test.client import ClientHandler

from care.access import middleware
from care.accounts import session
from care.actor import Role
from care.pages.views import errors
from tests.house_rules import kept_sessions
from tests.house_rules.addresses import Address, addresses
from tests.house_rules.little_clinic import LittleClinic, Standing, Things, little_clinic
from tests.house_rules.matrix import MATRIX, Line
from tests.sweeps import some

pytestmark = pytest.mark.django_db

# Which thing an address means by `uuid`, by how its path begins; other parameters are called like the thing.
MEANT = {
    "people/": "person",
    "tasks/": "task",
    "undelivered/": "delivery",
    "access/reviews/": "review",
    "agreements/": "agreement",
    "staff/invitations/": "invitation",
    "staff/": "colleague",
    "privacy/people/": "person",
    "privacy/colleagues/": "colleague",
    "privacy/to-look-at/": "observation",
    "privacy/breaches/": "breach",
}


@dataclass(frozen=True)
class Reader:
    """A browser with a session. What a request changes is gone afterwards: the database goes back to the savepoint `point`."""

    client: Client
    cookie: str
    point: str

    def ask(self, method: str, path: str) -> int:
        """The status of one request."""
        self.client.cookies[django_settings.SESSION_COOKIE_NAME] = self.cookie
        body = b"asked=by+the+matrix" if method == "POST" else b""
        status: int = self.client.generic(method, path, body, "application/x-www-form-urlencoded").status_code
        connection.savepoint_rollback(self.point)
        transaction.set_rollback(False)
        cache.clear()
        return status


Readers = Mapping[Role | None, Reader]
# Of those that get the same answer, others at each address: a page costs many times what a refusal does.
SOME_READERS, SOME_REFUSED = 1, 2


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


@pytest.fixture(scope="module")
def clinic(django_db_setup: None, django_db_blocker: Any) -> Iterator[LittleClinic]:
    """The same clinic for all batches."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # so that the gate may ask for a transaction of its own
    with django_db_blocker.unblock(), block:
        yield little_clinic(datetime.now(UTC))
        transaction.set_rollback(True)


@pytest.mark.parametrize("batch", BATCHES)
def test_every_cell_of_the_matrix_gets_its_answer(
    clinic: LittleClinic, batch: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    settings.ACCOUNT_RATE_LIMITS = False
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    readers = _readers(clinic, settings, monkeypatch)
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
            got = readers[Role.NURSE].ask(method, _path(address, things[Standing.TEAM]))
            wrong[f"{method} {address.name}: {got}, not 405"] += [] if got == 405 else ["all"]
            continue
        for standing in standings:
            for role, wanted in _cells(address, line, method, answer, standing, readers):
                got = readers[role].ask(method, _path(address, things[standing]))
                if got != wanted:
                    wrong[f"{method} {address.name} {standing.value}: {got}, not {wanted}"].append(
                        role.value if role else "nowhere"
                    )
    return [f"{what}, for {', '.join(whom)}" for what, whom in wrong.items() if whom]


def _cells(
    address: Address, line: Line, method: str, answer: int, standing: Standing, readers: Readers
) -> list[tuple[Role | None, int]]:
    """Who asks, and what they must get: somebody who works nowhere, and some of each answer's roles."""
    by_answer: dict[int, list[Role | None]] = defaultdict(list)
    for role in readers:
        if role is not None:
            by_answer[_wanted(line, answer, role, standing)].append(role)
    asked = [(None, _wanted(line, answer, None, standing))] if None in readers else []
    for wanted, roles in by_answer.items():
        of = f"{method} {address.name} {standing.value} {wanted}"
        asked += [(role, wanted) for role in some(roles, SOME_READERS if wanted < 400 else SOME_REFUSED, of=of)]
    return asked


def _readers(clinic: LittleClinic, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Readers:
    """A browser for each role, and one of somebody who works nowhere.

    Who they are and where they work is looked up once, not in each of thousands of requests of which none lasts.
    """
    handler = ClientHandler(enforce_csrf_checks=False)
    clients: dict[Role | None, Client] = {}
    for role, person in ({role: staff.user for role, staff in clinic.staff.items()} | {None: clinic.nowhere}).items():
        clients[role] = client = Client(raise_request_exception=False)
        client.handler = handler
        client.force_login(person)
        monkeypatch.setitem(kept_sessions.KEPT, _cookie(client), dict(client.session.items()))
    settings.SESSION_ENGINE = kept_sessions.__name__
    person_of = functools.cache(ModelBackend().get_user)
    monkeypatch.setattr(ModelBackend, "get_user", lambda _, user_id: copy(person_of(user_id)))
    monkeypatch.setattr(session, "work_place_of", functools.cache(session.work_place_of))
    point = connection.savepoint()
    return {role: Reader(client, _cookie(client), point) for role, client in clients.items()}


def _cookie(client: Client) -> str:
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


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
