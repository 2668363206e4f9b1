"""What somebody brought along, in words and rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from care.lib.dates import date_text
from patients.histories.queries import OrderFact, ScoreFact
from patients.histories.rules import DoseWeek, ScreenFact, VisitFact, VisitOutcome, VisitReason, Week

NEWEST = 6  # scores of one instrument


def number_words(number: Decimal) -> str:
    """'16', '0.5': without zeros that say nothing."""
    return f"{number.normalize():f}" if number else "0"


def amount_words(amount: Decimal | None, unit: str) -> str:
    """'16 mg'; empty where nobody says how much."""
    return f"{number_words(amount)} {unit}".strip() if amount is not None else ""


def reasons_words(reasons: Sequence[str]) -> str:
    """'in the hospital; another reason'."""
    return "; ".join(VisitReason(reason).label for reason in reasons)


def source_words(source: str, base_date: date | None) -> str:
    """Where it is from, and from which day that source counts."""
    return f"{source}, whose days count from {date_text(base_date)}" if base_date else source


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order: what, how, from when until when."""

    text: str
    small: str


def order_row(order: OrderFact) -> OrderRow:
    """'Methadone 60 mg', 'daily; Mar 5, 2019 to Aug 2, 2019; from oldclinic'."""
    until = (
        f"{date_text(order.starts_on)} to {date_text(order.ends_on)}" if order.ends_on else f"from {date_text(order.starts_on)}"
    )
    how = [order.frequency] if order.frequency else []
    text = " ".join(filter(None, (order.medication, amount_words(order.amount, order.unit))))
    return OrderRow(text, "; ".join([*how, until, f"from {order.source}"]))


@dataclass(frozen=True, slots=True)
class Finding:
    """One drug test in a week: what was found, and how it stands to what was prescribed."""

    text: str
    is_unexpected: bool = False


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week: its doses, its visits and its drug tests, in words."""

    when: str
    starts_on: date
    doses: list[str] = field(default_factory=list)
    visits: list[str] = field(default_factory=list)
    tests: list[Finding] = field(default_factory=list)


def week_row(week: Week) -> WeekRow:
    """One week of the table."""
    return WeekRow(
        date_text(week.starts_on),
        week.starts_on,
        [dose_words(dose) for dose in week.doses],
        [visit_words(visit) for visit in week.visits],
        [finding(test) for test in week.tests],
    )


def dose_words(dose: DoseWeek) -> str:
    """'Methadone 60 mg on 7 days'."""
    days = "1 day" if dose.days == 1 else f"{dose.days} days"
    return f"{dose.medication} {amount_words(dose.mean, dose.unit)} on {days}"


def visit_words(visit: VisitFact) -> str:
    """'WK12: missed (in the hospital)'."""
    named = f"{visit.name}: {visit.outcome.label.lower()}" if visit.name else visit.outcome.label
    why = reasons_words(visit.reasons) if visit.outcome is not VisitOutcome.KEPT else ""
    return f"{named} ({why})" if why else named


def finding(test: ScreenFact) -> Finding:
    """'Opioid, Cocaine: unexpected', 'nothing found: expected'."""
    found = ", ".join(test.found) or "nothing found"
    if not test.is_readable:
        return Finding("could not be read")
    if test.is_expected is None:
        return Finding(found)
    return Finding(f"{found}: {'expected' if test.is_expected else 'unexpected'}", is_unexpected=not test.is_expected)


def at_a_glance(doses: Sequence[DoseWeek], visits: Sequence[VisitFact], tests: Sequence[ScreenFact]) -> list[str]:
    """A sentence for each kind: from when until when, how much, and what stands out."""
    lines = []
    for medication in dict.fromkeys(dose.medication for dose in doses):
        own = [dose for dose in doses if dose.medication == medication]
        highest = max(own, key=lambda dose: dose.mean)
        last = own[-1]
        lines.append(
            f"{medication}: doses on {sum(dose.days for dose in own):,} days from the week of {date_text(own[0].week)} to that of"
            f" {date_text(last.week)}; at most {amount_words(highest.mean, highest.unit)} a day, at the end"
            f" {amount_words(last.mean, last.unit)}."
        )
    if visits:
        counts = Counter(visit.outcome for visit in visits)
        reasons = Counter(
            reason for visit in visits if visit.outcome is VisitOutcome.MISSED for reason in visit.reasons
        ).most_common(3)
        why = ", ".join(f"{VisitReason(reason).label} ({number})" for reason, number in reasons)
        lines.append(
            f"Visits: came to {counts[VisitOutcome.KEPT]} of {len(visits)}, missed {counts[VisitOutcome.MISSED]}"
            f"{f'; most often: {why}' if why else ''}."
        )
    if tests:
        unexpected = Counter(name for test in tests for name in test.unexpected)
        what = ", ".join(f"{name} ({number})" for name, number in unexpected.most_common(4))
        odd = sum(test.is_expected is False for test in tests)
        lines.append(f"Drug tests: {len(tests)}, of these {odd} with something unexpected{f': {what}' if what else ''}.")
    return lines


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One instrument of another system: its newest values."""

    name: str
    values: str
    more: int


def score_rows(scores: Sequence[ScoreFact]) -> list[ScoreRow]:
    """Each instrument with its newest values, the newest first."""
    found: dict[str, list[ScoreFact]] = {}
    for score in scores:
        found.setdefault(f"{score.instrument}{'' if score.name == 'total' else f', {score.name}'}", []).append(score)
    return [
        ScoreRow(name, "; ".join(_score_words(one) for one in own[:NEWEST]), max(0, len(own) - NEWEST))
        for name, own in found.items()
    ]


def _score_words(score: ScoreFact) -> str:
    said = f" ({score.words})" if score.words else ""
    return f"{number_words(score.value)}{said} on {date_text(score.on)}"


def page_of(weeks: Sequence[Week], *, before: date | None, most: int) -> tuple[list[Week], date | None]:
    """So many weeks before one of them, and the week before which the next page goes on, where there is more."""
    left = [week for week in weeks if before is None or week.starts_on < before]
    return list(left[:most]), left[most - 1].starts_on if len(left) > most else None


def week_of(text: str) -> date | None:
    """The Monday that an address names. Raises ValueError."""
    if not text:
        return None
    day = date.fromisoformat(text)
    if day.weekday() or day < date.min + timedelta(days=7):
        raise ValueError(text)
    return day
