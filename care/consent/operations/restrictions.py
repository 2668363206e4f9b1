"""Changing restrictions: ask, decide, withdraw, end. The gate reads the rows at each request, so each counts at once.

Whoever asks opens a task for who decides; deciding and withdrawing finish it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from care.accounts.queries import partner_organisations
from care.accounts.rules import Work, check_work
from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.consent.models import RestrictionRequest
from care.consent.operations.refusals import ReasonMissing
from care.consent.rules import (
    DECIDED_WITHIN,
    NOTICE,
    BadRestriction,
    EndedBy,
    RestrictionState,
    RestrictionStep,
    RestrictionTerms,
    Target,
    check_restriction,
    next_restriction_state,
)
from care.worklist import operations as worklist

TASK = "restriction"  # the kind of the task, and what it is about


class NoSuchRestriction(LookupError):
    """The permit's patient asked for no such restriction here."""


class NotTold(ValueError):
    """The person must be told first, today or before."""


def ask_restriction(*, permit: Permit, terms: RestrictionTerms, today: date, at: datetime) -> RestrictionRequest:
    """Write down what the person asks to be withheld, and put it before who decides. `today` is the program's day.

    Raises:
        BadRestriction: a part is missing, or it reaches further than a restriction may.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    check_restriction(terms, today=today)
    user_id, _ = permit.actor.colleague()
    _check_recipient(terms, permit)
    with audit.change(permit=permit, at=at, verb="restriction.asked") as change:
        row = RestrictionRequest.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            target=terms.target.value,
            requester=terms.requester.value,
            recipient_id=terms.recipient_id,
            categories=sorted(category.value for category in terms.categories),
            purposes=sorted(purpose.value for purpose in terms.purposes),
            own_words=terms.own_words.strip(),
            paid_on=terms.paid_on,
            asked_at=at,
            asked_by_id=user_id,
        )
        change.detail |= _detail(row)
        worklist.open_task(
            permit=permit,
            kind=TASK,
            title="Decide about a restriction that was asked for",
            why="Care paid in full: the program must agree." if terms.target is Target.SELF_PAID else "",
            owner_role=Role.SUPERVISOR,
            due_at=at + DECIDED_WITHIN,
            subject_kind=TASK,
            subject=row.uuid,
            at=at,
        )
    return row


def _check_recipient(terms: RestrictionTerms, permit: Permit) -> None:
    """The organisation that is named is connected with this program, and of the kind that was said.

    Raises:
        BadRestriction: it is not.
    """
    if terms.recipient_id is None:
        return
    others = {one.organisation_id: one.kind for one in partner_organisations(besides=permit.organisation_id)}
    if others.get(terms.recipient_id) is not terms.requester:
        raise BadRestriction("recipient", "This organization is no longer connected with the program.")


def decide_restriction(
    *, permit: Permit, restriction: UUID, agree: bool, reason: str = "", told_on: date | None = None, today: date, at: datetime
) -> RestrictionRequest:
    """Agree, or decline with the reason once the person has been told on a day. What was paid in full must be agreed.

    Raises:
        NoSuchRestriction: as named.
        StepRefused: it was decided before, or the law leaves no choice.
        ReasonMissing, NotTold: it is declined without.
        WorkRefused: the actor does not decide for the program.
    """
    check_work(permit.actor, Work.DECIDE_RESTRICTION)
    step = RestrictionStep.AGREE if agree else RestrictionStep.DECLINE
    with _moved(permit, restriction, step, at=at) as (row, user_id):
        if not agree:
            if not reason.strip():
                raise ReasonMissing
            row.told_on = _told(told_on, today)
        row.decided_at, row.decided_by_id, row.decision_reason = at, user_id, reason.strip()
        said = "agreed" if agree else "declined"
        worklist.finish_tasks_about(permit=permit, subject=row.uuid, kinds=[TASK], outcome=f"Restriction {said}", at=at)
    return row


def withdraw_restriction(*, permit: Permit, restriction: UUID, reason: str, at: datetime) -> RestrictionRequest:
    """The person no longer asks for what has not been decided.

    Raises:
        NoSuchRestriction, ReasonMissing: as named.
        StepRefused: it was decided.
    """
    if not reason.strip():
        raise ReasonMissing
    with _moved(permit, restriction, RestrictionStep.WITHDRAW, at=at) as (row, user_id):
        row.ended_at, row.ended_by_id, row.counts_until = at, user_id, at
        row.ended_for, row.end_reason = EndedBy.PERSON.value, reason.strip()
        worklist.finish_tasks_about(
            permit=permit, subject=row.uuid, kinds=[TASK], outcome="The person no longer asks for it", at=at
        )
    return row


def end_restriction(
    *,
    permit: Permit,
    restriction: UUID,
    by: EndedBy,
    reason: str,
    told_on: date | None = None,
    today: date,
    at: datetime,
) -> RestrictionRequest:
    """End what was agreed: for the person at once; for the program once the person has been told, after the notice.

    Raises:
        NoSuchRestriction, ReasonMissing: as named.
        NotTold: the program ends it and the person has not been told.
        StepRefused: it is not agreed, or the program may not end it.
        WorkRefused: the actor does not decide for the program.
    """
    if not reason.strip():
        raise ReasonMissing
    if by is EndedBy.PROGRAM:
        check_work(permit.actor, Work.DECIDE_RESTRICTION)
    with _moved(permit, restriction, RestrictionStep.END, by=by, at=at) as (row, user_id):
        if by is EndedBy.PROGRAM:
            row.told_on = _told(told_on, today)
        row.ended_at, row.ended_by_id, row.ended_for, row.end_reason = at, user_id, by.value, reason.strip()
        row.counts_until = at if by is EndedBy.PERSON else at + NOTICE
    return row


def _told(day: date | None, today: date) -> date:
    if day is None or day > today:
        raise NotTold
    return day


@contextmanager
def _moved(
    permit: Permit, restriction: UUID, step: RestrictionStep, *, at: datetime, by: EndedBy = EndedBy.PERSON
) -> Iterator[tuple[RestrictionRequest, int]]:
    """The transaction of one step: the row locked and moved by the guard, saved once the caller has written the rest."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb=f"restriction.{step.value}") as change:
        row = (
            RestrictionRequest.objects.select_for_update(no_key=True)
            .filter(uuid=restriction, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
            .first()
        )
        if row is None:
            raise NoSuchRestriction
        row.state = next_restriction_state(RestrictionState(row.state), step, target=Target(row.target), by=by).value
        yield row, user_id
        row.save()
        change.detail |= _detail(row)


def _detail(row: RestrictionRequest) -> dict[str, object]:
    return {
        "restriction": row.pk,
        "target": row.target,
        "requester": row.requester,
        "recipient": row.recipient_id,
        "categories": row.categories,
        "for": row.ended_for,
    }
