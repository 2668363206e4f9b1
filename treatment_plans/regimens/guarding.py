"""Where an order or a dose meets the safety rules: one lock for each person, what a prescriber said of the alerts, refusals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import connection

from care.actor import Category, Permit
from care.actor.vocabulary import Described
from treatment_plans.regimens.gathering import facts_of, record_of, steps_of
from treatment_plans.regimens.models import DoseStep, MedicationOrder
from treatment_plans.regimens.safety.alerts import Alert, Severity
from treatment_plans.regimens.safety.engine import judge
from treatment_plans.regimens.safety.facts import Facts
from treatment_plans.regimens.safety.settings import Settings, settings_on


class Moment(Described):
    """When the rules are asked."""

    WRITTEN = "written", "Written", "A draft is kept: hard stops refuse it, the rest may stay open."
    SIGNED = "signed", "Signed", "It comes into force: what may be overridden needs its reason."
    RESUMED = "resumed", "Resumed", "A held order comes into force again."
    DOSE = "dose", "Dose", "A dose is about to be given."


@dataclass(frozen=True, slots=True)
class OverrideWords:
    """Why a prescriber goes on: a coded reason, and what they wrote."""

    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the alerts, by the id of the rule, and the second prescriber where a rule asks for one."""

    reasons: Mapping[str, OverrideWords] = field(default_factory=dict)
    second: int | None = None


class HardStop(ValueError):
    """A rule forbids it in this form; nothing was saved. `alerts` name the facts and what else can be done."""

    def __init__(self, alerts: tuple[Alert, ...]) -> None:
        super().__init__("a safety rule forbids this")
        self.alerts = alerts


class ReasonsMissing(ValueError):
    """Rules that may be overridden spoke, and no coded reason was given. `alerts` are those."""

    def __init__(self, alerts: tuple[Alert, ...]) -> None:
        super().__init__("a safety rule asks for a reason")
        self.alerts = alerts


def lock_person(permit: Permit) -> None:
    """Wait until nobody else writes this person's orders or doses; to the end of the transaction. Taken before any row is."""
    permit.check(category=Category.SUD)
    with connection.cursor() as cursor:
        key = f"regimens.{permit.organisation_id}.{permit.patient_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


NOBODY_SAID = Said()


def judge_order(*, permit: Permit, order: MedicationOrder, at: datetime, moment: Moment, said: Said = NOBODY_SAID) -> list[Alert]:
    """Ask every rule about an order that is about to be kept, signed or resumed; inside the transaction that does so, after
    `lock_person`. Its steps are read, so they are written before.

    Raises:
        HardStop: a rule forbids it in this form. A draft may wait for a second prescriber; nothing else may.
    """
    record = record_of(permit=permit, at=at)
    facts = facts_of(record, order, steps=steps_of(order), at=at, goes_on=moment is Moment.RESUMED)
    alerts = judge(facts, _settings(facts))
    stops = [alert for alert in alerts if alert.severity.stops]
    if moment is Moment.WRITTEN:
        stops = [alert for alert in stops if alert.severity is Severity.HARD]
    if stops:
        raise HardStop(tuple(stops))
    return alerts


def judge_dose(*, permit: Permit, order: MedicationOrder, amount: Decimal, at: datetime, said: Said = NOBODY_SAID) -> list[Alert]:
    """Ask every rule about one dose that is about to be given; inside the transaction that records it, after `lock_person`.

    Raises:
        HardStop: this dose waits.
    """
    alerts = dose_alerts_for(permit=permit, order=order, amount=amount, at=at)
    stops = [alert for alert in alerts if alert.severity.stops]
    if stops:
        raise HardStop(tuple(stops))
    return alerts


def alerts_for(
    *, permit: Permit, draft: MedicationOrder, at: datetime, steps: Iterable[DoseStep] | None = None, goes_on: bool = False
) -> list[Alert]:
    """What the rules say of a draft, saved or not, for a screen; strongest first. Reads only, a fixed number of queries.

    `steps` are those of a draft that is not saved; `goes_on`: of an order on hold that would be resumed.
    """
    record = record_of(permit=permit, at=at)
    facts = facts_of(record, draft, steps=steps_of(draft, unsaved=steps), at=at, goes_on=goes_on)
    return judge(facts, _settings(facts))


def dose_alerts_for(*, permit: Permit, order: MedicationOrder, amount: Decimal, at: datetime) -> list[Alert]:
    """What the rules say of one dose at the window, for a screen. Reads only, a fixed number of queries."""
    record = record_of(permit=permit, at=at)
    facts = facts_of(record, order, steps=steps_of(order), at=at, dose=amount)
    return judge(facts, _settings(facts))


def _settings(facts: Facts) -> Settings:
    return settings_on(facts.at.date())
