"""Scores that are sums of their items, each part with its rule for missing answers. Pure."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from patients.assessments.rules.scoring.sheet import Result, Sheet


def sums(sheet: Sheet) -> Result:
    """Each part of `settings["parts"]`: the sum of its `items`, when all that are asked were answered.

    `needs`: questions that must be answered, too, before anything is known (what opens the part). `prorate`: with at most
    `most_missing` answers missing, and none of `never`, the sum is taken as if they were like the others
    (`sum * items / answered`, halves upwards). Clinical reference 4.2.
    """
    result = Result()
    for name, part in parts(sheet).items():
        items: list[str] = part["items"]
        missing = sheet.missing([*part.get("needs", ()), *items])
        answered = [link_id for link_id in items if link_id in sheet.numbers]
        total = sheet.total(items)
        if not missing and (answered or not _is_closed(sheet, part)):
            result.scores.append(sheet.scored(name, total, answered=len(answered)))
        elif missing and _may_prorate(part, missing, answered):
            value = (total * len(items) / len(answered)).quantize(Decimal(1), ROUND_HALF_UP)
            result.scores.append(sheet.scored(name, value, answered=len(answered), is_prorated=True))
        else:
            result.unscored[name] = missing or tuple(part.get("closed_by", ()))
            result.at_least[name] = total
    return result


def parts(sheet: Sheet) -> Mapping[str, Mapping[str, Any]]:
    """The parts as the data names them; without any, one sum of all that is scored."""
    named: Mapping[str, Mapping[str, Any]] | None = sheet.settings.get("parts")
    return named or {"total": {"items": [item.link_id for item in sheet.definition.items if item.is_scored]}}


def _is_closed(sheet: Sheet, part: Mapping[str, Any]) -> bool:
    """Whether an answer says that this cannot be scored at all, as of somebody who is not able to answer."""
    return any(sheet.is_yes(link_id) for link_id in part.get("closed_by", ()))


def _may_prorate(part: Mapping[str, Any], missing: tuple[str, ...], answered: list[str]) -> bool:
    rule = part.get("prorate")
    return bool(rule and answered and len(missing) <= rule["most_missing"] and not set(missing) & set(rule["never"]))
