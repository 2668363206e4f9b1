"""Codes of diagnoses and medicines, as their owners publish them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q


class Code(models.Model):
    """One code of a system, with the version and the source that it was taken from. `manage.py load_codes` fills it."""

    system = models.CharField(max_length=200)
    code = models.CharField(max_length=64)
    version = models.CharField(max_length=20)
    display = models.CharField(max_length=400)
    is_billable = models.BooleanField(default=True)
    group = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=300)
    words = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "code"], name="code_once_in_its_system"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(system=""), name="code_of_a_system"),
            models.CheckConstraint(condition=~Q(version="") & ~Q(source=""), name="code_has_version_and_source"),
        ]
        indexes = [GinIndex(fields=["words"], name="code_by_words", fastupdate=False)]

    def __str__(self) -> str:
        return f"{self.system} {self.code}"
