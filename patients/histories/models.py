"""What people brought along: one table for each kind of line, who they are in their source, and the runs that brought them.

A line is written once. What a source says anew stands in a new row beside the old one, which names the run that replaced it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.histories.rules import DoseOutcome, Expected, Finding, VisitOutcome, VisitReason


@tracked()
class HistoryImport(models.Model):
    """One run of an import: who, when, of which source, and what came of it, file by file."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=60)
    counts = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="history_import_source_named"),
            models.CheckConstraint(condition=pair("finished"), name="history_import_finished_pair"),
        ]
        indexes = [models.Index(fields=["organisation", "source"], name="history_import_by_source")]

    def __str__(self) -> str:
        return f"history import {self.pk}"


@tracked()
class PastPerson(models.Model):
    """Who somebody is in a source. `is_registered`: the import registered them; else they were here and matched by number.

    `base_date` is the day from which the source counts. `version` is that of the person's row after the last run, and
    `background` that of what they said of themselves: who has other ones was worked on since.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    brought = models.ForeignKey(HistoryImport, on_delete=models.PROTECT, related_name="+")
    base_date = models.DateField(null=True, blank=True)
    is_registered = models.BooleanField()
    version = models.PositiveIntegerField(default=1)
    background = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "source", "key"], name="past_person_once"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(key=""), name="past_person_is_named"),
        ]

    def __str__(self) -> str:
        return f"past person {self.pk}"


class PastLine(models.Model):
    """What every kind of line has: whose it is, of which source, by which key it is known again, its day, and its run."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=60)
    key = models.CharField(max_length=260)
    on = models.DateField()
    line = models.PositiveIntegerField()
    brought = models.ForeignKey(HistoryImport, on_delete=models.PROTECT, related_name="+", db_index=False)
    replaced = models.ForeignKey(HistoryImport, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source", "key"], condition=Q(replaced__isnull=True), name="%(class)s_once"
            ),
            models.CheckConstraint(condition=~Q(source="") & ~Q(key=""), name="%(class)s_is_named"),
        ]
        indexes = [models.Index(fields=["patient", "on"], name="%(class)s_by_day")]


class PastOrder(PastLine):
    """A medication that was ordered, from `on` until `ended_on`; without an end nobody says when it ended."""

    medication = models.CharField(max_length=80)
    ended_on = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    frequency = models.CharField(max_length=60, blank=True)

    class Meta(PastLine.Meta):
        constraints = [
            *PastLine.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("on")), name="past_order_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"past order {self.pk}"


class PastDose(PastLine):
    """What was given of a medication on a day, or what became of it instead."""

    medication = models.CharField(max_length=80)
    amount = models.DecimalField(max_digits=10, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=20)
    outcome = models.CharField(max_length=12, choices=DoseOutcome.choices())

    class Meta(PastLine.Meta):
        constraints = [
            *PastLine.Meta.constraints,
            models.CheckConstraint(condition=Q(outcome__in=DoseOutcome.values()), name="past_dose_outcome_known"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(outcome__in=[DoseOutcome.GIVEN.value, DoseOutcome.TAKE_HOME.value]),
                name="past_dose_given_has_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"past dose {self.pk}"


class PastVisit(PastLine):
    """A visit that was planned, what came of it, and why."""

    name = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=12, choices=VisitOutcome.choices())
    reasons = ArrayField(models.CharField(max_length=12, choices=VisitReason.choices()), default=list, blank=True)

    class Meta(PastLine.Meta):
        constraints = [
            *PastLine.Meta.constraints,
            models.CheckConstraint(condition=Q(outcome__in=VisitOutcome.values()), name="past_visit_outcome_known"),
            models.CheckConstraint(condition=Q(reasons__contained_by=VisitReason.values()), name="past_visit_reasons_known"),
        ]

    def __str__(self) -> str:
        return f"past visit {self.pk}"


class PastDrugTest(PastLine):
    """What a drug test said of one substance. Without a substance: that nothing was found, or that it could not be read."""

    substance = models.CharField(max_length=60, blank=True)
    finding = models.CharField(max_length=12, choices=Finding.choices())
    expected = models.CharField(max_length=12, choices=Expected.choices(), blank=True)
    specimen = models.CharField(max_length=20)

    class Meta(PastLine.Meta):
        constraints = [
            *PastLine.Meta.constraints,
            models.CheckConstraint(condition=Q(finding__in=Finding.values()), name="past_test_finding_known"),
            models.CheckConstraint(condition=Q(expected__in=["", *Expected.values()]), name="past_test_expected_known"),
            models.CheckConstraint(
                condition=~Q(substance="") | ~Q(finding=Finding.FOUND.value), name="past_test_found_something"
            ),
        ]

    def __str__(self) -> str:
        return f"past drug test {self.pk}"


class PastScore(PastLine):
    """What an instrument came to, as the source says it. `is_ours`: it is one of ours, and its score stands among ours too."""

    instrument = models.CharField(max_length=60)
    name = models.CharField(max_length=24)
    value = models.DecimalField(max_digits=9, decimal_places=2)
    words = models.CharField(max_length=80, blank=True)
    is_ours = models.BooleanField(default=False)

    class Meta(PastLine.Meta):
        constraints = [
            *PastLine.Meta.constraints,
            models.CheckConstraint(condition=~Q(instrument=""), name="past_score_instrument_named"),
        ]

    def __str__(self) -> str:
        return f"past score {self.pk}"
