"""A conference itself: plan it, ask people to it, begin, close, cancel. Nothing here speaks of any person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from care.accounts.queries import works_at
from care.actor import Actor, Requester, Role
from care.audit import operations as audit
from care.lib.dates import date_text, local_date, time_text
from care.worklist import operations as worklist
from treatment_plans.conferences import rules
from treatment_plans.conferences.models import Attendee, Conference, Item
from treatment_plans.conferences.operations.parts import NotAboutThem, check_open, locked_conference
from treatment_plans.conferences.queries import ConferenceNotFound
from treatment_plans.conferences.vocabulary import ConferenceStatus, ConferenceStep, ItemStatus, Meeting
from treatment_plans.rules import next_status

INVITED = "conference"  # the kind of the task that asks somebody to come


class AlreadyComing(ValueError):
    """This colleague is among those who take part."""


class ManyOutsiders(ValueError):
    """More people from outside than a conference takes."""


@dataclass(frozen=True, slots=True)
class Meet:
    """When, how long in minutes, how, and where: a room, a link or a number to call."""

    title: str
    starts_at: datetime
    minutes: int
    meeting: Meeting
    where: str = ""


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody from outside: their name as a consent says it, for whom they work, and what they are to the person."""

    name: str
    works_for: str
    requester: Requester
    organisation_id: int | None = None


def plan_conference(*, actor: Actor, meet: Meet, at: datetime) -> Conference:
    """Plan one. Who plans it takes part."""
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="conference.planned") as change:
        row = Conference.objects.create(
            organisation_id=organisation_id,
            title=meet.title.strip(),
            starts_at=meet.starts_at,
            minutes=meet.minutes,
            meeting=meet.meeting.value,
            where=meet.where.strip(),
            planned_at=at,
            planned_by_id=user_id,
        )
        Attendee.objects.create(conference=row, staff_id=actor.staff_id, added_at=at, added_by_id=user_id)
        change.detail["conference"] = row.pk
    return row


def invite(
    *, actor: Actor, conference: UUID, zone: str, at: datetime, staff_id: int | None = None, outsider: Outsider | None = None
) -> Attendee:
    """Ask a colleague, who gets a task that names nobody, or write down who comes from outside: nothing is sent to them.

    Raises:
        ConferenceNotFound, NotPossible (held or cancelled), NotAboutThem (no colleague here), AlreadyComing, ManyOutsiders.
    """
    user_id, organisation_id = actor.colleague()
    if (staff_id is None) == (outsider is None):
        raise TypeError("a colleague or somebody from outside")
    with audit.change(actor=actor, at=at, verb="conference.invited") as change:
        row = locked_conference(actor, conference)
        check_open(row, ConferenceStep.BEGIN, *rules.OPEN_CONFERENCES)
        people = Attendee.objects.filter(conference=row)
        if staff_id is not None:
            if not works_at(staff_id=staff_id, organisation_id=organisation_id):
                raise NotAboutThem
            if people.filter(staff_id=staff_id).exists():
                raise AlreadyComing
        elif people.filter(staff__isnull=True).count() >= rules.MOST_OUTSIDERS:
            raise ManyOutsiders
        attendee = Attendee.objects.create(
            conference=row,
            staff_id=staff_id,
            name=outsider.name.strip() if outsider else "",
            works_for=outsider.works_for.strip() if outsider else "",
            recipient_id=outsider.organisation_id if outsider else None,
            requester=outsider.requester.value if outsider else "",
            is_here=row.status == ConferenceStatus.UNDER_WAY,
            added_at=at,
            added_by_id=user_id,
        )
        change.detail |= {"conference": row.pk, "attendee": attendee.pk, "staff": staff_id}
        if staff_id is not None and staff_id != actor.staff_id and row.starts_at > at:
            worklist.open_task(
                actor=actor,
                kind=INVITED,
                title=f"Case conference {date_text(local_date(row.starts_at, zone))}, {time_text(row.starts_at, zone)}",
                why="You are asked to take part.",
                owner_id=staff_id,
                owner_role=Role.COORDINATOR,
                due_at=row.starts_at,
                subject_kind=INVITED,
                subject=row.uuid,
                at=at,
            )
    return attendee


def uninvite(*, actor: Actor, conference: UUID, attendee: UUID, at: datetime) -> None:
    """Take somebody off those who take part, before it has begun; a colleague's task about it stays theirs to end.

    Raises:
        ConferenceNotFound, NotPossible (it has begun).
    """
    with audit.change(actor=actor, at=at, verb="conference.uninvited") as change:
        row = locked_conference(actor, conference)
        check_open(row, ConferenceStep.BEGIN, ConferenceStatus.PLANNED)
        one = _attendee(row, attendee)
        change.detail |= {"conference": row.pk, "attendee": one.pk, "staff": one.staff_id}
        one.delete()


def begin_conference(*, actor: Actor, conference: UUID, here: Collection[UUID], at: datetime) -> Conference:
    """Begin, with those who are here.

    Raises:
        ConferenceNotFound, NotPossible (begun, held or cancelled), NotHere (nobody).
    """
    user_id, _ = actor.colleague()
    with audit.change(actor=actor, at=at, verb="conference.begun") as change:
        row = locked_conference(actor, conference)
        row.status = next_status(rules.CONFERENCE, ConferenceStatus(row.status), ConferenceStep.BEGIN)
        came = Attendee.objects.filter(conference=row, uuid__in=set(here))
        if not came.filter(staff__isnull=False).exists():
            raise rules.NotHere
        came.update(is_here=True)
        row.begun_at, row.begun_by_id = at, user_id
        row.save(update_fields=["status", "begun_at", "begun_by"])
        change.detail["conference"] = row.pk
    return row


def mark_here(*, actor: Actor, conference: UUID, attendee: UUID, is_here: bool, at: datetime) -> None:
    """Somebody came later, or left.

    Raises:
        ConferenceNotFound, NotPossible (not under way).
    """
    with audit.change(actor=actor, at=at, verb="conference.came" if is_here else "conference.left") as change:
        row = locked_conference(actor, conference)
        check_open(row, ConferenceStep.CLOSE, ConferenceStatus.UNDER_WAY)
        one = _attendee(row, attendee)
        one.is_here = is_here
        one.save(update_fields=["is_here"])
        change.detail |= {"conference": row.pk, "attendee": one.pk, "staff": one.staff_id}


def close_conference(*, actor: Actor, conference: UUID, at: datetime) -> int:
    """Close it. Whoever was not reached is put off, and the next conference is offered them; gives their number. What asked
    colleagues to come is done.

    Raises:
        ConferenceNotFound, NotPossible (not under way), Unfinished (somebody is being talked about).
    """
    user_id, _ = actor.colleague()
    with audit.change(actor=actor, at=at, verb="conference.closed") as change:
        row = locked_conference(actor, conference)
        row.status = next_status(rules.CONFERENCE, ConferenceStatus(row.status), ConferenceStep.CLOSE)
        if Item.objects.filter(conference=row, status=ItemStatus.TAKEN_UP.value).exists():
            raise rules.Unfinished
        row.held_at, row.held_by_id = at, user_id
        row.save(update_fields=["status", "held_at", "held_by"])
        left = _put_off_the_rest(row, user_id, "The conference did not reach it.", at)
        change.patient_ids += left
        change.detail |= {"conference": row.pk, "put_off": len(left)}
        worklist.finish_own_tasks_about(actor=actor, subject=row.uuid, kinds=[INVITED], outcome="The conference was held.", at=at)
    return len(left)


def cancel_conference(*, actor: Actor, conference: UUID, reason: str, at: datetime) -> Conference:
    """It does not take place, and why. Whoever was on the agenda is put off.

    Raises:
        ConferenceNotFound, NotPossible (begun or cancelled), ValueError (no reason).
    """
    user_id, _ = actor.colleague()
    if not reason.strip():
        raise rules.NothingSaid
    with audit.change(actor=actor, at=at, verb="conference.cancelled") as change:
        row = locked_conference(actor, conference)
        row.status = next_status(rules.CONFERENCE, ConferenceStatus(row.status), ConferenceStep.CANCEL)
        row.cancelled_at, row.cancelled_by_id, row.cancel_reason = at, user_id, reason.strip()
        row.save(update_fields=["status", "cancelled_at", "cancelled_by", "cancel_reason"])
        change.patient_ids += _put_off_the_rest(row, user_id, "The conference was cancelled.", at)
        change.detail["conference"] = row.pk
        worklist.finish_own_tasks_about(
            actor=actor, subject=row.uuid, kinds=[INVITED], outcome="The conference was cancelled.", at=at
        )
    return row


def _put_off_the_rest(row: Conference, user_id: int, reason: str, at: datetime) -> list[int]:
    waiting = Item.objects.filter(conference=row, status=ItemStatus.LISTED.value)
    people = sorted(waiting.values_list("patient_id", flat=True))
    waiting.update(status=ItemStatus.PUT_OFF.value, ended_at=at, ended_by_id=user_id, end_reason=reason)
    return people


def _attendee(row: Conference, attendee: UUID) -> Attendee:
    one = Attendee.objects.filter(conference=row, uuid=attendee).first()
    if one is None:
        raise ConferenceNotFound
    return one
