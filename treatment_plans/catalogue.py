"""Reference tables that come as files: read, and put into the database row by row under their code.

Loading twice changes nothing; a row that the file no longer holds stays, since older records point to it. A change of a file
is brought to running clinics by a data migration that calls the loader again.
"""

import csv
from pathlib import Path
from typing import Any

from django.db import models

DATA = Path(__file__).resolve().parent / "data"


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file, each with its place in the file as `position`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row | {"position": str(number)} for number, row in enumerate(csv.DictReader(file), start=1)]


def fill(model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    """Add or bring up to date each row by its `code`; columns that this model does not have (yet) are left out."""
    columns = {field.name for field in model._meta.get_fields()}
    for row in rows:
        values = {name: value for name, value in row.items() if name in columns and name != "code"}
        model._default_manager.update_or_create(code=row["code"], defaults=values)


def load_kinds(model: type[models.Model]) -> None:
    """Load the kinds of intervention."""
    fill(model, read_rows(DATA / "intervention_kinds.csv"))
