"""Where an order or a dose meets the safety rules: one lock for each person, what a prescriber said of the alerts, refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection

from care.actor import Category, Permit
from care.actor.vocabulary import Described
from treatment_plans.regimens.safety.alerts import Alert


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
