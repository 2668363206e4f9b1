"""What an order asks for on which days, where one dose and a frequency do not say it all."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from treatment_plans.regimens.models.orders import MedicationOrder


@tracked()
class DoseStep(models.Model):
    """One step of an order's schedule: from `starts_on` to `ends_on` these amounts are due each day, one a time.

    Steps are written with their order and never change; the last may have no end. They follow each other without a gap or an
    overlap (`rules.schedules` checks it). The first amount of the first step is the order's `dose_amount`.
    """

    order = models.ForeignKey(MedicationOrder, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    amounts = ArrayField(models.DecimalField(max_digits=9, decimal_places=3), size=6)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="dose_step_position_once"),
            models.UniqueConstraint(fields=["order", "starts_on"], name="dose_step_day_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="dose_step_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(amounts__len__gte=1), name="dose_step_has_amounts"),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"
