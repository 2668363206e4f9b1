"""What was measured, scored or answered: results, drug tests, COWS and AUDIT-C, pregnancy."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from care.actor import Category, Permit
from patients.assessments.catalogue import definitions
from patients.assessments.queries import series
from patients.story.queries import latest_pregnancy
from patients.story.rules import PregnancyAnswer
from treatment_plans.regimens.safety.facts import Measured

SINCE = timedelta(days=400)
SCORES = {"cows": "cows", "audit_c": "auditc"}  # the key of the rules, and the instrument
_PREGNANCY = {
    PregnancyAnswer.PREGNANT: "pregnant",
    PregnancyAnswer.NOT: "not pregnant",
    PregnancyAnswer.POSTPARTUM: "not pregnant",
    PregnancyAnswer.ENDED: "not pregnant",
}


def measured_of(*, permit: Permit, at: datetime, zone: ZoneInfo) -> Mapping[str, tuple[Measured, ...]]:
    """By the keys of the rules, oldest first. Three queries."""
    found: dict[str, tuple[Measured, ...]] = {}
    for key, instrument in SCORES.items():
        if permit.covers(definitions()[instrument].category):
            points = series(permit=permit, instrument=instrument, since=at - SINCE)
            found[key] = tuple(Measured(point.value, "", point.at.astimezone(zone)) for point in points)
    if permit.covers(Category.GENERAL):
        found["pregnancy"] = tuple(
            Measured(None, "", line.at.astimezone(zone), words=_PREGNANCY[line.said.answer])
            for line in latest_pregnancy(permit=permit)
            if line.said.answer in _PREGNANCY
        )
    return {key: rows for key, rows in found.items() if rows}
