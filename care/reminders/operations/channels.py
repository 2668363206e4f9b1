"""What somebody agreed to: open a way, close it again; and the name under which a program writes."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from care.accounts.rules import Work, check_work
from care.actor import Action, Actor, Category, Permit
from care.audit import operations as audit
from care.reminders.models import ChannelConsent, Sender
from care.reminders.queries import points_of
from care.reminders.rules import About, Channel, Given, Withdrawn
from care.reminders.rules.wording import AGREEMENT_VERSION, hints, odd_letters
from patients.queries import get_patient


class NoSuchChannel(LookupError):
    """The phone or address is not in the record, or there is no such consent in force."""


class ClosedByRecord(ValueError):
    """The record says that nobody writes there: others read it, texts are not allowed, or the person has died."""


class NotNeutral(ValueError):
    """The name would hint at treatment. `words` are those that do."""

    def __init__(self, words: list[str]) -> None:
        super().__init__("not neutral")
        self.words = words


class OddLetters(ValueError):
    """The name has letters that would make every text with it too long. `letters` are those."""

    def __init__(self, letters: str) -> None:
        super().__init__("odd letters")
        self.letters = letters


def allow_channel(*, permit: Permit, channel: Channel, address: str, how: Given, at: datetime) -> ChannelConsent:
    """Write that the person agreed to the wording that was read aloud, for one phone or address of the record.

    Where it is agreed already, that consent is given. Source: 47 CFR 64.1200, clinical reference 7.4.

    Raises:
        NoSuchChannel: the record does not hold this phone or address.
        ClosedByRecord: the record says that nobody writes there.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    person = get_patient(permit=permit)
    point = next((known for known in points_of(person.contact) if (known.channel, known.address) == (channel, address)), None)
    if point is None:
        raise NoSuchChannel
    if point.is_shared or not point.may_write or person.deceased_on is not None:
        raise ClosedByRecord
    with audit.change(permit=permit, at=at, verb="channel.allowed", detail={"channel": channel.value}) as change:
        consent = _given(permit, channel, address, how=how, version=AGREEMENT_VERSION, at=at)
        change.detail["consent"] = consent.pk
    return consent


def _given(permit: Permit, channel: Channel, address: str, *, how: Given, version: int, at: datetime) -> ChannelConsent:
    """A new consent; where one is in force already, that one."""
    which = {"patient_id": permit.patient_id, "channel": channel.value, "address": address, "about": About.CARE.value}
    try:
        with transaction.atomic():
            return ChannelConsent.objects.create(
                **which,
                organisation_id=permit.organisation_id,
                wording_version=version,
                given_how=how.value,
                given_at=at,
                given_by_id=permit.actor.user_id,
                given_by_job=permit.actor.job_name,
            )
    except IntegrityError:
        return ChannelConsent.objects.get(**which, withdrawn_at__isnull=True)


def withdraw_channel(*, permit: Permit, consent: UUID, why: Withdrawn, at: datetime) -> None:
    """Close a way at once. A closed one stays as it was closed first.

    Raises:
        NoSuchChannel: no consent of this person has that number.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="channel.withdrawn", detail={"why": why.value}) as change:
        row = (
            ChannelConsent.objects.select_for_update(no_key=True)
            .filter(uuid=consent, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
            .first()
        )
        if row is None:
            raise NoSuchChannel
        change.detail["consent"] = row.pk
        if row.withdrawn_at is None:
            close(row, who=permit.actor, why=why, at=at)


def close(row: ChannelConsent, *, who: Actor, why: Withdrawn, at: datetime) -> None:
    """End one consent, within an audit event of the caller."""
    row.withdrawn_at = max(at, row.given_at)
    row.withdrawn_by_id, row.withdrawn_by_job, row.withdrawn_why = who.user_id, who.job_name, why.value
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_by_job", "withdrawn_why"])


def set_sender(*, actor: Actor, name_en: str, name_es: str, phone: str, at: datetime) -> Sender:
    """Say under which neutral name and phone the actor's program writes to people. Empty means the default.

    Raises:
        WorkRefused: no role of the actor manages the program.
        NotNeutral: a name would hint at treatment.
        OddLetters: a name has letters that are not in the phones' own alphabet.
    """
    check_work(actor, Work.MANAGE_STAFF)
    user_id, organisation_id = actor.colleague()
    words = hints(f"{name_en} {name_es}")
    if words:
        raise NotNeutral(words)
    letters = odd_letters(name_en + name_es)
    if letters:
        raise OddLetters(letters)
    with audit.change(actor=actor, at=at, verb="sender.changed"):
        row, _ = Sender.objects.update_or_create(
            organisation_id=organisation_id,
            defaults={
                "name_en": name_en.strip(),
                "name_es": name_es.strip(),
                "phone": phone,
                "changed_at": at,
                "changed_by_id": user_id,
            },
        )
    return row
