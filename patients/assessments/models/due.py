"""What is to be asked again, and when."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair


@tracked()
class Reassessment(models.Model):
    """When one instrument is next due for somebody who is in care. Clinical reference 4.11.

    Kept current in the transaction of what moves it: answers completed, an enrolment begun or ended. `put_off_*`: a colleague
    said not now, why, and until when (`due_on` is then that day).
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=24)
    due_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    put_off_at = models.DateTimeField(null=True, blank=True)
    put_off_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    put_off_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "patient", "instrument"], name="reassessment_once"),
            models.CheckConstraint(condition=pair("put_off"), name="reassessment_put_off_pair"),
            models.CheckConstraint(
                condition=Q(put_off_at__isnull=True, put_off_reason="") | (Q(put_off_at__isnull=False) & ~Q(put_off_reason="")),
                name="reassessment_put_off_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "due_on", "patient", "instrument"], name="reassessment_by_day")]

    def __str__(self) -> str:
        return f"reassessment {self.pk}"
