"""`manage.py judge_histories FOLDER`: what the safety rules say about the doses of a history, as figures. Nothing is stored."""

import csv
import gzip
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from treatment_plans.regimens.safety.drugs import recognize
from treatment_plans.regimens.safety.histories import Person, Taken, each_step, judge_people, told
from treatment_plans.regimens.safety.settings import settings_on

WRONG_INPUT = 2


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Judges each change of dose in the people.csv and doses.csv of a history, and prints counts and shares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument("--steps", action="store_true", help="list each step of methadone that a rule flags, as CSV")

    def handle(self, *args: Any, folder: Path, steps: bool, **options: Any) -> None:
        try:
            people = list(read_people(folder))
        except OSError as trouble:
            raise CommandError(f"{folder} cannot be read: {trouble.strerror}", returncode=WRONG_INPUT) from None
        except (KeyError, ValueError, InvalidOperation):
            raise CommandError(f"{folder}: its people.csv and doses.csv are no history", returncode=WRONG_INPUT) from None
        tally = judge_people(people, settings_on(timezone.now().date()))
        for line in each_step(tally) if steps else told(tally):
            self.stdout.write(line)


def read_people(folder: Path) -> Iterator[Person]:
    """The people of a folder with their doses. A dose without medicine or amount, or of somebody not listed, is passed over."""
    doses: dict[str, list[dict[str, str]]] = {}
    for row in _rows(folder, "doses"):
        doses.setdefault(row["person"], []).append(row)
    for row in _rows(folder, "people"):
        base = date.fromisoformat(row["base_date"]) if row.get("base_date") else None
        taken = [_taken(dose, base) for dose in doses.get(row["person"], []) if dose["medication"] and dose["amount"]]
        born = date.fromisoformat(row["birth_date"]) if row["birth_date"] else None
        yield Person(row["person"], born, row.get("sex", ""), taken)


def _taken(row: dict[str, str], base: date | None) -> Taken:
    if row.get("date"):
        on = date.fromisoformat(row["date"])
    elif base is None:
        raise ValueError("a day without a base date")
    else:
        on = base + timedelta(days=int(row["day"]))
    return Taken(on, recognize(row["medication"]).drug, Decimal(row["amount"]))


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    packed = folder / f"{name}.csv.gz"
    if packed.is_file():
        with gzip.open(packed, "rt", encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)
    else:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)
