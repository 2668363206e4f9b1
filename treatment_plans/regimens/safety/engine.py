"""Facts in, alerts out: every rule is asked, what the same rule found twice becomes one alert. Pure.

The same function answers on the order screen, at the dosing window, in the interfaces and in `manage.py check_order`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from treatment_plans.regimens.safety.alerts import Alert, Severity
from treatment_plans.regimens.safety.case import Case, Finding
from treatment_plans.regimens.safety.facts import Facts
from treatment_plans.regimens.safety.rules import (
    blockers,
    doses,
    gaps,
    heart,
    interactions,
    intervals,
    kidney,
    kits,
    liver,
    missed,
    pregnancy,
    starts,
)
from treatment_plans.regimens.safety.settings import Settings, read_rows

FAMILIES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    interactions.judge,
    blockers.judge,
    starts.judge,
    doses.judge,
    missed.judge,
    heart.judge,
    kidney.judge,
    liver.judge,
    intervals.judge,
    pregnancy.judge,
    kits.judge,
    gaps.judge,
)


OVER = frozenset({"stopped", "completed", "cancelled", "ended", "entered-in-error"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of data/rules.csv: what the page of all rules shows. `settings` are keys of thresholds."""

    rule: str
    family: str
    title: str
    severities: tuple[Severity, ...]
    flag: str
    source: str
    version: str
    effective_from: str
    settings: tuple[str, ...]


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the file."""
    return {
        row["rule"]: Rule(
            rule=row["rule"],
            family=row["family"],
            title=row["title"],
            severities=tuple(map(Severity, row["severities"].split())),
            flag=row["flag"],
            source=row["source"],
            version=row["version"],
            effective_from=row["effective_from"],
            settings=tuple(row["settings"].split()),
        )
        for row in read_rows("rules.csv")
    }


def judge(facts: Facts, settings: Settings) -> list[Alert]:
    """What stands against the draft, strongest first, then by rule: one alert for each rule.

    An order that is stopped or was never valid is not judged: there is nothing to sign.
    """
    if facts.draft.status in OVER:
        return []
    case = Case(facts, settings)
    found: dict[str, list[Finding]] = {}
    for family in FAMILIES:
        for finding in family(case):
            found.setdefault(finding.rule, []).append(finding)
    alerts = [_alert(case, rules()[rule], findings) for rule, findings in found.items()]
    return sorted(alerts, key=lambda alert: (alert.severity.rank, alert.rule))


def _alert(case: Case, rule: Rule, findings: list[Finding]) -> Alert:
    """The strongest finding speaks first; every fact and every action is kept once."""
    findings = sorted(findings, key=lambda finding: (finding.severity.rank, finding.detail, finding.evidence))
    return Alert(
        rule=rule.rule,
        version=rule.version,
        severity=findings[0].severity,
        title=rule.title,
        detail=" ".join(_once(finding.detail for finding in findings)),
        evidence=_once(line for finding in findings for line in finding.evidence),
        source=rule.source,
        actions=_once(action for finding in findings for action in finding.actions),
        order=case.draft.id,
    )


def _once(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))
