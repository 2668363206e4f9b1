"""Who stands by the person, and what makes care fit them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.fields import EncryptedTextField
from care.lib.ids import uuid7
from patients.models.demographics import choices_of, one_of
from patients.models.people import LANGUAGE_CHOICES, Patient
from patients.rules import LONGEST_PREFERENCE, Knows, Language, Question, Relation, StaffGender


@tracked()
class SupportPerson(models.Model):
    """Somebody who stands by the person: how to reach them, and whether they know of care here.

    What they may be told is a consent's to say. `version` counts the changes of the row.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="support_people")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=12, choices=choices_of(Relation))
    relation_words = models.CharField("what they are to the person", max_length=60, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=8, choices=LANGUAGE_CHOICES, blank=True)
    may_be_called = models.BooleanField(default=False)
    may_leave_message = models.BooleanField(default=False)
    is_emergency_contact = models.BooleanField(default=False)
    knows = models.CharField(max_length=12, choices=choices_of(Knows), blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="support_person_has_a_name"),
            models.CheckConstraint(
                condition=one_of("relation", Relation, or_nothing=False), name="support_person_relation_known"
            ),
            models.CheckConstraint(condition=one_of("knows", Knows), name="support_person_knows_known"),
            models.CheckConstraint(
                condition=Q(language__in=["", *(language.value for language in Language)]), name="support_person_language_known"
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^\+[1-9][0-9]{4,14}$"), name="support_person_phone_is_e164"
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | Q(may_be_called=False, is_emergency_contact=False),
                name="support_person_is_called_by_phone",
            ),
            models.CheckConstraint(condition=pair("ended"), name="support_person_ended_pair"),
            models.CheckConstraint(condition=Q(version__gte=1), name="support_person_version_counts"),
        ]
        indexes = [models.Index(fields=["patient"], condition=Q(ended_at__isnull=True), name="support_person_open_by_patient")]

    def __str__(self) -> str:
        return f"support person {self.pk}"


@tracked(exclude=["immigration"])
class CarePreference(models.Model):
    """Culture and preferences of one person. Source: clinical reference 12.9.

    What to mind for their immigration safety is here only while the person wishes it, encrypted, and in no history: taken
    back, it is gone. `immigration_wish_at` is when they asked for it.
    """

    patient = models.OneToOneField(Patient, on_delete=models.CASCADE, related_name="care_preference")
    faith = models.CharField(max_length=LONGEST_PREFERENCE, blank=True)
    healing = models.CharField(max_length=LONGEST_PREFERENCE, blank=True)
    food = models.CharField(max_length=LONGEST_PREFERENCE, blank=True)
    family_role = models.CharField(max_length=LONGEST_PREFERENCE, blank=True)
    staff_gender = models.CharField(max_length=12, choices=choices_of(StaffGender), blank=True)
    stigma = models.CharField(max_length=LONGEST_PREFERENCE, blank=True)
    safety = models.CharField(max_length=LONGEST_PREFERENCE, blank=True)
    words = models.CharField(max_length=LONGEST_PREFERENCE, blank=True)
    declined = ArrayField(models.CharField(max_length=16, choices=choices_of(Question)), default=list, blank=True)
    immigration = EncryptedTextField(blank=True)
    immigration_wish_at = models.DateTimeField(null=True, blank=True)
    immigration_wish_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("staff_gender", StaffGender), name="care_preference_staff_gender_known"),
            models.CheckConstraint(
                condition=Q(declined__contained_by=[question.value for question in Question]),
                name="care_preference_declined_known",
            ),
            models.CheckConstraint(condition=pair("immigration_wish"), name="care_preference_immigration_wish_pair"),
            models.CheckConstraint(
                condition=Q(immigration="", immigration_wish_at__isnull=True)
                | (~Q(immigration="") & Q(immigration_wish_at__isnull=False)),
                name="care_preference_immigration_by_wish",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="care_preference_version_counts"),
        ]

    def __str__(self) -> str:
        return f"care preference {self.pk}"
