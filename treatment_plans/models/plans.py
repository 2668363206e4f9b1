"""Plans, goals, interventions, and the table of kinds of intervention. Source of the content: clinical reference 12.3."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair, pair_or_job
from care.lib.ids import uuid7
from treatment_plans.vocabulary import (
    GoalAchievement,
    GoalLifecycle,
    InterventionStatus,
    LevelOfCare,
    PlanEnd,
    PlanStatus,
    TargetDirection,
)


@tracked()
class Plan(models.Model):
    """One version of a person's plan in one programme.

    `version` counts the versions of the person's plan there (7, then 8). `revision` counts the changes within this
    version: who changes a line says which revision they read, and is told when the line has changed since. A version that
    a job ended, because the person died or left, says so in `ended_by_job`; `changed_by` stays the last person who wrote.
    `offered_revision` is the revision in which its wording was put before the person: signatures from there on count.
    `level_source` is the assessment that the level of care was taken from.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    offered_revision = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=PlanStatus.choices(), default=PlanStatus.DRAFT)
    level_of_care = models.CharField(max_length=4, choices=LevelOfCare.choices(), blank=True, default="", db_default="")
    level_source = models.UUIDField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    person_wants_copy = models.BooleanField(default=False, db_default=False)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    review_due_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_job = models.CharField(max_length=64, blank=True, default="", db_default="")
    end_reason = models.CharField(max_length=16, choices=PlanEnd.choices(), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "organisation", "version"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["patient", "organisation"], condition=Q(status__in=["active", "under_review"]), name="plan_one_active"
            ),
            models.UniqueConstraint(
                fields=["patient", "organisation"],
                condition=Q(status__in=["draft", "proposed", "agreed"]),
                name="plan_one_draft",
            ),
            models.CheckConstraint(condition=Q(status__in=PlanStatus.values()), name="plan_status_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="plan_version_from_one"),
            models.CheckConstraint(condition=pair("agreed"), name="plan_agreed_pair"),
            models.CheckConstraint(condition=pair_or_job("ended"), name="plan_ended_pair"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "proposed"], agreed_at__isnull=True)
                | Q(status__in=["agreed", "active", "under_review", "completed"], agreed_at__isnull=False)
                | ~Q(status__in=["draft", "proposed", "agreed", "active", "under_review", "completed"]),
                name="plan_in_force_is_agreed",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, review_due_on__isnull=True)
                | Q(status__in=["agreed", "revoked"], agreed_at__isnull=False)
                | Q(agreed_at__isnull=False, review_due_on__isnull=False),
                name="plan_agreed_has_review",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["draft", "proposed", "agreed", "active", "under_review"], ended_at__isnull=True, end_reason=""
                )
                | (
                    ~Q(status__in=["draft", "proposed", "agreed", "active", "under_review"])
                    & Q(ended_at__isnull=False, end_reason__in=PlanEnd.values())
                ),
                name="plan_end_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", offered_revision__isnull=True)
                | Q(status__in=["proposed", "agreed"], offered_revision__isnull=False)
                | ~Q(status__in=["draft", "proposed", "agreed"]),
                name="plan_offered_is_dated",
            ),
            models.CheckConstraint(condition=Q(level_of_care__in=["", *LevelOfCare.values()]), name="plan_level_known"),
            models.CheckConstraint(
                condition=Q(level_source__isnull=True) | ~Q(level_of_care=""), name="plan_level_source_of_level"
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


@tracked()
class Goal(models.Model):
    """What the person wants, in the person's words. `revision` is the plan's revision in which this line last changed.

    `root` is one number for the same goal in every version of the plan. How it is doing is read from an instrument, by its
    code and the name of its score, against a target; all of these are there, or none.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    root = models.UUIDField(default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    position = models.PositiveIntegerField()
    own_words = models.TextField(max_length=1000)
    measure = models.CharField(max_length=200, blank=True)
    instrument = models.CharField(max_length=40, blank=True, default="", db_default="")
    measured_name = models.CharField(max_length=60, blank=True, default="", db_default="")
    target_value = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    target_direction = models.CharField(max_length=8, choices=TargetDirection.choices(), blank=True, default="", db_default="")
    target_on = models.DateField(null=True, blank=True)
    lifecycle = models.CharField(max_length=12, choices=GoalLifecycle.choices(), default=GoalLifecycle.PROPOSED)
    achievement = models.CharField(max_length=16, choices=GoalAchievement.choices(), blank=True)
    achievement_note = models.CharField(max_length=500, blank=True)
    achievement_at = models.DateTimeField(null=True, blank=True)
    achievement_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField()
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_note = models.CharField(max_length=500, blank=True)
    # the goal of the version before from which this one was taken over
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="goal_position_once"),
            models.CheckConstraint(condition=~Q(own_words=""), name="goal_own_words_given"),
            models.CheckConstraint(condition=Q(lifecycle__in=GoalLifecycle.values()), name="goal_lifecycle_known"),
            models.CheckConstraint(condition=Q(achievement__in=[*GoalAchievement.values(), ""]), name="goal_achievement_known"),
            models.CheckConstraint(condition=pair("achievement"), name="goal_achievement_pair"),
            models.CheckConstraint(
                condition=Q(achievement="", achievement_at__isnull=True, achievement_note="")
                | (~Q(achievement="") & Q(achievement_at__isnull=False)),
                name="goal_achievement_dated",
            ),
            models.CheckConstraint(condition=pair("ended"), name="goal_ended_pair"),
            models.CheckConstraint(
                condition=Q(lifecycle__in=["completed", "cancelled"], ended_at__isnull=False)
                | (~Q(lifecycle__in=["completed", "cancelled"]) & Q(ended_at__isnull=True, end_note="")),
                name="goal_end_is_dated",
            ),
            models.UniqueConstraint(fields=["plan", "root"], name="goal_root_once"),
            models.CheckConstraint(
                condition=Q(target_direction__in=["", *TargetDirection.values()]), name="goal_direction_known"
            ),
            models.CheckConstraint(
                condition=Q(instrument="", measured_name="", target_value__isnull=True, target_direction="")
                | (~Q(instrument="") & ~Q(measured_name="") & ~Q(target_direction="") & Q(target_value__isnull=False)),
                name="goal_target_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"goal {self.pk}"


class InterventionKind(models.Model):
    """A kind of intervention, from `data/intervention_kinds.csv`: a word with a sentence, for lists and counts."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    prose = models.CharField(max_length=300)
    source = models.CharField(max_length=120)
    position = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.name


@tracked()
class Intervention(models.Model):
    """What is done towards a goal, by whom, how often, from when until when, why, and by which instrument it is followed.

    `library_code` is its entry in the library of interventions, where it was taken from there; `root` is one number for the
    same intervention in every version of the plan.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    root = models.UUIDField(default=uuid7, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="interventions")
    position = models.PositiveIntegerField()
    kind = models.ForeignKey(InterventionKind, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    library_code = models.CharField(max_length=60, blank=True, default="", db_default="")
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")
    instrument = models.CharField(max_length=40, blank=True, default="", db_default="")
    staff = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=120, blank=True)
    frequency = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=InterventionStatus.choices(), default=InterventionStatus.PLANNED)
    revision = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_note = models.CharField(max_length=500, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "position"], name="intervention_position_once"),
            models.CheckConstraint(condition=~Q(title=""), name="intervention_title_given"),
            models.CheckConstraint(condition=Q(staff__isnull=False) | ~Q(who=""), name="intervention_has_somebody"),
            models.CheckConstraint(condition=Q(status__in=InterventionStatus.values()), name="intervention_status_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(starts_on__isnull=True) | Q(until__gte=F("starts_on")),
                name="intervention_ends_after_start",
            ),
            models.CheckConstraint(condition=pair("ended"), name="intervention_ended_pair"),
            models.CheckConstraint(
                condition=Q(status__in=["completed", "stopped"], ended_at__isnull=False)
                | (~Q(status__in=["completed", "stopped"]) & Q(ended_at__isnull=True, end_note="")),
                name="intervention_end_is_dated",
            ),
            models.UniqueConstraint(fields=["goal", "root"], name="intervention_root_once"),
        ]

    def __str__(self) -> str:
        return f"intervention {self.pk}"
