"""Answers that will not be finished, and those that should not have been: both stay on record, with the reason."""

from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from patients.assessments.models import Reassessment, Response
from patients.assessments.operations.last_score import keep_last_score
from patients.assessments.operations.parts import change, move
from patients.assessments.operations.refusals import ReasonMissing
from patients.assessments.rules import State, Step


def set_aside_response(*, permit: Permit, response: UUID, reason: str, at: datetime) -> Response:
    """It will not be finished. What was answered is kept and not scored.

    Raises:
        NoSuchResponse, ReasonMissing.
        NotPossible: it is not open.
    """
    return _end(permit=permit, response=response, step=Step.SET_ASIDE, verb="assessment.set_aside", reason=reason, at=at)


def mark_in_error(*, permit: Permit, response: UUID, reason: str, at: datetime) -> Response:
    """Completed for the wrong person, or with wrong answers: it counts nowhere from here on. A task that it opened stays open
    until somebody ends it, since nobody can tell here whether its answer was the error.

    Raises:
        NoSuchResponse, ReasonMissing.
        NotPossible: it is not completed.
    """
    return _end(permit=permit, response=response, step=Step.MARK_IN_ERROR, verb="assessment.in_error", reason=reason, at=at)


def _end(*, permit: Permit, response: UUID, step: Step, verb: str, reason: str, at: datetime) -> Response:
    if not reason.strip():
        raise ReasonMissing
    with change(permit=permit, response=response, verb=verb, at=at) as row:
        write_end(row=row, step=step, permit=permit, reason=reason, at=at)
        if step is Step.MARK_IN_ERROR:
            keep_last_score(patient_id=row.patient_id, organisation_id=row.organisation_id)
    return row


def write_end(*, row: Response, step: Step, permit: Permit, reason: str, at: datetime) -> None:
    """End one, within a change.

    Raises:
        NotPossible: it does not stand where the step starts.
    """
    move(row, step)
    row.ended_at, row.end_reason = at, reason.strip()
    row.ended_by_id = permit.actor.user_id
    row.ended_by_job = permit.actor.job_name if permit.actor.user_id is None else ""
    row.save(update_fields=["state", "ended_at", "ended_by_id", "ended_by_job", "end_reason"])


def close_assessments(*, permit: Permit, reason: str, at: datetime) -> int:
    """Care here has ended: what is open is set aside, and nothing is asked again. Gives how many were open.

    For the job, which writes every kind of data; safe to run twice.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    mine = {"patient_id": permit.patient_id, "organisation_id": permit.organisation_id}
    with audit.change(permit=permit, at=at, verb="assessments.closed") as event:
        rows = list(Response.objects.select_for_update(no_key=True).filter(**mine, state=State.OPEN.value).order_by("pk"))
        for row in rows:
            write_end(row=row, step=Step.SET_ASIDE, permit=permit, reason=reason, at=at)
        event.detail["responses"] = [row.pk for row in rows]
        Reassessment.objects.filter(**mine).delete()
    return len(rows)
