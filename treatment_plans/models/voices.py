"""Who signed a plan, who commented and asked at a line, and for whose plans a program asks its supervisor to sign."""

from django.db import models
from django.db.models import Q

from care.actor import Role
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.fields import EncryptedTextField
from care.lib.ids import uuid7
from treatment_plans.models.plans import Plan
from treatment_plans.vocabulary import Party, SigningWay, Subject


class Signature(models.Model):
    """One name under one version, or that somebody chose not to sign, with why. Written once.

    `revision` is the plan's revision that was signed: what is reworded later was not signed by it. `signed_by` is the
    colleague who signed, or in whose presence it was signed.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=12, choices=Party.choices())
    way = models.CharField(max_length=8, choices=SigningWay.choices())
    name = models.CharField(max_length=120, blank=True)
    drawn = EncryptedTextField(blank=True)
    reason = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField()
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(party__in=Party.values()), name="signature_party_known"),
            models.CheckConstraint(condition=Q(way__in=SigningWay.values()), name="signature_way_known"),
            models.CheckConstraint(condition=Q(way="declined") | ~Q(name=""), name="signature_has_name"),
            models.CheckConstraint(
                condition=(Q(way="drawn") & ~Q(drawn="")) | (~Q(way="drawn") & Q(drawn="")), name="signature_drawn_if_drawn"
            ),
        ]

    def __str__(self) -> str:
        return f"signature {self.pk}"


@tracked()
class Comment(models.Model):
    """A comment or a question at a line. A question is asked of a role or of one colleague; its answer points to it.

    `subject` is the `root` of the line, so that what was said at it stays with it in every version; that of a section is the
    person's plan itself, and `section` says which.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="comments")
    subject_kind = models.CharField(max_length=12, choices=Subject.choices())
    subject = models.UUIDField(null=True, blank=True)
    section = models.CharField(max_length=12, blank=True)
    text = models.TextField(max_length=1000)
    is_question = models.BooleanField(default=False)
    asked_role = models.CharField(max_length=32, blank=True)
    asked_staff = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_text_given"),
            models.CheckConstraint(condition=Q(subject_kind__in=Subject.values()), name="comment_subject_known"),
            models.CheckConstraint(
                condition=Q(subject_kind="plan", subject__isnull=True, section="")
                | (Q(subject_kind="section", subject__isnull=True) & ~Q(section=""))
                | (~Q(subject_kind__in=["plan", "section"]) & Q(subject__isnull=False, section="")),
                name="comment_has_subject",
            ),
            models.CheckConstraint(
                condition=Q(is_question=True, answers__isnull=True)
                | Q(is_question=False, asked_role="", asked_staff__isnull=True),
                name="comment_asked_if_question",
            ),
            models.CheckConstraint(condition=pair("resolved"), name="comment_resolved_pair"),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"


@tracked()
class SupervisorRule(models.Model):
    """That a program asks its supervisor to sign the plans that a role writes."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=32, choices=Role.choices())
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values()), name="supervisor_rule_role_known"),
            models.CheckConstraint(condition=pair("ended"), name="supervisor_rule_ended_pair"),
            models.UniqueConstraint(
                fields=["organisation", "role"], condition=Q(ended_at__isnull=True), name="supervisor_rule_once"
            ),
        ]

    def __str__(self) -> str:
        return f"supervisor rule {self.pk}"
