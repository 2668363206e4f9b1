"""Orders that a prescriber said and a nurse took down."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from treatment_plans.regimens.models.orders import MedicationOrder


@tracked()
class VerbalOrder(models.Model):
    """That an order was said by `prescriber`, and taken down and read back by the colleague who put it in force.

    It waits for the prescriber's own signature until `cosign_until`: they co-sign it, or say that it was not so, which stops it.
    """

    order = models.OneToOneField(MedicationOrder, on_delete=models.PROTECT, related_name="verbal")
    prescriber = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    read_back = models.BooleanField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    cosign_until = models.DateTimeField()
    cosigned_at = models.DateTimeField(null=True, blank=True)
    cosigned_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    denied_at = models.DateTimeField(null=True, blank=True)
    denied_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    denied_words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(read_back=True), name="verbal_order_read_back"),
            models.CheckConstraint(condition=~Q(prescriber=models.F("taken_by")), name="verbal_order_of_two"),
            models.CheckConstraint(condition=pair("cosigned"), name="verbal_order_cosigned_pair"),
            models.CheckConstraint(condition=pair("denied"), name="verbal_order_denied_pair"),
            models.CheckConstraint(
                condition=Q(cosigned_at__isnull=True) | Q(denied_at__isnull=True), name="verbal_order_answered_once"
            ),
            models.CheckConstraint(
                condition=Q(denied_at__isnull=True, denied_words="") | (Q(denied_at__isnull=False) & ~Q(denied_words="")),
                name="verbal_order_denied_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"verbal order {self.pk}"
