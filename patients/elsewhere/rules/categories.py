"""Which kind of data something from another system is, by its codes. Pure."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from care.actor import Category
from patients.rules import CATEGORIES, Coding, category_of

_TABLE = Path(__file__).with_name("record_categories.csv")


@cache
def _rows() -> tuple[dict[tuple[str, str], Category], dict[tuple[str, str], Category]]:
    """Whole codes, and beginnings of codes (written with a star; the star alone is a whole system), each with its category."""
    whole: dict[tuple[str, str], Category] = {}
    beginnings: dict[tuple[str, str], Category] = {}
    with _TABLE.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            target = beginnings if row["code"].endswith("*") else whole
            target[row["system"], row["code"].rstrip("*")] = Category(row["category"])
    return whole, beginnings


def _category_of(coding: Coding) -> Category:
    whole, beginnings = _rows()
    code = coding.code.strip().upper()
    if not code:
        return Category.SUD
    found = whole.get((coding.system, code))
    for length in range(len(code), -1, -1):
        found = found or beginnings.get((coding.system, code[:length]))
    return found or category_of([coding])


def category_of_record(codings: Iterable[Coding]) -> Category:
    """Which kind of data it is: the strictest of its codes, and substance use care where a code is not known.

    Tests, procedures, visits and plans stand in the table beside this file, each line with its source; the reasons for them in
    the table of conditions. What neither lists is treated as the strictest kind (DESIGN section 2: fail closed), and so is what
    has no code: words are not read.
    """
    found = {_category_of(coding) for coding in codings}
    return next((category for category in reversed(CATEGORIES) if category in found), Category.SUD)
