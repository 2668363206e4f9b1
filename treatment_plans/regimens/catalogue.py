"""The medication catalogue from its files: facts of the clinical reference, 1.1, 1.2 and 8.1; what it marks as unsure is empty.

Forms and strengths that the reference does not list are those of labels, from general knowledge, and their source says so. A code
stands only where a public value set confirms the same form and strength. Methadone for injection is a line of its own, so that
no oral form goes by needle and no injection by mouth. Left out: what goes through the skin or into a vein, since nothing is
ordered by these ways, and the long-acting forms of gabapentin, which do not stand in for each other.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models

from treatment_plans.catalogue import fill, read_rows

DATA = Path(__file__).resolve().parent / "data"
FLAGS = ("for_oud", "for_aud", "is_depot")


def _medication(row: dict[str, str]) -> dict[str, Any]:
    return (
        row
        | {name: row[name] == "yes" for name in FLAGS}
        | {"routes": row["routes"].split(), "as_of": date.fromisoformat(row["as_of"])}
    )


def load_catalogue(medication_model: type[models.Model], preparation_model: type[models.Model]) -> None:
    """Load medicines, then the forms and strengths in which they are made."""
    fill(medication_model, [_medication(row) for row in read_rows(DATA / "medications.csv")])
    by_code = {getattr(medication, "code"): medication for medication in medication_model._default_manager.all()}  # noqa: B009
    fill(
        preparation_model,
        [
            row | {"medication": by_code[row["medication"]], "amount": Decimal(row["amount"]) if row["amount"] else None}
            for row in read_rows(DATA / "preparations.csv")
        ],
    )
