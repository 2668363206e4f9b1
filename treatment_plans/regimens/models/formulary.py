"""What a clinic does not order."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from treatment_plans.regimens.models.catalogue import Medication, Preparation


@tracked()
class LeftOut(models.Model):
    """That a clinic leaves a medicine, or one form and strength of it, out of what it orders; until it takes it back in.

    What is in force goes on: only new orders are refused.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="+")
    preparation = models.ForeignKey(Preparation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField()
    left_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    back_at = models.DateTimeField(null=True, blank=True)
    back_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "medication", "preparation"],
                condition=Q(back_at__isnull=True),
                nulls_distinct=False,
                name="left_out_once",
            ),
            models.CheckConstraint(condition=pair("back"), name="left_out_back_pair"),
        ]

    def __str__(self) -> str:
        return f"left out {self.pk}"
