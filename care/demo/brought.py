"""The demo's history from another system: half a year of methadone elsewhere, made here and taken in as an import takes it."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.apps import apps

from care.actor import Role
from care.demo.staff import HARBOR_STREET
from care.lib.dates import local_date
from patients.histories.operations import begin_import, finish_import
from patients.histories.reading import Limits, find_files, read_folder
from patients.histories.report import Report
from patients.histories.store import Store
from patients.histories.taking import Order, take_store
from patients.histories.workplace import work_place

SOURCE, KEY = "old-clinic", "H-204"
WEEKS = 26
START, STEP, TOP = 30, 10, 80  # mg: a week each
MISSED = {4: "forgot", 9: "hospital", 15: "cost", 16: "cost"}  # visits, by week
FOUND = {2: "Cocaine", 6: "Cocaine"}  # drug tests with something unexpected, by week
AFTER = 5  # people of the clinic behind which one is looked for

Lines = Sequence[Sequence[str]]


def tell_brought(*, at: datetime) -> int:
    """Bring the history of one person in; gives its lines. Told once."""
    if apps.get_model("histories", "PastPerson").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    person = _person(clinic.pk)
    if person is None:
        return 0
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is Role.COORDINATOR)
    place = work_place(email=email, organisation=clinic.name, leads=False)
    order = Order(actor=place.actor, source=SOURCE, zone=place.zone)
    begins = local_date(person.admitted_at, place.zone) - timedelta(weeks=WEEKS, days=3)
    with TemporaryDirectory() as folder, Store() as store:
        for name, (head, lines) in _files(person.patient, begins - timedelta(days=begins.weekday())).items():
            _write(Path(folder) / f"{name}.csv", [head, *lines])
        report = Report(store)
        read_folder(find_files(Path(folder)), store, refuse=report.refuse, count=report.read, limits=Limits())
        run = begin_import(actor=order.actor, source=SOURCE, at=at)
        for _ in take_store(order=order, run=run, store=store, report=report, clock=lambda: at):
            pass
        finish_import(actor=order.actor, run=run, counts=report.counts(), at=at)
    return report.total


def _person(organisation_id: int) -> Any:
    """The enrolment of somebody in care, adult when it all began."""
    rows = apps.get_model("teams", "Enrolment").objects.filter(
        organisation_id=organisation_id, ended_at__isnull=True, patient__deceased_on__isnull=True
    )
    return next(iter(rows.select_related("patient").order_by("patient_id")[AFTER : AFTER + 1]), None)


def _files(person: Any, begins: date) -> dict[str, tuple[Sequence[str], Lines]]:
    """The files of the import: their heads and their lines."""
    dice = Random(KEY)
    days = [begins + timedelta(days=number) for number in range(WEEKS * 7)]
    weeks = [begins + timedelta(weeks=number, days=2) for number in range(WEEKS)]
    ends = days[-1].isoformat()
    return {
        "people": (
            ("person", "mrn", "birth_date", "given_name", "family_name"),
            [(KEY, person.mrn, person.birth_date.isoformat(), person.legal_given, person.legal_family)],
        ),
        "orders": (
            ("person", "date", "medication", "amount", "unit", "frequency", "end_date"),
            [(KEY, begins.isoformat(), "Methadone", str(TOP), "mg", "daily", ends)],
        ),
        "doses": (
            ("person", "date", "medication", "amount", "outcome"),
            [
                (KEY, day.isoformat(), "Methadone", *(("", "missed") if dice.random() < 0.04 else (str(_dose(number)), "given")))
                for number, day in enumerate(days)
            ],
        ),
        "visits": (
            ("person", "date", "visit", "outcome", "reasons"),
            [
                (KEY, day.isoformat(), f"Week {number + 1}", "missed" if number in MISSED else "kept", MISSED.get(number, ""))
                for number, day in enumerate(weeks)
            ],
        ),
        "drug_tests": (("person", "date", "substance", "finding"), list(_tests(weeks))),
        "scores": (
            ("person", "date", "instrument", "value", "words"),
            [
                *((KEY, day.isoformat(), "phq9", str(16 - number), "") for number, day in enumerate(weeks[::5])),
                *((KEY, day.isoformat(), "Their own scale", str(number), "better") for number, day in enumerate(weeks[::9])),
            ],
        ),
    }


def _dose(number: int) -> int:
    return min(START + STEP * (number // 7), TOP)


def _tests(weeks: Sequence[date]) -> Iterable[Sequence[str]]:
    for number, day in enumerate(weeks[::2]):
        yield KEY, day.isoformat(), "Methadone", "found"
        if number in FOUND:
            yield KEY, day.isoformat(), FOUND[number], "found"


def _write(path: Path, lines: Lines) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
