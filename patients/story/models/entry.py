"""What every line of the story has: whose it is, who wrote it down, changed it, took it off the list, and how often."""

from django.db import models
from django.db.models import Q

from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.models import Patient
from patients.rules import PARTIAL_DATE


class Entry(models.Model):
    """A line that stays until it is taken off the list. `version` counts its changes."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def kept_by(name: str) -> list[models.BaseConstraint]:
    """The constraints of every line."""
    return [
        models.CheckConstraint(condition=pair("changed"), name=f"{name}_changed_pair"),
        models.CheckConstraint(condition=pair("removed"), name=f"{name}_removed_pair"),
        models.CheckConstraint(condition=Q(version__gte=1), name=f"{name}_version_counts"),
    ]


def listed(name: str) -> models.Index:
    """The lines of one person that are on the list."""
    return models.Index(fields=["patient"], condition=Q(removed_at__isnull=True), name=f"{name}_open_by_patient"[:30])


def one_of(name: str, table: str, words: list[str], *, empty: bool = True) -> models.CheckConstraint:
    """A column that holds one of some words, or nothing where it may be left out."""
    condition = Q(**{f"{name}__in": words})
    return models.CheckConstraint(condition=Q(**{name: ""}) | condition if empty else condition, name=f"{table}_{name}_known")


def is_day(name: str, table: str) -> models.CheckConstraint:
    """A column that holds a day of any precision, or nothing."""
    return models.CheckConstraint(
        condition=Q(**{name: ""}) | Q(**{f"{name}__regex": PARTIAL_DATE}), name=f"{table}_{name}_is_a_day"
    )
