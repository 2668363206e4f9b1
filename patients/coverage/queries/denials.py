"""What payers said no to of one person, with the appeals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Category, Permit
from patients.coverage.models import Appeal, Denial
from patients.coverage.rules import OPEN_DENIALS, levels_for
from patients.coverage.vocabulary import DenialKind, DenialReason, DenialState, Level, Outcome, PlanKind, SentBy, Service


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal at one level."""

    uuid: UUID
    level: Level
    is_expedited: bool
    keeps_care_going: bool
    agreed_on: date | None
    filed_at: datetime
    filed_by: str
    filed_how: SentBy
    reference: str
    grounds: str
    decision_due_at: datetime
    outcome: Outcome | None
    outcome_words: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class DenialRow:
    """One denial as it stands, with its appeals in the order in which they were filed."""

    uuid: UUID
    coverage: UUID
    payer: str
    payer_phone: str
    plan_kind: PlanKind
    authorization: UUID | None
    service: Service | None
    kind: DenialKind
    what: str
    reason: DenialReason
    reason_words: str
    notice_on: date
    amount: Decimal | None
    file_by_on: date
    file_by_said: bool
    continue_by_on: date | None
    continue_by_said: bool
    parity_concern: bool
    parity_note: str
    criteria_asked_on: date | None
    criteria_got_on: date | None
    state: DenialState
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None
    ended_by: str
    end_reason: str
    appeals: tuple[AppealRow, ...]

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state in OPEN_DENIALS

    @property
    def levels(self) -> tuple[Level, ...]:
        """To whom an appeal can go next."""
        return levels_for(self.plan_kind, tried=[appeal.level for appeal in self.appeals])


def _of(permit: Permit) -> QuerySet[Denial]:
    permit.check(category=Category.SUD)
    rows = Denial.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("coverage", "authorization", "recorded_by", "ended_by")


def denials_of(*, permit: Permit, limit: int = 100) -> list[DenialRow]:
    """Denials of the permit's patient here, the newest first. Two queries."""
    return _rows(list(_of(permit).order_by("-pk")[:limit]))


def get_denial(*, permit: Permit, denial: UUID) -> DenialRow | None:
    """One denial of the permit's patient; none for another's. Two queries."""
    return next(iter(_rows(list(_of(permit).filter(uuid=denial)))), None)


def _rows(denials: Sequence[Denial]) -> list[DenialRow]:
    appeals: dict[int, list[AppealRow]] = {}
    found = Appeal.objects.filter(denial_id__in=[denial.pk for denial in denials]).select_related("filed_by").order_by("pk")
    for one in found:
        appeals.setdefault(one.denial_id, []).append(_appeal(one))
    return [_row(denial, tuple(appeals.get(denial.pk, ()))) for denial in denials]


def _appeal(row: Appeal) -> AppealRow:
    return AppealRow(
        uuid=row.uuid,
        level=Level(row.level),
        is_expedited=row.is_expedited,
        keeps_care_going=row.keeps_care_going,
        agreed_on=row.agreed_on,
        filed_at=row.filed_at,
        filed_by=row.filed_by.name,
        filed_how=SentBy(row.filed_how),
        reference=row.reference,
        grounds=row.grounds,
        decision_due_at=row.decision_due_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        outcome_words=row.outcome_words,
        decided_on=row.decided_on,
    )


def _row(row: Denial, appeals: tuple[AppealRow, ...]) -> DenialRow:
    return DenialRow(
        uuid=row.uuid,
        coverage=row.coverage.uuid,
        payer=row.coverage.payer,
        payer_phone=row.coverage.payer_phone,
        plan_kind=PlanKind(row.coverage.kind),
        authorization=row.authorization.uuid if row.authorization else None,
        service=Service(row.authorization.service) if row.authorization else None,
        kind=DenialKind(row.kind),
        what=row.what,
        reason=DenialReason(row.reason),
        reason_words=row.reason_words,
        notice_on=row.notice_on,
        amount=row.amount,
        file_by_on=row.file_by_on,
        file_by_said=row.file_by_said,
        continue_by_on=row.continue_by_on,
        continue_by_said=row.continue_by_said,
        parity_concern=row.parity_concern,
        parity_note=row.parity_note,
        criteria_asked_on=row.criteria_asked_on,
        criteria_got_on=row.criteria_got_on,
        state=DenialState(row.state),
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        end_reason=row.end_reason,
        appeals=appeals,
    )
