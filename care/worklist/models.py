"""Tasks. A patient is known here only by number."""

from django.db import models
from django.db.models import Q

from care.actor import Category, Role
from care.audit.history import tracked
from care.lib.constraints import pair, pair_or_job
from care.lib.ids import uuid7
from care.worklist.rules import ESCALATING, UNFINISHED, Priority, State

ROLE_CHOICES = [(role.value, role.label) for role in Role]
CATEGORY_CHOICES = [(category.value, category.label) for category in Category]
STATE_CHOICES = [(state.value, state.label) for state in State]
PRIORITY_CHOICES = [(priority.value, priority.label) for priority in Priority]
_UNFINISHED = sorted(state.value for state in UNFINISHED)
_ESCALATING = sorted(priority.value for priority in ESCALATING)


@tracked()
class Task(models.Model):
    """Something to be done by one owner, a colleague or else whoever holds the role, until a moment.

    `owner_role` is the role that is asked while no colleague has it, and to which it returns when given back. An urgent or
    raised task that nobody has taken climbs at `escalates_at` to `escalates_to_role`. `subject` is the public number of what
    the task is about beside the person, where it is one thing of `subject_kind`: a row leads there.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=32)
    subject_kind = models.CharField(max_length=32, blank=True)
    subject = models.UUIDField(null=True, blank=True)
    title = models.CharField(max_length=200)
    why = models.CharField(max_length=300, blank=True)
    category = models.CharField(max_length=24, choices=CATEGORY_CHOICES)
    priority = models.CharField(max_length=8, choices=PRIORITY_CHOICES, default=Priority.ROUTINE.value)
    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=State.OPEN.value)
    owner = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_role = models.CharField(max_length=32, choices=ROLE_CHOICES)
    due_at = models.DateTimeField()
    snoozed_until = models.DateTimeField(null=True, blank=True)
    snooze_reason = models.CharField(max_length=200, blank=True)
    escalates_at = models.DateTimeField(null=True, blank=True)
    escalates_to_role = models.CharField(max_length=32, choices=ROLE_CHOICES, blank=True)
    escalation_level = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_by_job = models.CharField(max_length=64, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_by_job = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_by_job = models.CharField(max_length=64, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="task_state_known"),
            models.CheckConstraint(
                condition=Q(priority__in=[priority.value for priority in Priority]), name="task_priority_known"
            ),
            models.CheckConstraint(
                condition=Q(category__in=[category.value for category in Category]), name="task_category_known"
            ),
            models.CheckConstraint(condition=Q(owner_role__in=[role.value for role in Role]), name="task_owner_role_known"),
            models.CheckConstraint(
                condition=Q(escalates_to_role="") | Q(escalates_to_role__in=[role.value for role in Role]),
                name="task_escalates_to_role_known",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="task_has_title"),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject__isnull=True) | (~Q(subject_kind="") & Q(subject__isnull=False)),
                name="task_subject_has_kind",
            ),
            models.CheckConstraint(condition=pair_or_job("created"), name="task_created_pair"),
            models.CheckConstraint(condition=pair("taken"), name="task_taken_pair"),
            models.CheckConstraint(condition=pair_or_job("done"), name="task_done_pair"),
            models.CheckConstraint(condition=pair_or_job("cancelled"), name="task_cancelled_pair"),
            models.CheckConstraint(
                condition=~Q(state=State.TAKEN.value) | Q(owner__isnull=False, taken_at__isnull=False),
                name="task_taken_has_owner",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.OPEN.value) | Q(taken_at__isnull=True), name="task_open_is_not_taken"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DONE.value, done_at__isnull=False)
                | (~Q(state=State.DONE.value) & Q(done_at__isnull=True)),
                name="task_done_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.CANCELLED.value, cancelled_at__isnull=False) & ~Q(cancel_reason=""))
                | (~Q(state=State.CANCELLED.value) & Q(cancelled_at__isnull=True, cancel_reason="")),
                name="task_cancelled_has_reason",
            ),
            models.CheckConstraint(condition=Q(outcome="") | Q(state=State.DONE.value), name="task_outcome_when_done"),
            models.CheckConstraint(
                condition=Q(snoozed_until__isnull=True, snooze_reason="")
                | (Q(snoozed_until__isnull=False) & ~Q(snooze_reason="")),
                name="task_snooze_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(escalates_at__isnull=True, escalates_to_role="")
                | (Q(escalates_at__isnull=False) & ~Q(escalates_to_role="")),
                name="task_escalation_has_role",
            ),
            models.CheckConstraint(
                condition=Q(escalates_at__isnull=True) | Q(state=State.OPEN.value), name="task_escalates_only_while_open"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_at", "id"], condition=Q(state__in=_UNFINISHED), name="task_of_owner"),
            models.Index(
                fields=["organisation", "owner_role", "due_at", "id"],
                condition=Q(state=State.OPEN.value, owner__isnull=True),
                name="task_of_role",
            ),
            models.Index(
                fields=["organisation", "due_at", "id"], condition=Q(state__in=_UNFINISHED), name="task_of_organisation"
            ),
            models.Index(
                fields=["organisation", "-priority", "due_at", "id"],
                condition=Q(state=State.OPEN.value, priority__in=_ESCALATING),
                name="task_escalation",
            ),
            models.Index(
                fields=["escalates_at"], condition=Q(state=State.OPEN.value, escalates_at__isnull=False), name="task_climbs"
            ),
            models.Index(fields=["patient", "due_at"], name="task_of_patient"),
            models.Index(fields=["subject"], condition=Q(subject__isnull=False), name="task_of_subject"),
            models.Index(fields=["organisation", "taken_at"], condition=Q(taken_at__isnull=False), name="task_taken_lately"),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"
