"""The person: who they are, how to reach them, allergies, conditions, what other systems call them, and the search keys."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import DateField, F, Func, Q
from django.db.models.functions import Upper

from care.actor import Category
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.dates import ZONE_CHOICES
from care.lib.ids import uuid7
from patients.rules import (
    CATEGORIES,
    LONGEST_KEY,
    PARTIAL_DATE,
    AllergiesState,
    ClinicalStatus,
    ContactKind,
    ImportedKind,
    KeyKind,
    Language,
    VerificationStatus,
)

LANGUAGE_CHOICES = [(language.value, language.label) for language in Language]
ALLERGIES_CHOICES = [(state.value, state.label) for state in AllergiesState]
CONTACT_CHOICES = [(kind.value, kind.label) for kind in ContactKind]
KEY_CHOICES = [(kind.value, kind.label) for kind in KeyKind]
CATEGORY_CHOICES = [(category.value, category.label) for category in CATEGORIES]
CLINICAL_CHOICES = [(status.value, status.label) for status in ClinicalStatus]
VERIFICATION_CHOICES = [(status.value, status.label) for status in VerificationStatus]
IMPORTED_CHOICES = [(kind.value, kind.label) for kind in ImportedKind]


def _day_of(field: str, days: str) -> Func:
    """The UTC day of a moment, some days later or earlier: for constraints (130 years are 47,483 days)."""
    return Func(F(field), template=f"((%(expressions)s AT TIME ZONE 'UTC')::date {days})", output_field=DateField())


@tracked()
class Patient(models.Model):
    """A person, as one programme knows them. `version` counts the changes of this row and of the contact points."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    mrn = models.CharField("MRN", max_length=32)
    legal_given = models.CharField("legal given names", max_length=120, blank=True)
    legal_family = models.CharField("legal family names", max_length=120, blank=True)
    chosen_name = models.CharField(max_length=120, blank=True)
    former_names = ArrayField(models.CharField(max_length=240), default=list, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    birth_date = models.DateField()
    zone = models.CharField("time zone", max_length=64, choices=ZONE_CHOICES, default="America/New_York")
    language = models.CharField(max_length=8, choices=LANGUAGE_CHOICES, default=Language.ENGLISH.value)
    allergies_state = models.CharField(max_length=16, choices=ALLERGIES_CHOICES, default=AllergiesState.NOT_ASKED.value)
    ask_for = models.CharField(max_length=200, blank=True)
    code_word = models.CharField(max_length=60, blank=True)
    contact_note = models.CharField(max_length=300, blank=True)
    deceased_on = models.DateField(null=True, blank=True)
    death_recorded_at = models.DateTimeField(null=True, blank=True)
    death_recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", Upper("mrn"), name="patient_mrn_once_in_an_organisation"),
            models.CheckConstraint(condition=~Q(mrn=""), name="patient_has_mrn"),
            models.CheckConstraint(condition=~Q(legal_given="", legal_family="", chosen_name=""), name="patient_has_a_name"),
            models.CheckConstraint(
                condition=Q(birth_date__lte=_day_of("registered_at", "+ 1"), birth_date__gte=_day_of("registered_at", "- 47483")),
                name="patient_birth_date_possible",
            ),
            models.CheckConstraint(
                condition=Q(allergies_state__in=[state.value for state in AllergiesState]), name="patient_allergies_state_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=[language.value for language in Language]), name="patient_language_known"
            ),
            models.CheckConstraint(condition=pair("death_recorded"), name="patient_death_recorded_pair"),
            models.CheckConstraint(
                condition=Q(deceased_on__isnull=True, death_recorded_at__isnull=True)
                | Q(deceased_on__isnull=False, death_recorded_at__isnull=False),
                name="patient_death_is_recorded",
            ),
            models.CheckConstraint(
                condition=Q(deceased_on__isnull=True) | Q(deceased_on__gte=F("birth_date")), name="patient_dies_after_birth"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="patient_version_counts"),
        ]
        indexes = [models.Index(fields=["organisation", "birth_date"], name="patient_by_birth_date")]

    def __str__(self) -> str:
        return f"patient {self.pk}"


@tracked()
class ContactPoint(models.Model):
    """One way to reach the person, and what may be done with it at which local hours. Phones are E.164."""

    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=8, choices=CONTACT_CHOICES)
    value = models.CharField(max_length=254)
    may_call = models.BooleanField(default=False)
    may_text = models.BooleanField(default=False)
    may_leave_message = models.BooleanField(default=False)
    is_shared = models.BooleanField(default=False)
    hours_from = models.TimeField(null=True, blank=True)
    hours_to = models.TimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "kind", "value"], name="contact_point_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in ContactKind]), name="contact_point_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=ContactKind.PHONE.value) | Q(value__regex=r"^\+[1-9][0-9]{4,14}$"),
                name="contact_point_phone_is_e164",
            ),
            models.CheckConstraint(
                condition=Q(kind=ContactKind.PHONE.value) | Q(may_call=False, may_text=False),
                name="contact_point_email_is_not_called",
            ),
            models.CheckConstraint(
                condition=Q(hours_from__isnull=True, hours_to__isnull=True)
                | (Q(hours_from__isnull=False, hours_to__isnull=False) & ~Q(hours_from=F("hours_to"))),
                name="contact_point_hours_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"contact point {self.pk}"


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

    `category` says which readers it is for; it was decided by the code (`patients.rules.category_of`).
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="conditions")
    system = models.CharField("code system", max_length=200, blank=True)
    code = models.CharField(max_length=64, blank=True)
    display = models.CharField(max_length=300)
    category = models.CharField(max_length=16, choices=CATEGORY_CHOICES, default=Category.SUD.value)
    clinical_status = models.CharField(max_length=16, choices=CLINICAL_CHOICES)
    verification_status = models.CharField(max_length=16, choices=VERIFICATION_CHOICES)
    onset = models.CharField(max_length=10, blank=True)
    abatement = models.CharField(max_length=10, blank=True)
    noted = models.CharField(max_length=10, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

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
            models.CheckConstraint(condition=pair("removed"), name="condition_removed_pair"),
        ]
        indexes = [models.Index(fields=["patient"], condition=Q(removed_at__isnull=True), name="condition_open_by_patient")]

    def __str__(self) -> str:
        return f"condition {self.pk}"


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
