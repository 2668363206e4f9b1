"""A draft: what somebody has typed into a form and not saved yet."""

from django.db import models
from django.db.models import F, Func, IntegerField, Q, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import LessThanOrEqual

from care.drafts.rules import BIGGEST_CONTENT

_BYTES = Func(Cast(F("content"), TextField()), function="octet_length", output_field=IntegerField())


class Draft(models.Model):
    """The content of one form of one author. Nobody else reads it."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    patient = models.ForeignKey("patients.Patient", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    content = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "key"], name="draft_once"),
            models.CheckConstraint(condition=~Q(key=""), name="draft_has_key"),
            # the database's own notation of the content is longer than what was typed
            models.CheckConstraint(condition=LessThanOrEqual(_BYTES, 2 * BIGGEST_CONTENT), name="draft_is_bounded"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
