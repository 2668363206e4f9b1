"""The person, and how to reach them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import DateField, F, Func, Q
from django.db.models.functions import Upper

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.dates import ZONE_CHOICES
from care.lib.ids import uuid7
from patients.rules import (
    AllergiesState,
    ContactKind,
    Language,
)

LANGUAGE_CHOICES = [(language.value, language.label) for language in Language]


ALLERGIES_CHOICES = [(state.value, state.label) for state in AllergiesState]


CONTACT_CHOICES = [(kind.value, kind.label) for kind in ContactKind]


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
