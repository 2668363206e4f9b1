"""Official wordings that an administrator loaded from a FHIR Questionnaire."""

from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7


@tracked()
class Wording(models.Model):
    """The wording of one instrument in one language, as its source publishes it, for one organization. One is in use at a time;
    an earlier one stays, since answers name the wording that was shown. `document` is the Questionnaire as it was loaded.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=24)
    language = models.CharField(max_length=8, default="en")
    title = models.CharField(max_length=300)
    intro = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    published = models.CharField("version", max_length=40, blank=True)
    rights = models.TextField("copyright", blank=True)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "instrument", "language"], condition=Q(retired_at__isnull=True), name="wording_one_in_use"
            ),
            models.CheckConstraint(condition=pair("retired"), name="wording_retired_pair"),
            models.CheckConstraint(condition=~Q(instrument="") & ~Q(digest=""), name="wording_of_an_instrument"),
        ]

    def __str__(self) -> str:
        return f"wording {self.pk}"


@tracked()
class WordingItem(models.Model):
    """The words of one question, and of its options by their number: `{"0": "...", "1": "..."}`."""

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="items")
    link_id = models.CharField(max_length=40)
    text = models.TextField()
    options = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wording", "link_id"], name="wording_item_once"),
            models.CheckConstraint(condition=~Q(text=""), name="wording_item_has_words"),
        ]

    def __str__(self) -> str:
        return f"wording item {self.pk}"
