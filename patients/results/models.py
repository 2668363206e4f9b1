"""What was measured, what drug tests were asked for and collected, and what they said of each substance."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.actor import Category
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.results.rules import AnalyteWord, DrugTestState, Formula, Method, Outcome, ResultKind, Specimen
from patients.rules import CATEGORIES

CATEGORY_CHOICES = [(category.value, category.label) for category in CATEGORIES]
CATEGORY_VALUES = [category.value for category in CATEGORIES]


def _number(digits: int = 12, places: int = 4) -> "models.DecimalField[Decimal | str | float | None, Decimal | None]":
    return models.DecimalField(max_digits=digits, decimal_places=places, null=True, blank=True)


def _wrong_pair(name: str) -> list[models.BaseConstraint]:
    """What was marked wrong says when, by whom and why; nothing is deleted."""
    return [
        models.CheckConstraint(condition=pair("wrong"), name=f"{name}_wrong_pair"),
        models.CheckConstraint(
            condition=Q(wrong_at__isnull=True, wrong_reason="") | (Q(wrong_at__isnull=False) & ~Q(wrong_reason="")),
            name=f"{name}_wrong_with_reason",
        ),
    ]


def _stands_at(status: DrugTestState, **has: bool) -> Q:
    """The moments that a test has, or has not, where it stands."""
    return Q(status=status.value, **{f"{name}_at__isnull": not there for name, there in has.items()})


class Marked(models.Model):
    """A row that is never deleted: where it was a mistake it says so."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    wrong_at = models.DateTimeField(null=True, blank=True)
    wrong_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wrong_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


@tracked()
class Result(Marked):
    """One result of a person. `value` is in the unit of its kind; `given` and `given_unit` are as it was written down.

    Of a blood pressure `second` is the lower value; of a heart tracing `value` is QTc and the columns from `qt` on say how it
    came about. `is_sure`: the value is far from what is usual, and whoever wrote it down said that it is so.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ResultKind.choices())
    category = models.CharField(max_length=16, choices=CATEGORY_CHOICES, default=Category.SUD.value)
    measured_at = models.DateTimeField()
    value = _number()
    second = _number()
    unit = models.CharField(max_length=20, blank=True)
    given = _number()
    given_unit = models.CharField(max_length=20, blank=True)
    upper = _number()
    given_upper = _number()
    words = models.CharField(max_length=300, blank=True)
    qt = _number(6, 1)
    rr = _number(6, 1)
    heart_rate = _number(6, 1)
    formula = models.CharField(max_length=12, choices=Formula.choices(), blank=True)
    device = _number(6, 1)
    reader = models.CharField(max_length=120, blank=True)
    is_sure = models.BooleanField(default=False)
    place = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ResultKind.values()), name="result_kind_known"),
            models.CheckConstraint(condition=Q(category__in=CATEGORY_VALUES), name="result_category_known"),
            models.CheckConstraint(condition=Q(formula="") | Q(formula__in=Formula.values()), name="result_formula_known"),
            models.CheckConstraint(condition=Q(value__isnull=False) | ~Q(words=""), name="result_says_something"),
            models.CheckConstraint(
                condition=Q(value__isnull=True, given__isnull=True, unit="", given_unit="")
                | (Q(value__isnull=False, given__isnull=False) & ~Q(unit="") & ~Q(given_unit="")),
                name="result_value_has_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(kind=ResultKind.BLOOD_PRESSURE.value, second__isnull=False, second__lt=F("value"))
                | (~Q(kind=ResultKind.BLOOD_PRESSURE.value) & Q(second__isnull=True)),
                name="result_second_of_a_pressure",
            ),
            models.CheckConstraint(
                condition=(Q(kind=ResultKind.QTC.value) & ~Q(formula="")) | (~Q(kind=ResultKind.QTC.value) & Q(formula="")),
                name="result_formula_of_a_tracing",
            ),
            models.CheckConstraint(condition=Q(measured_at__lte=F("recorded_at")), name="result_measured_before_recorded"),
            *_wrong_pair("result"),
        ]
        indexes = [
            models.Index(fields=["patient", "-measured_at", "-id"], condition=Q(wrong_at__isnull=True), name="result_by_moment"),
        ]

    def __str__(self) -> str:
        return f"result {self.pk}"


@tracked()
class DrugTest(Marked):
    """One drug test: asked for, collected, its result in; or not needed, or declined. What it found stands in its analytes.

    `looked_for` names what the panel is to look for, so that what is missing is seen.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=DrugTestState.choices(), default=DrugTestState.ORDERED.value)
    specimen = models.CharField(max_length=12, choices=Specimen.choices(), default=Specimen.URINE.value)
    is_random = models.BooleanField(default=False)
    was_observed = models.BooleanField(default=False)
    lab = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    looked_for = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    collected_at = models.DateTimeField(null=True, blank=True)
    collected_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resulted_at = models.DateTimeField(null=True, blank=True)
    resulted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=DrugTestState.values()), name="drug_test_status_known"),
            models.CheckConstraint(condition=Q(specimen__in=Specimen.values()), name="drug_test_specimen_known"),
            models.CheckConstraint(
                condition=Q(looked_for__contained_by=AnalyteWord.values()), name="drug_test_looks_for_known_substances"
            ),
            models.CheckConstraint(condition=pair("collected"), name="drug_test_collected_pair"),
            models.CheckConstraint(condition=pair("resulted"), name="drug_test_resulted_pair"),
            models.CheckConstraint(condition=pair("ended"), name="drug_test_ended_pair"),
            models.CheckConstraint(
                condition=_stands_at(DrugTestState.ORDERED, collected=False, resulted=False, ended=False)
                | _stands_at(DrugTestState.COLLECTED, collected=True, resulted=False, ended=False)
                | _stands_at(DrugTestState.RESULTED, collected=True, resulted=True, ended=False)
                | _stands_at(DrugTestState.CANCELLED, resulted=False, ended=True)
                | _stands_at(DrugTestState.DECLINED, collected=False, resulted=False, ended=True),
                name="drug_test_moments_fit_status",
            ),
            models.CheckConstraint(
                condition=Q(resulted_at__isnull=True) | Q(resulted_at__gte=F("collected_at")),
                name="drug_test_resulted_after_collected",
            ),
            *_wrong_pair("drug_test"),
        ]
        indexes = [
            models.Index(fields=["patient", "-recorded_at", "-id"], condition=Q(wrong_at__isnull=True), name="drug_test_newest"),
        ]

    def __str__(self) -> str:
        return f"drug test {self.pk}"


@tracked()
class DrugTestAnalyte(Marked):
    """What one test said of one substance by one method. A correction marks the earlier row wrong."""

    drug_test = models.ForeignKey(DrugTest, on_delete=models.PROTECT, related_name="analytes")
    analyte = models.CharField(max_length=20, choices=AnalyteWord.choices())
    method = models.CharField(max_length=12, choices=Method.choices())
    outcome = models.CharField(max_length=10, choices=Outcome.choices())
    level = _number()
    cutoff = _number()
    unit = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["drug_test", "analyte", "method"], condition=Q(wrong_at__isnull=True), name="analyte_once_by_a_method"
            ),
            models.CheckConstraint(condition=Q(analyte__in=AnalyteWord.values()), name="analyte_known"),
            models.CheckConstraint(condition=Q(method__in=Method.values()), name="analyte_method_known"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values()), name="analyte_outcome_known"),
            models.CheckConstraint(
                condition=(Q(level__isnull=True, cutoff__isnull=True, unit="")) | ~Q(unit=""), name="analyte_level_has_a_unit"
            ),
            models.CheckConstraint(
                condition=(Q(level__isnull=True) | Q(level__gte=0)) & (Q(cutoff__isnull=True) | Q(cutoff__gt=0)),
                name="analyte_level_possible",
            ),
            *_wrong_pair("analyte"),
        ]

    def __str__(self) -> str:
        return f"analyte {self.pk}"
