"""Reading restrictions: for the gate, by numbers or inside its own query; for a chart, with a permit."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet

from care.actor import Category, Permit, Purpose, Requester
from care.consent.models import RestrictionRequest
from care.consent.rules import (
    EndedBy,
    Restriction,
    RestrictionFacts,
    RestrictionState,
    Target,
    counts,
    withheld,
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as a restriction knows them: their kind, which organisation where that is known, what for, and when."""

    requester: Requester
    recipient_id: int | None
    purpose: Purpose
    at: datetime


def _against(asker: Asker) -> QuerySet[RestrictionRequest]:
    """What is withheld from whoever asks, of anybody: the SQL twin of `rules.withheld`."""
    counting = (
        Q(state=RestrictionState.AGREED.value)
        | Q(state=RestrictionState.ENDED.value, counts_until__gt=asker.at)
        | Q(state=RestrictionState.ASKED.value, target=Target.SELF_PAID.value)
    )
    about = Q(recipient__isnull=True, requester=asker.requester.value) | Q(recipient_id=asker.recipient_id)
    if asker.recipient_id is None:
        about = Q(requester=asker.requester.value)
    return RestrictionRequest.objects.filter(counting, about, purposes__contains=[asker.purpose.value])


def _beside_consent(asker: Asker) -> QuerySet[RestrictionRequest]:
    return _against(asker).filter(patient_id=OuterRef("patient_id"), organisation_id=OuterRef("organisation_id"))


def restricted_condition(*, asker: Asker, category: Category) -> Q:
    """For querysets of consents: those that a restriction of the same person and programme stops for a category."""
    return Q(Exists(_beside_consent(asker).filter(categories__contains=[category.value])))


def withheld_categories(*, asker: Asker, self_paid: bool) -> ArraySubquery:
    """For querysets of consents: the categories that restrictions of the same person and programme withhold, as one column."""
    rows = _beside_consent(asker)
    rows = rows.filter(target=Target.SELF_PAID.value) if self_paid else rows.exclude(target=Target.SELF_PAID.value)
    one = Func(F("categories"), function="unnest", output_field=CharField())
    return ArraySubquery(rows.annotate(one=one).values("one"))


def no_longer_restricted(*, since: datetime, path: str) -> Q:
    """For querysets: rows whose patient (at `path`) has a restriction that stops counting at a moment or after it."""
    return Q(Exists(RestrictionRequest.objects.filter(counts_until__gte=since, patient_id=OuterRef(path))))


def withheld_from(*, patient_id: int | None, organisation_id: int | None, asker: Asker) -> dict[Category, Restriction]:
    """What one person's restrictions at a programme withhold from whoever asks; for the gate. One query, whoever is named."""
    rows = RestrictionRequest.objects.filter(patient_id=patient_id or 0, organisation_id=organisation_id or 0).order_by("pk")
    return withheld(
        [_facts(row) for row in rows],
        requester=asker.requester,
        recipient_id=asker.recipient_id,
        purpose=asker.purpose,
        at=asker.at,
    )


def _facts(row: RestrictionRequest) -> RestrictionFacts:
    return RestrictionFacts(
        target=Target(row.target),
        requester=Requester(row.requester),
        recipient_id=row.recipient_id,
        categories=frozenset(Category(category) for category in row.categories),
        purposes=frozenset(Purpose(purpose) for purpose in row.purposes),
        state=RestrictionState(row.state),
        counts_until=row.counts_until,
    )


# --- for a chart -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RestrictionRow:
    """One request, as a screen shows it. `recipient` is empty where it is about a kind of asker."""

    uuid: UUID
    target: Target
    requester: Requester
    recipient: str
    recipient_id: int | None
    categories: tuple[Category, ...]
    purposes: tuple[Purpose, ...]
    own_words: str
    paid_on: date | None
    state: RestrictionState
    counts: bool
    asked_at: datetime
    asked_by: str
    decided_at: datetime | None
    decided_by: str
    decision_reason: str
    ended_at: datetime | None
    ended_by: str
    ended_for: EndedBy | None
    end_reason: str
    told_on: date | None
    counts_until: datetime | None


def rows_of(permit: Permit) -> QuerySet[RestrictionRequest]:
    """The requests of the permit's patient here; for this package."""
    permit.check(category=Category.SUD)
    rows = RestrictionRequest.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("recipient", "asked_by", "decided_by", "ended_by")


def restrictions_of(*, permit: Permit, at: datetime) -> list[RestrictionRow]:
    """Every request of the permit's patient here, newest first. One query."""
    return [_row(row, at) for row in rows_of(permit).order_by("-asked_at", "-pk")]


def get_restriction(*, permit: Permit, restriction: UUID, at: datetime) -> RestrictionRow | None:
    """One request of the permit's patient; none for another's. One query."""
    row = rows_of(permit).filter(uuid=restriction).order_by("pk").first()
    return _row(row, at) if row else None


def _row(row: RestrictionRequest, at: datetime) -> RestrictionRow:
    return RestrictionRow(
        uuid=row.uuid,
        target=Target(row.target),
        requester=Requester(row.requester),
        recipient=row.recipient.name if row.recipient else "",
        recipient_id=row.recipient_id,
        categories=tuple(category for category in Category if category.value in row.categories),
        purposes=tuple(purpose for purpose in Purpose if purpose.value in row.purposes),
        own_words=row.own_words,
        paid_on=row.paid_on,
        state=RestrictionState(row.state),
        counts=counts(_facts(row), at),
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        decision_reason=row.decision_reason,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_for=EndedBy(row.ended_for) if row.ended_for else None,
        end_reason=row.end_reason,
        told_on=row.told_on,
        counts_until=row.counts_until,
    )
