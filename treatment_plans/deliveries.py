"""What happens to plans when a person dies or leaves, and when a death was recorded by mistake."""

from datetime import datetime, timedelta

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.outbox.handling import Listener
from care.outbox.queries import Claimed
from care.teams.queries import open_enrolment
from care.teams.rules import EndReason
from care.worklist import operations as worklist
from care.worklist.queries import is_asked_about
from care.worklist.rules import Kind, Priority
from patients.queries import get_patient
from treatment_plans import operations
from treatment_plans.queries import plan_versions
from treatment_plans.vocabulary import PlanEnd

JOB = "plans.close"
SOON = timedelta(days=1)


def record_of(row: Claimed, *, job: str, action: Action, at: datetime) -> Permit | None:
    """The record of the person whom an event is about, for a job; none where they were never in the programme's care."""
    actor = Actor.system(job=job, organisation_id=row.organisation_id)
    try:
        return gate.require(
            actor=actor, patient_id=row.patient_id, category=Category.SUD, action=action, purpose=Purpose.HOPERAT, at=at
        )
    except gate.NotFound:
        return None


def _died(row: Claimed, at: datetime) -> None:
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if permit and get_patient(permit=permit).deceased_on is not None:  # else it was corrected meanwhile
        operations.close_plans(permit=permit, reason=PlanEnd.DIED, at=at)


def _left(row: Claimed, at: datetime) -> None:
    reason = EndReason(row.about["reason"])
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if reason is EndReason.DIED or permit is None or open_enrolment(permit=permit) is not None:
        return
    end = PlanEnd.OWN_WISH if reason is EndReason.OWN_WISH else PlanEnd.CARE_ENDED
    operations.close_plans(permit=permit, reason=end, at=at)


def _death_corrected(row: Claimed, at: datetime) -> None:
    """Nothing that ended begins again by itself: a colleague looks at it."""
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if permit is None or get_patient(permit=permit).deceased_on is not None:
        return
    ended = [plan for plan in plan_versions(permit=permit) if plan.end_reason is PlanEnd.DIED]
    if not ended or is_asked_about(permit=permit, subject=row.uuid):
        return
    worklist.open_task(
        permit=permit,
        kind=Kind.PLAN,
        title="The plan ended by mistake: agree on it again",
        why=f"A death was recorded by mistake and has been corrected. Version {ended[0].version} of the plan had ended with it.",
        priority=Priority.RAISED,
        owner_role=Role.COUNSELOR,
        due_at=at + SOON,
        subject_kind="correction",
        subject=row.uuid,
        at=at,
    )


def _records_changed(row: Claimed, at: datetime) -> None:
    """Two records became one, or two again: the caseload's words for the plan are written anew."""
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if permit is not None:
        operations.sum_up_plans(permit=permit, at=at)


CLOSE_AT_DEATH = Listener("plans", _died)
CLOSE_AT_END = Listener("plans", _left)
ASK_AFTER_CORRECTION = Listener("plans", _death_corrected)
SUM_UP = Listener("plans", _records_changed)
