"""What the person takes."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from patients.story.models.entry import Entry, is_day, kept_by, listed, one_of
from patients.story.rules import MedicineKind, Taking


@tracked()
class Medicine(Entry):
    """One medicine as it is taken, whoever prescribes it; what is ordered here stands under Medication.

    `source` and `key` name the other system that said so and its number there; `said` is what it said last, so that a later
    import sees what colleagues changed since. `reconciled_at`: when a colleague last went through it with the person.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=MedicineKind.choices(), blank=True)
    system = models.CharField("code system", max_length=200, blank=True)
    code = models.CharField(max_length=64, blank=True)
    dose = models.CharField(max_length=120, blank=True)
    how_often = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    prescriber = models.CharField(max_length=120, blank=True)
    since = models.CharField(max_length=10, blank=True)
    taking = models.CharField(max_length=16, choices=Taking.choices(), blank=True)
    stopped = models.CharField(max_length=10, blank=True)
    stop_reason = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=64, blank=True)
    said = models.JSONField(default=dict)
    reconciled_at = models.DateTimeField(null=True, blank=True)
    reconciled_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *kept_by("medicine"),
            models.CheckConstraint(condition=~Q(name=""), name="medicine_has_a_name"),
            models.CheckConstraint(condition=Q(code="") | ~Q(system=""), name="medicine_code_has_a_system"),
            one_of("kind", "medicine", MedicineKind.values()),
            one_of("taking", "medicine", Taking.values()),
            is_day("since", "medicine"),
            is_day("stopped", "medicine"),
            models.CheckConstraint(condition=pair("reconciled"), name="medicine_reconciled_pair"),
            models.CheckConstraint(
                condition=Q(source="", key="") | (~Q(source="") & ~Q(key="")), name="medicine_source_has_its_number"
            ),
            models.UniqueConstraint(
                fields=["patient", "source", "key"], condition=~Q(source=""), name="medicine_once_from_a_source"
            ),
        ]
        indexes = [listed("medicine")]

    def __str__(self) -> str:
        return f"medicine {self.pk}"
