"""What every change of a review is made of: the lock, the end, the causes that it answers, the tasks that end with it.

Locked in this order: a review with its causes, then plans, then tasks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.audit.operations import Change
from care.worklist.operations import cancel_tasks_about, finish_tasks_about
from care.worklist.queries import subjects_of_tasks
from treatment_plans.reviews import rules
from treatment_plans.reviews.models import Review, ReviewCause
from treatment_plans.reviews.operations.causes import KIND
from treatment_plans.reviews.queries import ReviewNotFound, reviews_here
from treatment_plans.reviews.vocabulary import Outcome, ReviewState, ReviewStep
from treatment_plans.rules import next_status

NEXT = "plan_next_version"  # of the task that a review leaves where something changes


@contextmanager
def changing(permit: Permit, review: UUID, *, at: datetime, verb: str) -> Iterator[tuple[Review, Change]]:
    """The transaction of one change with its event, the review locked.

    Raises:
        ReviewNotFound.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb=verb) as change:
        row = reviews_here(permit).select_for_update(no_key=True, of=("self",)).select_related("plan").filter(uuid=review).first()
        if row is None:
            raise ReviewNotFound
        change.detail.update(review=row.pk, plan=row.plan_id)
        yield row, change


def job_of(permit: Permit) -> str:
    """The job that acts, where no person does."""
    return permit.actor.job_name if permit.actor.user_id is None else ""


def end(row: Review, permit: Permit, outcome: Outcome, at: datetime) -> None:
    """End a locked review; the caller saves it.

    Raises:
        NotPossible: it has ended.
    """
    step = ReviewStep.FINISH if outcome in rules.FINISHES else ReviewStep.SET_ASIDE
    row.state = next_status(rules.REVIEW, ReviewState(row.state), step).value
    row.outcome = outcome.value
    row.ended_at, row.ended_by_id, row.ended_by_job = at, permit.actor.user_id, job_of(permit)


def close_causes(causes: list[ReviewCause], permit: Permit, at: datetime) -> None:
    """What was asked for is answered, or can be answered no more."""
    for cause in causes:
        cause.closed_at, cause.closed_by_id, cause.closed_by_job = at, permit.actor.user_id, job_of(permit)
        cause.save(update_fields=["closed_at", "closed_by", "closed_by_job"])


def asked_no_more(permit: Permit, at: datetime, *, outcome: str = "", reason: str = "") -> None:
    """Whoever was asked to look at the plan is asked no longer: it was looked at (`outcome`), or it is past (`reason`)."""
    subjects = subjects_of_tasks(permit=permit, kinds=[KIND])
    if outcome:
        for subject in subjects:
            finish_tasks_about(permit=permit, subject=subject, kinds=[KIND], outcome=outcome, at=at)
    elif subjects:
        cancel_tasks_about(permit=permit, subjects=subjects, kinds=[KIND], reason=reason, at=at)
