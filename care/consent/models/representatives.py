"""Who signs for somebody, and from which age a state lets somebody sign alone. A patient is known here only by number."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.consent.rules import Evidence, RepresentativeKind, Service
from care.lib.constraints import pair_or_job
from care.lib.ids import uuid7
from care.lib.states import STATE_CHOICES, STATES

KIND_CHOICES = [(kind.value, kind.label) for kind in RepresentativeKind]
EVIDENCE_CHOICES = [(evidence.value, evidence.label) for evidence in Evidence]
SERVICE_CHOICES = [(service.value, service.label) for service in Service]
_LIMITED = [RepresentativeKind.PARENT.value, RepresentativeKind.DIRECTOR.value]


@tracked()
class Representative(models.Model):
    """Somebody who may sign for a person, or beside them (42 CFR 2.14, 2.15): by which right, and what was seen of it.

    `expires_at` is the first moment at which the right is over: of a parent, the day on which the minor comes of age.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=KIND_CHOICES)
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=80)
    evidence = models.CharField(max_length=16, choices=EVIDENCE_CHOICES)
    evidence_words = models.CharField(max_length=200)
    evidence_on = models.DateField()
    starts_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_job = models.CharField(max_length=64, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in RepresentativeKind]), name="representative_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=[evidence.value for evidence in Evidence]), name="representative_evidence_known"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(relation="") & ~Q(evidence_words=""), name="representative_is_complete"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("starts_at")), name="representative_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=_LIMITED) | Q(expires_at__isnull=False), name="representative_has_last_day"
            ),
            models.CheckConstraint(condition=pair_or_job("ended"), name="representative_ended_pair"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="representative_ended_with_reason",
            ),
            models.UniqueConstraint(
                fields=["patient", "organisation", "kind", "name"],
                condition=Q(ended_at__isnull=True),
                name="representative_once",
            ),
        ]
        indexes = [models.Index(fields=["patient", "organisation"], name="representative_of_patient")]

    def __str__(self) -> str:
        return f"representative {self.pk}"


class MinorConsent(models.Model):
    """From which age a state lets a minor consent to a service alone. A catalogue; unverified rows open nothing.

    Without `min_age` the state asks for a parent's consent at every age.
    """

    state = models.CharField(max_length=2, choices=STATE_CHOICES)
    service = models.CharField(max_length=16, choices=SERVICE_CHOICES)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="minor_consent_state_known"),
            models.CheckConstraint(
                condition=Q(service__in=[service.value for service in Service]), name="minor_consent_service_known"
            ),
            models.CheckConstraint(condition=Q(min_age__isnull=True) | Q(min_age__lte=20), name="minor_consent_age_possible"),
            models.CheckConstraint(condition=~Q(source=""), name="minor_consent_has_source"),
            models.UniqueConstraint(fields=["state", "service"], name="minor_consent_once"),
        ]

    def __str__(self) -> str:
        return f"minor consent {self.state} {self.service}"
