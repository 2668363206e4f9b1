"""Counseling notes and what was added to them: tables of their own, whose text is encrypted.

The history that triggers write leaves the text out: a draft is its author's own sheet of paper, and what was signed is never
reworded, which `seal` shows. So no second copy of a note lies anywhere, and a change of keys has one column to go through.
"""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.fields import EncryptedTextField
from care.lib.ids import uuid7
from treatment_plans.notes.vocabulary import ErrorReason, NoteStatus


@tracked(exclude=["text", "saved_at"])
class CounselingNote(models.Model):
    """A note about one conversation. `cosigner` is the colleague who was asked to co-sign, and then did.

    `session_on` is the day of the conversation; when it began and ended stands in the record, not here (42 CFR 2.11).
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, related_name="+")
    session_on = models.DateField()
    text = EncryptedTextField(blank=True)
    status = models.CharField(max_length=20, choices=NoteStatus.choices(), default=NoteStatus.DRAFT)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seal = models.CharField(max_length=64, blank=True)
    cosigner = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cosigned_at = models.DateTimeField(null=True, blank=True)
    cosigned_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    error_at = models.DateTimeField(null=True, blank=True)
    error_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    error_reason = models.CharField(max_length=16, choices=ErrorReason.choices(), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=NoteStatus.values()), name="note_status_known"),
            models.CheckConstraint(condition=pair("signed"), name="note_signed_pair"),
            models.CheckConstraint(condition=pair("asked"), name="note_asked_pair"),
            models.CheckConstraint(condition=pair("cosigned"), name="note_cosigned_pair"),
            models.CheckConstraint(condition=pair("error"), name="note_error_pair"),
            models.CheckConstraint(
                condition=Q(status=NoteStatus.DRAFT.value, signed_at__isnull=True, seal="")
                | (~Q(status=NoteStatus.DRAFT.value) & Q(signed_at__isnull=False) & ~Q(seal="") & ~Q(text="")),
                name="note_signed_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(cosigner__isnull=True, asked_at__isnull=True)
                | Q(cosigner__isnull=False, asked_at__isnull=False, signed_at__isnull=False),
                name="note_cosigner_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(cosigner__isnull=True) | ~Q(cosigner=F("author")), name="note_cosigner_is_another"
            ),
            models.CheckConstraint(
                condition=Q(cosigned_at__isnull=True) | Q(cosigner__isnull=False), name="note_cosigned_has_cosigner"
            ),
            models.CheckConstraint(
                condition=Q(status=NoteStatus.IN_ERROR.value, error_at__isnull=False, error_reason__in=ErrorReason.values())
                | (~Q(status=NoteStatus.IN_ERROR.value) & Q(error_at__isnull=True, error_reason="")),
                name="note_error_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "patient", "-session_on"], name="note_of_author"),
            models.Index(fields=["cosigner", "patient"], condition=Q(cosigner__isnull=False), name="note_of_cosigner"),
        ]

    def __str__(self) -> str:
        return f"counseling note {self.pk}"


@tracked(exclude=["text", "saved_at"])
class NoteAddendum(models.Model):
    """What the author, or who co-signed them, adds to a note that is signed. Unsigned, only its writer opens it."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    note = models.ForeignKey(CounselingNote, on_delete=models.PROTECT, related_name="addenda")
    writer = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField(blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["note", "writer"], condition=Q(signed_at__isnull=True), name="addendum_one_unsigned_of_writer"
            ),
            models.CheckConstraint(condition=pair("signed"), name="addendum_signed_pair"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, seal="") | (Q(signed_at__isnull=False) & ~Q(seal="") & ~Q(text="")),
                name="addendum_signed_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"addendum {self.pk}"
