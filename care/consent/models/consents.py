"""Consents. A patient is known here only by number."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.actor import Category, Purpose
from care.audit.history import tracked
from care.consent.rules import MAY_BE_FOR, MAY_COVER, How, Kind, Signer
from care.lib.constraints import pair
from care.lib.ids import uuid7

CATEGORY_CHOICES = [(category.value, category.label) for category in Category]
PURPOSE_CHOICES = [(purpose.value, purpose.label) for purpose in Purpose]
KIND_CHOICES = [(kind.value, kind.label) for kind in Kind]
HOW_CHOICES = [(how.value, how.label) for how in How]
SIGNER_CHOICES = [(signer.value, signer.label) for signer in Signer]


@tracked()
class Consent(models.Model):
    """A person's signed yes that one programme may give some of their record to one recipient, for a purpose, until a day.

    Once signed it is never reworded; it ends on its day or is taken back. `expires_at` is the first moment at which it no
    longer counts. `wording` names the text that was read, by version and language.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=16, choices=KIND_CHOICES, default=Kind.SPECIFIC.value)
    categories = ArrayField(models.CharField(max_length=24, choices=CATEGORY_CHOICES))
    purposes = ArrayField(models.CharField(max_length=16, choices=PURPOSE_CHOICES))
    what = models.CharField(max_length=500)
    wording = models.CharField(max_length=24)
    wording_language = models.CharField(max_length=8)
    how = models.CharField(max_length=16, choices=HOW_CHOICES)
    signer = models.CharField(max_length=16, choices=SIGNER_CHOICES, default=Signer.PATIENT.value)
    signature = models.CharField("name as signed", max_length=120)
    signed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoke_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="consent_kind_known"),
            models.CheckConstraint(condition=Q(how__in=[how.value for how in How]), name="consent_how_known"),
            models.CheckConstraint(condition=Q(signer__in=[signer.value for signer in Signer]), name="consent_signer_known"),
            models.CheckConstraint(
                condition=Q(categories__len__gt=0, categories__contained_by=[category.value for category in MAY_COVER]),
                name="consent_categories_known",
            ),
            models.CheckConstraint(
                condition=Q(purposes__len__gt=0, purposes__contained_by=[purpose.value for purpose in MAY_BE_FOR]),
                name="consent_purposes_known",
            ),
            models.CheckConstraint(condition=~Q(recipient=F("organisation")), name="consent_recipient_is_another"),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(wording="") & ~Q(wording_language="") & ~Q(signature=""), name="consent_is_complete"
            ),
            models.CheckConstraint(condition=Q(recorded_at__gte=F("signed_at")), name="consent_recorded_after_signing"),
            models.CheckConstraint(condition=Q(kind=Kind.TPO.value) | Q(expires_at__isnull=False), name="consent_has_last_day"),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("signed_at")), name="consent_ends_after_signing"
            ),
            models.CheckConstraint(condition=pair("revoked"), name="consent_revoked_pair"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoke_reason="") | (Q(revoked_at__isnull=False) & ~Q(revoke_reason="")),
                name="consent_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("signed_at")), name="consent_revoked_after_signing"
            ),
            models.UniqueConstraint(
                fields=["patient", "organisation", "recipient", "kind", "categories", "purposes", "expires_at"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="consent_once",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "patient"], condition=Q(revoked_at__isnull=True), name="consent_of_recipient"),
            models.Index(fields=["patient", "recipient"], name="consent_of_patient"),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"
