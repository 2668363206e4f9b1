"""How often each rule spoke in an organization, and what came of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from care.accounts.rules import Work, check_work
from care.actor import Actor
from treatment_plans.regimens.alert_words import Moment, Outcome
from treatment_plans.regimens.models import Firing, MedicationOrder

ORDERS = [Moment.SIGNED.value, Moment.RESUMED.value]


@dataclass(frozen=True, slots=True)
class RuleRate:
    """One rule: how often it spoke when orders came into force or were refused, and what came of it."""

    rule: str
    fired: int
    orders: int
    stopped: int
    overridden: int
    seconded: int
    shown: int

    @property
    def override_share(self) -> float | None:
        """Of the times when a reason was asked for or it stopped, the share that went on; none where it only informs."""
        asked = self.stopped + self.overridden + self.seconded
        return (self.overridden + self.seconded) / asked if asked else None


@dataclass(frozen=True, slots=True)
class Rates:
    """All rules since a day; `orders` were signed, `alerts` spoke about them, by severity."""

    orders: int
    refused: int
    alerts: int
    by_severity: dict[str, int]
    rules: tuple[RuleRate, ...]

    @property
    def per_order(self) -> float | None:
        """Alerts for each order that was signed."""
        return self.alerts / self.orders if self.orders else None


def rates(*, actor: Actor, since: datetime) -> Rates:
    """How the rules fared in the actor's organization since a moment. Three queries.

    Raises:
        WorkRefused: the actor does not look at the rules.
    """
    check_work(actor, Work.SEE_SAFETY_RULES)
    _, organisation = actor.colleague()
    fired = Firing.objects.filter(organisation_id=organisation, fired_at__gte=since)
    orders = MedicationOrder.objects.filter(organisation_id=organisation, signed_at__gte=since).count()
    told = (
        fired.filter(moment__in=ORDERS)
        .values("rule", "outcome", "severity")
        .annotate(number=Count("pk"), of=Count("order", distinct=True))
    )
    stops = fired.filter(outcome=Outcome.STOPPED.value).exclude(moment__in=ORDERS)
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    severities: Counter[str] = Counter()
    on: Counter[str] = Counter()
    for row in told:
        outcomes[row["rule"]][row["outcome"]] += row["number"]
        severities[row["severity"]] += row["number"]
        on[row["rule"]] += row["of"]
    for rule, severity, number in stops.values_list("rule", "severity").annotate(number=Count("pk")):
        outcomes[rule][Outcome.STOPPED.value] += number
        severities[severity] += number
    found = [
        RuleRate(
            rule=rule,
            fired=counted.total(),
            orders=on[rule],
            stopped=counted[Outcome.STOPPED.value],
            overridden=counted[Outcome.OVERRIDDEN.value],
            seconded=counted[Outcome.SECONDED.value],
            shown=counted[Outcome.SHOWN.value],
        )
        for rule, counted in outcomes.items()
    ]
    return Rates(
        orders=orders,
        refused=sum(one.stopped for one in found),
        alerts=severities.total(),
        by_severity=dict(severities),
        rules=tuple(sorted(found, key=lambda one: (-one.fired, one.rule))),
    )
