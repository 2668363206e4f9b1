"""Which record of a person stands in the place of another of theirs."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from patients.models.people import Patient


@tracked()
class MergedRecord(models.Model):
    """That one record of a person was merged into another: everything that asks for `gone` gets `kept`, until it is undone.

    Never a chain and never a loop: the record kept is not itself merged away, which a trigger holds. Which rows moved, and how
    they stood before, is kept in `patients.merging`.
    """

    gone = models.OneToOneField(Patient, on_delete=models.PROTECT, related_name="merged")
    kept = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(gone=F("kept")), name="merged_record_into_another")]

    def __str__(self) -> str:
        return f"merged record {self.pk}"
