"""Asking every rule about an order or a dose, and what follows from the answers."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Permit
from care.lib.prepared import prepared
from treatment_plans.regimens.alert_words import Moment, Outcome, SecondAnswer
from treatment_plans.regimens.gathering import Steps, facts_of, record_of, steps_of
from treatment_plans.regimens.guarding.keeping import figures_of, keep
from treatment_plans.regimens.guarding.saying import NOBODY_SAID, Asked, HardStop, ReasonsMissing, Said, SecondNeeded
from treatment_plans.regimens.guarding.thresholds import own_thresholds
from treatment_plans.regimens.models import DoseStep, Firing, MedicationOrder, SecondOpinion
from treatment_plans.regimens.queries import orders_of
from treatment_plans.regimens.safety.alerts import Alert, Severity
from treatment_plans.regimens.safety.engine import judge
from treatment_plans.regimens.safety.settings import Settings, settings_on
from treatment_plans.regimens.vocabulary import OrderStatus

# At the window only what is about the dose itself is asked again; what is about the order was answered when it was signed, and
# no sedative, test or missed visit holds up a dose of treatment that goes on (clinical reference 0.2, principle 1).
OF_THE_DOSE = frozenset({"M-10", "M-11", "I-21", "X-02"})
OPINION_HOLDS = timedelta(hours=72)


def judge_order(*, permit: Permit, order: MedicationOrder, at: datetime, moment: Moment, said: Said = NOBODY_SAID) -> list[Alert]:
    """Ask every rule about an order that is about to be kept, signed or resumed; inside the transaction that does so, after
    `lock_person`. Its steps are read, so they are written before. What was said is kept.

    Raises:
        HardStop: a rule forbids it in this form.
        SecondNeeded: it waits for a second prescriber; a draft may be kept meanwhile.
        ReasonsMissing: it comes into force, and an alert that may be overridden has no reason.
    """
    goes_on = moment is Moment.RESUMED
    alerts, settings = _ask(permit, order, steps=steps_of(order), at=at, goes_on=goes_on)
    asked = Asked(order.medication_id, order.dose_amount, moment, figures_of(alerts, settings), order.pk)
    _stop([alert for alert in alerts if alert.severity is Severity.HARD], asked)
    if moment is not Moment.WRITTEN:
        agreed = _agreed(permit, order, at)
        waiting = tuple(a for a in alerts if a.severity is Severity.HARD_UNLESS_SECOND and a.rule not in agreed)
        if waiting:
            raise SecondNeeded(waiting, asked)
        if missing := said.missing(alert for alert in alerts if alert.severity is Severity.OVR):
            raise ReasonsMissing(missing, asked)
    keep(permit, alerts, asked, at=at, said=said)
    return alerts


def judge_dose(
    *,
    permit: Permit,
    order: MedicationOrder,
    amount: Decimal,
    at: datetime,
    said: Said = NOBODY_SAID,
    gives_again: bool = False,
) -> list[Alert]:
    """Ask every rule about one dose that is about to be given; inside the transaction that records it, after `lock_person`.
    `gives_again`: it comes in the place of one that was vomited.

    Raises:
        HardStop: this dose waits.
        ReasonsMissing: what a rule says of the dose itself has no reason of a prescriber today.
    """
    alerts, settings = _ask(permit, order, steps=steps_of(order), at=at, dose=amount, gives_again=gives_again)
    asked = Asked(order.medication_id, amount, Moment.DOSE, figures_of(alerts, settings), order.pk)
    _stop([alert for alert in alerts if alert.severity.stops], asked)
    answered = {row.rule for row in _overridden(order=order.pk, since=at - timedelta(hours=24))}
    open_ones = [a for a in alerts if a.severity is Severity.OVR and a.rule in OF_THE_DOSE and a.rule not in answered]
    if missing := said.missing(open_ones):
        raise ReasonsMissing(missing, asked)
    keep(permit, [alert for alert in alerts if alert.severity is not Severity.INFO], asked, at=at, said=said)
    return alerts


def alerts_for(
    *, permit: Permit, draft: MedicationOrder, at: datetime, steps: Iterable[DoseStep] | None = None, goes_on: bool = False
) -> list[Alert]:
    """What the rules say of a draft, saved or not, for a screen; strongest first. Reads only, a fixed number of queries.

    `steps` are those of a draft that is not saved; `goes_on`: of an order on hold that would be resumed.
    """
    return _ask(permit, draft, steps=steps_of(draft, unsaved=steps), at=at, goes_on=goes_on)[0]


def alerts_of(*, permit: Permit, order: UUID, at: datetime) -> list[Alert]:
    """What the rules say of a draft that is kept, or of an order on hold that may be resumed; nothing of any other."""
    row = _orders(permit=permit, order=order)
    if not row or row[0].status not in (OrderStatus.DRAFT, OrderStatus.ON_HOLD):
        return []
    return alerts_for(permit=permit, draft=row[0], at=at, goes_on=row[0].status == OrderStatus.ON_HOLD)


@prepared
def _orders(*, permit: Permit, order: UUID) -> QuerySet[MedicationOrder]:
    return orders_of(permit).filter(uuid=order).select_related("medication", "preparation", "replaces")


def dose_alerts_for(*, permit: Permit, order: MedicationOrder, amount: Decimal, at: datetime) -> list[Alert]:
    """What the rules say of one dose at the window, for a screen. Reads only, a fixed number of queries."""
    return _ask(permit, order, steps=steps_of(order), at=at, dose=amount)[0]


def _ask(
    permit: Permit,
    order: MedicationOrder,
    *,
    steps: Steps,
    at: datetime,
    dose: Decimal | None = None,
    goes_on: bool = False,
    gives_again: bool = False,
) -> tuple[list[Alert], Settings]:
    record = record_of(permit=permit, at=at)
    facts = facts_of(record, order, steps=steps, at=at, dose=dose, goes_on=goes_on, gives_again=gives_again)
    settings = settings_on(facts.at.date(), own=own_thresholds(organisation_id=permit.organisation_id))
    return judge(facts, settings), settings


def _stop(stops: list[Alert], asked: Asked) -> None:
    if stops:
        raise HardStop(tuple(stops), asked)


def _agreed(permit: Permit, order: MedicationOrder, at: datetime) -> set[str]:
    """The rules of which another prescriber said lately that this order may be signed all the same."""
    rows = _opinions(order=order.pk, since=at - OPINION_HOLDS)
    return {rule for row in rows if row.answered_by_id != permit.actor.user_id for rule in row.rules}


@prepared
def _opinions(*, order: int, since: datetime) -> QuerySet[SecondOpinion]:
    return SecondOpinion.objects.filter(order_id=order, answer=SecondAnswer.AGREED.value, answered_at__gte=since)


@prepared
def _overridden(*, order: int, since: datetime) -> QuerySet[Firing]:
    return Firing.objects.filter(order_id=order, outcome=Outcome.OVERRIDDEN.value, fired_at__gte=since)
