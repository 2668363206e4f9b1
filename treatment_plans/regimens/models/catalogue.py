"""The medication catalogue. Sources: clinical reference 1.1 (drugs), 1.2 (forms and strengths)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from treatment_plans.regimens.vocabulary import Frequency, Route


class Medication(models.Model):
    """One line of the catalogue (`data/medications.csv`): what may be ordered. Facts come with their source.

    `rxcui` is the RxNorm ingredient where a source confirms it, else empty: the local `code` then identifies the line.
    `routes` are the only routes by which it may be ordered.
    """

    code = models.CharField(max_length=48, unique=True)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40)
    substance = models.CharField(max_length=40)
    for_oud = models.BooleanField()
    for_aud = models.BooleanField()
    is_depot = models.BooleanField()
    drug_class = models.CharField(max_length=80)
    schedule = models.CharField(max_length=4, blank=True)
    rxcui = models.CharField(max_length=12, blank=True)
    rxcui_flag = models.CharField(max_length=8, blank=True)
    rxcui_source = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=8)
    routes = ArrayField(models.CharField(max_length=16, choices=Route.choices()))
    interval = models.CharField(max_length=80)
    usual_frequency = models.CharField(max_length=20, choices=Frequency.choices())
    source = models.CharField(max_length=160)
    as_of = models.DateField()
    is_offered = models.BooleanField(default=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(substance="") & ~Q(source=""), name="medication_named_with_source"),
            models.CheckConstraint(
                condition=Q(rxcui="") | (~Q(rxcui_flag="") & ~Q(rxcui_source="")), name="medication_rxcui_has_source"
            ),
            models.CheckConstraint(condition=Q(routes__len__gte=1), name="medication_has_route"),
            models.CheckConstraint(condition=Q(usual_frequency__in=Frequency.values()), name="medication_usual_frequency_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Preparation(models.Model):
    """A form and strength in which a medicine is made (`data/preparations.csv`), with its RxNorm product code where confirmed."""

    code = models.CharField(max_length=64, unique=True)
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="preparations")
    form = models.CharField(max_length=60)
    strength = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    rxcui = models.CharField(max_length=12, blank=True)
    rxcui_source = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=160)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rxcui="") | ~Q(rxcui_source=""), name="preparation_rxcui_has_source"),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="preparation_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.strength}"
