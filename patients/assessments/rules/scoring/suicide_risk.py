"""C-SSRS screener: the risk that the answers show. Clinical reference 4.6. Pure."""

from collections.abc import Mapping
from decimal import Decimal

from patients.assessments.rules.scoring.sheet import Result, Sheet

ORDER = ("1", "2", "3", "4", "5", "6", "6-recent")


def suicide_risk(sheet: Sheet) -> Result:
    """The risk 0 to 3, where no missing answer could make it another one; what is known already calls for somebody in any case.

    Behavior at a time that was not told counts as recent until it is (own).
    """
    result = Result()
    told = {link_id: sheet.numbers[link_id] >= 1 for link_id in ORDER if link_id in sheet.numbers}
    at_least, at_most = _risk(told, unknown=False), _risk(told, unknown=True)
    if at_least == at_most:
        result.scores.append(sheet.scored("risk", Decimal(at_least), answered=len(told)))
    else:
        result.unscored["risk"] = sheet.missing(ORDER)
        result.at_least["risk"] = Decimal(3 if told.get("6") and "6-recent" not in told else at_least)
    return result


def _risk(told: Mapping[str, bool], *, unknown: bool) -> int:
    def yes(link_id: str) -> bool:
        return told.get(link_id, unknown)

    thinks = yes("2")
    if (thinks and (yes("4") or yes("5"))) or (yes("6") and yes("6-recent")):
        return 3
    if (thinks and yes("3")) or yes("6"):
        return 2
    return 1 if yes("1") or thinks else 0
