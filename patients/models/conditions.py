"""What harms the person, and what they live with."""

from django.db import models
from django.db.models import Q

from care.actor import Category
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.models.people import Patient
from patients.rules import (
    CATEGORIES,
    PARTIAL_DATE,
    ClinicalStatus,
    VerificationStatus,
)

CATEGORY_CHOICES = [(category.value, category.label) for category in CATEGORIES]


CLINICAL_CHOICES = [(status.value, status.label) for status in ClinicalStatus]


VERIFICATION_CHOICES = [(status.value, status.label) for status in VerificationStatus]


@tracked()
class Allergy(models.Model):
    """A substance that harmed the person, in words, until it is taken off the list."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="allergies")
    substance = models.CharField(max_length=120)
    reaction = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(substance=""), name="allergy_names_a_substance"),
            models.CheckConstraint(condition=pair("removed"), name="allergy_removed_pair"),
        ]
        indexes = [models.Index(fields=["patient"], condition=Q(removed_at__isnull=True), name="allergy_open_by_patient")]

    def __str__(self) -> str:
        return f"allergy {self.pk}"


@tracked()
class Condition(models.Model):
    """Something that the person has or had, coded. Dates are ISO 8601 of the precision that is known: '2015' or '2015-03-14'.

    `category` says which readers it is for; it was decided by the code (`patients.rules.category_of`). `version` counts the
    changes that colleagues make in the problem list.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="conditions")
    system = models.CharField("code system", max_length=200, blank=True)
    code = models.CharField(max_length=64, blank=True)
    code_version = models.CharField("version of the code system", max_length=20, blank=True)
    display = models.CharField(max_length=300)
    category = models.CharField(max_length=16, choices=CATEGORY_CHOICES, default=Category.SUD.value)
    clinical_status = models.CharField(max_length=16, choices=CLINICAL_CHOICES)
    verification_status = models.CharField(max_length=16, choices=VERIFICATION_CHOICES)
    onset = models.CharField(max_length=10, blank=True)
    abatement = models.CharField(max_length=10, blank=True)
    noted = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(display=""), name="condition_has_words"),
            models.CheckConstraint(condition=Q(code="") | ~Q(system=""), name="condition_code_has_a_system"),
            models.CheckConstraint(
                condition=Q(category__in=[category.value for category in CATEGORIES]), name="condition_category_known"
            ),
            models.CheckConstraint(
                condition=Q(clinical_status__in=[status.value for status in ClinicalStatus]),
                name="condition_clinical_status_known",
            ),
            models.CheckConstraint(
                condition=Q(verification_status__in=[status.value for status in VerificationStatus]),
                name="condition_verification_status_known",
            ),
            models.CheckConstraint(condition=Q(onset="") | Q(onset__regex=PARTIAL_DATE), name="condition_onset_is_a_date"),
            models.CheckConstraint(
                condition=Q(abatement="") | Q(abatement__regex=PARTIAL_DATE), name="condition_abatement_is_a_date"
            ),
            models.CheckConstraint(condition=Q(noted="") | Q(noted__regex=PARTIAL_DATE), name="condition_noted_is_a_date"),
            models.CheckConstraint(condition=pair("changed"), name="condition_changed_pair"),
            models.CheckConstraint(condition=pair("removed"), name="condition_removed_pair"),
            models.CheckConstraint(condition=Q(version__gte=1), name="condition_version_counts"),
        ]
        indexes = [models.Index(fields=["patient"], condition=Q(removed_at__isnull=True), name="condition_open_by_patient")]

    def __str__(self) -> str:
        return f"condition {self.pk}"
