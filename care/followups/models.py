"""Protocols, the runs of a protocol, check-ins, answers and attempts. A patient is known here by number."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.actor import Role
from care.audit.history import tracked
from care.followups.vocabulary import Channel, Contact, Mode, Result, RungKind, State, StopReason
from care.lib.constraints import pair_or_job
from care.lib.ids import uuid7

ROLE_CHOICES = [(role.value, role.label) for role in Role]
_WAITING = sorted(state.value for state in (State.PLANNED, State.DUE, State.REMINDED, State.MISSED))
_ENDED = sorted(state.value for state in (State.COMPLETED, State.REACHED, State.LOST_TO_CONTACT, State.CANCELLED))


class Protocol(models.Model):
    """One version of a protocol, from its file. Runs point to the version under which they were started."""

    code = models.CharField(max_length=32)
    version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    prose = models.CharField(max_length=300)
    ladder = models.CharField(max_length=32)
    source = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="protocol_version_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class ProtocolStep(models.Model):
    """One contact of a protocol: on which day after day zero, within which days, of what sort, by whom, about what."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    day = models.PositiveSmallIntegerField()
    opens_day = models.PositiveSmallIntegerField()
    closes_day = models.PositiveSmallIntegerField()
    contact = models.CharField(max_length=8, choices=[(contact.value, contact.label) for contact in Contact])
    role = models.CharField(max_length=32, choices=ROLE_CHOICES)
    cover = models.CharField(max_length=200)
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["protocol", "position"], name="protocol_step_once"),
            models.CheckConstraint(
                condition=Q(contact__in=[contact.value for contact in Contact]), name="protocol_step_contact_known"
            ),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="protocol_step_role_known"),
            models.CheckConstraint(condition=Q(opens_day__lte=F("closes_day")), name="protocol_step_opens_before_it_closes"),
        ]

    def __str__(self) -> str:
        return f"protocol step {self.pk}"


class LadderRung(models.Model):
    """One step of an outreach ladder: when after a miss, what is done, and which role is asked.

    Either some hours after the miss, or at a local clock time some days after the day of the miss.
    """

    ladder = models.CharField(max_length=32)
    position = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    clock = models.TimeField(null=True, blank=True)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.label) for kind in RungKind])
    role = models.CharField(max_length=32, choices=ROLE_CHOICES, blank=True)
    title = models.CharField(max_length=120)
    why = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ladder", "position"], name="ladder_rung_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in RungKind]), name="ladder_rung_kind_known"),
            models.CheckConstraint(
                condition=Q(role="") | Q(role__in=[role.value for role in Role]), name="ladder_rung_role_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=RungKind.MESSAGE.value, role="") | (~Q(kind=RungKind.MESSAGE.value) & ~Q(role="")),
                name="ladder_rung_asks_a_role",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=False, day__isnull=True, clock__isnull=True)
                | Q(hours__isnull=True, day__isnull=False, clock__isnull=False),
                name="ladder_rung_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"ladder rung {self.pk}"


@tracked()
class ProtocolRun(models.Model):
    """A protocol under way for one person, counted from `day_zero` in `zone`, the person's when it was started.

    It ends when it is stopped, or when its last check-in has ended (`finished_at`).
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    day_zero = models.DateField()
    zone = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_by_job = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stopped_by_job = models.CharField(max_length=64, blank=True)
    stop_reason = models.CharField(max_length=24, choices=[(reason.value, reason.label) for reason in StopReason], blank=True)
    stop_note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "organisation", "protocol"],
                condition=Q(stopped_at__isnull=True, finished_at__isnull=True),
                name="protocol_run_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=pair_or_job("started") & Q(started_at__isnull=False), name="protocol_run_started_pair"
            ),
            models.CheckConstraint(condition=pair_or_job("stopped"), name="protocol_run_stopped_pair"),
            models.CheckConstraint(
                condition=Q(stop_reason="") | Q(stop_reason__in=[reason.value for reason in StopReason]),
                name="protocol_run_stop_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, stop_reason="") | (Q(stopped_at__isnull=False) & ~Q(stop_reason="")),
                name="protocol_run_stop_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | Q(finished_at__isnull=True), name="protocol_run_stopped_or_finished"
            ),
        ]
        indexes = [models.Index(fields=["patient", "organisation"], name="protocol_run_of_patient")]

    def __str__(self) -> str:
        return f"protocol run {self.pk}"


@tracked()
class CheckIn(models.Model):
    """One check-in of a run. `next_step_at` is when the platform acts on it next; whoever still waits has one.

    `rung` is the number of the ladder's step that comes next. A check-in that was missed while an earlier one of its run is
    sought has no steps of its own: the ladder of the earlier one goes on for both.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    run = models.ForeignKey(ProtocolRun, on_delete=models.PROTECT, related_name="check_ins")
    step = models.ForeignKey(ProtocolStep, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=[(state.value, state.label) for state in State], default=State.PLANNED.value)
    reminders = models.PositiveSmallIntegerField(default=0)
    rung = models.PositiveSmallIntegerField(default=0)
    missed_at = models.DateTimeField(null=True, blank=True)
    next_step_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_by_job = models.CharField(max_length=64, blank=True)
    cancel_reason = models.CharField(max_length=24, choices=[(reason.value, reason.label) for reason in StopReason], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "step"], name="check_in_once_in_a_run"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="check_in_state_known"),
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="check_in_opens_before_it_closes"),
            models.CheckConstraint(
                condition=~Q(state__in=_WAITING) | Q(next_step_at__isnull=False), name="check_in_that_waits_has_a_next_step"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_ENDED) | Q(next_step_at__isnull=True), name="check_in_that_ended_has_no_next_step"
            ),
            models.CheckConstraint(condition=pair_or_job("cancelled"), name="check_in_cancelled_pair"),
            models.CheckConstraint(
                condition=Q(cancel_reason="") | Q(cancel_reason__in=[reason.value for reason in StopReason]),
                name="check_in_cancel_reason_known",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.CANCELLED.value, cancelled_at__isnull=False) & ~Q(cancel_reason=""))
                | (~Q(state=State.CANCELLED.value) & Q(cancelled_at__isnull=True, cancel_reason="")),
                name="check_in_cancelled_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["next_step_at", "id"], condition=Q(next_step_at__isnull=False), name="check_in_next_step"),
            models.Index(fields=["patient", "opens_at"], name="check_in_of_patient"),
        ]

    def __str__(self) -> str:
        return f"check-in {self.pk}"


@tracked()
class Answer(models.Model):
    """What the person answered: the form's version, each answer by its code, and what the rules made of it.

    `values` can hold the person's own words about substances and more: it is read under the category `sud`.
    """

    check_in = models.OneToOneField(CheckIn, on_delete=models.PROTECT, related_name="answer")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    form_version = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=8, choices=[(mode.value, mode.label) for mode in Mode])
    language = models.CharField(max_length=8)
    link = models.ForeignKey("links.Link", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_by_job = models.CharField(max_length=64, blank=True)
    values = models.JSONField(default=dict)
    level = models.PositiveSmallIntegerField(default=0)
    reasons = ArrayField(models.CharField(max_length=32), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=[mode.value for mode in Mode]), name="answer_mode_known"),
            models.CheckConstraint(condition=pair_or_job("answered") & Q(answered_at__isnull=False), name="answer_answered_pair"),
            models.CheckConstraint(
                condition=Q(mode=Mode.LINK.value, link__isnull=False, answered_by__isnull=True)
                | Q(mode=Mode.PHONE.value, link__isnull=True, answered_by__isnull=False),
                name="answer_through_link_or_with_staff",
            ),
            models.CheckConstraint(condition=Q(level__lte=4), name="answer_level_known"),
        ]
        indexes = [models.Index(fields=["patient", "answered_at"], name="answer_of_patient")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class KeptAnswers(models.Model):
    """What the person has filled in and not sent yet; gone when it is sent."""

    check_in = models.OneToOneField(CheckIn, on_delete=models.PROTECT, related_name="kept")
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"kept answers {self.pk}"


@tracked()
class ContactAttempt(models.Model):
    """One attempt to reach the person about a check-in: when, how, what came of it, and what is next."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="attempts")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=[(channel.value, channel.label) for channel in Channel])
    result = models.CharField(max_length=16, choices=[(result.value, result.label) for result in Result])
    note = models.CharField(max_length=300, blank=True)
    next = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_by_job = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=[channel.value for channel in Channel]), name="attempt_channel_known"),
            models.CheckConstraint(condition=Q(result__in=[result.value for result in Result]), name="attempt_result_known"),
            models.CheckConstraint(condition=pair_or_job("made") & Q(made_at__isnull=False), name="attempt_made_pair"),
        ]
        indexes = [models.Index(fields=["patient", "made_at"], name="attempt_of_patient")]

    def __str__(self) -> str:
        return f"attempt {self.pk}"
