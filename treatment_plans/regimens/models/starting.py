"""What must be so before the first dose of an order."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from treatment_plans.regimens.models.orders import MedicationOrder
from treatment_plans.regimens.vocabulary import StartKind


@tracked()
class StartCondition(models.Model):
    """One condition of an order: while it is open the order, signed or not, asks for no dose.

    A colleague of the care team says that it is met, with what was found; a prescriber may say that it is not needed, and why.
    `at_least` is a score or a number of hours, where the kind has one.
    """

    order = models.ForeignKey(MedicationOrder, on_delete=models.PROTECT, related_name="conditions")
    kind = models.CharField(max_length=24, choices=StartKind.choices())
    at_least = models.PositiveSmallIntegerField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "kind"], name="start_condition_once"),
            models.CheckConstraint(condition=Q(kind__in=StartKind.values()), name="start_condition_known"),
            models.CheckConstraint(condition=pair("met"), name="start_condition_met_pair"),
            models.CheckConstraint(condition=pair("waived"), name="start_condition_waived_pair"),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | Q(waived_at__isnull=True), name="start_condition_met_or_waived"
            ),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True, waived_at__isnull=True, words="")
                | ((Q(met_at__isnull=False) | Q(waived_at__isnull=False)) & ~Q(words="")),
                name="start_condition_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"condition {self.pk}"
