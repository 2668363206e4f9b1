"""Talking about one person: who steps out and who hears, then what was said and decided, straight into tasks and the plan."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F

from care.access.operations import Recipient, What, record_release
from care.access.vocabulary import Channel
from care.accounts.queries import works_at
from care.actor import Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import date_text, local_date
from care.worklist import operations as worklist
from care.worklist.rules import Kind
from treatment_plans import operations as plans
from treatment_plans.conferences import rules
from treatment_plans.conferences.models import Decision, Hearing, Item
from treatment_plans.conferences.operations.parts import NotAboutThem, StaleItem, check_open, locked_item
from treatment_plans.conferences.queries import AttendeeRow
from treatment_plans.conferences.rules import Decided
from treatment_plans.conferences.vocabulary import ConferenceStatus, ItemStatus, ItemStep, Outcome, WithPerson
from treatment_plans.queries import GoalRow, plans_in_hand
from treatment_plans.rules import next_status
from treatment_plans.vocabulary import PlanStatus

RESOURCE = "conference"  # what the accounting calls it
LINE_KIND = "care-coordination"


class PlanNotOpen(ValueError):
    """The plan has no draft that can be written in: one is before the person, or there is no open goal."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody who is here, and whether they hear of the person; `release` is the gate's yes for somebody from outside."""

    attendee: AttendeeRow
    hears: bool
    release: Permit | None = None


def take_up(*, permit: Permit, item: UUID, heard: Collection[Heard], zone: str, at: datetime) -> Item:
    """Begin to talk about the permit's patient: who stays and who has stepped out is written down first, and for each who comes
    from outside and hears, the accounting of disclosures. Done again when somebody came later.

    Raises:
        ConferenceNotFound, NotPossible (the conference is not under way, or the person was discussed), NotAboutThem.
        PermissionError: somebody from outside hears without a release of this person's.
    """
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="conference.taken_up") as change:
        row = locked_item(permit, item)
        check_open(row.conference, ItemStep.TAKE_UP, ConferenceStatus.UNDER_WAY)
        row.status = next_status(rules.ITEM, ItemStatus(row.status), ItemStep.TAKE_UP).value
        if row.taken_up_at is None:
            row.taken_up_at, row.taken_up_by_id = at, user_id
        row.save(update_fields=["status", "taken_up_at", "taken_up_by"])
        present = set(row.conference.attendees.filter(is_here=True).values_list("pk", flat=True))
        noted = set(row.hearings.values_list("attendee_id", flat=True))
        summary = (
            f"What was said about your care in a case conference on {date_text(local_date(row.conference.starts_at, zone))}."
        )
        for one in heard:
            number = one.attendee.attendee_id
            if number not in present:
                raise NotAboutThem
            if number in noted:
                continue
            Hearing.objects.create(
                item=row,
                attendee_id=number,
                hears=one.hears,
                row=one.release.basis if one.release else "",
                disclosure=_disclosed(permit, row, one, summary, at) if one.hears else None,
                noted_at=at,
                noted_by_id=user_id,
            )
        change.detail |= {"conference": row.conference_id, "item": row.pk}
    return row


def _disclosed(permit: Permit, row: Item, one: Heard, summary: str, at: datetime) -> UUID | None:
    if not one.attendee.is_outsider:
        return None
    release, requester = one.release, one.attendee.requester
    if release is None or requester is None or release.patient_id != permit.patient_id:
        raise PermissionError("somebody from outside hears on a release of this person's, and on nothing else")
    disclosure = record_release(
        permit=release,
        recipient=Recipient(requester, one.attendee.name, one.attendee.works_for, one.attendee.recipient_id),
        what=What(RESOURCE, summary, release.categories, uuids=[row.uuid]),
        channel=Channel.SPOKEN,
        at=at,
    )
    return disclosure.uuid


def record_item(
    *,
    permit: Permit,
    item: UUID,
    seen: int,
    minutes: str,
    with_person: WithPerson,
    decisions: Sequence[Decided],
    zone: str,
    at: datetime,
) -> Item:
    """Write down what was said and decided. A decision that somebody does until a day is a task from then on; one for the plan is
    a line in the draft of the next version, which is begun where there is none. All of it or nothing. Until the conference is
    closed it can be written on, and decisions added.

    Raises:
        ConferenceNotFound, NotPossible, StaleItem (somebody wrote meanwhile), NothingSaid, DecisionIncomplete.
        PlanNotOpen: a version is before the person, or the goal is in no draft.
        NotAboutThem: who is to do it does not work here.
        NotEnrolled, DraftExists: of the plan.
    """
    user_id, _ = permit.actor.colleague()
    rules.check_said(minutes)
    with audit.change(permit=permit, at=at, verb="conference.discussed") as change:
        row = locked_item(permit, item)
        check_open(row.conference, ItemStep.RECORD, ConferenceStatus.UNDER_WAY)
        status = next_status(rules.ITEM, ItemStatus(row.status), ItemStep.RECORD)
        if row.revision != seen:
            raise StaleItem(row.revision, row.minutes, row.discussed_by.name if row.discussed_by else "")
        rules.check_decisions(decisions, already=row.decisions.count())
        for staff_id in {one.staff_id for one in decisions if one.staff_id is not None}:
            if not works_at(staff_id=staff_id, organisation_id=permit.organisation_id):
                raise NotAboutThem
        day = date_text(local_date(row.conference.starts_at, zone))
        goals = _goals_to_write(permit, decisions, at)
        for one in decisions:
            task = _task(permit, row, one, day, zone, at) if one.outcome is Outcome.TASK else None
            line = _line(permit, one, goals, day, at) if one.outcome is Outcome.PLAN else None
            Decision.objects.create(
                item=row,
                text=one.text.strip(),
                outcome=one.outcome.value,
                staff_id=one.staff_id,
                who=one.who.strip(),
                until=one.until,
                task=task,
                line=line,
                decided_at=at,
                decided_by_id=user_id,
            )
        row.status, row.minutes, row.with_person = status.value, minutes.strip().replace("\r\n", "\n"), with_person.value
        row.discussed_at, row.discussed_by_id, row.revision = at, user_id, F("revision") + 1
        row.save(update_fields=["status", "minutes", "with_person", "discussed_at", "discussed_by", "revision"])
        change.detail |= {"conference": row.conference_id, "item": row.pk, "decisions": len(decisions)}
    return row


def _task(permit: Permit, row: Item, one: Decided, day: str, zone: str, at: datetime) -> UUID:
    assert one.until is not None
    task = worklist.open_task(
        permit=permit,
        kind=Kind.TASK,
        title=one.text,
        why=f"Decided in a case conference on {day}{f'; with {one.who.strip()}' if one.who.strip() else ''}.",
        owner_id=one.staff_id,
        owner_role=Role.COORDINATOR,
        due_at=_end_of(one.until, zone),
        subject_kind="conference_item",
        subject=row.uuid,
        category=Category.SUD,
        at=at,
    )
    return task.uuid


def _end_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(17), tzinfo=ZoneInfo(zone))


def _goals_to_write(permit: Permit, decisions: Sequence[Decided], at: datetime) -> dict[UUID, GoalRow]:
    """The open goals of the draft, by the number that they keep from version to version; begun where there is none."""
    if all(one.outcome is not Outcome.PLAN for one in decisions):
        return {}
    found = plans_in_hand(permit=permit)
    if found.draft is None:
        plans.draft_plan(permit=permit, at=at)
        found = plans_in_hand(permit=permit)
    if found.draft is None or found.draft.status is not PlanStatus.DRAFT:
        raise PlanNotOpen
    return {goal.root: goal for goal in found.draft.goals if goal.is_open}


def _line(permit: Permit, one: Decided, goals: dict[UUID, GoalRow], day: str, at: datetime) -> UUID:
    goal = goals.get(one.goal) if one.goal else None
    if goal is None:
        raise PlanNotOpen
    line = plans.add_intervention(
        permit=permit,
        goal=goal.uuid,
        kind=LINE_KIND,
        title=one.text,
        staff_id=one.staff_id,
        who=one.who,
        until=one.until,
        reason=f"Decided in a case conference on {day}.",
        at=at,
    )
    return line.uuid
