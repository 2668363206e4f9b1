"""Reading what was agreed, what was sent and received, and under which name a program writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from care.accounts.queries import organisation_phone
from care.actor import Category, Permit
from care.reminders.models import ChannelConsent, Inbound, InboundFor, Message, Sender
from care.reminders.rules import Channel, Given, Known, State, Way, Why, Withdrawn
from care.reminders.rules.hours import WEEK
from care.reminders.rules.wording import hints, language_of, odd_letters
from patients.queries import get_patient, patients_with_phone
from patients.rules import Contact, ContactKind, phone_text

DEFAULT_NAMES = {"en": "Care team", "es": "Su equipo"}


@dataclass(frozen=True, slots=True)
class SenderName:
    """How a program names itself in messages, and its phone as people read it; '' where it has none."""

    name: str
    phone: str


def sender_of(*, organisation_id: int, language: str) -> SenderName:
    """The neutral name in a language, and the phone. A name that hints at treatment, or fits no text, is replaced."""
    row = Sender.objects.filter(organisation_id=organisation_id).first()
    language = language_of(language)
    name = (getattr(row, f"name_{language}") if row else "") or DEFAULT_NAMES[language]
    phone = (row.phone if row else "") or organisation_phone(organisation_id=organisation_id)
    return SenderName(DEFAULT_NAMES[language] if hints(name) or odd_letters(name) else name, phone_text(phone) if phone else "")


def sender_settings(*, organisation_id: int) -> dict[str, str]:
    """What the program set itself; empty where the defaults hold."""
    row = Sender.objects.filter(organisation_id=organisation_id).first()
    return {"name_en": row.name_en, "name_es": row.name_es, "phone": row.phone} if row else {}


def points_of(contact: Contact) -> list[Known]:
    """The contact points of a record, as far as writing to somebody goes."""
    return [
        Known(
            channel=Channel.SMS if point.kind is ContactKind.PHONE else Channel.EMAIL,
            address=point.value,
            may_write=point.may_text if point.kind is ContactKind.PHONE else point.may_leave_message,
            is_shared=point.is_shared,
            hours_from=point.hours_from,
            hours_to=point.hours_to,
        )
        for point in contact.points
    ]


def agreed_ways(*, permit: Permit) -> set[tuple[Channel, str]]:
    """The phones and addresses that the permit's patient agreed to and has not withdrawn. One query."""
    permit.check(category=Category.DEMOGRAPHICS)
    rows = ChannelConsent.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, withdrawn_at__isnull=True
    )
    return {(Channel(channel), address) for channel, address in rows.values_list("channel", "address")}


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent, in force or ended. Who is a user's number, none where a job acted for the person."""

    uuid: UUID
    channel: Channel
    address: str
    given_how: Given
    given_at: datetime
    given_by_id: int | None
    withdrawn_at: datetime | None
    withdrawn_by_id: int | None
    withdrawn_why: Withdrawn | None


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A phone or an address of the record, with the consent in force and the one that ended last."""

    point: Known
    consent: ConsentRow | None
    ended: ConsentRow | None

    @property
    def is_open(self) -> bool:
        """Whether messages may go there."""
        return self.consent is not None and self.point.may_write and not self.point.is_shared


def channels_of(*, permit: Permit) -> list[ChannelRow]:
    """Each contact point of the permit's patient, in the order of the record. Three queries."""
    permit.check(category=Category.SUD)
    rows = [
        ConsentRow(
            uuid=row.uuid,
            channel=Channel(row.channel),
            address=row.address,
            given_how=Given(row.given_how),
            given_at=row.given_at,
            given_by_id=row.given_by_id,
            withdrawn_at=row.withdrawn_at,
            withdrawn_by_id=row.withdrawn_by_id,
            withdrawn_why=Withdrawn(row.withdrawn_why) if row.withdrawn_why else None,
        )
        for row in ChannelConsent.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id).order_by(
            "-given_at", "-pk"
        )
    ]
    found = []
    for point in points_of(get_patient(permit=permit).contact):
        own = [row for row in rows if row.channel is point.channel and row.address == point.address]
        found.append(
            ChannelRow(
                point,
                next((row for row in own if row.withdrawn_at is None), None),
                next((row for row in own if row.withdrawn_at is not None), None),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the thread, to the person or from them. `why` says why one was not sent."""

    at: datetime
    is_from_person: bool
    text: str
    channel: Channel | None
    address: str
    wording: str
    state: State | None
    why: Why | None
    reason: str
    is_danger: bool = False


def thread_of(*, permit: Permit, limit: int = 200) -> list[Line]:
    """What was sent to the permit's patient and what they answered, newest first. Two queries."""
    permit.check(category=Category.SUD)
    sent = Message.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    received = InboundFor.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    lines = [
        Line(
            at=row.sent_at or row.begun_at,
            is_from_person=False,
            text=row.body,
            channel=Channel(row.channel) if row.channel else None,
            address=row.address,
            wording=row.wording,
            state=State(row.state),
            why=_why(row.reason),
            reason=row.reason,
        )
        for row in sent.order_by("-begun_at", "-pk")[:limit]
    ]
    lines += [
        Line(
            at=row.inbound.received_at,
            is_from_person=True,
            text=row.inbound.body,
            channel=Channel.SMS,
            address=row.inbound.address,
            wording=row.inbound.intent,
            state=None,
            why=None,
            reason="",
            is_danger=row.inbound.is_danger,
        )
        for row in received.select_related("inbound").order_by("-pk")[:limit]
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:limit]


def _why(reason: str) -> Why | None:
    """The reason among ours; none where another room dropped the message, or the provider refused it."""
    return next((why for why in Why if why.value == reason), None)


def counted_moments(*, patient_id: int, at: datetime, besides: UUID) -> list[datetime]:
    """When the messages of the last days left or began to, but for one: those that are counted. One query."""
    rows = Message.objects.filter(
        patient_id=patient_id,
        is_counted=True,
        state__in=[State.SENDING.value, State.SENT.value],
        begun_at__gt=at - WEEK - timedelta(days=1),
    ).exclude(delivery=besides)
    return list(rows.values_list("begun_at", flat=True))


def begun_way(*, delivery: UUID) -> Way | None:
    """By which way a message that began went. One query."""
    row = Message.objects.filter(delivery=delivery).exclude(channel="").values_list("channel", "address").first()
    return Way(Channel(row[0]), row[1]) if row else None


# --- texts that come in ----------------------------------------------------------------------------------------------------


def is_received(*, reference: str) -> bool:
    """Whether a text with this number of the provider came in before."""
    return Inbound.objects.filter(reference=reference).exists()


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """Somebody whose number it is, at one program."""

    organisation_id: int
    patient_id: int


def holders_of(*, number: str) -> list[Holder]:
    """Everybody, at every program, in whose record a phone stands or who agreed to texts there. Numbers only. Three queries."""
    found = {Holder(organisation, patient) for patient, organisation in patients_with_phone(number)}
    agreed = ChannelConsent.objects.filter(address=number).values_list("organisation_id", "patient_id")
    return sorted(found | {Holder(organisation, patient) for organisation, patient in agreed})


def last_written_to(*, number: str, holders: Collection[Holder]) -> Holder | None:
    """Of those whose number it is, to whom a message went last; else the first: in whose name an answer goes."""
    last = (
        Message.objects.filter(address=number, patient_id__in=[holder.patient_id for holder in holders])
        .order_by("-begun_at", "-pk")
        .values_list("organisation_id", "patient_id")
        .first()
    )
    if last is not None and Holder(*last) in holders:
        return Holder(*last)
    return next(iter(holders), None)


def sender_number(*, inbound: UUID) -> tuple[str, datetime] | None:
    """The number that a text came from, and when: for the answer to it."""
    return Inbound.objects.filter(uuid=inbound).values_list("address", "received_at").first()
