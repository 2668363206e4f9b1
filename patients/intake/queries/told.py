"""What was told that belongs to this room itself: the safety answers, and consent to treatment."""

from dataclasses import dataclass
from datetime import datetime

from care.actor import Category, Permit
from care.teams.rules import Risk
from patients.intake.models import SafetyCheck, TreatmentConsent
from patients.intake.rules import Assessment, Question, Reply, When, assess, suicide_risk
from patients.intake.rules.treatment import End, SignedHow, TreatmentPart
from patients.queries import same_person


@dataclass(frozen=True, slots=True)
class SafetyRow:
    """What was answered at one moment."""

    replies: dict[Question, Reply]
    tried_when: When | None
    own_words: str
    asked_at: datetime
    asked_by: str

    @property
    def assessment(self) -> Assessment:
        """What the answers tell."""
        return assess(self.replies, tried_when=self.tried_when)


def latest_safety(*, permit: Permit) -> SafetyRow | None:
    """What the person answered when they were asked last; none where nobody asked. One query."""
    permit.check(category=Category.MENTAL_HEALTH)
    row = (
        SafetyCheck.objects.filter(same_person(permit.patient_id), organisation_id=permit.organisation_id)
        .select_related("asked_by")
        .order_by("-asked_at", "-pk")
        .first()
    )
    if row is None:
        return None
    return SafetyRow(
        replies=_replies(row),
        tried_when=_tried_when(row),
        own_words=row.own_words,
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
    )


def risks_told(*, patient_id: int, organisation_id: int, after: datetime | None) -> list[tuple[datetime, Risk]]:
    """What the safety answers since a moment told of the risk of suicide, for who sums it up within a change. One query."""
    rows = SafetyCheck.objects.filter(same_person(patient_id), organisation_id=organisation_id)
    if after is not None:
        rows = rows.filter(asked_at__gt=after)
    told = ((row.asked_at, suicide_risk(_replies(row), tried_when=_tried_when(row))) for row in rows.order_by("asked_at", "pk"))
    return [(at, risk) for at, risk in told if risk is not None]


def _replies(row: SafetyCheck) -> dict[Question, Reply]:
    return {question: Reply(reply) for question in Question if (reply := getattr(row, question.value))}


def _tried_when(row: SafetyCheck) -> When | None:
    return When(row.tried_when) if row.tried_when else None


@dataclass(frozen=True, slots=True)
class TreatmentConsentRow:
    """What somebody agreed to, and whether it stands."""

    parts: tuple[TreatmentPart, ...]
    wording: str
    wording_language: str
    how: SignedHow | None
    signed_name: str
    beside: str
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None
    end_reason: End | None

    @property
    def stands(self) -> bool:
        """Whether they still agree."""
        return self.ended_at is None

    @property
    def declined(self) -> tuple[TreatmentPart, ...]:
        """What they did not agree to."""
        return tuple(part for part in TreatmentPart if part not in self.parts)


def treatment_consent(*, permit: Permit) -> TreatmentConsentRow | None:
    """The latest consent to treatment, whether it stands or not; none where there never was one. One query."""
    permit.check(category=Category.SUD)
    row = (
        TreatmentConsent.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
        .defer("drawing")
        .select_related("recorded_by")
        .order_by("-recorded_at", "-pk")
        .first()
    )
    if row is None:
        return None
    return TreatmentConsentRow(
        parts=tuple(part for part in TreatmentPart if part.value in row.parts),
        wording=row.wording,
        wording_language=row.wording_language,
        how=SignedHow(row.how) if row.how else None,
        signed_name=row.signed_name,
        beside=row.beside,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name,
        ended_at=row.ended_at,
        end_reason=End(row.end_reason) if row.end_reason else None,
    )
