"""Dates that somebody chose to mark, steps in their life with what happened to them, and groups that they went to."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from treatment_plans.recovery.vocabulary import (
    DateEnd,
    GroupKind,
    Marking,
    Returns,
    StepKind,
    StepMove,
    StepState,
    VisitError,
)


@tracked()
class ChosenDate(models.Model):
    """A day that means something to the person, in their words. Nothing is counted from it, and no event changes it."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    own_words = models.CharField(max_length=300)
    day = models.DateField()
    returns = models.CharField(max_length=8, choices=Returns.choices())
    marking = models.CharField(max_length=8, choices=Marking.choices())
    colleague = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=12, choices=DateEnd.choices(), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(own_words=""), name="chosen_date_has_words"),
            models.CheckConstraint(condition=Q(returns__in=Returns.values()), name="chosen_date_returns_known"),
            models.CheckConstraint(condition=Q(marking__in=Marking.values()), name="chosen_date_marking_known"),
            models.CheckConstraint(
                condition=Q(colleague__isnull=True) | Q(marking=Marking.WORD.value), name="chosen_date_colleague_says_a_word"
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="chosen_date_revision_counts"),
            models.CheckConstraint(condition=pair("ended"), name="chosen_date_ended_pair"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | Q(ended_at__isnull=False, end_reason__in=DateEnd.values()),
                name="chosen_date_end_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "day"], name="chosen_date_of_patient")]

    def __str__(self) -> str:
        return f"chosen date {self.pk}"


@tracked()
class LifeStep(models.Model):
    """A step in the person's own life, in their words. `goal` is the number of a goal of the plan in every version."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=StepKind.choices())
    own_words = models.CharField(max_length=300)
    helper = models.CharField(max_length=200, blank=True)
    goal = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=StepState.choices(), default=StepState.HOPED.value)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(own_words=""), name="life_step_has_words"),
            models.CheckConstraint(condition=Q(kind__in=StepKind.values()), name="life_step_kind_known"),
            models.CheckConstraint(condition=Q(state__in=StepState.values()), name="life_step_state_known"),
        ]
        indexes = [models.Index(fields=["patient", "-told_at"], name="life_step_of_patient")]

    def __str__(self) -> str:
        return f"life step {self.pk}"


@tracked()
class StepNews(models.Model):
    """What happened to a step on a day: it moved, or there was something to tell. Rows, never overwritten."""

    step = models.ForeignKey(LifeStep, on_delete=models.PROTECT, related_name="news")
    move = models.CharField(max_length=12, choices=StepMove.choices())
    became = models.CharField(max_length=8, choices=StepState.choices())
    on = models.DateField()
    own_words = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(move__in=StepMove.values()), name="step_news_move_known"),
            models.CheckConstraint(condition=Q(became__in=StepState.values()), name="step_news_became_known"),
            models.CheckConstraint(condition=~Q(move=StepMove.SAY.value, own_words=""), name="step_news_says_something"),
        ]

    def __str__(self) -> str:
        return f"step news {self.pk}"


@tracked()
class GroupVisit(models.Model):
    """One time that the person was in a group and told of it. Nobody has to go, and nobody counts how often."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=GroupKind.choices())
    name = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    own_words = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    error_at = models.DateTimeField(null=True, blank=True)
    error_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    error_reason = models.CharField(max_length=16, choices=VisitError.choices(), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=GroupKind.values()), name="group_visit_kind_known"),
            models.CheckConstraint(condition=pair("error"), name="group_visit_error_pair"),
            models.CheckConstraint(
                condition=Q(error_at__isnull=True, error_reason="")
                | Q(error_at__isnull=False, error_reason__in=VisitError.values()),
                name="group_visit_error_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-on"], name="group_visit_of_patient")]

    def __str__(self) -> str:
        return f"group visit {self.pk}"
