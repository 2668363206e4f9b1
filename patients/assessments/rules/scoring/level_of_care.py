"""ASAM dimensions: their ratings, and the levels of care as a clinician chose them. Clinical reference 5. Pure.

No level is computed here: the rules for that need a licence, and a level is not an average of ratings.
"""

from datetime import date, timedelta
from decimal import Decimal

from patients.assessments.rules.definitions import Answers, Definition
from patients.assessments.rules.scoring.asking import number
from patients.assessments.rules.scoring.sheet import Result, Sheet


def level_of_care(sheet: Sheet) -> Result:
    """Each rating as its own score; in words the levels, why they differ, and in how many days to look again."""
    result = Result()
    for name in sheet.settings["dimensions"]:
        if name in sheet.numbers:
            result.scores.append(sheet.scored(name, sheet.numbers[name], answered=1))
        else:
            result.unscored[name] = (name,)
    recommended, actual = _label(sheet, "recommended"), _label(sheet, "actual")
    if recommended:
        result.notes.append(f"Recommended: {recommended}.")
    if actual:
        result.notes.append(f"Actual: {actual}.")
    if why := _label(sheet, "reason"):
        result.notes.append(f"They differ: {why}.")
    result.review_days = _review_days(sheet.definition, sheet.numbers.get("actual"))
    if result.review_days:
        result.notes.append(f"Look again within {result.review_days} days.")
    return result


def next_review(definition: Definition, answers: Answers, on: date) -> date | None:
    """The day by which the level is looked at again: 7 days in level 3 and 4, 30 in 2, 90 in 1 (own); None without a level."""
    days = _review_days(definition, number(answers, "actual"))
    return on + timedelta(days=days) if days else None


def of_third_edition(definition: Definition, level: str) -> str:
    """The level of the fourth edition for a name of the third, as payers still write it; empty where it has none.

    Raises:
        KeyError: the third edition has no such level.
    """
    return str(definition.settings["crosswalk"][level.removeprefix("Level ").strip()])


def _review_days(definition: Definition, level: Decimal | None) -> int:
    return 0 if level is None else int(definition.settings["review_days"].get(str(int(level)), 0))


def _label(sheet: Sheet, link_id: str) -> str:
    value = sheet.numbers.get(link_id)
    if value is None:
        return ""
    return next(option.label for option in sheet.asked[link_id].options if option.value == value)
