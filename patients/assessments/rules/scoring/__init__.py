"""From answers to scores and to what they call for. Pure: the order of answering never changes anything.

A change of a rule is a new `RULES` here or a new version of a definition; old scores keep the rules that they were made by.
"""

from collections.abc import Callable, Mapping

from patients.assessments.rules.definitions import Answers, Definition, Facts, Outcome, Trigger
from patients.assessments.rules.scoring.asking import asked, problems, unanswered
from patients.assessments.rules.scoring.level_of_care import level_of_care, next_review, of_third_edition
from patients.assessments.rules.scoring.sheet import Result, Sheet, band_of, bands_for, meets, sheet_of
from patients.assessments.rules.scoring.social_needs import social_needs
from patients.assessments.rules.scoring.suicide_risk import suicide_risk
from patients.assessments.rules.scoring.sums import sums
from patients.assessments.rules.scoring.use_disorder import use_disorder
from patients.assessments.rules.scoring.withdrawal import next_check, opioid_withdrawal
from patients.assessments.rules.words import Danger

RULES = "2026-11"
SCORERS: Mapping[str, Callable[[Sheet], Result]] = {
    "sum": sums,
    "suicide_risk": suicide_risk,
    "opioid_withdrawal": opioid_withdrawal,
    "use_disorder": use_disorder,
    "level_of_care": level_of_care,
    "social_needs": social_needs,
}


class NotAllowed(ValueError):
    """Answers that the instrument does not know; `reasons` says what is wrong, by link id."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__("answers are not allowed")
        self.reasons = dict(reasons)


def score(definition: Definition, answers: Answers, facts: Facts | None = None) -> Outcome:
    """What the answers come to: scores with their bands, what they call for, what follows.

    Answers to questions that are not asked are left out. Triggers look at each answer, also where a score waits for others.

    Raises:
        NotAllowed: `problems` finds something wrong.
    """
    if wrong := problems(definition, answers):
        raise NotAllowed(wrong)
    sheet = sheet_of(definition, answers, facts or Facts())
    result = SCORERS[definition.scorer](sheet)
    triggers = [*result.triggers, *_triggers(sheet, result)]
    notes = [row["says"] for row in sheet.settings.get("notes", ()) if _meets(row, sheet, result)]
    nexts = [trigger.asks_for for trigger in triggers if trigger.asks_for]
    nexts += [row["instrument"] for row in sheet.settings.get("next", ()) if _next(row, sheet, result)]
    return Outcome(
        scores=tuple(result.scores),
        triggers=tuple(triggers),
        unscored=result.unscored or None,
        notes=(*result.notes, *notes),
        codes=tuple(result.codes),
        asks_for=tuple(dict.fromkeys(nexts)),
        review_days=result.review_days,
    )


def _meets(row: Mapping[str, object], sheet: Sheet, result: Result) -> bool:
    tests = row["any"] if "any" in row else row["if"]
    assert isinstance(tests, list)
    return meets(tests, sheet, result, needs_all="any" not in row)


def _next(row: Mapping[str, object], sheet: Sheet, result: Result) -> bool:
    if "positive" in row:
        return any(one.is_positive for one in result.scores if one.name == row["positive"])
    return _meets(row, sheet, result)


def _triggers(sheet: Sheet, result: Result) -> list[Trigger]:
    """The rows of the data that hold, without those that another one stands for."""
    found = [row for row in sheet.settings.get("triggers", ()) if _meets(row, sheet, result)]
    codes = {row["code"] for row in found}
    return [
        Trigger(
            code=row["code"],
            danger=Danger(row["danger"]),
            title=row["title"],
            why=row["why"],
            asks_for=row.get("asks_for", ""),
            minutes=row.get("minutes", 0),
        )
        for row in found
        if not codes & set(row.get("unless", ()))
    ]


__all__ = [
    "RULES",
    "NotAllowed",
    "asked",
    "band_of",
    "bands_for",
    "next_check",
    "next_review",
    "of_third_edition",
    "problems",
    "score",
    "unanswered",
]
