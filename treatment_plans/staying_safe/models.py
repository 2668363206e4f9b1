"""Plans for staying well and safe with their parts and signatures, copies on phones, and returns to use."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.actor import Category
from care.audit.history import tracked
from care.consent.rules import RepresentativeKind
from care.lib.constraints import pair, pair_or_job
from care.lib.ids import uuid7
from patients.rules import PARTIAL_DATE
from treatment_plans.staying_safe.rules import OPEN
from treatment_plans.staying_safe.vocabulary import (
    CATEGORIES,
    CopyEnd,
    CopyKind,
    ErrorReason,
    Part,
    Party,
    PlanEnd,
    PlanKind,
    PlanState,
    ToldBy,
    Way,
)

KINDS_OF_DATA = [(one.value, one.label) for one in (Category.MENTAL_HEALTH, Category.SUD)]


@tracked()
class SafePlan(models.Model):
    """One version of one kind of plan. `looked_at` is when a version in force was last looked at and left as it is."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=PlanKind.choices())
    category = models.CharField(max_length=16, choices=KINDS_OF_DATA)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=PlanState.choices(), default=PlanState.DRAFT.value)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_by_job = models.CharField(max_length=64, blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_job = models.CharField(max_length=64, blank=True)
    end_reason = models.CharField(max_length=12, choices=PlanEnd.choices(), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "organisation", "kind", "version"], name="safe_plan_version_once"),
            models.UniqueConstraint(
                fields=["patient", "organisation", "kind"],
                condition=Q(state__in=sorted(state.value for state in OPEN)),
                name="safe_plan_one_open",
            ),
            models.UniqueConstraint(
                fields=["patient", "organisation", "kind"],
                condition=Q(state=PlanState.IN_FORCE.value),
                name="safe_plan_one_in_force",
            ),
            models.CheckConstraint(condition=Q(kind__in=PlanKind.values()), name="safe_plan_kind_known"),
            models.CheckConstraint(condition=Q(state__in=PlanState.values()), name="safe_plan_state_known"),
            models.CheckConstraint(condition=Q(end_reason__in=["", *PlanEnd.values()]), name="safe_plan_end_known"),
            models.CheckConstraint(condition=Q(category__in=[one for one, _ in KINDS_OF_DATA]), name="safe_plan_category_known"),
            models.CheckConstraint(
                condition=Q(kind=PlanKind.SAFETY.value, category=CATEGORIES[PlanKind.SAFETY].value)
                | (~Q(kind=PlanKind.SAFETY.value) & Q(category=Category.SUD.value)),
                name="safe_plan_category_of_kind",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="safe_plan_version_counts"),
            models.CheckConstraint(condition=pair_or_job("agreed"), name="safe_plan_agreed_pair"),
            models.CheckConstraint(condition=pair("looked"), name="safe_plan_looked_pair"),
            models.CheckConstraint(condition=pair_or_job("ended"), name="safe_plan_ended_pair"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(state.value for state in OPEN), agreed_at__isnull=True, review_due_on__isnull=True)
                | Q(state=PlanState.IN_FORCE.value, agreed_at__isnull=False, review_due_on__isnull=False)
                | Q(state=PlanState.ENDED.value),
                name="safe_plan_in_force_is_agreed",
            ),
            models.CheckConstraint(
                condition=(Q(state=PlanState.ENDED.value, ended_at__isnull=False) & ~Q(end_reason=""))
                | (~Q(state=PlanState.ENDED.value) & Q(ended_at__isnull=True, end_reason="")),
                name="safe_plan_end_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "kind", "-version"], name="safe_plan_of_patient")]

    def __str__(self) -> str:
        return f"safe plan {self.pk}"


@tracked()
class SafePart(models.Model):
    """One part of one version, a line for each thing. `version` counts its changes, so that two may write at once."""

    plan = models.ForeignKey(SafePlan, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=16, choices=Part.choices())
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "part"], name="safe_part_once"),
            models.CheckConstraint(condition=Q(part__in=Part.values()), name="safe_part_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="safe_part_version_counts"),
        ]

    def __str__(self) -> str:
        return f"part {self.pk}"


@tracked()
class SafeSignature(models.Model):
    """Somebody's word to one version: how it was given, in which name, and what the version said then (`seal`).

    `representative` is who of those on file signed beside the person or in their place, `acts_as` by which right they did.
    """

    plan = models.ForeignKey(SafePlan, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=12, choices=Party.choices())
    way = models.CharField(max_length=12, choices=Way.choices())
    name = models.CharField(max_length=120, blank=True)
    drawing = models.TextField(blank=True)
    representative = models.UUIDField(null=True, blank=True)
    acts_as = models.CharField(max_length=24, choices=RepresentativeKind.choices(), blank=True, default="", db_default="")
    seal = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_by_job = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "party"], name="safe_signature_once"),
            models.CheckConstraint(condition=Q(party__in=Party.values()), name="safe_signature_party_known"),
            models.CheckConstraint(condition=Q(way__in=Way.values()), name="safe_signature_way_known"),
            models.CheckConstraint(
                condition=pair_or_job("signed") & Q(signed_at__isnull=False), name="safe_signature_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(way__in=[Way.SPOKEN.value, Way.DECLINED.value]) | ~Q(name=""), name="safe_signature_has_name"
            ),
            models.CheckConstraint(
                condition=(Q(way=Way.DRAWN.value) & ~Q(drawing="")) | (~Q(way=Way.DRAWN.value) & Q(drawing="")),
                name="safe_signature_drawn_is_drawn",
            ),
            models.CheckConstraint(condition=~Q(seal=""), name="safe_signature_is_sealed"),
            models.CheckConstraint(
                condition=Q(
                    party=Party.REPRESENTATIVE.value, representative__isnull=False, acts_as__in=RepresentativeKind.values()
                )
                | (~Q(party=Party.REPRESENTATIVE.value) & Q(representative__isnull=True, acts_as="")),
                name="safe_signature_representative_on_file",
            ),
        ]

    def __str__(self) -> str:
        return f"signature {self.pk}"


@tracked(exclude=["seen_at"])
class PhoneCopy(models.Model):
    """A copy that somebody keeps on their phone: of which plans, until it is taken back. It shows what is in force.

    `seen_at` is when the phone last asked for it or asked whether it may keep it.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kinds = ArrayField(models.CharField(max_length=16))
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_by_job = models.CharField(max_length=64, blank=True)
    taken_back_why = models.CharField(max_length=12, choices=CopyEnd.choices(), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "organisation"], condition=Q(taken_back_at__isnull=True), name="phone_copy_one_open"
            ),
            models.CheckConstraint(condition=pair_or_job("taken_back"), name="phone_copy_taken_back_pair"),
            models.CheckConstraint(condition=Q(taken_back_why__in=["", *CopyEnd.values()]), name="phone_copy_why_known"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_why="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_why="")),
                name="phone_copy_taken_back_has_why",
            ),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=CopyKind.values()) & Q(kinds__len__gte=1), name="phone_copy_kinds_known"
            ),
        ]
        indexes = [models.Index(fields=["patient", "-given_at"], name="phone_copy_of_patient")]

    def __str__(self) -> str:
        return f"phone copy {self.pk}"


@tracked()
class ReturnToUse(models.Model):
    """A return to use, as a clinical event: it opens care, and nothing else follows from it."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    happened = models.CharField(max_length=10)
    substance = models.CharField(max_length=120)
    own_words = models.CharField(max_length=1000, blank=True)
    around = models.CharField(max_length=1000, blank=True)
    helped = models.CharField(max_length=1000, blank=True)
    heard = models.CharField(max_length=12, choices=ToldBy.choices())
    offer = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    error_at = models.DateTimeField(null=True, blank=True)
    error_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    error_reason = models.CharField(max_length=16, choices=ErrorReason.choices(), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(happened__regex=PARTIAL_DATE), name="return_to_use_is_a_day"),
            models.CheckConstraint(condition=Q(heard__in=ToldBy.values()), name="return_to_use_heard_known"),
            models.CheckConstraint(condition=pair("error"), name="return_to_use_error_pair"),
            models.CheckConstraint(
                condition=Q(error_at__isnull=True, error_reason="")
                | Q(error_at__isnull=False, error_reason__in=ErrorReason.values()),
                name="return_to_use_error_has_reason",
            ),
            models.CheckConstraint(condition=~Q(substance=""), name="return_to_use_says_what"),
        ]
        indexes = [models.Index(F("patient"), F("happened").desc(), name="return_to_use_of_patient")]

    def __str__(self) -> str:
        return f"return to use {self.pk}"
