"""Links that were given out. A patient is known here only by number, and no secret is stored."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair_or_job
from care.links.rules import LinkPurpose


@tracked()
class Link(models.Model):
    """One link for one purpose, about one thing (`subject`), until it expires, is used or is taken back.

    Its number is random, not ordered by time: it is a part of the address that travels.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=16, choices=[(purpose.value, purpose.label) for purpose in LinkPurpose])
    subject = models.UUIDField()
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_by_job = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_by_job = models.CharField(max_length=64, blank=True)
    revoke_reason = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "subject"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="link_open_once",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=[purpose.value for purpose in LinkPurpose]), name="link_purpose_known"
            ),
            models.CheckConstraint(condition=pair_or_job("issued") & Q(issued_at__isnull=False), name="link_issued_pair"),
            models.CheckConstraint(condition=pair_or_job("revoked"), name="link_revoked_pair"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoke_reason="") | (Q(revoked_at__isnull=False) & ~Q(revoke_reason="")),
                name="link_revoked_has_reason",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("issued_at")), name="link_expires_after_issue"),
            models.CheckConstraint(condition=Q(used_at__isnull=True) | Q(used_at__lt=F("expires_at")), name="link_used_in_time"),
            models.CheckConstraint(condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True), name="link_used_or_revoked"),
        ]
        indexes = [
            models.Index(
                fields=["patient"], condition=Q(used_at__isnull=True, revoked_at__isnull=True), name="link_open_of_patient"
            ),
            models.Index(fields=["subject"], name="link_of_subject"),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"
