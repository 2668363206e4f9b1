"""The schedules that the platform ships to begin with (`data/schedules.csv`): read once, each step with its source."""

from functools import lru_cache

from treatment_plans.catalogue import read_rows
from treatment_plans.regimens.catalogue import DATA
from treatment_plans.regimens.rules.schedules import Template, read_templates


@lru_cache(maxsize=1)
def templates() -> dict[str, Template]:
    """Every template by its code, in the order of the file."""
    return read_templates(read_rows(DATA / "schedules.csv"))
