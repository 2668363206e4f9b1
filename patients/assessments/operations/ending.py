"""Answers that will not be finished, and those that should not have been: both stay on record, with the reason."""

from datetime import datetime
from uuid import UUID

from care.actor import Permit
from patients.assessments.models import Response
from patients.assessments.operations.parts import change, move
from patients.assessments.operations.refusals import ReasonMissing
from patients.assessments.rules.states import Step


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
    user_id, _ = permit.actor.colleague()
    if not reason.strip():
        raise ReasonMissing
    with change(permit=permit, response=response, verb=verb, at=at) as row:
        move(row, step)
        row.ended_at, row.ended_by_id, row.end_reason = at, user_id, reason.strip()
        row.save(update_fields=["state", "ended_at", "ended_by_id", "end_reason"])
    return row
