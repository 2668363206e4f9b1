"""Substances, overdoses, and treatment before."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from patients.story.models.entry import Entry, is_day, kept_by, listed, one_of
from patients.story.rules import (
    OLDEST_FIRST_USE,
    Helped,
    Hospital,
    HowOften,
    Intent,
    Place,
    Setting,
    SubstanceKind,
    Told,
    TreatmentEnd,
    UseRoute,
)


@tracked()
class SubstanceUse(Entry):
    """One substance that the person uses or used."""

    substance = models.CharField(max_length=24, choices=SubstanceKind.choices())
    name = models.CharField(max_length=80, blank=True)
    is_main = models.BooleanField(default=False)
    routes = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    how_often = models.CharField(max_length=16, choices=HowOften.choices(), blank=True)
    amount = models.CharField(max_length=200, blank=True)
    first_age = models.PositiveSmallIntegerField(null=True, blank=True)
    last_used = models.CharField(max_length=10, blank=True)
    breaks = models.CharField(max_length=500, blank=True)
    treated = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            *kept_by("substance_use"),
            one_of("substance", "substance_use", SubstanceKind.values(), empty=False),
            one_of("how_often", "substance_use", HowOften.values()),
            is_day("last_used", "substance_use"),
            models.CheckConstraint(
                condition=Q(routes__contained_by=UseRoute.values()),
                name="substance_use_routes_known",
            ),
            models.CheckConstraint(
                condition=Q(first_age__isnull=True) | Q(first_age__lte=OLDEST_FIRST_USE), name="substance_use_first_age_possible"
            ),
        ]
        indexes = [listed("substance_use")]

    def __str__(self) -> str:
        return f"substance use {self.pk}"


@tracked()
class Overdose(Entry):
    """One overdose that the person lived through. Clinical reference 8.3; what happens from now on is an event of its own."""

    occurred = models.CharField(max_length=10, blank=True)
    substances = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=16, choices=Place.choices(), blank=True)
    intent = models.CharField(max_length=16, choices=Intent.choices(), blank=True)
    was_alone = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    after_break = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    naloxone = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    naloxone_doses = models.PositiveSmallIntegerField(null=True, blank=True)
    called_911 = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    hospital = models.CharField(max_length=16, choices=Hospital.choices(), blank=True)
    on_medication = models.CharField(max_length=16, choices=Told.choices(), blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            *kept_by("overdose"),
            is_day("occurred", "overdose"),
            one_of("place", "overdose", Place.values()),
            one_of("intent", "overdose", Intent.values()),
            *(
                one_of(name, "overdose", Told.values())
                for name in ("was_alone", "after_break", "naloxone", "called_911", "on_medication")
            ),
            one_of("hospital", "overdose", Hospital.values()),
            models.CheckConstraint(
                condition=Q(naloxone_doses__isnull=True) | Q(naloxone=Told.YES.value, naloxone_doses__lte=20),
                name="overdose_doses_were_given",
            ),
        ]
        indexes = [listed("overdose")]

    def __str__(self) -> str:
        return f"overdose {self.pk}"


@tracked()
class TreatmentEpisode(Entry):
    """One time in treatment, here or elsewhere, before this care began."""

    setting = models.CharField(max_length=16, choices=Setting.choices())
    place = models.CharField(max_length=120, blank=True)
    began = models.CharField(max_length=10, blank=True)
    ended = models.CharField(max_length=10, blank=True)
    for_what = models.CharField(max_length=120, blank=True)
    medication = models.CharField(max_length=120, blank=True)
    how_ended = models.CharField(max_length=16, choices=TreatmentEnd.choices(), blank=True)
    helped = models.CharField(max_length=16, choices=Helped.choices(), blank=True)
    what_helped = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            *kept_by("treatment_episode"),
            one_of("setting", "treatment_episode", Setting.values(), empty=False),
            is_day("began", "treatment_episode"),
            is_day("ended", "treatment_episode"),
            one_of("how_ended", "treatment_episode", TreatmentEnd.values()),
            one_of("helped", "treatment_episode", Helped.values()),
        ]
        indexes = [listed("treatment")]

    def __str__(self) -> str:
        return f"treatment episode {self.pk}"
