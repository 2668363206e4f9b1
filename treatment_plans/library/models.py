"""What a clinic adds to the library of its own."""

from django.db import models
from django.db.models import Q

from care.actor import Role
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.story.rules import LifeArea
from treatment_plans.library.vocabulary import Evidence


@tracked()
class OwnIntervention(models.Model):
    """One version of an intervention that a clinic added. A change makes the next version, and the one before is no longer
    offered: a plan keeps the code of the version that it was given, so that what was agreed is never changed under it.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    kind = models.ForeignKey("treatment_plans.InterventionKind", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    what = models.TextField(max_length=600)
    for_whom = models.TextField(max_length=400)
    evidence = models.CharField(max_length=12, choices=Evidence.choices(), default=Evidence.LIMITED)
    source = models.CharField(max_length=200)
    dose = models.CharField(max_length=120, blank=True)
    frequency = models.CharField(max_length=80, blank=True)
    weeks = models.PositiveIntegerField(null=True, blank=True)
    by = models.CharField(max_length=32, choices=[(role.value, role.label) for role in Role], blank=True)
    record = models.TextField(max_length=400, blank=True)
    area = models.CharField(max_length=12, choices=LifeArea.choices(), blank=True)
    beside = models.CharField(max_length=40, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number", "version"], name="own_intervention_version_once"),
            models.UniqueConstraint(
                fields=["organisation", "number"], condition=Q(retired_at__isnull=True), name="own_intervention_one_in_use"
            ),
            models.CheckConstraint(condition=pair("retired"), name="own_intervention_retired_pair"),
            models.CheckConstraint(condition=Q(number__gte=1, version__gte=1), name="own_intervention_from_one"),
            models.CheckConstraint(condition=Q(evidence__in=Evidence.values()), name="own_intervention_evidence_known"),
            models.CheckConstraint(condition=Q(area__in=[*LifeArea.values(), ""]), name="own_intervention_area_known"),
            models.CheckConstraint(condition=Q(by__in=[*(role.value for role in Role), ""]), name="own_intervention_by_known"),
            models.CheckConstraint(condition=Q(weeks__isnull=True) | Q(weeks__range=(1, 104)), name="own_intervention_weeks"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(title="") & ~Q(what="") & ~Q(for_whom="") & ~Q(source=""),
                name="own_intervention_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"own intervention {self.pk}"

    @property
    def code(self) -> str:
        """What a line of a plan keeps: 'own-3-v2'."""
        return f"own-{self.number}-v{self.version}"


@tracked()
class OwnTemplate(models.Model):
    """One version of a plan template that a clinic made, from nothing or as a copy. A change makes the next version.

    `asks` and `check_first` hold one question, or one thing to make sure of, to a line. `lines` are the interventions in
    order, as {"code", "why", "frequency", "is_usual"}; what the library offers no longer is left out when it is used.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=80)
    for_whom = models.TextField(max_length=400)
    asks = models.TextField(max_length=600)
    measure = models.CharField(max_length=200, blank=True)
    target_weeks = models.PositiveIntegerField()
    check_first = models.TextField(max_length=600, blank=True)
    lines = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number", "version"], name="own_template_version_once"),
            models.UniqueConstraint(
                fields=["organisation", "number"], condition=Q(retired_at__isnull=True), name="own_template_one_in_use"
            ),
            models.CheckConstraint(condition=pair("retired"), name="own_template_retired_pair"),
            models.CheckConstraint(
                condition=Q(number__gte=1, version__gte=1, target_weeks__range=(1, 104)), name="own_template_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(for_whom="") & ~Q(asks="") & ~Q(lines=[]), name="own_template_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"own template {self.pk}"

    @property
    def code(self) -> str:
        """What the address of a template and the audit keep: 'own-3-v2'."""
        return f"own-{self.number}-v{self.version}"
