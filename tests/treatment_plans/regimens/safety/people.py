"""Small sentences for the tables: a draft, what is on record, what was measured. Days are counted from the draft's day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from treatment_plans.regimens.safety.alerts import Alert
from treatment_plans.regimens.safety.engine import judge
from treatment_plans.regimens.safety.engine import rules as known_rules
from treatment_plans.regimens.safety.facts import Drug, Facts, Given, Measured, Ordered, Problem
from treatment_plans.regimens.safety.settings import Settings, read_rows, settings_on

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
TODAY = NOW.date()
SETTINGS = settings_on(TODAY)
PRODUCTS = {
    "suboxone": (("buprenorphine", "naloxone"), ""),
    "zubsolv": (("buprenorphine", "naloxone"), "zubsolv"),
    "sublocade": (("buprenorphine",), "sublocade"),
    "brixadi weekly": (("buprenorphine",), "brixadi_weekly"),
    "brixadi monthly": (("buprenorphine",), "brixadi_monthly"),
    "vivitrol": (("naltrexone",), "vivitrol"),
}
ROUTES = {
    "sublocade": "subcutaneous",
    "brixadi weekly": "subcutaneous",
    "brixadi monthly": "subcutaneous",
    "vivitrol": "intramuscular",
}


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in read_rows("ingredients.csv"):
        found.setdefault(row["ingredient"], frozenset(row["classes"].split()))
    return found


def drug(name: str) -> Drug:
    """'unknown ...' is a medicine that nobody recognized."""
    if name.startswith("unknown"):
        return Drug(name)
    ingredients, product = PRODUCTS.get(name, ((name,), ""))
    return Drug(
        name,
        frozenset(ingredients),
        frozenset().union(*(_classes()[i] for i in ingredients)),
        product,
    )


def order(
    name: str, dose: Any = None, *, times: Any = None, days_ago: int | None = 0, ended: int | None = None, **kept: Any
) -> Ordered:
    """Written `days_ago`, ended `ended` days ago. Without `times` the dose is the day's total, but for what is injected."""
    made = drug(name)
    amount = Decimal(str(dose)) if dose is not None else None
    often = Decimal(str(times)) if times is not None else None
    plain: dict[str, Any] = {
        "id": f"{name}-{days_ago}-{dose}",
        "drug": made,
        "route": ROUTES.get(name, "sublingual" if "buprenorphine" in made.ingredients else "oral"),
        "dose": amount,
        "times_a_day": often,
        "day_total": amount * often if amount is not None and often is not None and often >= 1 else None,
        "status": "active" if ended is None else "stopped",
        "authored_at": NOW - timedelta(days=days_ago) if days_ago is not None else None,
        "ended_on": TODAY - timedelta(days=ended) if ended is not None else None,
    }
    return Ordered(**(plain | kept))


def given(name: str, days_ago: float, amount: Any = None, *, taken: bool = True) -> Given:
    return Given(
        drug(name), NOW - timedelta(days=days_ago), amount=Decimal(str(amount)) if amount is not None else None, taken=taken
    )


def measured(value: Any, *, unit: str = "", days: float = 0, upper: Any = None) -> tuple[Measured, ...]:
    """A number, or words."""
    at = NOW - timedelta(days=days)
    if isinstance(value, str) and not value.replace(".", "").isdigit():
        return (Measured(None, unit, at, words=value),)
    return (Measured(Decimal(str(value)), unit, at, Decimal(str(upper)) if upper is not None else None),)


def facts(draft: Ordered, *orders: Ordered, **known: Any) -> Facts:
    plain: dict[str, Any] = {"at": NOW, "draft": draft, "orders": orders}
    return Facts(**(plain | known))


def problem(text: str, code: str = "") -> tuple[Problem, ...]:
    return (Problem(code, "", text),)


def alerts(person: Facts, settings: Settings = SETTINGS) -> list[Alert]:
    return judge(person, settings)


def said(person: Facts, *, rules: Iterable[str] = (), settings: Settings = SETTINGS) -> str:
    """'I-06 HARD, M-01 OVR'; only of these rules where some are named (a prefix counts)."""
    wanted = tuple(rules)
    return ", ".join(f"{a.rule} {a.severity}" for a in alerts(person, settings) if not wanted or a.rule.startswith(wanted))


def failures(rules: Sequence[str], cases: Iterable[tuple[str, Facts, str]]) -> list[str]:
    """What each case said against what it should say, looking only at these rules. An empty list is a pass.

    Every alert must be whole too: evidence, source, actions, the draft's id.
    """
    wrong = []
    for name, person, expected in cases:
        answer = said(person, rules=rules)
        if answer != expected:
            wrong.append(f"{name}: expected [{expected}], said [{answer}]")
        wrong += [f"{name}: {a.rule} is not whole" for a in alerts(person) if not is_whole(a, person.draft)]
    return wrong


def is_whole(alert: Alert, draft: Ordered) -> bool:
    parts = (alert.title, alert.detail, alert.source, alert.version, *alert.evidence, *alert.actions)
    declared = alert.severity in known_rules()[alert.rule].severities
    return bool(alert.evidence and alert.actions) and all(parts) and alert.order == draft.id and declared


def renamed(order: Ordered, **changes: Any) -> Ordered:
    return replace(order, **changes)


def born(age: int) -> date:
    return date(TODAY.year - age, 1, 1)
