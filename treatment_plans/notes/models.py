"""Counseling notes and what was added to them: tables of their own, whose text is encrypted.

The history that triggers write leaves the text out: a draft is its author's own sheet of paper, and what was signed is never
reworded, which `seal` shows. So no second copy of a note lies anywhere, and a change of keys has one column to go through.
"""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.fields import EncryptedTextField
from treatment_plans.notes.vocabulary import ErrorReason
from treatment_plans.signed.models import SignedAddendum, SignedNote, addendum_constraints, note_constraints


@tracked(exclude=["text", "saved_at"])
class CounselingNote(SignedNote):
    """A note about one conversation. `cosigner` is the colleague who was asked to co-sign, and then did.

    `session_on` is the day of the conversation; when it began and ended stands in the record, not here (42 CFR 2.11).
    """

    session_on = models.DateField()
    text = EncryptedTextField(blank=True)
    error_reason = models.CharField(max_length=16, choices=ErrorReason.choices(), blank=True)

    class Meta:
        constraints = note_constraints("note", nothing=Q(text=""), reasons=ErrorReason.values())
        indexes = [
            models.Index(fields=["author", "patient", "-session_on"], name="note_of_author"),
            models.Index(fields=["cosigner", "patient"], condition=Q(cosigner__isnull=False), name="note_of_cosigner"),
        ]

    def __str__(self) -> str:
        return f"counseling note {self.pk}"


@tracked(exclude=["text", "saved_at"])
class NoteAddendum(SignedAddendum):
    """What the author, or who co-signed them, adds to a note that is signed. Unsigned, only its writer opens it."""

    note = models.ForeignKey(CounselingNote, on_delete=models.PROTECT, related_name="addenda")
    text = EncryptedTextField(blank=True)

    class Meta:
        constraints = addendum_constraints("addendum")

    def __str__(self) -> str:
        return f"addendum {self.pk}"
