"""Look-ups in the prescription drug monitoring program (PDMP), and how often a state asks for them."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from care.lib.states import STATE_CHOICES, STATES
from treatment_plans.regimens.monitoring.vocabulary import LookupOutcome


@tracked()
class PdmpLookup(models.Model):
    """One look-up about a person: who looked when, in which state's program, and what was there, or why it was not possible.

    `words` say what was found from elsewhere, or why a look-up was not possible. What was written wrongly is marked, and stays.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(max_length=2, choices=STATE_CHOICES)
    outcome = models.CharField(max_length=16, choices=LookupOutcome.choices())
    words = models.CharField(max_length=500, blank=True)
    looked_at = models.DateTimeField()
    looked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    wrong_at = models.DateTimeField(null=True, blank=True)
    wrong_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wrong_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(jurisdiction__in=list(STATES)), name="pdmp_lookup_state_known"),
            models.CheckConstraint(condition=Q(outcome__in=LookupOutcome.values()), name="pdmp_lookup_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome=LookupOutcome.NOTHING_ELSE.value) | ~Q(words=""), name="pdmp_lookup_says_what"
            ),
            models.CheckConstraint(condition=pair("wrong"), name="pdmp_lookup_wrong_pair"),
            models.CheckConstraint(
                condition=Q(wrong_at__isnull=True, wrong_reason="") | (Q(wrong_at__isnull=False) & ~Q(wrong_reason="")),
                name="pdmp_lookup_wrong_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-looked_at"], name="pdmp_lookup_of_patient")]

    def __str__(self) -> str:
        return f"look-up {self.pk}"


@tracked()
class PdmpInterval(models.Model):
    """How often a program looks: at most so many days apart, for one state, from a day on, with the source that says so."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(max_length=2, choices=STATE_CHOICES)
    every_days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "jurisdiction"], condition=Q(ended_at__isnull=True), name="pdmp_interval_one_in_force"
            ),
            models.CheckConstraint(condition=Q(jurisdiction__in=list(STATES)), name="pdmp_interval_state_known"),
            models.CheckConstraint(condition=Q(every_days__gte=1) & Q(every_days__lte=366), name="pdmp_interval_days_possible"),
            models.CheckConstraint(condition=~Q(source=""), name="pdmp_interval_has_source"),
            models.CheckConstraint(condition=pair("ended"), name="pdmp_interval_ended_pair"),
        ]

    def __str__(self) -> str:
        return f"interval {self.pk}"
