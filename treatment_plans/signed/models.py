"""The columns and constraints that every note that is signed has, and what is added to one. Tables of no room's own."""

from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import BaseConstraint

from care.lib.constraints import pair
from care.lib.ids import uuid7
from treatment_plans.signed.vocabulary import NoteStatus


class SignedNote(models.Model):
    """Who wrote it, who signed it when, who was asked to co-sign, and that it was taken back."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, related_name="+")
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

    class Meta:
        abstract = True


class SignedAddendum(models.Model):
    """What is added to a note that is signed; the note it is for, and the text, are the room's."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    writer = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


def note_constraints(name: str, *, nothing: Q, reasons: Sequence[str]) -> list[BaseConstraint]:
    """What holds for every note, under names that begin with `name`. `nothing` says that a row has no words."""
    return [
        models.CheckConstraint(condition=Q(status__in=NoteStatus.values()), name=f"{name}_status_known"),
        models.CheckConstraint(condition=pair("signed"), name=f"{name}_signed_pair"),
        models.CheckConstraint(condition=pair("asked"), name=f"{name}_asked_pair"),
        models.CheckConstraint(condition=pair("cosigned"), name=f"{name}_cosigned_pair"),
        models.CheckConstraint(condition=pair("error"), name=f"{name}_error_pair"),
        models.CheckConstraint(
            condition=Q(status=NoteStatus.DRAFT.value, signed_at__isnull=True, seal="")
            | (~Q(status=NoteStatus.DRAFT.value) & Q(signed_at__isnull=False) & ~Q(seal="") & ~nothing),
            name=f"{name}_signed_is_sealed",
        ),
        models.CheckConstraint(
            condition=Q(cosigner__isnull=True, asked_at__isnull=True)
            | Q(cosigner__isnull=False, asked_at__isnull=False, signed_at__isnull=False),
            name=f"{name}_cosigner_was_asked",
        ),
        models.CheckConstraint(condition=Q(cosigner__isnull=True) | ~Q(cosigner=F("author")), name=f"{name}_cosigner_is_another"),
        models.CheckConstraint(
            condition=Q(cosigned_at__isnull=True) | Q(cosigner__isnull=False), name=f"{name}_cosigned_has_cosigner"
        ),
        models.CheckConstraint(
            condition=Q(status=NoteStatus.IN_ERROR.value, error_at__isnull=False, error_reason__in=reasons)
            | (~Q(status=NoteStatus.IN_ERROR.value) & Q(error_at__isnull=True, error_reason="")),
            name=f"{name}_error_has_reason",
        ),
    ]


def addendum_constraints(name: str) -> list[BaseConstraint]:
    """What holds for everything that is added, under names that begin with `name`."""
    return [
        models.UniqueConstraint(
            fields=["note", "writer"], condition=Q(signed_at__isnull=True), name=f"{name}_one_unsigned_of_writer"
        ),
        models.CheckConstraint(condition=pair("signed"), name=f"{name}_signed_pair"),
        models.CheckConstraint(
            condition=Q(signed_at__isnull=True, seal="") | (Q(signed_at__isnull=False) & ~Q(seal="") & ~Q(text="")),
            name=f"{name}_signed_is_sealed",
        ),
    ]
