"""What stands around goals and interventions: sections, problems, and the steps on the way to a goal. Clinical reference 12.3."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from treatment_plans.models.plans import Goal, Plan
from treatment_plans.vocabulary import ObjectiveStatus, ProblemDomain, ProblemStatus, SectionKind


@tracked()
class Section(models.Model):
    """One part of a plan that is written as text. `revision` is the plan's revision in which this section last changed."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sections")
    kind = models.CharField(max_length=12, choices=SectionKind.choices())
    text = models.TextField(max_length=2000, blank=True)
    revision = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind"], name="section_once"),
            models.CheckConstraint(condition=Q(kind__in=SectionKind.values()), name="section_kind_known"),
        ]

    def __str__(self) -> str:
        return f"section {self.pk}"


@tracked()
class Problem(models.Model):
    """What the plan is about: substance use, mental and physical health and the life around it, side by side.

    `diagnosis` is the line of the person's story that it was taken from, with its code; `root` is one number for the same
    problem in every version of the plan.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    root = models.UUIDField(default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="problems")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    domain = models.CharField(max_length=16, choices=ProblemDomain.choices())
    diagnosis = models.UUIDField(null=True, blank=True)
    code = models.CharField(max_length=24, blank=True)
    system = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=12, choices=ProblemStatus.choices(), default=ProblemStatus.ACTIVE)
    note = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="problem_position_once"),
            models.UniqueConstraint(fields=["plan", "root"], name="problem_root_once"),
            models.CheckConstraint(condition=~Q(title=""), name="problem_title_given"),
            models.CheckConstraint(condition=Q(domain__in=ProblemDomain.values()), name="problem_domain_known"),
            models.CheckConstraint(condition=Q(status__in=ProblemStatus.values()), name="problem_status_known"),
            models.CheckConstraint(
                condition=Q(code="", system="") | (~Q(code="") & ~Q(system="")), name="problem_code_has_system"
            ),
        ]

    def __str__(self) -> str:
        return f"problem {self.pk}"


@tracked()
class GoalProblem(models.Model):
    """That a goal is about a problem."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="problem_links")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="goal_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "problem"], name="goal_problem_once")]

    def __str__(self) -> str:
        return f"goal {self.goal_id} about problem {self.problem_id}"


@tracked()
class Objective(models.Model):
    """One step on the way to a goal, with its measure and its day; `root` is one number for it in every version of the plan."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    root = models.UUIDField(default=uuid7, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="objectives")
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    measure = models.CharField(max_length=200, blank=True)
    target_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=ObjectiveStatus.choices(), default=ObjectiveStatus.OPEN)
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
            models.UniqueConstraint(fields=["goal", "position"], name="objective_position_once"),
            models.UniqueConstraint(fields=["goal", "root"], name="objective_root_once"),
            models.CheckConstraint(condition=~Q(text=""), name="objective_text_given"),
            models.CheckConstraint(condition=Q(status__in=ObjectiveStatus.values()), name="objective_status_known"),
            models.CheckConstraint(condition=pair("ended"), name="objective_ended_pair"),
            models.CheckConstraint(
                condition=Q(status="open", ended_at__isnull=True, end_note="") | (~Q(status="open") & Q(ended_at__isnull=False)),
                name="objective_end_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"objective {self.pk}"
