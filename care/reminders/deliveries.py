"""How a message to a person leaves: everything is asked again at the moment of sending.

Alive, still wanted, agreed to and not taken back, a phone or address of the record that others do not read, an hour at
which the person may be written to, not too many of late, words that hint at nothing. The rows are those of `remind`; which
room speaks for which kind stands in SOURCES, filled by `care.deliveries`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose
from care.messaging import send_email, send_sms
from care.outbox.handling import Drop, Handler, Later, Ready
from care.outbox.queries import Claimed
from care.reminders.operations import Begun, TooMany, begin_message, keep_back, mark_sent
from care.reminders.queries import SenderName, agreed_ways, begun_way, points_of, sender_number, sender_of
from care.reminders.rules import CONFIRMATIONS, TELL_SOMEBODY, Channel, Way, Why, ways
from care.reminders.rules.hours import lawful_hours, next_allowed, own_hours
from care.reminders.rules.wording import Rendered, WordingRefused, language_of, render
from care.reminders.sources import Say, Source
from care.worklist.operations import open_task
from care.worklist.rules import Kind, Priority
from patients.queries import Person, get_patient

JOB = "reminders.send"
REPLY = "reply"  # an answer to a text of the person: the one kind that is the room's own
ANSWER_WITHIN = timedelta(minutes=5)  # clinical reference 7.4: one confirmation, within five minutes
SOURCES: dict[str, Source] = {}


@dataclass(slots=True)
class Context:
    """What one batch shares: the permits, by program and person, and the programs' names by language."""

    permits: dict[tuple[int, int], Permit] = field(default_factory=dict)
    senders: dict[tuple[int, str], SenderName] = field(default_factory=dict)

    def sender(self, organisation_id: int, language: str) -> SenderName:
        """The name and phone of a program, read once for the batch."""
        key = (organisation_id, language)
        if key not in self.senders:
            self.senders[key] = sender_of(organisation_id=organisation_id, language=language)
        return self.senders[key]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as it leaves. Not rendered again where it left before and only its settling failed."""

    permit: Permit
    way: Way
    rendered: Rendered | None


def _open(rows: Sequence[Claimed], at: datetime) -> Context:
    """The permits of a batch: one question to the gate for each program."""
    people: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.organisation_id is not None and row.patient_id is not None:
            people[row.organisation_id].add(row.patient_id)
    context = Context()
    for organisation_id, patient_ids in people.items():
        permits = gate.require_all(
            actor=Actor.system(job=JOB, organisation_id=organisation_id),
            patient_ids=sorted(patient_ids),
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.CAREMGT,
            at=at,
        )
        context.permits |= {(organisation_id, patient_id): permit for patient_id, permit in permits.items()}
    return context


def _permit(row: Claimed, context: Context | None) -> Permit | None:
    return context.permits.get((row.organisation_id or 0, row.patient_id or 0)) if context else None


def _prepare(row: Claimed, context: Context, at: datetime) -> Ready | Drop | Later:
    permit = _permit(row, context)
    if permit is None:
        return Drop(Why.NOT_PERMITTED.value)
    left_by = begun_way(delivery=row.uuid) if row.reference else None
    if left_by is not None:
        return Ready(Outgoing(permit, left_by, None))
    person = get_patient(permit=permit)
    if person.deceased_on is not None:
        return Drop(Why.DIED.value)
    if row.about.get("reminder") == REPLY:
        return _reply(row, context, permit, person, at)
    source = SOURCES.get(str(row.about.get("reminder")))
    if source is None:
        return Drop(Why.UNKNOWN_KIND.value)
    said = source.say(row, permit, at)
    if not isinstance(said, Say):
        return said
    way = next(ways(points_of(person.contact), agreed_ways(permit=permit)), None)
    if way is None:
        return Drop(Why.NO_CHANNEL.value)
    zone = person.identity.zone
    hours = lawful_hours(zone=zone, number=way.address if way.channel is Channel.SMS else "")
    awake = next_allowed(at, [*hours, *own_hours(zone=zone, start=way.hours_from, end=way.hours_to)])
    if awake is None:
        return Drop(Why.NO_HOUR.value)
    if awake > at:
        return Later(awake, "QUIET")
    return _begin(row, context, permit, person, way=way, said=said, at=at)


def _reply(row: Claimed, context: Context, permit: Permit, person: Person, at: datetime) -> Ready | Drop | Later:
    """The one confirmation that follows STOP, START or HELP: to the number that it came from, at once or never."""
    inbound = UUID(str(row.about["inbound"]))
    found = sender_number(inbound=inbound)
    if found is None or str(row.about["wording"]) not in CONFIRMATIONS:
        return Drop(Why.UNKNOWN_KIND.value)
    number, received_at = found
    if at - received_at > ANSWER_WITHIN:
        return Drop(Why.TOO_LATE.value)
    said = Say(str(row.about["wording"]), {}, inbound)
    return _begin(row, context, permit, person, way=Way(Channel.SMS, number), said=said, at=at)


def _begin(
    row: Claimed, context: Context, permit: Permit, person: Person, *, way: Way, said: Say, at: datetime
) -> Ready | Drop | Later:
    """Render, check the words, and write the message down unless it is one too many."""
    language = language_of(person.identity.language.value)
    sender = context.sender(permit.organisation_id, language)
    values = {"name": sender.name, "phone": sender.phone} | said.params
    try:
        rendered = render(said.wording, language=language, channel=way.channel, values=values)
    except WordingRefused:
        return Drop(Why.WORDING.value)
    begun = Begun(row.uuid, said.wording, said.about_uuid, language, way)
    try:
        begin_message(permit=permit, begun=begun, rendered=rendered, zone=person.identity.zone, at=at)
    except TooMany as many:
        return Later(many.next_at, "CAP")
    return Ready(Outgoing(permit, way, rendered))


def _send(row: Claimed, ready: Ready) -> str:
    outgoing: Outgoing = ready.payload
    words = outgoing.rendered
    if words is None:
        raise ValueError("it left before")
    if outgoing.way.channel is Channel.SMS:
        return send_sms(to=outgoing.way.address, body=words.text, key=row.key)
    return send_email(to=outgoing.way.address, subject=words.subject, body=words.text, key=row.key)


def _settle(row: Claimed, _context: Context, ready: Ready, reference: str, at: datetime) -> None:
    outgoing: Outgoing = ready.payload
    mark_sent(permit=outgoing.permit, delivery=row.uuid, reference=reference, at=at)
    source = SOURCES.get(str(row.about.get("reminder")))
    if source is not None:
        source.told(row, outgoing.permit, outgoing.way.channel.value, at)


def _dropped(row: Claimed, context: Context, reason: str, at: datetime) -> None:
    """What is needless says so on the chart; where the person was not reached, the source and a task tell people."""
    permit = _permit(row, context)
    if permit is None:
        return
    kind = str(row.about.get("reminder"))
    keep_back(permit=permit, delivery=row.uuid, wording=_wording(row), subject=None, reason=reason, at=at)
    if reason not in TELL_SOMEBODY:
        return
    source = SOURCES.get(kind)
    if source is not None:
        source.not_told(row, permit, reason, at)
    if reason == Why.WORDING:
        open_task(
            permit=permit,
            title="Look at the wording of our messages",
            why="A message was kept back: its words or the sender's name would have hinted at treatment, or it was too long.",
            kind=Kind.TASK,
            priority=Priority.ROUTINE,
            due_at=at + timedelta(days=1),
            at=at,
        )


def _given_up(row: Claimed, context: Context | None, reason: str, at: datetime) -> None:
    permit = _permit(row, context)
    if permit is None:
        raise LookupError("no permit: the outbox tells people")
    keep_back(permit=permit, delivery=row.uuid, wording=_wording(row), subject=None, reason=reason, at=at)
    source = SOURCES.get(str(row.about.get("reminder")))
    if source is not None:
        source.not_told(row, permit, reason, at)


def _wording(row: Claimed) -> str:
    return str(row.about.get("wording") or row.about.get("reminder") or "")[:40]


HANDLER = Handler(open=_open, prepare=_prepare, send=_send, settle=_settle, dropped=_dropped, given_up=_given_up)
