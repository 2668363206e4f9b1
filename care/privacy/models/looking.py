"""What may be worth a look in who opened what, and what came of looking."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from care.privacy.vocabulary import Kind, Outcome

KIND_CHOICES = [(kind.value, kind.label) for kind in Kind]
OUTCOME_CHOICES = [(outcome.value, outcome.label) for outcome in Outcome]


@tracked()
class Observation(models.Model):
    """One colleague, one local day, one person where it is one: `times` says how often. Found by a job, looked at by a person."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=KIND_CHOICES)
    staff = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()
    times = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=OUTCOME_CHOICES, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "staff", "patient", "day"], nulls_distinct=False, name="observation_once_a_day"
            ),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="observation_kind_known"),
            models.CheckConstraint(condition=Q(times__gt=0), name="observation_counts"),
            models.CheckConstraint(condition=pair("reviewed"), name="observation_reviewed_pair"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=[outcome.value for outcome in Outcome]), name="observation_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, outcome="", note="") | (Q(reviewed_at__isnull=False) & ~Q(outcome="")),
                name="observation_reviewed_with_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-found_at", "-id"], condition=Q(reviewed_at__isnull=True), name="observation_to_look_at"
            ),
            models.Index(fields=["organisation", "-found_at", "-id"], name="observation_newest"),
        ]

    def __str__(self) -> str:
        return f"observation {self.pk}"
