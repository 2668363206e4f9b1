"""AHC-HRSN: the needs that the answers show, domain by domain. Clinical reference 4.10. Pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from patients.assessments.rules.scoring.sheet import Result, Sheet
from patients.assessments.rules.scoring.use_disorder import ICD10CM

ADULT = 18


def social_needs(sheet: Sheet) -> Result:
    """For each domain how many of its answers show a need; for safety the sum of the four, HITS.

    A domain of the supplement that nobody asked about is left out. With an answer missing, a need that is known counts already;
    that there is none is said only when all were answered.
    """
    result = Result()
    for domain in sheet.settings["domains"]:
        items = [*domain.get("items", ()), *domain.get("from", ())]
        answered = [link_id for link_id in items if link_id in sheet.numbers]
        missing = sheet.missing(items)
        if domain.get("optional") and not answered:
            continue
        name, value = str(domain["name"]), _value(sheet, domain)
        waits = bool(missing) and (domain["kind"] in ("sum", "minutes") or not value)
        if waits:
            result.unscored[name] = missing
            if domain["kind"] == "sum":
                result.at_least[name] = value
            continue
        found = sheet.scored(name, value, answered=len(answered))
        result.scores.append(found)
        if found.is_positive and "code" in domain:
            result.codes.append((ICD10CM, domain["code"]))
    return result


def _value(sheet: Sheet, domain: Mapping[str, Any]) -> Decimal:
    kind, items = domain["kind"], domain.get("items", ())
    count = sum((1 for name, least in domain.get("from", {}).items() if sheet.numbers.get(name, Decimal(-1)) >= least), 0)
    if kind == "sum":
        return sheet.total(items)
    if kind == "mood":
        return Decimal(count + (1 if sheet.total(items) >= domain["sum_from"] else 0))
    if kind == "minutes":
        return Decimal(1 if _minutes(sheet, items) < _wanted(sheet, domain) else 0)
    return Decimal(count)


def _minutes(sheet: Sheet, items: Iterable[str]) -> Decimal:
    found = Decimal(1)
    for name in items:
        found *= sheet.numbers.get(name, Decimal(0))
    return found


def _wanted(sheet: Sheet, domain: Mapping[str, Any]) -> int:
    is_young = sheet.facts.age is not None and sheet.facts.age < ADULT
    return int(domain["below_under_18"] if is_young else domain["below"])
