"""Prior authorizations of one person, with what was used of each."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from care.actor import Category, Permit
from patients.coverage.models import AuthorizationUse, PriorAuthorization
from patients.coverage.rules import OPEN_AUTHORIZATIONS
from patients.coverage.vocabulary import AuthorizationState, Measure, PlanKind, SentBy, Service


@dataclass(frozen=True, slots=True)
class AuthorizationRow:
    """One prior authorization as it stands."""

    uuid: UUID
    coverage: UUID
    payer: str
    payer_phone: str
    plan_kind: PlanKind
    renews: UUID | None
    service: Service
    what: str
    code: str
    needed_on: date | None
    is_expedited: bool
    units_asked: int | None
    measure: Measure
    state: AuthorizationState
    prepared_at: datetime
    prepared_by: str
    sent_at: datetime | None
    sent_by: str
    sent_how: SentBy | None
    reference: str
    decision_due_at: datetime | None
    decision_due_said: bool
    asked_for: str
    information_due_on: date | None
    decided_on: date | None
    decided_at: datetime | None
    decided_by: str
    approval_number: str
    units_approved: int | None
    units_used: int
    starts_on: date | None
    ends_on: date | None
    parity_concern: bool
    parity_note: str
    criteria_asked_on: date | None
    closed_at: datetime | None
    closed_by: str
    close_reason: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state in OPEN_AUTHORIZATIONS

    @property
    def units_left(self) -> int | None:
        """How much of the approval is left; unknown where it is not counted."""
        return None if self.units_approved is None else max(self.units_approved - self.units_used, 0)


def _of(permit: Permit) -> QuerySet[PriorAuthorization]:
    permit.check(category=Category.SUD)
    rows = PriorAuthorization.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("coverage", "renews", "prepared_by", "sent_by", "decided_by", "closed_by").annotate(
        used=Coalesce(Sum("uses__units", filter=Q(uses__removed_at__isnull=True)), 0)
    )


def authorizations_of(*, permit: Permit, limit: int = 100) -> list[AuthorizationRow]:
    """Prior authorizations of the permit's patient here, the newest first. One query."""
    return [_row(row) for row in _of(permit).order_by("-pk")[:limit]]


def get_authorization(*, permit: Permit, authorization: UUID) -> AuthorizationRow | None:
    """One prior authorization of the permit's patient; none for another's. One query."""
    row = _of(permit).filter(uuid=authorization).order_by("pk").first()
    return _row(row) if row else None


def _row(row: PriorAuthorization) -> AuthorizationRow:
    return AuthorizationRow(
        uuid=row.uuid,
        coverage=row.coverage.uuid,
        payer=row.coverage.payer,
        payer_phone=row.coverage.payer_phone,
        plan_kind=PlanKind(row.coverage.kind),
        renews=row.renews.uuid if row.renews else None,
        service=Service(row.service),
        what=row.what,
        code=row.code,
        needed_on=row.needed_on,
        is_expedited=row.is_expedited,
        units_asked=row.units_asked,
        measure=Measure(row.measure),
        state=AuthorizationState(row.state),
        prepared_at=row.prepared_at,
        prepared_by=row.prepared_by.name,
        sent_at=row.sent_at,
        sent_by=row.sent_by.name if row.sent_by else "",
        sent_how=SentBy(row.sent_how) if row.sent_how else None,
        reference=row.reference,
        decision_due_at=row.decision_due_at,
        decision_due_said=row.decision_due_said,
        asked_for=row.asked_for,
        information_due_on=row.information_due_on,
        decided_on=row.decided_on,
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        approval_number=row.approval_number,
        units_approved=row.units_approved,
        units_used=row.used,  # type: ignore[attr-defined]  # summed by the query
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        parity_concern=row.parity_concern,
        parity_note=row.parity_note,
        criteria_asked_on=row.criteria_asked_on,
        closed_at=row.closed_at,
        closed_by=row.closed_by.name if row.closed_by else "",
        close_reason=row.close_reason,
    )


@dataclass(frozen=True, slots=True)
class UseRow:
    """So much of an approval, used on a day."""

    use_id: int
    used_on: date
    units: int
    note: str
    recorded_by: str


def uses_of(*, permit: Permit, authorization: UUID, limit: int = 200) -> list[UseRow]:
    """What was used of one approval, the latest day first. One query."""
    permit.check(category=Category.SUD)
    rows = AuthorizationUse.objects.filter(
        authorization__uuid=authorization,
        authorization__patient_id=permit.patient_id,
        authorization__organisation_id=permit.organisation_id,
        removed_at__isnull=True,
    )
    columns = ("pk", "used_on", "units", "note", "recorded_by__name")
    return [UseRow(*row) for row in rows.order_by("-used_on", "-pk").values_list(*columns)[:limit]]
