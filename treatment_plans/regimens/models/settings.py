"""What an organization sets for itself: figures of the safety rules, by the day from which they hold."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from treatment_plans.regimens.alert_words import Verdict


@tracked()
class OwnThreshold(models.Model):
    """One figure of a safety rule in one organization, from a day on: proposed by one person, approved by another.

    `key` is one of the safety engine's. Withdrawn, it holds no longer; the figure before it does.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=48)
    value = models.DecimalField(max_digits=9, decimal_places=3)
    effective_from = models.DateField()
    why = models.CharField(max_length=500)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict.choices(), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key", "effective_from"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(verdict="declined"),
                name="own_threshold_once_a_day",
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(why=""), name="own_threshold_says_why"),
            models.CheckConstraint(condition=Q(value__gte=0), name="own_threshold_not_negative"),
            models.CheckConstraint(condition=Q(verdict="") | Q(verdict__in=Verdict.values()), name="own_threshold_verdict_known"),
            models.CheckConstraint(condition=pair("decided"), name="own_threshold_decided_pair"),
            models.CheckConstraint(condition=pair("withdrawn"), name="own_threshold_withdrawn_pair"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, verdict="") | (Q(decided_at__isnull=False) & ~Q(verdict="")),
                name="own_threshold_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="own_threshold_by_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"own threshold {self.pk}"
