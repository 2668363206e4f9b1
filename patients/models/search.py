"""The keys by which a person is found."""

from django.db import models
from django.db.models import Q

from patients.models.people import Patient
from patients.rules import (
    LONGEST_KEY,
    KeyKind,
)

KEY_CHOICES = [(kind.value, kind.label) for kind in KeyKind]


class SearchKey(models.Model):
    """A folded key by which a person is found, made anew by each change of what it stands for.

    The collation is C, so that one index serves both the prefix and the order in which results are read.
    """

    # the constraint and the index below begin with these two; indexes of their own would only tempt the planner
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=KEY_CHOICES)
    key = models.CharField(max_length=LONGEST_KEY, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="search_key_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in KeyKind]), name="search_key_kind_known"),
        ]
        indexes = [models.Index(fields=["organisation", "key", "patient"], name="search_key_prefix")]

    def __str__(self) -> str:
        return f"search key {self.pk}"
