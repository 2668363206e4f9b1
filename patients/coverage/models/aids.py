"""Programs that help with costs, and what was applied for."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.coverage.models.coverages import Coverage
from patients.coverage.vocabulary import AidState

STATE_CHOICES = [(state.value, state.label) for state in AidState]
_OVER = [AidState.NOT_WANTED.value, AidState.ENDED.value]
_WITH_PROGRAM = [AidState.APPLIED.value, AidState.ASKED_MORE.value]


class AidProgram(models.Model):
    """A kind of program that helps with costs: what it does, who runs it, how often it has to be renewed, by which source."""

    key = models.SlugField(max_length=32, unique=True)
    name = models.CharField(max_length=80)
    what = models.CharField(max_length=200)
    group = models.CharField(max_length=12)
    renewal_months = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    noted_on = models.DateField()
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(source=""), name="aid_program_has_a_source")]

    def __str__(self) -> str:
        return self.name


@tracked()
class Aid(models.Model):
    """The person's way to one program's help: papers, application, decision, renewal.

    `since_at` is when it came to stand as it does, `since_by` who wrote that down.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    program = models.ForeignKey(AidProgram, on_delete=models.PROTECT, related_name="+")
    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, null=True, blank=True, related_name="aids")
    for_what = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=AidState.CONSIDERED.value)
    papers_missing = models.CharField(max_length=300, blank=True)
    papers_due_on = models.DateField(null=True, blank=True)
    applied_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    decision_due_on = models.DateField(null=True, blank=True)
    decision_due_said = models.BooleanField(default=False)
    asked_for = models.CharField(max_length=300, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    worth = models.CharField(max_length=120, blank=True)
    renews_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    since_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in AidState]), name="aid_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=_WITH_PROGRAM) | Q(applied_on__isnull=False, decision_due_on__isnull=False),
                name="aid_applied_with_its_clock",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[AidState.GRANTED.value, AidState.TURNED_DOWN.value]) | Q(decided_on__isnull=False),
                name="aid_decided_when_it_was",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=_OVER) & ~Q(end_reason="")) | (~Q(state__in=_OVER) & Q(end_reason="")),
                name="aid_ended_with_reason",
            ),
            models.CheckConstraint(condition=pair("since"), name="aid_since_pair"),
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="aid_of_patient")]

    def __str__(self) -> str:
        return f"aid {self.pk}"
