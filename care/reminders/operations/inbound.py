"""A text that comes in: STOP, START and HELP take effect at once; whatever else it says, somebody reads it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from care.actor import Actor, Permit
from care.audit import operations as audit
from care.reminders.models import ChannelConsent, Inbound, InboundFor
from care.reminders.operations.channels import close
from care.reminders.operations.messages import remind
from care.reminders.queries import Holder, last_written_to
from care.reminders.rules import LONGEST_TEXT, Channel, Given, Withdrawn
from care.reminders.rules.inbound import Intent, Reading, read_text
from care.worklist.operations import open_task
from care.worklist.rules import Kind, Priority

JOB = "reminders.inbound"
ANSWERED_WITHIN = timedelta(hours=4)  # own default for a text that somebody must read
URGENT_WITHIN = timedelta(minutes=30)  # clinical reference 9.4, level 2
_ANSWERS = {Intent.STOP: "stop-confirmed", Intent.START: "start-confirmed", Intent.HELP: "help"}


def receive_text(
    *,
    actor: Actor,
    reference: str,
    number: str,
    body: str,
    holders: Sequence[Holder],
    permits: Mapping[Holder, Permit],
    at: datetime,
) -> bool:
    """Take in one text, with all that follows from it, in one transaction; False where the provider sent it before.

    `holders` are all whose number it is, `permits` those whose records may be written to. STOP closes the number for every
    one of them, whether there is a permit or not: who holds the phone decides about it. START opens again what STOP closed.
    One confirmation follows where something changed. Whatever more is said becomes a task, an urgent one where it sounds
    like danger. A number that nobody has is written down and not answered.
    """
    reading = read_text(body)
    people = [holder.patient_id for holder in holders]
    detail = {"intent": reading.intent or "", "people": len(holders)}
    with audit.change(actor=actor, at=at, verb="text.received", patient_ids=people, detail=detail) as change:
        try:
            with transaction.atomic():
                row = Inbound.objects.create(
                    reference=reference,
                    address=number,
                    body=body[:LONGEST_TEXT],
                    intent=reading.intent or "",
                    is_danger=reading.is_danger,
                    received_at=at,
                )
        except IntegrityError:
            change.detail["again"] = True
            return False
        InboundFor.objects.bulk_create(
            InboundFor(inbound=row, patient_id=holder.patient_id, organisation_id=holder.organisation_id) for holder in holders
        )
        is_changed = _obey(reading, number, actor=actor, at=at)
        change.detail["changed"] = is_changed
        answerer = last_written_to(number=number, holders=holders)
        if answerer is not None and reading.intent in _ANSWERS and (is_changed or reading.intent is Intent.HELP):
            remind(
                kind="reply",
                patient_id=answerer.patient_id,
                organisation_id=answerer.organisation_id,
                key=f"reply:{row.uuid}",
                due_at=at,
                at=at,
                about={"wording": _ANSWERS[reading.intent], "inbound": row.uuid},
            )
        if reading.is_for_people:
            for permit in permits.values():
                _ask_people(permit, reading, row, at=at)
    return True


def _obey(reading: Reading, number: str, *, actor: Actor, at: datetime) -> int:
    """Close or open what the text says; gives how many consents changed."""
    of_number = ChannelConsent.objects.filter(channel=Channel.SMS.value, address=number)
    if reading.intent is Intent.STOP:
        open_ones = list(of_number.select_for_update(no_key=True).filter(withdrawn_at__isnull=True).order_by("pk"))
        for row in open_ones:
            close(row, who=actor, why=Withdrawn.STOP, at=at)
        return len(open_ones)
    if reading.intent is Intent.START:
        return sum(_opened_again(row, actor=actor, at=at) for row in _stopped(list(of_number.order_by("-given_at", "-pk"))))
    return 0


def _stopped(rows: list[ChannelConsent]) -> list[ChannelConsent]:
    """Of each person's consents to a number the newest, where a STOP ended it."""
    newest: dict[tuple[int, str], ChannelConsent] = {}
    for row in rows:
        kept = newest.setdefault((row.patient_id, row.about), row)
        if row.withdrawn_at is None and kept is not row:
            newest[row.patient_id, row.about] = row
    return [row for row in newest.values() if row.withdrawn_why == Withdrawn.STOP]


def _opened_again(row: ChannelConsent, *, actor: Actor, at: datetime) -> bool:
    try:
        with transaction.atomic():
            ChannelConsent.objects.create(
                patient_id=row.patient_id,
                organisation_id=row.organisation_id,
                channel=row.channel,
                address=row.address,
                about=row.about,
                wording_version=row.wording_version,
                given_how=Given.TEXT.value,
                given_at=at,
                given_by_job=actor.job_name,
            )
    except IntegrityError:  # opened meanwhile
        return False
    return True


def _ask_people(permit: Permit, reading: Reading, row: Inbound, *, at: datetime) -> None:
    """The task of reading it: what it says stands on the chart, not in a title."""
    open_task(
        permit=permit,
        title="Read this text now: it may say somebody is in danger" if reading.is_danger else "Read and answer a text",
        why="It came in by text and stands under Messages.",
        kind=Kind.CALL,
        priority=Priority.URGENT if reading.is_danger else Priority.ROUTINE,
        due_at=at + (URGENT_WITHIN if reading.is_danger else ANSWERED_WITHIN),
        subject_kind="inbound",
        subject=row.uuid,
        at=at,
    )
