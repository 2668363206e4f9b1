"""How long payers and people have, and what runs out when."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.ids import uuid7
from patients.coverage.vocabulary import Clock, Figure, Ground, PlanKind, Subject, TimeUnit

FIGURE_CHOICES = [(figure.value, figure.label) for figure in Figure]
PLAN_CHOICES = [(kind.value, kind.label) for kind in PlanKind]
UNIT_CHOICES = [(unit.value, unit.label) for unit in TimeUnit]
SUBJECT_CHOICES = [(subject.value, subject.label) for subject in Subject]
CLOCK_CHOICES = [(clock.value, clock.label) for clock in Clock]
GROUND_CHOICES = [(ground.value, ground.label) for ground in Ground]


class PlanClock(models.Model):
    """One figure of the list, as its file says it. Empty kind of plan: for any; empty state: for all of them."""

    figure = models.CharField(max_length=24, choices=FIGURE_CHOICES)
    plan_kind = models.CharField(max_length=20, choices=PLAN_CHOICES, blank=True)
    state = models.CharField(max_length=2, blank=True)
    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=8, choices=UNIT_CHOICES)
    source = models.CharField(max_length=200)
    noted_on = models.DateField()
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["figure", "plan_kind", "state"], name="plan_clock_once"),
            models.CheckConstraint(condition=Q(figure__in=[figure.value for figure in Figure]), name="plan_clock_figure_known"),
            models.CheckConstraint(
                condition=Q(plan_kind="") | Q(plan_kind__in=[kind.value for kind in PlanKind]), name="plan_clock_kind_known"
            ),
            models.CheckConstraint(condition=Q(unit__in=[unit.value for unit in TimeUnit]), name="plan_clock_unit_known"),
            models.CheckConstraint(condition=Q(value__gt=0) & ~Q(source=""), name="plan_clock_says_how_long"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.plan_kind or 'any'} {self.state}".strip()


@tracked()
class OwnClock(models.Model):
    """A figure that a program wrote down itself, from a source that somebody read; it goes before the list."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    figure = models.CharField(max_length=24, choices=FIGURE_CHOICES)
    plan_kind = models.CharField(max_length=20, choices=PLAN_CHOICES)
    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=8, choices=UNIT_CHOICES)
    source = models.CharField(max_length=200)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "figure", "plan_kind"], name="own_clock_once"),
            models.CheckConstraint(condition=Q(figure__in=[figure.value for figure in Figure]), name="own_clock_figure_known"),
            models.CheckConstraint(condition=Q(plan_kind__in=[kind.value for kind in PlanKind]), name="own_clock_kind_known"),
            models.CheckConstraint(condition=Q(unit__in=[unit.value for unit in TimeUnit]), name="own_clock_unit_known"),
            models.CheckConstraint(condition=Q(value__gt=0) & ~Q(source=""), name="own_clock_says_how_long"),
        ]

    def __str__(self) -> str:
        return f"own clock {self.pk}"


class Deadline(models.Model):
    """What runs out next of one coverage, authorization, denial or application; gone when it no longer stands.

    Made anew from the row that it is about, in the same transaction. `aim_at` is when its task is due, before `due_at`.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=16, choices=SUBJECT_CHOICES)
    subject = models.UUIDField()
    clock = models.CharField(max_length=24, choices=CLOCK_CHOICES)
    what = models.CharField(max_length=200)
    payer = models.CharField(max_length=120, blank=True)
    is_expedited = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    aim_at = models.DateTimeField()
    ground = models.CharField(max_length=8, choices=GROUND_CHOICES)
    source = models.CharField(max_length=240, blank=True)
    is_verified = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "clock"], name="deadline_once"),
            models.CheckConstraint(
                condition=Q(subject_kind__in=[subject.value for subject in Subject]), name="deadline_subject_known"
            ),
            models.CheckConstraint(condition=Q(clock__in=[clock.value for clock in Clock]), name="deadline_clock_known"),
            models.CheckConstraint(condition=Q(ground__in=[ground.value for ground in Ground]), name="deadline_ground_known"),
            models.CheckConstraint(condition=Q(aim_at__lte=F("due_at")), name="deadline_aimed_at_before"),
        ]
        indexes = [
            models.Index(fields=["organisation", "due_at", "id"], name="deadline_next"),
            models.Index(fields=["organisation", "subject_kind", "due_at", "id"], name="deadline_next_of_kind"),
        ]

    def __str__(self) -> str:
        return f"deadline {self.pk}"
