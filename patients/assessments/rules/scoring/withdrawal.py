"""COWS: its sum and a rise after buprenorphine. CIWA-Ar: when to look again. Clinical reference 4.4, 4.5. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from patients.assessments.rules.definitions import Definition, Outcome, Trigger
from patients.assessments.rules.scoring.sheet import Result, Sheet
from patients.assessments.rules.scoring.sums import sums
from patients.assessments.rules.words import Danger


def opioid_withdrawal(sheet: Sheet) -> Result:
    """The sum; after a dose of buprenorphine a rise of `by` or more within `within` minutes is a trigger (own).

    The score before the dose is the one that was written down, else the last of the earlier ones before the dose, which
    needs `facts.at` and moments in `facts.earlier`.
    """
    result = sums(sheet)
    rule = sheet.settings["rise"]
    minutes = sheet.numbers.get(rule["minutes"])
    now = next((one.value for one in result.scores if one.name == "total"), result.at_least.get("total"))
    before = _before(sheet, minutes) if minutes is not None and minutes <= rule["within"] else None
    if now is not None and before is not None and now - before >= rule["by"]:
        result.triggers.append(
            Trigger(
                "cows_rise", Danger.URGENT, rule["title"], f"{rule['why']} From {before:f} to {now:f} in {minutes:f} minutes."
            )
        )
    return result


def _before(sheet: Sheet, minutes: Decimal) -> Decimal | None:
    rule = sheet.settings["rise"]
    written = sheet.numbers.get(rule["before"])
    if written is not None or sheet.facts.at is None:
        return written
    dose = sheet.facts.at - timedelta(minutes=int(minutes))
    since = dose - timedelta(hours=rule["before_hours"])
    earlier = [(at, value) for at, value in _moments((sheet.facts.earlier or {}).get("total", ())) if since <= at <= dose]
    return max(earlier)[1] if earlier else None


def _moments(points: Iterable[tuple[date, Decimal]]) -> list[tuple[datetime, Decimal]]:
    return [(at, value) for at, value in points if isinstance(at, datetime)]


def next_check(definition: Definition, outcome: Outcome, at: datetime) -> tuple[datetime, datetime] | None:
    """The earliest and the latest moment for the next look, by the band of the total; None where no rule says."""
    hours = definition.settings.get("recheck_hours", {})
    for one in outcome.scores:
        if one.name == "total" and one.band in hours:
            first, last = hours[one.band]
            return at + timedelta(hours=first), at + timedelta(hours=last)
    return None
