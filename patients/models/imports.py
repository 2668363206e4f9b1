"""What other systems call the person, and what they said about them."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from patients.models.people import Patient
from patients.rules import (
    ImportedKind,
)

IMPORTED_CHOICES = [(kind.value, kind.label) for kind in ImportedKind]


@tracked()
class ForeignIdentifier(models.Model):
    """What another system calls the person: its name for its numbers, and the number."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="foreign_identifiers")
    system = models.CharField(max_length=200)
    value = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "system", "value"], name="foreign_identifier_once"),
            models.CheckConstraint(condition=~Q(system="") & ~Q(value=""), name="foreign_identifier_says_something"),
        ]

    def __str__(self) -> str:
        return f"foreign identifier {self.pk}"


@tracked()
class ImportedResource(models.Model):
    """A resource of another system, the row of ours that it became, and what it said when it was last taken.

    `taken` is compared with what it says today: equal means that nothing is written, and where it differs, what the source
    said before shows which fields were changed here by hand since.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=60)
    resource_type = models.CharField(max_length=40)
    resource_id = models.CharField(max_length=64)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=IMPORTED_CHOICES)
    target = models.UUIDField()
    taken = models.JSONField(default=dict)
    first_taken_at = models.DateTimeField()
    first_taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    last_taken_at = models.DateTimeField()
    last_taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source", "resource_type", "resource_id"], name="imported_resource_once"
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(resource_type="") & ~Q(resource_id=""), name="imported_resource_is_named"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ImportedKind]), name="imported_resource_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(last_taken_at__gte=F("first_taken_at")), name="imported_resource_first_before_last"
            ),
        ]

    def __str__(self) -> str:
        return f"imported resource {self.pk}"
