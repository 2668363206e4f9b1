"""Intakes: what stands and who did it. What is told stands in the tables of the rooms that own it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair, pair_or_job
from care.lib.fields import EncryptedTextField
from care.lib.ids import uuid7
from patients.intake.rules import (
    SUMMED_UP,
    UNFINISHED,
    Answered,
    CloseReason,
    Pause,
    Reply,
    Said,
    SectionKey,
    SectionStep,
    State,
    Step,
    When,
)
from patients.intake.rules.treatment import End, SignedHow, TreatmentPart

STATES = [(one.value, one.label) for one in State]
PAUSES = [(one.value, one.label) for one in Pause]
SAYINGS = [(one.value, one.label) for one in Said]
REASONS = [(one.value, one.label) for one in CloseReason]
KEYS = [(one.value, one.label) for one in SectionKey]
ANSWERS = [(one.value, one.label) for one in Answered]
REPLIES = [(one.value, one.label) for one in Reply]
WHENS = [(one.value, one.label) for one in When]
HOWS = [(one.value, one.label) for one in SignedHow]
ENDS = [(one.value, one.label) for one in End]
PARTS = [(one.value, one.label) for one in TreatmentPart]
BEGIN = "begin"
STEPS = [(BEGIN, "Begin"), *((one.value, one.label) for one in Step), *((one.value, one.label) for one in SectionStep)]
_UNFINISHED = sorted(state.value for state in UNFINISHED)
_SUMMED_UP = sorted(state.value for state in SUMMED_UP)


def _words(choices: list[tuple[str, str]]) -> list[str]:
    return [word for word, _ in choices]


@tracked(exclude=["summary", "said_drawing"])
class Intake(models.Model):
    """One intake of a person. `summary` is put down when it is finished, and what is signed is that.

    `said_*` is what the person said to it: signed, read or not; `said_by` is the colleague who was there.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=STATES, default=State.OPEN.value)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pause = models.CharField(max_length=8, choices=PAUSES, blank=True)
    go_on_on = models.DateField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    summary = EncryptedTextField(blank=True)
    seal = models.CharField(max_length=64, blank=True)
    said = models.CharField(max_length=8, choices=SAYINGS, blank=True)
    said_name = models.CharField(max_length=120, blank=True)
    said_drawing = EncryptedTextField(blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_by_job = models.CharField(max_length=64, blank=True)
    close_reason = models.CharField(max_length=12, choices=REASONS, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=_words(STATES)), name="intake_state_known"),
            models.CheckConstraint(condition=Q(pause="") | Q(pause__in=_words(PAUSES)), name="intake_pause_known"),
            models.CheckConstraint(condition=Q(said="") | Q(said__in=_words(SAYINGS)), name="intake_said_known"),
            models.CheckConstraint(
                condition=Q(close_reason="") | Q(close_reason__in=_words(REASONS)), name="intake_close_reason_known"
            ),
            models.UniqueConstraint(
                fields=["organisation", "patient"], condition=Q(state__in=_UNFINISHED), name="intake_one_unfinished_of_a_person"
            ),
            models.CheckConstraint(condition=pair("paused"), name="intake_paused_pair"),
            models.CheckConstraint(condition=pair("finished"), name="intake_finished_pair"),
            models.CheckConstraint(condition=pair("said"), name="intake_said_pair"),
            models.CheckConstraint(condition=pair("signed"), name="intake_signed_pair"),
            models.CheckConstraint(condition=pair_or_job("closed"), name="intake_closed_pair"),
            models.CheckConstraint(
                condition=(Q(state=State.PAUSED.value, paused_at__isnull=False) & ~Q(pause=""))
                | (~Q(state=State.PAUSED.value) & Q(paused_at__isnull=True, pause="", go_on_on__isnull=True)),
                name="intake_paused_has_reason",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=_SUMMED_UP, finished_at__isnull=False) & ~Q(summary="") & ~Q(seal=""))
                | (Q(state=State.CLOSED.value, finished_at__isnull=False) & ~Q(summary="") & ~Q(seal=""))
                | (~Q(state__in=_SUMMED_UP) & Q(finished_at__isnull=True, summary="", seal="")),
                name="intake_finished_is_summed_up",
            ),
            models.CheckConstraint(
                condition=Q(said="", said_at__isnull=True, said_name="", said_drawing="")
                | (Q(said=Said.SIGNED.value, said_at__isnull=False, finished_at__isnull=False) & ~Q(said_name=""))
                | Q(
                    said__in=[Said.READ.value, Said.UNREAD.value],
                    said_at__isnull=False,
                    finished_at__isnull=False,
                    said_name="",
                    said_drawing="",
                ),
                name="intake_said_to_a_summary",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SIGNED.value, signed_at__isnull=False)
                | (~Q(state=State.SIGNED.value) & Q(signed_at__isnull=True)),
                name="intake_signed_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.CLOSED.value, closed_at__isnull=False) & ~Q(close_reason=""))
                | (~Q(state=State.CLOSED.value) & Q(closed_at__isnull=True, close_reason="")),
                name="intake_closed_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-begun_at"], name="intake_of_patient")]

    def __str__(self) -> str:
        return f"intake {self.pk}"


@tracked()
class IntakeSection(models.Model):
    """How one section of an intake stands. `version` counts its savings: who saves says which one the page was made from.

    `unsaid` are the questions that the person would rather not answer: a kept answer, by the names of the form's fields.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="sections")
    key = models.CharField(max_length=12, choices=KEYS)
    state = models.CharField(max_length=8, choices=ANSWERS, default=Answered.WAITING.value)
    version = models.PositiveIntegerField(default=0)
    unsaid = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "key"], name="intake_section_once"),
            models.CheckConstraint(condition=Q(key__in=_words(KEYS)), name="intake_section_key_known"),
            models.CheckConstraint(condition=Q(state__in=_words(ANSWERS)), name="intake_section_state_known"),
            models.CheckConstraint(condition=pair("changed"), name="intake_section_changed_pair"),
            models.CheckConstraint(
                condition=Q(state=Answered.WAITING.value, version=0, changed_at__isnull=True)
                | (~Q(state=Answered.WAITING.value) & Q(version__gte=1, changed_at__isnull=False)),
                name="intake_section_moved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"intake section {self.pk}"


class IntakeStep(models.Model):
    """Who did what when: one row for each step of an intake or of a section, never changed."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="steps")
    section = models.CharField(max_length=12, choices=KEYS, blank=True)
    step = models.CharField(max_length=12, choices=STEPS)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_by_job = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(step__in=_words(STEPS)), name="intake_step_known"),
            models.CheckConstraint(condition=Q(section="") | Q(section__in=_words(KEYS)), name="intake_step_section_known"),
            models.CheckConstraint(condition=pair_or_job("done"), name="intake_step_done_by_somebody"),
        ]
        indexes = [models.Index(fields=["intake", "-id"], name="intake_step_of_intake")]

    def __str__(self) -> str:
        return f"intake step {self.pk}"


def _reply() -> "models.CharField[str, str]":
    return models.CharField(max_length=8, choices=REPLIES, blank=True)


@tracked()
class SafetyCheck(models.Model):
    """What was answered to the safety questions at one moment; asked again, it is another row, and what was answered stays
    (a trigger keeps it). Nothing chosen: not asked.

    `level` is what the answers came to when they were told (`rules.safety`); `own_words` are the person's.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="safety_checks")
    wish = _reply()
    thoughts = _reply()
    method = _reply()
    intent = _reply()
    plan = _reply()
    tried = _reply()
    tried_when = models.CharField(max_length=8, choices=WHENS, blank=True)
    safe_tonight = _reply()
    hurt = _reply()
    means = _reply()
    own_words = models.TextField(max_length=2000, blank=True)
    level = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{name: ""}) | Q(**{f"{name}__in": _words(REPLIES)}), name=f"safety_check_{name}_known"
                )
                for name in ("wish", "thoughts", "method", "intent", "plan", "tried", "safe_tonight", "hurt", "means")
            ),
            models.CheckConstraint(
                condition=Q(tried_when="") | Q(tried_when__in=_words(WHENS), tried=Reply.YES.value),
                name="safety_check_tried_when",
            ),
            models.CheckConstraint(condition=Q(level__range=(0, 3)), name="safety_check_level"),
        ]
        indexes = [models.Index(fields=["patient", "-asked_at"], name="safety_check_of_patient")]

    def __str__(self) -> str:
        return f"safety check {self.pk}"


@tracked(exclude=["drawing"])
class TreatmentConsent(models.Model):
    """What somebody agreed to as treatment here, part by part; what is not among `parts` they did not agree to. None at all: they
    were asked, and do not agree to treatment now.

    `signed_name` is the name under it, `beside` the parent's or guardian's where one signs with a minor, or in their place.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    parts = ArrayField(models.CharField(max_length=12, choices=PARTS))
    wording = models.CharField(max_length=16)
    wording_language = models.CharField(max_length=8)
    how = models.CharField(max_length=12, choices=HOWS, blank=True)
    signed_name = models.CharField(max_length=120, blank=True)
    beside = models.CharField(max_length=120, blank=True)
    drawing = EncryptedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=12, choices=ENDS, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "patient"], condition=Q(ended_at__isnull=True), name="treatment_consent_one_standing"
            ),
            models.CheckConstraint(condition=Q(parts__contained_by=_words(PARTS)), name="treatment_consent_parts_known"),
            models.CheckConstraint(condition=Q(how="") | Q(how__in=_words(HOWS)), name="treatment_consent_how_known"),
            models.CheckConstraint(
                condition=Q(parts__len=0, how="", signed_name="") | (~Q(how="") & ~Q(signed_name="")),
                name="treatment_consent_is_signed",
            ),
            models.CheckConstraint(condition=pair("ended"), name="treatment_consent_ended_pair"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | Q(ended_at__isnull=False, end_reason__in=_words(ENDS)),
                name="treatment_consent_ended_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"treatment consent {self.pk}"
