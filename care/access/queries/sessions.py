"""Reading sessions, their reviews, and what the care team was told of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from care.access.models import AccessNotice, AccessReview, AccessSession, Disclosure
from care.access.policy import Session
from care.access.rules import Outcome, Reason, State, state_of
from care.access.vocabulary import Channel
from care.actor import Actor, Category, RunningSession
from care.lib.prepared import prepared

MOST_NOTICES = 50
UNTIL_REVIEWED = Q(reviewed_at__isnull=True)


def running_session(*, actor: Actor, patient_id: int, at: datetime) -> RunningSession | None:
    """The actor's own session for this person at this moment; none at the moment of its end. One query.

    None for who no longer works here or whose account is disabled, whatever the row says.
    """
    found = _running(staff_id=actor.staff_id or 0, organisation_id=actor.organisation_id or 0, patient_id=patient_id, at=at)
    return RunningSession(found[0][0], found[0][1], found[0][2], may_extend=found[0][3] is None) if found else None


@prepared
def _running(*, staff_id: int, organisation_id: int, patient_id: int, at: datetime) -> QuerySet[AccessSession, tuple[Any, ...]]:
    rows = AccessSession.objects.filter(
        staff_id=staff_id,
        organisation_id=organisation_id,
        patient_id=patient_id,
        started_at__lte=at,
        ends_at__gt=at,
        ended_at__isnull=True,
        staff__ended_at__isnull=True,
        staff__user__is_active=True,
    )
    return rows.order_by("pk").values_list("uuid", "kind", "ends_at", "extended_at")[:1]


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session as a page tells of it: who, why, from when until when."""

    uuid: UUID
    kind: Session
    patient_id: int
    user_id: int
    colleague: str
    reason: Reason
    words: str
    started_at: datetime
    ends_at: datetime
    extended_at: datetime | None
    extended_words: str
    ended_at: datetime | None
    ended_by_job: str

    @property
    def until(self) -> datetime:
        """When it ended or ends."""
        return self.ended_at or self.ends_at


def _facts(row: AccessSession) -> SessionFacts:
    return SessionFacts(
        uuid=row.uuid,
        kind=Session(row.kind),
        patient_id=row.patient_id,
        user_id=row.started_by_id,
        colleague=row.staff.user.name,
        reason=Reason(row.reason),
        words=row.words,
        started_at=row.started_at,
        ends_at=row.ends_at,
        extended_at=row.extended_at,
        extended_words=row.extended_words,
        ended_at=row.ended_at,
        ended_by_job=row.ended_by_job,
    )


def sessions_between(*, actor: Actor, since: datetime, until: datetime, kind: Session | None = None) -> list[SessionFacts]:
    """Every session of the actor's organisation that began in a period, newest first: for the privacy office. One query."""
    rows = AccessSession.objects.filter(
        organisation_id=actor.organisation_id or 0, started_at__gte=since, started_at__lt=until
    ).select_related("staff__user")
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    return [_facts(row) for row in rows.order_by("-started_at", "-pk")]


@dataclass(frozen=True, slots=True)
class EmergencyFacts:
    """What medical personnel outside were told in an emergency: the four facts of 42 CFR 2.51(c), and what it was."""

    uuid: UUID
    told_at: datetime
    personnel_name: str
    personnel_affiliation: str
    discloser: str
    nature: str
    summary: str
    channel: Channel
    categories: tuple[Category, ...]


def _told(row: Disclosure) -> EmergencyFacts:
    return EmergencyFacts(
        uuid=row.uuid,
        told_at=row.at,
        personnel_name=row.personnel_name,
        personnel_affiliation=row.personnel_affiliation,
        discloser=row.discloser,
        nature=row.emergency_nature,
        summary=row.summary,
        channel=Channel(row.channel),
        categories=tuple(category for category in Category if category.value in row.categories),
    )


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Something done in an emergency, and what the look at it found. `session` is none for a disclosure, and the other way."""

    uuid: UUID
    patient_id: int
    session: SessionFacts | None
    disclosure: EmergencyFacts | None
    opened_at: datetime
    opened_by_id: int
    opened_by: str
    due_at: datetime
    state: State
    reviewed_at: datetime | None
    reviewed_by: str
    outcome: Outcome | None
    words: str


def _review(row: AccessReview, at: datetime) -> ReviewRow:
    session = row.session
    state = state_of(
        ends_at=session.ends_at if session else None,
        ended_at=session.ended_at if session else None,
        due_at=row.due_at,
        reviewed_at=row.reviewed_at,
        at=at,
    )
    return ReviewRow(
        uuid=row.uuid,
        patient_id=row.patient_id,
        session=_facts(session) if session else None,
        disclosure=_told(row.disclosure) if row.disclosure else None,
        opened_at=row.opened_at,
        opened_by_id=row.opened_by_id,
        opened_by=row.opened_by.name,
        due_at=row.due_at,
        state=state,
        reviewed_at=row.reviewed_at,
        reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
        outcome=Outcome(row.outcome) if row.outcome else None,
        words=row.words,
    )


_WITH = ("session__staff__user", "disclosure", "opened_by", "reviewed_by")


def get_review(*, actor: Actor, uuid: UUID, at: datetime) -> ReviewRow | None:
    """One review of the actor's organisation; none for another's, as for one that does not exist. One query."""
    row = AccessReview.objects.filter(uuid=uuid, organisation_id=actor.organisation_id or 0).select_related(*_WITH).first()
    return _review(row, at) if row else None


def reviews_of_organisation(*, actor: Actor, at: datetime, waiting: bool, limit: int = 100) -> list[ReviewRow]:
    """Those that wait, soonest due first, or those that were looked at, newest first: for the privacy office. One query."""
    rows = AccessReview.objects.filter(organisation_id=actor.organisation_id or 0).select_related(*_WITH)
    chosen = rows.filter(UNTIL_REVIEWED).order_by("due_at", "pk") if waiting else rows.exclude(UNTIL_REVIEWED).order_by("-pk")
    return [_review(row, at) for row in chosen[:limit]]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What was done in an emergency, as Today tells it to a colleague of the care team. `told` is who outside was told."""

    review: UUID
    patient_id: int
    colleague: str
    reason: Reason | None
    opened_at: datetime
    until: datetime | None
    told: str


def notices_for(*, actor: Actor, condition: Q) -> list[NoticeRow]:
    """What the actor has not seen yet of the people whom the gate's condition (on `patient_id`) lets them read. One query."""
    rows = _notices(condition=condition, staff_id=actor.staff_id or 0)
    found = []
    for row in rows:
        review, session = row.review, row.review.session
        found.append(
            NoticeRow(
                review=review.uuid,
                patient_id=row.patient_id,
                colleague=review.opened_by.name,
                reason=Reason(session.reason) if session else None,
                opened_at=review.opened_at,
                until=(session.ended_at or session.ends_at) if session else None,
                told=review.disclosure.personnel_affiliation if review.disclosure else "",
            )
        )
    return found


@prepared
def _notices(*, condition: Q, staff_id: int) -> QuerySet[AccessNotice]:
    rows = AccessNotice.objects.filter(condition, staff_id=staff_id, seen_at__isnull=True)
    rows = rows.select_related("review__session", "review__disclosure", "review__opened_by")
    return rows.order_by("-review__opened_at", "-pk")[:MOST_NOTICES]
