"""What the person says of themselves, where they live, and under which numbers others know them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.actor.vocabulary import Described
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.models.people import LANGUAGE_CHOICES, Patient
from patients.rules import (
    HOME_COUNTRY,
    NOT_A_RACE,
    AddressState,
    BirthSex,
    Ethnicity,
    Gender,
    GenderIdentity,
    Interpreter,
    Language,
    Mail,
    NumberKind,
    Place,
    Race,
    Reading,
    Sex,
    TribeEnrollment,
)


def choices_of(words: type[Described]) -> list[tuple[str, str]]:
    """The choices of a column, in the order of the vocabulary."""
    return [(word.value, word.label) for word in words]


def one_of(field: str, words: type[Described], *, or_nothing: bool = True) -> Q:
    """That a column holds a word of the vocabulary, or nothing: nobody has asked."""
    return Q(**{f"{field}__in": [*([""] if or_nothing else []), *(word.value for word in words)]})


READING_CHOICES = [*LANGUAGE_CHOICES, (Reading.READ_ALOUD.value, "Read aloud")]
_LANGUAGES = [language.value for language in Language]


@tracked()
class Demographics(models.Model):
    """What one person said of themselves. Empty is 'not asked'; 'prefers not to say' is an answer.

    `version` counts the changes of this row and of the addresses; without a row it is 0 and nothing was asked.
    """

    patient = models.OneToOneField(Patient, on_delete=models.CASCADE, related_name="demographics")
    name_suffix = models.CharField(max_length=20, blank=True)
    gender = models.CharField("gender on the papers", max_length=12, choices=choices_of(Gender), blank=True)
    sex = models.CharField(max_length=12, choices=choices_of(Sex), blank=True)
    birth_sex = models.CharField("sex assigned at birth", max_length=12, choices=choices_of(BirthSex), blank=True)
    gender_identity = models.CharField(max_length=16, choices=choices_of(GenderIdentity), blank=True)
    gender_words = models.CharField("gender in their own words", max_length=120, blank=True)
    race = ArrayField(models.CharField(max_length=12, choices=choices_of(Race)), default=list, blank=True)
    race_detail = models.CharField(max_length=200, blank=True)
    ethnicity = models.CharField(max_length=12, choices=choices_of(Ethnicity), blank=True)
    ethnicity_detail = models.CharField(max_length=200, blank=True)
    tribes = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    tribe_enrollment = models.CharField(max_length=16, choices=choices_of(TribeEnrollment), blank=True)
    reads = models.CharField("reads in", max_length=8, choices=READING_CHOICES, blank=True)
    other_languages = ArrayField(models.CharField(max_length=8, choices=LANGUAGE_CHOICES), default=list, blank=True)
    interpreter = models.CharField(max_length=12, choices=choices_of(Interpreter), blank=True)
    interpreter_note = models.CharField(max_length=200, blank=True)
    address_state = models.CharField("where they live", max_length=12, choices=choices_of(AddressState), blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("gender", Gender), name="demographics_gender_known"),
            models.CheckConstraint(condition=one_of("sex", Sex), name="demographics_sex_known"),
            models.CheckConstraint(condition=one_of("birth_sex", BirthSex), name="demographics_birth_sex_known"),
            models.CheckConstraint(
                condition=one_of("gender_identity", GenderIdentity), name="demographics_gender_identity_known"
            ),
            models.CheckConstraint(
                condition=Q(race__contained_by=[race.value for race in Race])
                & (Q(race__len__lte=1) | ~Q(race__overlap=sorted(race.value for race in NOT_A_RACE))),
                name="demographics_race_known",
            ),
            models.CheckConstraint(condition=one_of("ethnicity", Ethnicity), name="demographics_ethnicity_known"),
            models.CheckConstraint(
                condition=one_of("tribe_enrollment", TribeEnrollment), name="demographics_tribe_enrollment_known"
            ),
            models.CheckConstraint(
                condition=Q(reads__in=["", *_LANGUAGES, Reading.READ_ALOUD.value]), name="demographics_reads_known"
            ),
            models.CheckConstraint(
                condition=Q(other_languages__contained_by=_LANGUAGES), name="demographics_other_languages_known"
            ),
            models.CheckConstraint(condition=one_of("interpreter", Interpreter), name="demographics_interpreter_known"),
            models.CheckConstraint(condition=one_of("address_state", AddressState), name="demographics_address_state_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="demographics_version_counts"),
        ]

    def __str__(self) -> str:
        return f"demographics {self.pk}"


@tracked()
class PersonAddress(models.Model):
    """Where the person lives, stays, gets mail or can be found, until it is over."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="addresses")
    place = models.CharField(max_length=12, choices=choices_of(Place))
    line1 = models.CharField(max_length=120, blank=True)
    line2 = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=40, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    country = models.CharField(max_length=2, default=HOME_COUNTRY)
    directions = models.CharField(max_length=300, blank=True)
    mail = models.CharField(max_length=8, choices=choices_of(Mail), blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("place", Place, or_nothing=False), name="person_address_place_known"),
            models.CheckConstraint(condition=one_of("mail", Mail), name="person_address_mail_known"),
            models.CheckConstraint(
                condition=~Q(line1="") | ~Q(city="") | ~Q(postal_code="") | ~Q(directions=""), name="person_address_says_where"
            ),
            models.CheckConstraint(condition=Q(country__regex=r"^[A-Z]{2}$"), name="person_address_country_is_a_code"),
            models.CheckConstraint(
                condition=~Q(country=HOME_COUNTRY) | Q(postal_code="") | Q(postal_code__regex=r"^[0-9]{5}(-[0-9]{4})?$"),
                name="person_address_zip_has_its_digits",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="person_address_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=pair("ended"), name="person_address_ended_pair"),
        ]
        indexes = [models.Index(fields=["patient"], condition=Q(ended_at__isnull=True), name="person_address_open_by_patient")]

    def __str__(self) -> str:
        return f"person address {self.pk}"


@tracked()
class KnownNumber(models.Model):
    """A number under which somebody else knows the person, typed by hand. Nobody else of the organisation has it.

    `issuer_key` and `value_key` are what is compared: without case, spaces and dashes.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="known_numbers")
    kind = models.CharField(max_length=12, choices=choices_of(NumberKind))
    issuer = models.CharField(max_length=120)
    value = models.CharField(max_length=60)
    issuer_key = models.CharField(max_length=120)
    value_key = models.CharField(max_length=60)
    valid_until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "value_key", "issuer_key", "kind"],
                condition=Q(removed_at__isnull=True),
                name="known_number_once_in_an_organisation",
            ),
            models.CheckConstraint(condition=one_of("kind", NumberKind, or_nothing=False), name="known_number_kind_known"),
            models.CheckConstraint(condition=~Q(issuer_key="") & ~Q(value_key=""), name="known_number_says_something"),
            models.CheckConstraint(condition=pair("removed"), name="known_number_removed_pair"),
        ]

    def __str__(self) -> str:
        return f"known number {self.pk}"
