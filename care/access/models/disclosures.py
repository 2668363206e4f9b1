"""The accounting of disclosures (42 CFR 2.25, 2.32): who received what of whom. The application adds and reads, nothing else."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from care.access.vocabulary import Channel, Outcome
from care.actor import Category, Purpose
from care.lib.ids import uuid7

CATEGORY_CHOICES = [(category.value, category.label) for category in Category]
CHANNEL_CHOICES = [(channel.value, channel.label) for channel in Channel]
OUTCOME_CHOICES = [(outcome.value, outcome.label) for outcome in Outcome]
PURPOSE_CHOICES = [(purpose.value, purpose.label) for purpose in Purpose]


class Disclosure(models.Model):
    """One person's data given to one recipient, once. `resource` and `uuids` say what; `notice` which text of 2.32 went along."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    at = models.DateTimeField()
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    partner = models.ForeignKey("accounts.PartnerSystem", on_delete=models.PROTECT, related_name="+", db_index=False)
    recipient = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    consent = models.ForeignKey("consent.Consent", on_delete=models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=16, choices=PURPOSE_CHOICES)
    basis = models.CharField(max_length=24)
    categories = ArrayField(models.CharField(max_length=24, choices=CATEGORY_CHOICES))
    resource = models.CharField(max_length=32)
    uuids = ArrayField(models.UUIDField(), default=list)
    notice = models.CharField(max_length=32)
    scope_attached = models.BooleanField()
    channel = models.CharField(max_length=16, choices=CHANNEL_CHOICES)
    outcome = models.CharField(max_length=16, choices=OUTCOME_CHOICES)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=[purpose.value for purpose in Purpose]), name="disclosure_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(categories__len__gt=0, categories__contained_by=[category.value for category in Category]),
                name="disclosure_categories_known",
            ),
            models.CheckConstraint(condition=~Q(resource="") & ~Q(basis=""), name="disclosure_says_what"),
            models.CheckConstraint(condition=~Q(notice="") & Q(scope_attached=True), name="disclosure_with_notice_and_scope"),
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]), name="disclosure_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[outcome.value for outcome in Outcome]), name="disclosure_outcome_known"
            ),
        ]
        indexes = [models.Index(fields=["patient", "-at", "-id"], name="disclosure_of_patient")]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"
