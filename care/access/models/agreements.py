"""Agreements with service organizations, researchers and auditors (42 CFR 2.11, 2.52, 2.53)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.access.vocabulary import AgreementKind
from care.actor import Category
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7

KIND_CHOICES = [(kind.value, kind.label) for kind in AgreementKind]
CATEGORY_CHOICES = [(category.value, category.label) for category in Category]
COUNSELING = [Category.COUNSELLING_NOTE.value]


@tracked()
class Agreement(models.Model):
    """What one program agreed in writing with one party, and which data it covers; never reworded, only ended.

    `from_day` and `until_day` are the first and the last day on which something may rest on it; without a last day it stands
    until it is ended. `destroy_day` is the day by which the party destroys what it got.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    party = models.CharField(max_length=160)
    reference = models.CharField(max_length=80)
    covers = models.CharField(max_length=500)
    categories = ArrayField(models.CharField(max_length=24, choices=CATEGORY_CHOICES))
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    destroy_day = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in AgreementKind]), name="agreement_kind_known"),
            models.CheckConstraint(
                condition=~Q(party="") & ~Q(reference="") & ~Q(covers=""), name="agreement_says_with_whom_and_what"
            ),
            models.CheckConstraint(
                condition=Q(categories__len__gt=0, categories__contained_by=[category.value for category in Category])
                & ~Q(categories__overlap=COUNSELING),
                name="agreement_categories_known",
            ),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")), name="agreement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(destroy_day__isnull=True) | Q(destroy_day__gte=F("from_day")), name="agreement_destroys_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(kind=AgreementKind.AUDIT.value) | Q(destroy_day__isnull=False, until_day__isnull=False),
                name="agreement_audit_has_days",
            ),
            models.CheckConstraint(condition=pair("ended"), name="agreement_ended_pair"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_reason="") | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="agreement_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("recorded_at")), name="agreement_ended_after_recording"
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "reference"], condition=Q(ended_at__isnull=True), name="agreement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"
