"""A clinic that exists only in memory, and one that was loaded."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from care.actor import Actor, Role
from care.demo.operations import load_demo
from care.demo.rows import MOST_PER_PERSON, Batch
from care.demo.staff import HARBOR_STREET
from care.demo.story import Clinic, Colleague, Medicine, Story
from care.demo.tell import tell
from care.demo.words.contact import AREAS
from care.demo.work import tell_office_work
from care.lib.dates import day_bounds, local_date
from treatment_plans.catalogue import DATA, read_rows
from treatment_plans.regimens.catalogue import DATA as REGIMENS

LOADER = Actor.system(job="demo.load")
AT = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)


class Numbers(dict[str, int]):
    """Gives every code a number."""

    def __missing__(self, code: str) -> int:
        self[code] = len(self) + 1
        return self[code]


def clinic_in_memory(at: datetime = AT) -> Clinic:
    today: date = local_date(at, HARBOR_STREET.zone)
    staff: dict[Role, list[Colleague]] = {}
    for number, person in enumerate(HARBOR_STREET.colleagues, start=1):
        staff.setdefault(person.role, []).append(Colleague(number, 100 + number, person.role))
    kinds = {row["code"]: number for number, row in enumerate(read_rows(DATA / "intervention_kinds.csv"), start=1)}
    preparations = {row["code"]: number for number, row in enumerate(read_rows(REGIMENS / "preparations.csv"), start=1)}
    medications = {
        row["code"]: Medicine(number, row["short_name"], row["substance"], row["unit"])
        for number, row in enumerate(read_rows(REGIMENS / "medications.csv"), start=1)
    }
    return Clinic(
        organisation_id=1,
        zone=HARBOR_STREET.zone,
        at=at,
        today=today,
        day_end=day_bounds(today, HARBOR_STREET.zone)[1],
        is_part2=True,
        code=HARBOR_STREET.code,
        areas=AREAS,
        staff=staff,
        kinds=kinds,
        medications=medications,
        preparations=preparations,
    )


def stories(at: datetime = AT, *, people: int = 150, seed: int = 1) -> Batch:
    clinic, batch = clinic_in_memory(at), Batch(dict.fromkeys(MOST_PER_PERSON, 1))
    for number in range(people):
        tell(Story(clinic, batch, seed=seed, number=number))
    tell_office_work(Story(clinic, batch, seed=seed, number=-1))
    return batch


@pytest.fixture(scope="session")
def batch() -> Batch:
    return stories()


@pytest.fixture
def loaded(db: None, at: datetime) -> Callable[..., Any]:
    """The demo clinic with sixty people."""
    return load_demo(actor=LOADER, people=60, seed=1, at=at)  # type: ignore[return-value]
