"""What was found on one day, and never rewritten: withdrawal, pregnancy, social needs; and what is said of an empty list."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.ids import uuid7
from patients.models import Patient
from patients.story.models.entry import is_day, one_of
from patients.story.rules import Domain, LastUse, Part, PartAnswer, PregnancyAnswer, Risk, Sign, Told


@tracked()
class StoryPart(models.Model):
    """What is known of a part of the story that has nothing on its list. Once something is listed, this row is gone."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=16, choices=Part.choices())
    answer = models.CharField(max_length=16, choices=PartAnswer.choices())
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "part"], name="story_part_once"),
            one_of("part", "story_part", Part.values(), empty=False),
            one_of("answer", "story_part", PartAnswer.values(), empty=False),
        ]

    def __str__(self) -> str:
        return f"story part {self.pk}"


@tracked()
class WithdrawalCheck(models.Model):
    """What happened when they stopped before, when they last used, and the signs at that moment, with the level that it made."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="+")
    seizures = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    last_seizure = models.CharField(max_length=10, blank=True)
    delirium = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    hospital = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    last_alcohol = models.CharField(max_length=16, choices=LastUse.choices(), blank=True)
    last_sedative = models.CharField(max_length=16, choices=LastUse.choices(), blank=True)
    last_opioid = models.CharField(max_length=16, choices=LastUse.choices(), blank=True)
    signs = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    no_signs = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)
    risk = models.CharField(max_length=16, choices=Risk.choices())
    reasons = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            *(one_of(name, "withdrawal", Told.values()) for name in ("seizures", "delirium", "hospital")),
            *(one_of(name, "withdrawal", LastUse.values()) for name in ("last_alcohol", "last_sedative", "last_opioid")),
            is_day("last_seizure", "withdrawal"),
            models.CheckConstraint(condition=Q(signs__contained_by=Sign.values()), name="withdrawal_signs_known"),
            models.CheckConstraint(condition=Q(no_signs=False) | Q(signs=[]), name="withdrawal_no_signs_means_none"),
            one_of("risk", "withdrawal", Risk.values(), empty=False),
        ]
        indexes = [models.Index(fields=["patient", "-recorded_at"], name="withdrawal_latest")]

    def __str__(self) -> str:
        return f"withdrawal check {self.pk}"


@tracked()
class PregnancyRecord(models.Model):
    """What was known of pregnancy on one day; the latest one holds."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=16, choices=PregnancyAnswer.choices())
    due_on = models.DateField(null=True, blank=True)
    gave_birth_on = models.DateField(null=True, blank=True)
    has_care = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    is_nursing = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("answer", "pregnancy", PregnancyAnswer.values(), empty=False),
            one_of("has_care", "pregnancy", Told.values()),
            one_of("is_nursing", "pregnancy", Told.values()),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(answer=PregnancyAnswer.PREGNANT.value), name="pregnancy_due_when_pregnant"
            ),
            models.CheckConstraint(
                condition=Q(gave_birth_on__isnull=True) | Q(answer=PregnancyAnswer.POSTPARTUM.value),
                name="pregnancy_birth_when_postpartum",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-recorded_at"], name="pregnancy_latest")]

    def __str__(self) -> str:
        return f"pregnancy record {self.pk}"


@tracked()
class NeedsCheck(models.Model):
    """One time when social needs were asked about."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="+")
    in_danger = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("in_danger", "needs_check", Told.values())]
        indexes = [models.Index(fields=["patient", "-recorded_at"], name="needs_check_latest")]

    def __str__(self) -> str:
        return f"needs check {self.pk}"


@tracked()
class SocialNeed(models.Model):
    """What was said about one domain. `z_code` is the ICD-10-CM code of a need that is there."""

    check_made = models.ForeignKey(NeedsCheck, on_delete=models.CASCADE, related_name="needs")
    domain = models.CharField(max_length=16, choices=Domain.choices())
    told = models.CharField(max_length=16, choices=Told.choices())
    wants_help = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    z_code = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_made", "domain"], name="social_need_once"),
            one_of("domain", "social_need", Domain.values(), empty=False),
            one_of("told", "social_need", Told.values(), empty=False),
            one_of("wants_help", "social_need", Told.values()),
            models.CheckConstraint(condition=Q(z_code="") | Q(told=Told.YES.value), name="social_need_code_for_a_need"),
        ]

    def __str__(self) -> str:
        return f"social need {self.pk}"
