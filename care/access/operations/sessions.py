"""Opening a record with a reason and for a time, ending it, telling of it, and looking at it afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from care.access.models import AccessNotice, AccessReview, AccessSession, Disclosure
from care.access.policy import Session
from care.access.rules import (
    REASONS,
    NotPossible,
    Outcome,
    Reason,
    State,
    Step,
    check_words,
    may_review,
    next_state,
    review_due_at,
    state_of,
)
from care.access.rules.sessions import LONGEST
from care.actor import Actor, Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import local_date, long_day_text, time_text
from care.outbox import operations as outbox
from care.outbox.rules import event_kind
from care.teams.queries import team_of
from care.worklist import operations as worklist
from care.worklist.queries import is_asked_about
from care.worklist.rules import LATE_REVIEW as LATE_TASK
from care.worklist.rules import REVIEW as REVIEW_TASK

ANSWER_WITHIN = timedelta(hours=24)  # for the supervisor, once a review is late
REVIEW_LATE = "access.review_late"  # the event that is heard when the review's time has passed


class NoSession(LookupError):
    """No session of this colleague runs for this person."""


class NoSuchReview(LookupError):
    """There is no such review for this actor: it does not exist, or belongs to another organisation."""


class OwnAct(PermissionError):
    """Nobody reviews what they did themselves, or without a reviewer's role."""


class WrongReason(ValueError):
    """The reason is none of this kind of session."""


def open_session(
    *, permit: Permit, kind: Session, reason: Reason, words: str, length: timedelta, zone: str, at: datetime
) -> AccessSession:
    """Open the record of the permit's patient to its colleague for a time. One that runs already stays as it is.

    `permit` is that of `gate.require_session`. What is opened in an emergency is told at once, in the same transaction: the
    reviewers get a task that is due after three business days in `zone`, each colleague of the care team a notice.

    Raises:
        WrongReason, WordsMissing: as named.
        PermissionError: the permit is not a colleague's.
    """
    if reason not in REASONS[kind]:
        raise WrongReason
    words = check_words(words)
    user_id, organisation_id = permit.actor.colleague()
    assert permit.actor.staff_id is not None
    with audit.change(permit=permit, at=at, verb="session.opened", detail={"kind": kind.value, "reason": reason.value}) as change:
        running = _running(permit.actor, permit.patient_id, at).first()
        if running is not None:
            change.detail["session"] = str(running.uuid)
            return running
        session = AccessSession.objects.create(
            organisation_id=organisation_id,
            patient_id=permit.patient_id,
            staff_id=permit.actor.staff_id,
            kind=kind.value,
            reason=reason.value,
            words=words,
            started_at=at,
            started_by_id=user_id,
            ends_at=at + min(length, LONGEST),
        )
        change.detail["session"] = str(session.uuid)
        if kind is Session.EMERGENCY:
            _tell(permit, why=f"{reason.label}; opened by {session.staff.user.name}", zone=zone, at=at, session=session)
    return session


def tell_of_disclosure(*, permit: Permit, disclosure: Disclosure, to: str, by: str, zone: str, at: datetime) -> AccessReview:
    """Ask for the review of a disclosure in an emergency, and tell the care team."""
    with audit.change(permit=permit, at=at, verb="emergency_disclosure.told", detail={"disclosure": str(disclosure.uuid)}):
        return _tell(permit, why=f"Told to {to}; by {by}", zone=zone, at=at, disclosure=disclosure)


def _tell(
    permit: Permit,
    *,
    why: str,
    zone: str,
    at: datetime,
    session: AccessSession | None = None,
    disclosure: Disclosure | None = None,
) -> AccessReview:
    actor = permit.actor
    user_id, organisation_id = actor.colleague()
    review = AccessReview.objects.create(
        organisation_id=organisation_id,
        patient_id=permit.patient_id,
        session=session,
        disclosure=disclosure,
        opened_at=at,
        opened_by_id=user_id,
        due_at=review_due_at(opened_at=at, zone=zone),
    )
    AccessNotice.objects.bulk_create(
        AccessNotice(review=review, patient_id=permit.patient_id, staff_id=member.staff_id)
        for member in team_of(permit=permit)
        if member.staff_id != actor.staff_id
    )
    worklist.open_task(
        actor=actor,
        kind=REVIEW_TASK,
        title="Review an emergency access" if session else "Review an emergency disclosure",
        why=f"{why}, {long_day_text(local_date(at, zone))}, {time_text(at, zone, with_zone=True)}"[:300],
        category=Category.SUD,
        owner_role=Role.PRIVACY_OFFICER,
        due_at=review.due_at,
        subject_kind=REVIEW_TASK,
        subject=review.uuid,
        at=at,
    )
    outbox.queue(
        kind=event_kind(REVIEW_LATE),
        key=f"{REVIEW_LATE}:{review.uuid}",
        due_at=review.due_at,
        at=at,
        organisation_id=organisation_id,
        patient_id=None,
        about={"review": str(review.uuid)},
    )
    return review


def _running(actor: Actor, patient_id: int | None, at: datetime) -> QuerySet[AccessSession]:
    """The actor's own session for a person, locked."""
    rows = AccessSession.objects.select_for_update(no_key=True, of=("self",)).select_related("staff__user")
    return rows.filter(
        staff_id=actor.staff_id or 0, patient_id=patient_id or 0, started_at__lte=at, ends_at__gt=at, ended_at__isnull=True
    )


@contextmanager
def _change(actor: Actor, patient_id: int | None, *, at: datetime, verb: str) -> Iterator[AccessSession]:
    """The transaction of one change to the actor's own running session for a person, with its event.

    Raises:
        NoSession: none runs.
    """
    with audit.change(actor=actor, at=at, verb=verb, patient_ids=[patient_id] if patient_id is not None else []) as change:
        session = _running(actor, patient_id, at).first()
        if session is None:
            raise NoSession
        change.detail["session"] = str(session.uuid)
        yield session


def extend_session(*, actor: Actor, patient_id: int | None, words: str, length: timedelta, at: datetime) -> AccessSession:
    """Let the actor's own session for a person run on, once, with words of why.

    Raises:
        NoSession: none runs.
        NotPossible: it was extended before.
        WordsMissing: as named.
    """
    words = check_words(words)
    user_id, _ = actor.colleague()
    with _change(actor, patient_id, at=at, verb="session.extended") as session:
        if session.extended_at is not None:
            raise NotPossible(State.OPEN, Step.EXTEND)
        next_state(State.OPEN, Step.EXTEND)
        session.extended_at, session.extended_by_id, session.extended_words = at, user_id, words
        session.ends_at = min(session.ends_at + length, session.started_at + LONGEST)
        session.save(update_fields=["extended_at", "extended_by", "extended_words", "ends_at"])
    return session


def end_session(*, actor: Actor, patient_id: int | None, at: datetime) -> AccessSession:
    """End the actor's own session for a person before its time; the record is closed from this moment on.

    Raises:
        NoSession: none runs.
    """
    user_id, _ = actor.colleague()
    with _change(actor, patient_id, at=at, verb="session.closed") as session:
        next_state(State.OPEN, Step.END)
        session.ended_at, session.ended_by_id = at, user_id
        session.save(update_fields=["ended_at", "ended_by"])
    return session


def end_sessions_of(*, actor: Actor, staff_id: int, at: datetime) -> int:
    """End every running session of a colleague who no longer works here or whose account was disabled; gives their number."""
    with audit.change(actor=actor, at=at, verb="sessions.ended", detail={"staff": staff_id}) as change:
        running = list(
            AccessSession.objects.select_for_update(no_key=True)
            .filter(staff_id=staff_id, started_at__lte=at, ends_at__gt=at, ended_at__isnull=True)
            .order_by("pk")
        )
        for session in running:
            session.ended_at, session.ended_by_job = at, actor.job_name
            session.save(update_fields=["ended_at", "ended_by_job"])
            change.patient_ids.append(session.patient_id)
        change.detail["sessions"] = [str(session.uuid) for session in running]
    return len(running)


def review(*, actor: Actor, uuid: UUID, outcome: Outcome, words: str, at: datetime) -> AccessReview:
    """Write what the look at something done in an emergency found; its tasks are done with that.

    Raises:
        NoSuchReview: not there, or of another organisation.
        OwnAct: the actor's own act, or no reviewer's role.
        NotPossible: the session still runs, or it was reviewed before.
        WordsMissing: as named.
    """
    words = check_words(words)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="session.reviewed", detail={"outcome": outcome.value}) as change:
        row = (
            AccessReview.objects.select_for_update(no_key=True, of=("self",))
            .select_related("session")
            .filter(uuid=uuid, organisation_id=organisation_id)
            .first()
        )
        if row is None:
            raise NoSuchReview
        if not may_review(roles=actor.roles, user_id=user_id, opened_by_id=row.opened_by_id):
            raise OwnAct
        session = row.session
        stands = state_of(
            ends_at=session.ends_at if session else None,
            ended_at=session.ended_at if session else None,
            due_at=row.due_at,
            reviewed_at=row.reviewed_at,
            at=at,
        )
        next_state(stands, Step.REVIEW)
        row.reviewed_at, row.reviewed_by_id, row.outcome, row.words = at, user_id, outcome.value, words
        row.save(update_fields=["reviewed_at", "reviewed_by", "outcome", "words"])
        change.patient_ids.append(row.patient_id)
        change.detail["review"] = str(row.uuid)
        worklist.finish_own_tasks_about(
            actor=actor, subject=row.uuid, kinds=(REVIEW_TASK, LATE_TASK), outcome=outcome.label, at=at
        )
    return row


def see_notice(*, actor: Actor, review: UUID, at: datetime) -> bool:
    """Say that the actor has seen what they were told; False where they were told nothing of it, or saw it before."""
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="notice.seen", detail={"review": str(review)}) as change:
        notice = AccessNotice.objects.select_for_update(no_key=True).filter(
            review__uuid=review, review__organisation_id=organisation_id, staff_id=actor.staff_id or 0, seen_at__isnull=True
        )
        found = notice.values_list("pk", "patient_id").first()
        if found is None:
            return False
        AccessNotice.objects.filter(pk=found[0]).update(seen_at=at, seen_by_id=user_id)
        change.patient_ids.append(found[1])
    return True


def ask_supervisor(*, actor: Actor, uuid: UUID, at: datetime) -> bool:
    """A review is late: the supervisor is asked beside the privacy officer, once. False where it was reviewed meanwhile.

    The actor is a job of the organisation.
    """
    row = (
        AccessReview.objects.filter(uuid=uuid, organisation_id=actor.organisation_id or 0, reviewed_at__isnull=True)
        .select_related("opened_by")
        .first()
    )
    if row is None or is_asked_about(actor=actor, subject=row.uuid, kind=LATE_TASK):
        return False
    what = "access" if row.session_id is not None else "disclosure"
    worklist.open_task(
        actor=actor,
        kind=LATE_TASK,
        title=f"Review of an emergency {what} is late",
        why=f"By {row.opened_by.name}; nobody has looked at it for three business days",
        category=Category.SUD,
        owner_role=Role.SUPERVISOR,
        due_at=at + ANSWER_WITHIN,
        subject_kind=REVIEW_TASK,
        subject=row.uuid,
        at=at,
    )
    return True
