"""In which band a daily dose is, and whether it is below what is usual: information, never an alert. Pure.

Sources: clinical reference 1.4, 1.5 ("dose adequacy report is INFO"); the bands are `data/bands.csv`.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from treatment_plans.regimens.monitoring.rules.data import read_rows


@dataclass(frozen=True, slots=True)
class Band:
    """A band of daily doses, in milligrams by mouth: from one dose up to, and not at, another."""

    substance: str
    begins: Decimal
    ends: Decimal | None
    label: str
    is_below_usual: bool
    words: str
    source: str


@cache
def bands() -> tuple[Band, ...]:
    """All bands, the lowest of each substance first."""
    return tuple(
        Band(
            row["substance"],
            Decimal(row["from"]),
            Decimal(row["until"]) if row["until"] else None,
            row["label"],
            row["below_usual"] == "yes",
            row["words"],
            row["source"],
        )
        for row in read_rows("bands.csv")
    )


def band(substance: str, daily: Decimal) -> Band | None:
    """The band of a daily dose; none for a medicine that has none."""
    return next(
        (one for one in bands() if one.substance == substance and one.begins <= daily and (one.ends is None or daily < one.ends)),
        None,
    )


def band_label(substance: str, daily: Decimal) -> str:
    """'80 to 120 mg'; empty for a medicine that has no bands."""
    found = band(substance, daily)
    return found.label if found else ""
