"""Conditions: their statuses, dates of any precision, and which kind of data a coded condition is. Pure."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from care.actor import Category
from care.actor.vocabulary import Described

CATEGORIES = (Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD)
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_TABLE = Path(__file__).with_name("condition_categories.csv")
_TAG = re.compile(r"\s*\((disorder|finding|situation|event|morphologic abnormality)\)?\s*$")
# ICD-10-CM's own words for F1x.1 and F1x.2 say "abuse" and "dependence"; DSM-5 says use disorder, mild, and moderate or severe
# (clinical reference 4.9). Nicotine differs, and stays.
_USE_DISORDER = re.compile(r"F1[0-689]\.[12]")
_KINDER = (
    (re.compile(r" abuse\b"), " use disorder, mild"),
    (re.compile(r" dependence\b"), " use disorder, moderate or severe"),
    (re.compile(r", uncomplicated$"), ""),
    (re.compile(r"(mild|severe) with\b"), r"\1, with"),
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class ClinicalStatus(Described):
    """Whether the condition is there. Source: FHIR R4, condition-clinical."""

    ACTIVE = "active", "Active", "The person has it."
    RECURRENCE = "recurrence", "Came back", "It returned after it had resolved."
    RELAPSE = "relapse", "Came back", "It returned after an improvement."
    INACTIVE = "inactive", "Inactive", "The person does not have its signs now."
    REMISSION = "remission", "In remission", "Its signs are gone, and it may return."
    RESOLVED = "resolved", "Resolved", "It is over."
    UNKNOWN = "unknown", "Status not said", "Whoever sent it did not say."


class VerificationStatus(Described):
    """How sure it is. Source: FHIR R4, condition-ver-status; entered in error is not kept as a condition."""

    CONFIRMED = "confirmed", "Confirmed", "There is enough evidence."
    PROVISIONAL = "provisional", "Provisional", "Tentative."
    DIFFERENTIAL = "differential", "One of several possible", "One of a set of possible diagnoses."
    UNCONFIRMED = "unconfirmed", "Not confirmed", "There is not enough evidence."
    REFUTED = "refuted", "Ruled out", "It was excluded."
    UNKNOWN = "unknown", "Certainty not said", "Whoever sent it did not say."


PRESENT = frozenset({ClinicalStatus.ACTIVE, ClinicalStatus.RECURRENCE, ClinicalStatus.RELAPSE, ClinicalStatus.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Coding:
    """One code of one system."""

    system: str
    code: str
    display: str = ""


@cache
def _rows() -> tuple[dict[tuple[str, str], Category], dict[tuple[str, str], Category]]:
    """Whole codes, and beginnings of codes (written with a star), each with its category."""
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
    found = whole.get((coding.system, code))
    for length in range(len(code), 0, -1):
        found = found or beginnings.get((coding.system, code[:length]))
    return found or Category.SUD


def category_of(codings: Iterable[Coding]) -> Category:
    """Which kind of data a condition is: the strictest of its codes, and substance use care where a code is not known.

    The table beside this file names the source of each line; the longest beginning that fits decides. What it does not
    list is treated as the strictest kind (DESIGN section 2: fail closed), and so is a condition in words alone.
    """
    found = {_category_of(coding) for coding in codings}
    return next((category for category in reversed(CATEGORIES) if category in found), Category.SUD)


def kind_name(code: str, display: str) -> str:
    """A diagnosis in the words of the clinic: 'Opioid use disorder, moderate or severe' for F11.20; other codes as they are."""
    if not _USE_DISORDER.match(code):
        return display
    for words_of_list, ours in _KINDER:
        display = words_of_list.sub(ours, display)
    return display


def condition_text(display: str) -> str:
    """The name of a condition without the tag that SNOMED CT puts behind it: 'Hypertension (disorder)' is 'Hypertension'."""
    return _TAG.sub("", display) or display


def partial_date_text(day: str) -> str:
    """A date of any precision as a screen shows it: '2015', 'Mar 2015', 'Mar 14, 2015'."""
    year, month, rest = (*day.split("-"), "", "")[:3]
    if not month:
        return year
    name = _MONTHS[int(month) - 1]
    return f"{name} {int(rest)}, {year}" if rest else f"{name} {year}"
