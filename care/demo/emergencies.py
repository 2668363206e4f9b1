"""The demo's emergencies: two records opened off the team, one reviewed since, one that waits; told by the operations."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings

from care.access import gate, operations
from care.access.policy import Session
from care.access.rules import Outcome, Reason
from care.actor import Action, Actor, Category, Purpose, Role
from care.demo.staff import HARBOR_STREET


@dataclass(frozen=True, slots=True)
class Emergency:
    """How long ago, why, which pages were opened, and what the privacy officer found; '' while nobody has looked."""

    ago: timedelta
    reason: Reason
    words: str
    pages: tuple[str, ...]
    minutes: int
    found: str = ""


EMERGENCIES = (
    Emergency(
        timedelta(days=6, hours=3),
        Reason.UNCONSCIOUS,
        "Brought in by the ambulance after a fall, cannot speak. The emergency room at Mercy asks for medication and allergies.",
        ("pages:chart", "pages:medication", "patients:allergies"),
        minutes=18,
        found="Called the charge nurse at Mercy: the person was there at that time, and medication was what they asked for.",
    ),
    Emergency(
        timedelta(hours=15),
        Reason.DOSE,
        "At the window after closing, dose due tonight. On-call number of the team rang out twice.",
        ("pages:chart", "pages:medication", "pages:plan", "pages:medication"),
        minutes=24,
    ),
)


def tell_emergencies(*, at: datetime) -> int:
    """Tell each; gives their number. Where a record was opened already, nothing is told again."""
    if apps.get_model("access", "AccessSession").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    clinician, officer = (_first(clinic.pk, role) for role in (Role.CRISIS_CLINICIAN, Role.PRIVACY_OFFICER))
    people = _off_team(clinic.pk, clinician, known_to=_first(clinic.pk, Role.COORDINATOR), since=at - timedelta(days=30))
    told = 0
    for emergency, patient_id in zip(EMERGENCIES, people, strict=False):
        _live_through(emergency, clinician, officer, patient_id=patient_id, zone=clinic.zone, at=at)
        told += 1
    return told


def _live_through(emergency: Emergency, clinician: Actor, officer: Actor, *, patient_id: int, zone: str, at: datetime) -> None:
    began = at - emergency.ago
    permit = gate.require_session(actor=clinician, patient_id=patient_id, kind=Session.EMERGENCY, at=began)
    session = operations.open_session(
        permit=permit,
        kind=Session.EMERGENCY,
        reason=emergency.reason,
        words=emergency.words,
        length=settings.ACCESS_SESSION_LENGTH,
        zone=zone,
        at=began,
    )
    for number, page in enumerate(emergency.pages, start=1):
        gate.require(
            actor=replace(clinician, page=page),
            patient_id=patient_id,
            category=Category.SUD,
            action=Action.READ,
            purpose=Purpose.TREAT,
            at=began + timedelta(minutes=2 * number),
        )
    operations.end_session(actor=clinician, patient_id=patient_id, at=began + timedelta(minutes=emergency.minutes))
    if emergency.found:
        reviewed_at = began + timedelta(days=1, hours=2)
        review = apps.get_model("access", "AccessReview").objects.get(session=session)
        operations.review(actor=officer, uuid=review.uuid, outcome=Outcome.APPROPRIATE, words=emergency.found, at=reviewed_at)


def _first(organisation_id: int, role: Role) -> Actor:
    """The first colleague who holds a role."""
    row = (
        apps.get_model("accounts", "StaffRole")
        .objects.filter(staff__organisation_id=organisation_id, role=role.value, revoked_at__isnull=True)
        .order_by("staff_id")
        .values("staff_id", "staff__user_id")[0]
    )
    return Actor.staff(
        user_id=row["staff__user_id"], staff_id=row["staff_id"], organisation_id=organisation_id, roles=frozenset({role})
    )


def _off_team(organisation_id: int, clinician: Actor, *, known_to: Actor, since: datetime) -> list[int]:
    """People long enough in care for whom one colleague does not care, and another does."""
    members: Any = apps.get_model("teams", "CareTeamMember").objects.filter(left_at__isnull=True)
    mine = members.filter(staff_id=clinician.staff_id or 0).values("patient_id")
    theirs = members.filter(staff_id=known_to.staff_id or 0).values("patient_id")
    rows = apps.get_model("teams", "CaseloadSummary").objects.filter(
        organisation_id=organisation_id,
        is_open=True,
        enrolment__admitted_at__lt=since,
        medication__gt="",
        patient_id__in=theirs,
    )
    return list(
        rows.exclude(patient_id__in=mine).order_by("-patient_id").values_list("patient_id", flat=True)[: len(EMERGENCIES)]
    )
