"""What comes as files: how long payers and people have, and which programs help with costs.

Loading twice changes nothing; a row that somebody has verified comes with its day in a new version of the file and a data
migration that loads again.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.apps.registry import Apps
from django.db.migrations.state import StateApps

FOLDER = Path(__file__).resolve().parent / "data"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load_clocks(apps: Apps | StateApps) -> None:
    """Bring the list of clocks into the database."""
    model = apps.get_model("coverage", "PlanClock")
    for row in _rows("clocks.csv"):
        values = {
            "value": int(row["value"]),
            "unit": row["unit"],
            "source": row["source"],
            "noted_on": row["noted_on"],
            "verified_on": row["verified_on"] or None,
        }
        model.objects.update_or_create(figure=row["figure"], plan_kind=row["plan_kind"], state=row["state"], defaults=values)


def load_programs(apps: Apps | StateApps) -> None:
    """Bring the list of programs that help with costs into the database."""
    model = apps.get_model("coverage", "AidProgram")
    for position, row in enumerate(_rows("programs.csv")):
        values = {
            "name": row["name"],
            "what": row["what"],
            "group": row["group"],
            "renewal_months": int(row["renewal_months"]) if row["renewal_months"] else None,
            "position": position,
            "source": row["source"],
            "noted_on": row["noted_on"],
            "verified_on": row["verified_on"] or None,
        }
        model.objects.update_or_create(key=row["key"], defaults=values)
