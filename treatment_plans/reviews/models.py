"""Causes of a review, reviews, and what each said of each line of the plan."""

from django.db import models
from django.db.models import Q

from care.actor import Category
from care.audit.history import tracked
from care.lib.constraints import pair_or_job
from care.lib.ids import uuid7
from treatment_plans.reviews.rules import FINISHES
from treatment_plans.reviews.vocabulary import Answer, CauseKind, LineKind, Outcome, ReviewState, Voice

KINDS_OF_DATA = [(one.value, one.label) for one in (Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD)]
_FINISHED = sorted(one.value for one in FINISHES)
_SET_ASIDE = sorted(one.value for one in Outcome if one not in FINISHES)


@tracked()
class Review(models.Model):
    """One look at a version in force, from `since` on. `draft` is the version that it began or wrote on; `revision` counts what
    was saved in it, so that two who are at it hear of each other.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    plan = models.ForeignKey("treatment_plans.Plan", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ReviewState.choices(), default=ReviewState.OPEN.value)
    since = models.DateTimeField()
    with_person = models.BooleanField(default=False)
    helps = models.TextField(max_length=2000, blank=True)
    hinders = models.TextField(max_length=2000, blank=True)
    summary = models.TextField(max_length=2000, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    draft = models.UUIDField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_job = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices(), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(state=ReviewState.OPEN.value), name="review_one_open"),
            models.CheckConstraint(condition=Q(state__in=ReviewState.values()), name="review_state_known"),
            models.CheckConstraint(condition=pair_or_job("ended"), name="review_ended_pair"),
            models.CheckConstraint(
                condition=Q(state=ReviewState.OPEN.value, ended_at__isnull=True, outcome="")
                | Q(state=ReviewState.FINISHED.value, ended_at__isnull=False, outcome__in=_FINISHED)
                | Q(state=ReviewState.SET_ASIDE.value, ended_at__isnull=False, outcome__in=_SET_ASIDE),
                name="review_end_has_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.FINISHED.value) | Q(next_review_on__isnull=False), name="review_finished_has_next"
            ),
            models.CheckConstraint(condition=~Q(outcome="changed") | Q(draft__isnull=False), name="review_changed_has_draft"),
        ]
        indexes = [models.Index(fields=["patient", "-began_at"], name="review_of_patient")]

    def __str__(self) -> str:
        return f"review {self.pk}"


@tracked()
class ReviewCause(models.Model):
    """Why a version is looked at again: what happened on which day, and by when it is looked at. `source` is the answers, the
    return to use, the goal or whatever else told it. It is open until a review has answered it, or its plan has ended.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    plan = models.ForeignKey("treatment_plans.Plan", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=CauseKind.choices())
    category = models.CharField(max_length=16, choices=KINDS_OF_DATA)
    source = models.UUIDField()
    happened_on = models.DateField()
    due_on = models.DateField()
    words = models.CharField(max_length=500, blank=True)
    voice = models.CharField(max_length=12, choices=Voice.choices(), blank=True)
    seen_at = models.DateTimeField()
    seen_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seen_by_job = models.CharField(max_length=64, blank=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, blank=True, related_name="causes")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_by_job = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind", "source", "happened_on"], name="review_cause_once"),
            models.UniqueConstraint(
                fields=["plan", "kind", "source"], condition=Q(closed_at__isnull=True), name="review_cause_one_open"
            ),
            models.CheckConstraint(condition=Q(kind__in=CauseKind.values()), name="review_cause_kind_known"),
            models.CheckConstraint(condition=Q(voice__in=["", *Voice.values()]), name="review_cause_voice_known"),
            models.CheckConstraint(
                condition=Q(category__in=[one for one, _ in KINDS_OF_DATA]), name="review_cause_category_known"
            ),
            models.CheckConstraint(
                condition=pair_or_job("seen") & Q(seen_at__isnull=False), name="review_cause_seen_by_somebody"
            ),
            models.CheckConstraint(condition=pair_or_job("closed"), name="review_cause_closed_pair"),
            models.CheckConstraint(
                condition=(Q(kind="asked") & ~Q(voice="") & ~Q(words="")) | ~Q(kind="asked"), name="review_cause_asked_in_words"
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-seen_at"], name="review_cause_of_patient"),
            models.Index(fields=["organisation", "plan"], condition=Q(closed_at__isnull=True), name="review_cause_open"),
        ]

    def __str__(self) -> str:
        return f"review cause {self.pk}"


@tracked()
class ReviewLine(models.Model):
    """What a review says of one line. `line` is its `root`: the same number in every version of the plan."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="lines")
    line_kind = models.CharField(max_length=12, choices=LineKind.choices())
    line = models.UUIDField()
    answer = models.CharField(max_length=8, choices=Answer.choices())
    why = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "line"], name="review_line_once"),
            models.CheckConstraint(condition=Q(line_kind__in=LineKind.values()), name="review_line_kind_known"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values()), name="review_line_answer_known"),
        ]

    def __str__(self) -> str:
        return f"review line {self.pk}"
