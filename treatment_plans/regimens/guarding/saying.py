"""What was said of the alerts, what is refused, and the lock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from care.actor import Category, Permit
from treatment_plans.regimens.alert_words import Moment, OverrideReason
from treatment_plans.regimens.safety.alerts import Alert


@dataclass(frozen=True, slots=True)
class OverrideWords:
    """Why a prescriber goes on: a coded reason, and what they wrote."""

    reason: str
    words: str

    @property
    def is_whole(self) -> bool:
        """Both are there, and the reason is one of the list."""
        return self.reason in OverrideReason.values() and bool(self.words.strip())


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the alerts, by the id of the rule."""

    reasons: Mapping[str, OverrideWords] = field(default_factory=dict)

    def missing(self, alerts: Iterable[Alert]) -> tuple[Alert, ...]:
        """The alerts that have no whole reason."""
        return tuple(a for a in alerts if not (said := self.reasons.get(a.rule)) or not said.is_whole)


NOBODY_SAID = Said()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules were asked about: kept with what they said, also where the order itself is not."""

    medication_id: int
    amount: Decimal
    moment: Moment
    figures: Mapping[str, Mapping[str, str]]
    order_id: int | None = None


class SafetyRefusal(ValueError):
    """A safety rule does not let it pass as it stands; nothing was saved. `alerts` name the facts and what else can be done."""

    def __init__(self, alerts: tuple[Alert, ...], asked: Asked | None = None) -> None:
        super().__init__("a safety rule does not let this pass")
        self.alerts = alerts
        self.asked = asked


class HardStop(SafetyRefusal):
    """A rule forbids it in this form."""


class SecondNeeded(HardStop):
    """A rule forbids it unless a second prescriber agrees."""


class ReasonsMissing(SafetyRefusal):
    """Rules that may be overridden spoke, and no coded reason with words was given. `alerts` are those."""


def lock_person(permit: Permit) -> None:
    """Wait until nobody else writes this person's orders or doses; to the end of the transaction. Taken before any row is."""
    permit.check(category=Category.SUD)
    with connection.cursor() as cursor:
        key = f"regimens.{permit.organisation_id}.{permit.patient_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
