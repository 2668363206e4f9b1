"""Consent to a way of being written to, messages that left, texts that came in, and under which name a program writes."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair, pair_or_job
from care.lib.fields import EncryptedTextField
from care.lib.ids import uuid7
from care.reminders.rules import About, Channel, Given, State, Withdrawn
from care.reminders.rules.inbound import Intent

CHANNEL_CHOICES = [(channel.value, channel.label) for channel in Channel]
_PHONE = r"^\+[1-9][0-9]{4,14}$"


@tracked()
class Sender(models.Model):
    """Under which neutral name and phone a program writes to people. Without a row: the defaults of `rules.sending`."""

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    name_en = models.CharField(max_length=30, blank=True)
    name_es = models.CharField(max_length=30, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=pair("changed"), name="sender_changed_pair")]

    def __str__(self) -> str:
        return f"sender {self.pk}"


@tracked()
class ChannelConsent(models.Model):
    """What somebody agreed to: one phone or address, for one sort of message, in which wording, when, to whom; until withdrawn.

    Source: 47 CFR 64.1200, clinical reference 7.4. A withdrawal ends the row; agreeing again makes a new one.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=CHANNEL_CHOICES)
    address = models.CharField(max_length=254)
    about = models.CharField(max_length=8, choices=[(about.value, about.label) for about in About], default=About.CARE.value)
    wording_version = models.PositiveSmallIntegerField()
    given_how = models.CharField(max_length=12, choices=[(how.value, how.label) for how in Given])
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_by_job = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_by_job = models.CharField(max_length=64, blank=True)
    withdrawn_why = models.CharField(max_length=8, choices=[(why.value, why.label) for why in Withdrawn], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "channel", "address", "about"],
                condition=Q(withdrawn_at__isnull=True),
                name="channel_consent_in_force_once",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]), name="channel_consent_channel_known"
            ),
            models.CheckConstraint(condition=Q(about__in=[about.value for about in About]), name="channel_consent_about_known"),
            models.CheckConstraint(condition=Q(given_how__in=[how.value for how in Given]), name="channel_consent_given_known"),
            models.CheckConstraint(
                condition=Q(channel=Channel.EMAIL.value) | Q(address__regex=_PHONE), name="channel_consent_phone_is_e164"
            ),
            models.CheckConstraint(condition=~Q(address=""), name="channel_consent_has_address"),
            models.CheckConstraint(condition=Q(wording_version__gte=1), name="channel_consent_has_wording"),
            models.CheckConstraint(condition=pair_or_job("given") & Q(given_at__isnull=False), name="channel_consent_given_pair"),
            models.CheckConstraint(condition=pair_or_job("withdrawn"), name="channel_consent_withdrawn_pair"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False, withdrawn_why__in=[why.value for why in Withdrawn]),
                name="channel_consent_withdrawn_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=models.F("given_at")),
                name="channel_consent_withdrawn_after",
            ),
        ]
        indexes = [models.Index(fields=["address"], name="channel_consent_by_address")]

    def __str__(self) -> str:
        return f"channel consent {self.pk}"


class Message(models.Model):
    """A message to a person: begun when it is checked and written, then sent, or kept back with the reason.

    `delivery` is the number of the outbox's row, so that a second try is the same message. The body is encrypted and holds
    no link. A message that has begun is counted among those of the day, so that two workers cannot send two.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    delivery = models.UUIDField(unique=True)
    subject = models.UUIDField(null=True, blank=True)
    wording = models.CharField(max_length=40)
    wording_version = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=8, blank=True)
    channel = models.CharField(max_length=8, choices=CHANNEL_CHOICES, blank=True)
    address = models.CharField(max_length=254, blank=True)
    body = EncryptedTextField(blank=True)
    is_counted = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=[(state.value, state.label) for state in State])
    reason = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="message_state_known"),
            models.CheckConstraint(
                condition=Q(channel="", address="") | (Q(channel__in=[channel.value for channel in Channel]) & ~Q(address="")),
                name="message_channel_known",
            ),
            models.CheckConstraint(condition=Q(channel__in=["", *[channel.value for channel in Channel]]), name="message_way"),
            models.CheckConstraint(
                condition=(Q(state=State.SENT.value, sent_at__isnull=False) & ~Q(channel=""))
                | (~Q(state=State.SENT.value) & Q(sent_at__isnull=True)),
                name="message_sent_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.NOT_SENT.value) & ~Q(reason="")) | (~Q(state=State.NOT_SENT.value) & Q(reason="")),
                name="message_not_sent_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-begun_at"], name="message_of_patient")]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Inbound(models.Model):
    """A text that came in, once for each number that the provider gave it. The body is encrypted."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    reference = models.CharField(max_length=200, unique=True)
    address = models.CharField(max_length=32)
    body = EncryptedTextField(blank=True)
    intent = models.CharField(max_length=8, choices=[(intent.value, intent.value) for intent in Intent], blank=True)
    is_danger = models.BooleanField(default=False)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reference=""), name="inbound_has_reference"),
            models.CheckConstraint(
                condition=Q(intent__in=["", *[intent.value for intent in Intent]]), name="inbound_intent_known"
            ),
        ]

    def __str__(self) -> str:
        return f"inbound text {self.pk}"


class InboundFor(models.Model):
    """To whose records a text belongs: everybody whose number it came from. A number that nobody has belongs to none."""

    inbound = models.ForeignKey(Inbound, on_delete=models.PROTECT, related_name="people")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inbound", "patient"], name="inbound_for_once")]

    def __str__(self) -> str:
        return f"inbound text {self.inbound_id} of {self.patient_id}"
