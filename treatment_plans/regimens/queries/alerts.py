"""What the safety rules said before, and what a second prescriber answered."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Category, Permit
from care.lib.prepared import prepared
from treatment_plans.regimens.alert_words import Moment, Outcome, OverrideReason, SecondAnswer
from treatment_plans.regimens.models import Firing, SecondOpinion
from treatment_plans.regimens.rules.texts import dose_text


@dataclass(frozen=True, slots=True)
class FiringRow:
    """One alert as it was kept."""

    rule: str
    version: str
    severity: str
    moment: Moment
    outcome: Outcome
    detail: str
    evidence: tuple[str, ...]
    reason: OverrideReason | None
    words: str
    at: datetime
    by: str
    order: UUID | None
    medicine: str


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """What a second prescriber was asked of an order, and what they said."""

    uuid: UUID
    rules: tuple[str, ...]
    question: str
    asked_at: datetime
    asked_by: str
    asked_by_id: int
    answer: SecondAnswer | None
    answer_words: str
    answered_at: datetime | None
    answered_by: str
    order: UUID


def rules_told_since(*, permit: Permit, since: datetime) -> frozenset[str]:
    """The rules whose information was shown in this record since a moment. One query."""
    permit.check(category=Category.SUD)
    return frozenset(row.rule for row in _told(permit=permit, since=since))


@prepared
def _told(*, permit: Permit, since: datetime) -> QuerySet[Firing]:
    mine = Firing.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return mine.filter(severity="INFO", fired_at__gte=since).only("rule")


def firings_of(*, permit: Permit, order: UUID) -> list[FiringRow]:
    """What the rules said of one order and what came of it, newest first. One query."""
    rows = _firings(permit).filter(order__uuid=order, order__patient_id=permit.patient_id)
    return [_firing(row) for row in rows.order_by("-fired_at", "-pk")[:100]]


def all_firings(*, permit: Permit) -> list[FiringRow]:
    """What the rules said in this record, also of what they refused, newest first. One query."""
    return [_firing(row) for row in _firings(permit).order_by("-fired_at", "-pk")]


def opinions_of(*, permit: Permit, order: UUID) -> list[OpinionRow]:
    """Second opinions about one order, newest first. One query."""
    return [_opinion(row) for row in _opinions(permit).filter(order__uuid=order)]


def all_opinions(*, permit: Permit) -> list[OpinionRow]:
    """Every second opinion about an order of this record, newest first. One query."""
    return [_opinion(row) for row in _opinions(permit)]


def _firings(permit: Permit) -> QuerySet[Firing]:
    permit.check(category=Category.SUD)
    rows = Firing.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("fired_by", "order", "medication")


def _opinions(permit: Permit) -> QuerySet[SecondOpinion]:
    permit.check(category=Category.SUD)
    rows = SecondOpinion.objects.filter(order__patient_id=permit.patient_id, order__organisation_id=permit.organisation_id)
    return rows.select_related("asked_by", "answered_by", "order").order_by("-asked_at", "-pk")


def _firing(row: Firing) -> FiringRow:
    return FiringRow(
        row.rule,
        row.version,
        row.severity,
        Moment(row.moment),
        Outcome(row.outcome),
        row.detail,
        tuple(row.evidence),
        OverrideReason(row.reason) if row.reason else None,
        row.words,
        row.fired_at,
        row.fired_by.name if row.fired_by else "",
        row.order.uuid if row.order else None,
        f"{row.medication.short_name} {dose_text(row.amount, row.medication.unit)}",
    )


def _opinion(row: SecondOpinion) -> OpinionRow:
    return OpinionRow(
        row.uuid,
        tuple(row.rules),
        row.question,
        row.asked_at,
        row.asked_by.name,
        row.asked_by_id,
        SecondAnswer(row.answer) if row.answer else None,
        row.answer_words,
        row.answered_at,
        row.answered_by.name if row.answered_by else "",
        row.order.uuid,
    )
