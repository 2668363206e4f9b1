"""The pages of the safety rules: every rule with its figures, how often it speaks, figures of one's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from care.lib.dates import date_text, day_text, local_date
from treatment_plans.regimens.queries.firing_rates import Rates
from treatment_plans.regimens.queries.thresholds import OwnRow
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.engine import Rule
from treatment_plans.regimens.safety.settings import Settings, Threshold, shipped

FAMILIES = {
    "interactions": "Interactions",
    "blockers": "Naltrexone and opioids",
    "starts": "Before a first dose, and on the day",
    "doses": "Doses and steps",
    "missed": "After missed doses",
    "heart": "Heart",
    "kidney": "Kidneys",
    "liver": "Liver",
    "intervals": "Injections",
    "pregnancy": "Pregnancy",
    "kits": "Naloxone",
    "gaps": "What is missing or old",
}
SEVERITIES = {
    Severity.HARD: "Hard stop",
    Severity.HARD_UNLESS_SECOND: "Second prescriber",
    Severity.OVR: "Reason",
    Severity.INFO: "Information",
}
FLAGS = {"checked": "checked", "known": "known", "verify": "to be verified", "own": "our own choice"}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure as it holds today."""

    key: str
    about: str
    value: str
    unit: str
    source: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule with its figures."""

    rule: str
    title: str
    severities: str
    source: str
    flag: str
    version: str
    since: str
    figures: tuple[FigureLine, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Rules of one kind."""

    label: str
    rules: tuple[RuleLine, ...]


def families(rules: Iterable[Rule], settings: Settings) -> list[Family]:
    """Every rule, by family in the order of the file, with the figures that hold."""
    found: dict[str, list[RuleLine]] = {}
    for rule in rules:
        found.setdefault(rule.family, []).append(
            RuleLine(
                rule=rule.rule,
                title=rule.title,
                severities=", ".join(SEVERITIES[severity] for severity in rule.severities),
                source=rule.source,
                flag=FLAGS.get(rule.flag, rule.flag),
                version=rule.version,
                since=date_text(date.fromisoformat(rule.effective_from)),
                figures=tuple(figure_line(settings.in_force[key]) for key in rule.settings if key in settings.in_force),
            )
        )
    return [Family(FAMILIES.get(family, family), tuple(lines)) for family, lines in found.items()]


def figure_line(row: Threshold) -> FigureLine:
    """One figure."""
    is_own = row not in shipped()
    return FigureLine(row.key, row.about, f"{row.value.normalize():f}", row.unit, row.source, is_own)


@dataclass(frozen=True, slots=True)
class RateLine:
    """How often one rule spoke."""

    rule: str
    title: str
    fired: int
    per_hundred: str
    stopped: int
    overridden: int
    seconded: int
    shown: int
    share: str


@dataclass(frozen=True, slots=True)
class RatePage:
    """The figures of the page; `shares` are those of each severity."""

    orders: int
    alerts: int
    per_order: str
    refused: int
    shares: tuple[tuple[str, int, str], ...]
    lines: tuple[RateLine, ...]


def rate_page(found: Rates, rules: dict[str, Rule]) -> RatePage:
    """Alerts for each order, the share of each severity, and each rule."""
    return RatePage(
        orders=found.orders,
        alerts=found.alerts,
        per_order=f"{found.per_order:.1f}" if found.per_order is not None else "none yet",
        refused=found.refused,
        shares=tuple(
            (label, number, _percent(number, found.alerts))
            for severity, label in SEVERITIES.items()
            if (number := found.by_severity.get(severity.value, 0))
        ),
        lines=tuple(
            RateLine(
                rule=one.rule,
                title=rules[one.rule].title if one.rule in rules else one.rule,
                fired=one.fired,
                per_hundred=f"{100 * one.orders / found.orders:.0f}" if found.orders else "–",
                stopped=one.stopped,
                overridden=one.overridden,
                seconded=one.seconded,
                shown=one.shown,
                share=f"{100 * one.override_share:.0f}%" if one.override_share is not None else "–",
            )
            for one in found.rules
        ),
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "–"


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One figure of one's own, as the page shows it."""

    row: OwnRow
    about: str
    value: str
    since: str
    story: str
    may_decide: bool
    may_withdraw: bool


def own_lines(rows: Iterable[OwnRow], *, user: int, may_set: bool, zone: str, today: date) -> list[OwnLine]:
    """What was proposed, by whom, and what became of it."""
    known = {row.key: row for row in shipped()}
    return [
        OwnLine(
            row=row,
            about=known[row.key].about if row.key in known else row.key,
            value=f"{row.value.normalize():f} {known[row.key].unit if row.key in known else ''}".strip(),
            since=date_text(row.effective_from),
            story=_story(row, zone, today),
            may_decide=may_set and row.is_open and row.proposed_by_id != user,
            may_withdraw=may_set and (row.is_open or row.holds),
        )
        for row in rows
    ]


def _story(row: OwnRow, zone: str, today: date) -> str:
    parts = [f"Proposed by {row.proposed_by}, {day_text(local_date(row.proposed_at, zone), today)}"]
    if row.verdict and row.decided_at:
        parts.append(f"{row.verdict.label.lower()} by {row.decided_by}, {day_text(local_date(row.decided_at, zone), today)}")
    if row.withdrawn_at:
        parts.append(f"withdrawn by {row.withdrawn_by}, {day_text(local_date(row.withdrawn_at, zone), today)}")
    if row.is_open:
        parts.append("waits for a second person")
    return "; ".join(parts)
