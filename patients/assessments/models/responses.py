"""What was answered, and what it came to. Completed answers and scores are never changed, whatever rules come later."""

from django.db import models
from django.db.models import F, Q

from care.actor import Category
from care.audit.history import tracked
from care.lib.constraints import pair_or_job
from care.lib.ids import uuid7
from patients.assessments.rules import Danger, Mode, State

CATEGORIES = [(one.value, one.label) for one in (Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD)]


@tracked()
class Response(models.Model):
    """One time an instrument was answered for a person, whole or in part.

    `instrument` and `version` name the definition that it was begun with: it is scored by that one alone. `wording` is the
    loaded wording that was shown, empty for our own labels. `administered_at` is when it was answered, `subject` what it was
    asked about (a substance). `version_number` counts its savings: who saves says which one the page was made from. Of an
    imported score `source` and `key` name the other system and its number there. `found` holds what the answers came to beside
    the numbers, in the words of that day.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=24)
    version = models.CharField(max_length=24)
    category = models.CharField(max_length=16, choices=CATEGORIES)
    subject = models.CharField(max_length=24, blank=True)
    wording = models.ForeignKey("assessments.Wording", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=8, default="en")
    mode = models.CharField(max_length=12, choices=Mode.choices())
    state = models.CharField(max_length=12, choices=State.choices(), default=State.OPEN.value)
    note = models.CharField(max_length=500, blank=True)
    administered_at = models.DateTimeField()
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begun_by_job = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()
    version_number = models.PositiveIntegerField(default=1)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    completed_by_job = models.CharField(max_length=64, blank=True)  # "patient" where the person sent it by a link
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_job = models.CharField(max_length=64, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=64, blank=True)
    found = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(instrument="") & ~Q(version=""), name="response_instrument_named"),
            models.CheckConstraint(condition=Q(category__in=[one for one, _ in CATEGORIES]), name="response_category_known"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values()), name="response_mode_known"),
            models.CheckConstraint(condition=Q(state__in=State.values()), name="response_state_known"),
            models.CheckConstraint(condition=pair_or_job("begun"), name="response_begun_by_somebody"),
            models.CheckConstraint(condition=pair_or_job("completed"), name="response_completed_pair"),
            models.CheckConstraint(condition=pair_or_job("ended"), name="response_ended_pair"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value, completed_at__isnull=True, ended_at__isnull=True, end_reason="")
                | Q(state=State.COMPLETED.value, completed_at__isnull=False, ended_at__isnull=True, end_reason="")
                | (Q(state=State.SET_ASIDE.value, completed_at__isnull=True, ended_at__isnull=False) & ~Q(end_reason=""))
                | (Q(state=State.IN_ERROR.value, completed_at__isnull=False, ended_at__isnull=False) & ~Q(end_reason="")),
                name="response_state_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(source="", key="") & ~Q(mode=Mode.IMPORTED.value)
                | (Q(mode=Mode.IMPORTED.value) & ~Q(source="") & ~Q(key="")),
                name="response_imported_has_its_number",
            ),
            models.UniqueConstraint(
                fields=["organisation", "source", "key"], condition=~Q(source=""), name="response_once_of_source"
            ),
            models.UniqueConstraint(
                fields=["patient", "organisation", "instrument", "subject"],
                condition=Q(state=State.OPEN.value),
                name="response_one_open",
            ),
            models.CheckConstraint(condition=Q(changed_at__gte=F("begun_at")), name="response_changed_after_begun"),
        ]
        indexes = [
            models.Index(fields=["patient", "instrument", "-administered_at", "-id"], name="response_by_instrument"),
            models.Index(fields=["patient", "-administered_at", "-id"], name="response_by_moment"),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"


@tracked()
class Answer(models.Model):
    """The answer to one question: a number (of the option, or itself) or words; neither where the person would rather not."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    link_id = models.CharField(max_length=40)
    number = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    is_declined = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "link_id"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(is_declined=True, number__isnull=True, words="")
                | Q(is_declined=False, number__isnull=False, words="")
                | (Q(is_declined=False, number__isnull=True) & ~Q(words="")),
                name="answer_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Score(models.Model):
    """One number that completed answers came to, by the rules of that day. Append-only."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="scores")
    name = models.CharField(max_length=24)
    value = models.DecimalField(max_digits=9, decimal_places=2)
    band = models.CharField(max_length=24, blank=True)
    band_label = models.CharField(max_length=80, blank=True)
    is_positive = models.BooleanField(default=False)
    answered = models.PositiveSmallIntegerField()
    is_prorated = models.BooleanField(default=False)
    rules = models.CharField(max_length=24)  # version of the scoring rules

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "name"], name="score_once")]

    def __str__(self) -> str:
        return f"score {self.pk}"


class FoundTrigger(models.Model):
    """An answer that called for somebody, and the task that was opened for it in the same transaction. Append-only."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="triggers")
    code = models.CharField(max_length=40)
    danger = models.CharField(max_length=12, choices=Danger.choices())
    task = models.UUIDField(null=True, blank=True)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    found_by_job = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "code"], name="trigger_once"),
            models.CheckConstraint(condition=Q(danger__in=Danger.values()), name="trigger_danger_known"),
            models.CheckConstraint(condition=pair_or_job("found"), name="trigger_found_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"trigger {self.pk}"
