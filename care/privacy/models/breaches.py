"""The breach register (42 CFR 2.16(b); 45 CFR 164.400 to 164.414). A person is known here only by number."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.actor import Category
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from care.privacy.vocabulary import PLACES, Duty, State

CATEGORY_CHOICES = [(category.value, category.label) for category in Category]
STATE_CHOICES = [(state.value, state.label) for state in State]
DUTY_CHOICES = [(duty.value, duty.label) for duty in Duty]
PLACE_CHOICES = [(place, place) for place in PLACES]
_DECIDED = [state.value for state in State if state is not State.ASSESSING]
_FACTORS = ~Q(nature="") & ~Q(recipient="") & ~Q(acquired="") & ~Q(mitigated="")


@tracked()
class Breach(models.Model):
    """Something that may be a breach: what happened, how the risk was weighed, what was decided, and by whom.

    `discovered_at` is when a colleague first knew of it, `discovered_by` that colleague: the clocks count from there. The four
    factors are those of `Factor`; `assessed` says who weighed them last.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    what_happened = models.TextField(max_length=4000)
    categories = ArrayField(models.CharField(max_length=24, choices=CATEGORY_CHOICES))
    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=State.ASSESSING.value)
    discovered_at = models.DateTimeField()
    discovered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    nature = models.TextField(max_length=2000, blank=True)
    recipient = models.TextField(max_length=2000, blank=True)
    acquired = models.TextField(max_length=2000, blank=True)
    mitigated = models.TextField(max_length=2000, blank=True)
    assessed_at = models.DateTimeField(null=True, blank=True)
    assessed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision_reason = models.TextField(max_length=2000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lesson = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="breach_state_known"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(what_happened=""), name="breach_says_what"),
            models.CheckConstraint(
                condition=Q(categories__len__gt=0, categories__contained_by=[category.value for category in Category]),
                name="breach_categories_known",
            ),
            models.CheckConstraint(condition=Q(discovered_at__lte=F("recorded_at")), name="breach_known_before_recorded"),
            models.CheckConstraint(condition=pair("assessed"), name="breach_assessed_pair"),
            models.CheckConstraint(condition=Q(assessed_at__isnull=True) | _FACTORS, name="breach_assessed_by_four_factors"),
            models.CheckConstraint(condition=pair("decided"), name="breach_decided_pair"),
            models.CheckConstraint(
                condition=(Q(state=State.ASSESSING.value, decided_at__isnull=True, decision_reason=""))
                | (Q(state__in=_DECIDED, decided_at__isnull=False) & ~Q(decision_reason="")),
                name="breach_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.NOT_BREACH.value) | Q(assessed_at__isnull=False), name="breach_cleared_by_assessment"
            ),
            models.CheckConstraint(condition=pair("closed"), name="breach_closed_pair"),
            models.CheckConstraint(
                condition=(Q(state=State.CLOSED.value, closed_at__isnull=False) & ~Q(lesson=""))
                | (~Q(state=State.CLOSED.value) & Q(closed_at__isnull=True, lesson="")),
                name="breach_closed_with_lesson",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-discovered_at", "-id"], name="breach_of_organisation")]

    def __str__(self) -> str:
        return f"breach {self.pk}"


@tracked()
class BreachPerson(models.Model):
    """Somebody whose data the breach touched; taken off again when that turned out to be a mistake."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="people")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["breach", "patient"], condition=Q(removed_at__isnull=True), name="breach_person_once"
            ),
            models.CheckConstraint(condition=pair("removed"), name="breach_person_removed_pair"),
        ]

    def __str__(self) -> str:
        return f"person of breach {self.pk}"


@tracked()
class BreachPlace(models.Model):
    """How many of the people affected live in one state, as far as is known: more than those who were named, perhaps."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="places")
    place = models.CharField(max_length=2, choices=PLACE_CHOICES)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["breach", "place"], name="breach_place_once"),
            models.CheckConstraint(condition=Q(place__in=PLACES), name="breach_place_known"),
            models.CheckConstraint(condition=Q(people__gt=0), name="breach_place_has_people"),
        ]

    def __str__(self) -> str:
        return f"place of breach {self.pk}"


@tracked()
class BreachStep(models.Model):
    """That somebody who must be told was told: on which day and how; who wrote it down and when."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="steps")
    duty = models.CharField(max_length=8, choices=DUTY_CHOICES)
    done_on = models.DateField()
    note = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["breach", "duty"], name="breach_step_once"),
            models.CheckConstraint(condition=Q(duty__in=[duty.value for duty in Duty]), name="breach_step_known"),
            models.CheckConstraint(condition=~Q(note=""), name="breach_step_says_how"),
        ]

    def __str__(self) -> str:
        return f"step of breach {self.pk}"
