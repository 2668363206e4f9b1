"""Keeping what the rules said. What was let pass is kept in its own transaction; what was refused, in one of its own after it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from care.actor import Permit
from care.audit import operations as audit
from treatment_plans.regimens.alert_words import Moment, Outcome
from treatment_plans.regimens.guarding.saying import NOBODY_SAID, Asked, HardStop, OverrideWords, Said
from treatment_plans.regimens.models import Firing, MedicationOrder
from treatment_plans.regimens.safety.alerts import Alert, Severity
from treatment_plans.regimens.safety.engine import rules
from treatment_plans.regimens.safety.settings import Settings

NOTHING = OverrideWords("", "")


def figures_of(alerts: Iterable[Alert], settings: Settings) -> Mapping[str, Mapping[str, str]]:
    """The figures that each rule used, by rule and key."""
    return {
        alert.rule: {key: str(settings.in_force[key].value) for key in rules()[alert.rule].settings if key in settings.in_force}
        for alert in alerts
        if alert.rule in rules()
    }


def keep(permit: Permit, alerts: Iterable[Alert], asked: Asked, *, at: datetime, said: Said = NOBODY_SAID) -> None:
    """Keep what was let pass. One query."""
    Firing.objects.bulk_create(
        _row(permit, alert, asked, _outcome(alert, asked, said), said.reasons.get(alert.rule, NOTHING), at) for alert in alerts
    )


def _outcome(alert: Alert, asked: Asked, said: Said) -> Outcome:
    if alert.severity is Severity.INFO:
        return Outcome.SHOWN
    if asked.moment is Moment.WRITTEN:
        return Outcome.OPEN
    if alert.severity.stops:
        return Outcome.SECONDED
    return Outcome.OVERRIDDEN if alert.rule in said.reasons else Outcome.SHOWN


def _row(permit: Permit, alert: Alert, asked: Asked, outcome: Outcome, said: OverrideWords, at: datetime) -> Firing:
    is_said = outcome is Outcome.OVERRIDDEN
    return Firing(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        order_id=asked.order_id,
        medication_id=asked.medication_id,
        amount=asked.amount,
        rule=alert.rule,
        version=alert.version,
        severity=alert.severity.value,
        moment=asked.moment.value,
        outcome=outcome.value,
        detail=alert.detail,
        evidence=list(alert.evidence),
        figures=dict(asked.figures.get(alert.rule, {})),
        reason=said.reason if is_said else "",
        words=said.words.strip()[:500] if is_said else "",
        fired_at=at,
        fired_by_id=permit.actor.user_id,
        fired_by_job=permit.actor.job_name,
    )


@contextmanager
def refusals_kept(*, permit: Permit, at: datetime) -> Iterator[None]:
    """Around the transaction of an operation: when a hard stop undoes it, what the rules said is kept all the same."""
    try:
        yield
    except HardStop as stop:
        asked = stop.asked
        if asked is not None:
            kept = MedicationOrder.objects.filter(pk__in=[asked.order_id]).values_list("pk", flat=True).first()
            with audit.change(permit=permit, at=at, verb="order.refused_by_rule") as change:
                about = Asked(asked.medication_id, asked.amount, asked.moment, asked.figures, kept)
                Firing.objects.bulk_create(_row(permit, alert, about, Outcome.STOPPED, NOTHING, at) for alert in stop.alerts)
                change.detail.update(rules=[alert.rule for alert in stop.alerts], order=kept)
        raise
