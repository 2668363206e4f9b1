"""May not see and does not exist take the same time: interleaved, and the difference of the medians with its own interval.

`CARE_REFUSALS=500` asks five hundred times for each; the few of every run only show that nothing is far off.
"""

import logging
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.actor import Role
from tests.care.api.conftest import System, plan_of
from tests.factories.accounts import PartnerSystemFactory, sign_in, staff_with
from tests.factories.consent import ConsentFactory
from tests.factories.patients import enrolled_patient

pytestmark = pytest.mark.django_db

TIMES = int(os.environ.get("CARE_REFUSALS", "40"))
WARM = 10  # pairs that are not counted
RESAMPLED = 2000
TENTH = 0.10
# Why somebody is hidden from the system: each is a way that the code could take longer over.
HIDDEN: tuple[dict[str, Any] | None, ...] = (None, {"revoked": True}, {"expired": True}, {"purposes": ["CAREMGT"]})

Ask = Callable[[str], HttpResponse]


@dataclass(frozen=True)
class Compared:
    """What both took, in milliseconds, and how far apart their medians are, with the bootstrap's 95 % interval."""

    there: float
    nowhere: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        return self.there - self.nowhere

    @property
    def is_the_same(self) -> bool:
        return self.low <= 0 <= self.high or abs(self.difference) < TENTH * self.nowhere

    def __str__(self) -> str:
        return (
            f"there {self.there:.3f} ms, nowhere {self.nowhere:.3f} ms, difference {self.difference:+.3f} ms"
            f" (95 % {self.low:+.3f} to {self.high:+.3f}), {100 * self.difference / self.nowhere:+.1f} %"
        )


def compare(there: list[float], nowhere: list[float]) -> Compared:
    """The medians and their difference, resampled."""
    chance = random.Random(0)
    differences = sorted(
        median(chance.choices(there, k=len(there))) - median(chance.choices(nowhere, k=len(nowhere))) for _ in range(RESAMPLED)
    )
    return Compared(median(there), median(nowhere), differences[RESAMPLED // 40], differences[-RESAMPLED // 40])


def measured(ask: Ask, paths: list[str], path_of: Callable[[UUID], str]) -> Compared:
    """Each time somebody who is there and nobody, in a changing order, as somebody who listens at the door would ask."""
    chance = random.Random(1)
    there: list[float] = []
    nowhere: list[float] = []
    for number in range(TIMES + WARM):
        pair = [(there, paths[number % len(paths)]), (nowhere, path_of(uuid4()))]
        chance.shuffle(pair)
        for taken, path in pair:
            point = connection.savepoint()
            began = perf_counter()
            answer = ask(path)
            taken.append(1000 * (perf_counter() - began))
            connection.savepoint_rollback(point)
            assert answer.status_code == 404
    return compare(there[WARM:], nowhere[WARM:])


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """A line in the log costs more than what is measured."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def hidden(eastside: System, somebody: Any) -> list[Any]:
    """People of another organization whom this system may not see, each for another reason."""
    people = []
    for number in range(12):
        patient = somebody()
        consent = HIDDEN[number % len(HIDDEN)]
        if consent is not None:
            ConsentFactory(patient=patient, recipient=eastside.partner.organisation, **consent)
        ConsentFactory(patient=patient, recipient=PartnerSystemFactory().organisation)
        people.append(patient)
    return people


@pytest.mark.parametrize("path", ["people/{}/", "people/{}/plan/", "plans/{}/"])
def test_an_interface_takes_as_long_over_whom_it_may_not_see(
    path: str, eastside: System, hidden: list[Any], settings: Any, record_property: Callable[[str, object], None]
) -> None:
    settings.CARE_PARTNER_REQUESTS = 10**6
    numbers = [plan_of(patient).uuid if path.startswith("plans") else patient.uuid for patient in hidden]
    found = measured(eastside.get, [path.format(number) for number in numbers], path.format)
    record_property("figures", str(found))
    print(f"\n{TIMES} of each, {path}: {found}")
    assert found.is_the_same, found


def test_a_page_asks_the_database_the_same_of_somebody_of_another_clinic_and_of_nobody() -> None:
    elsewhere = enrolled_patient(staff_with(Role.COORDINATOR)).uuid
    browser = sign_in(Client(), staff_with(Role.COORDINATOR))
    browser.get(f"/people/{elsewhere}/")
    asked = []
    for number in (elsewhere, uuid4()):
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(f"/people/{number}/").status_code == 404
        asked.append([query["sql"].split(" WHERE ")[0] for query in captured if "SAVEPOINT" not in query["sql"]])
    assert [sql[:60] for sql in asked[0]] == [sql[:60] for sql in asked[1]]


@pytest.mark.parametrize("path", ["/people/{}/", "/people/{}/plan/"])
def test_a_page_takes_as_long_over_the_people_of_another_clinic(
    path: str, settings: Any, record_property: Callable[[str, object], None]
) -> None:
    elsewhere = [enrolled_patient(staff_with(Role.COORDINATOR)).uuid for _ in range(12)]
    browser = sign_in(Client(raise_request_exception=False), staff_with(Role.COORDINATOR))
    found = measured(browser.get, [path.format(number) for number in elsewhere], path.format)  # type: ignore[arg-type]
    record_property("figures", str(found))
    print(f"\n{TIMES} of each, {path}: {found}")
    assert found.is_the_same, found


def test_a_difference_that_matters_is_seen() -> None:
    """The yardstick itself: a fifth more in the middle of the same noise is no accident."""
    chance = random.Random(2)
    usual = [10 + chance.expovariate(1) for _ in range(500)]
    slower = [12 + chance.expovariate(1) for _ in range(500)]
    assert not compare(slower, usual).is_the_same
    assert compare(usual, usual[::-1]).is_the_same
