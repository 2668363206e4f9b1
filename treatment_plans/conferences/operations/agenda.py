"""Who is on an agenda: propose, move up, put off, take off; and what death or the end of care does."""

from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans.conferences import rules
from treatment_plans.conferences.models import Item
from treatment_plans.conferences.operations.parts import check_open, locked_conference, locked_item, renumbered
from treatment_plans.conferences.queries import items_of_person, last_position
from treatment_plans.conferences.vocabulary import (
    ConferenceStatus,
    ConferenceStep,
    ItemSource,
    ItemStatus,
    ItemStep,
    WithPerson,
)
from treatment_plans.rules import next_status

BY_JOB = "Their care here has ended."


def propose(
    *,
    permit: Permit,
    conference: UUID,
    why: str,
    source: ItemSource,
    at: datetime,
    source_uuid: UUID | None = None,
    with_person: WithPerson = WithPerson.NOT_ASKED,
) -> Item:
    """Put the permit's patient on an agenda, at its end.

    Raises:
        ConferenceNotFound, NotPossible (held or cancelled), AlreadyListed, AgendaFull, NothingSaid (no reason).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    rules.check_said(why)
    with audit.change(permit=permit, at=at, verb="conference.proposed") as change:
        row = locked_conference(permit.actor, conference)
        check_open(row, ConferenceStep.BEGIN, *rules.OPEN_CONFERENCES)
        lines = Item.objects.filter(conference=row)
        if lines.filter(patient_id=permit.patient_id, status__in=[one.value for one in rules.OPEN_ITEMS]).exists():
            raise rules.AlreadyListed
        if lines.count() >= rules.MOST_ITEMS:
            raise rules.AgendaFull
        item = Item.objects.create(
            conference=row,
            patient_id=permit.patient_id,
            position=last_position(row.pk) + 1,
            why=why.strip(),
            source=source.value,
            source_uuid=source_uuid,
            with_person=with_person.value,
            added_at=at,
            added_by_id=user_id,
        )
        change.detail |= {"conference": row.pk, "item": item.pk, "source": source.value}
    return item


def move_up(*, permit: Permit, item: UUID, at: datetime) -> None:
    """One place up; the first stays where it is.

    Raises:
        ConferenceNotFound, NotPossible (not on the agenda any more).
    """
    with audit.change(permit=permit, at=at, verb="conference.moved_up") as change:
        row = locked_item(permit, item)
        if row.status != ItemStatus.LISTED:
            next_status(rules.ITEM, ItemStatus(row.status), ItemStep.WITHDRAW)
        before = Item.objects.filter(conference_id=row.conference_id, position__lt=row.position)
        above = before.filter(status=ItemStatus.LISTED.value).order_by("-position").values_list("position", flat=True).first()
        if above is not None:
            renumbered(row, above)
        change.detail["item"] = row.pk


def settle_item(*, permit: Permit, item: UUID, step: ItemStep, reason: str, at: datetime) -> Item:
    """Put somebody off for another conference, or take them off; with the reason.

    Raises:
        ConferenceNotFound, NotPossible, NothingSaid (no reason).
    """
    user_id, _ = permit.actor.colleague()
    rules.check_said(reason)
    with audit.change(permit=permit, at=at, verb=f"conference.item_{step.value}") as change:
        row = locked_item(permit, item)
        row.status = next_status(rules.ITEM, ItemStatus(row.status), step).value
        row.ended_at, row.ended_by_id, row.end_reason = at, user_id, reason.strip()
        row.save(update_fields=["status", "ended_at", "ended_by", "end_reason"])
        change.detail["item"] = row.pk
    return row


def take_off(*, permit: Permit, at: datetime) -> int:
    """A person died or their care here ended: they are on no agenda any more. What was said of them stays. Gives the number."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="conference.taken_off") as change:
        rows = items_of_person(permit).filter(status=ItemStatus.LISTED.value)
        change.detail["items"] = sorted(rows.values_list("pk", flat=True))
        rows.update(status=ItemStatus.WITHDRAWN.value, ended_at=at, ended_by_job=permit.actor.job, end_reason=BY_JOB)
    return len(change.detail["items"])


def put_back(*, permit: Permit, at: datetime) -> int:
    """A death was recorded by mistake: whom that took off is back on each agenda that has not been held. Gives the number."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="conference.put_back") as change:
        status = next_status(rules.ITEM, ItemStatus.WITHDRAWN, ItemStep.PUT_BACK)
        taken = items_of_person(permit).filter(status=ItemStatus.WITHDRAWN.value, ended_by_job=permit.actor.job)
        open_ = [one.value for one in (ConferenceStatus.PLANNED, ConferenceStatus.UNDER_WAY)]
        there = items_of_person(permit).filter(status__in=[one.value for one in rules.OPEN_ITEMS])
        taken = taken.exclude(conference_id__in=there.values("conference_id"))
        rows = taken.filter(conference__status__in=open_).order_by("conference_id", "-pk").distinct("conference_id")
        numbers = list(rows.values_list("pk", flat=True))
        Item.objects.filter(pk__in=numbers).update(status=status.value, ended_at=None, ended_by_job="", end_reason="")
        change.detail["items"] = numbers
    return len(numbers)
