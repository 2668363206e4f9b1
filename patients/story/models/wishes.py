"""What carries the person, and what they want."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from care.audit.history import tracked
from care.lib.constraints import pair
from patients.story.models.entry import Entry, kept_by, listed, one_of
from patients.story.rules import Capital, LifeArea


@tracked()
class Strength(Entry):
    """Something that carries the person: recovery capital of one kind."""

    words = models.CharField(max_length=300)
    area = models.CharField(max_length=16, choices=Capital.choices(), blank=True)

    class Meta:
        constraints = [
            *kept_by("strength"),
            models.CheckConstraint(condition=~Q(words=""), name="strength_has_words"),
            one_of("area", "strength", Capital.values()),
        ]
        indexes = [listed("strength")]

    def __str__(self) -> str:
        return f"strength {self.pk}"


@tracked()
class OwnGoal(Entry):
    """What the person wants, in their own words. It waits here until a plan takes it up: `plan` is then that plan's number."""

    own_words = models.CharField(max_length=500)
    area = models.CharField(max_length=16, choices=LifeArea.choices(), blank=True)
    importance = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(10)])
    confidence = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(10)])
    first_step = models.CharField(max_length=300, blank=True)
    plan = models.UUIDField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *kept_by("own_goal"),
            models.CheckConstraint(condition=~Q(own_words=""), name="own_goal_has_words"),
            one_of("area", "own_goal", LifeArea.values()),
            models.CheckConstraint(
                condition=Q(importance__isnull=True) | Q(importance__lte=10), name="own_goal_importance_to_ten"
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__lte=10), name="own_goal_confidence_to_ten"
            ),
            models.CheckConstraint(condition=pair("taken"), name="own_goal_taken_pair"),
            models.CheckConstraint(
                condition=Q(plan__isnull=True, taken_at__isnull=True) | Q(plan__isnull=False, taken_at__isnull=False),
                name="own_goal_taken_by_a_plan",
            ),
        ]
        indexes = [listed("own_goal")]

    def __str__(self) -> str:
        return f"own goal {self.pk}"
