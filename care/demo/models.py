"""What the demo's phones hold. Stays empty outside the demo."""

from django.db import models
from django.db.models import Q

from care.lib.ids import uuid7


class DemoText(models.Model):
    """One text on one of the demo's phones: from the clinic, with the key by which it was handed over, or typed on the phone."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    key = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40)
    is_reply = models.BooleanField(default=False)
    body = models.TextField()
    texted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="demo_text_key_once"),
            models.CheckConstraint(condition=Q(is_reply=True, key="") | (Q(is_reply=False) & ~Q(key="")), name="demo_text_key"),
        ]
        indexes = [models.Index(fields=["-texted_at", "-id"], name="demo_text_newest")]

    def __str__(self) -> str:
        return f"demo text {self.pk}"
