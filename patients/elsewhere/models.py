"""What other systems say happened. Nobody here changes it: it follows its source, and its history keeps what it said before."""

from django.db import models
from django.db.models import F, Q

from care.actor import Category
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.elsewhere.rules import Precision, RecordKind
from patients.rules import CATEGORIES

KIND_CHOICES = [(kind.value, kind.label) for kind in RecordKind]
CATEGORY_CHOICES = [(category.value, category.label) for category in CATEGORIES]
PRECISION_CHOICES = [(precision.value, precision.label) for precision in Precision]


@tracked()
class Record(models.Model):
    """One visit, result, procedure, immunization, team, plan or goal of another system.

    `category` says which readers it is for; it was decided by its codes (`rules.category_of_record`). `happened` and
    `precision` say when it was; what has no date stands where it came in. `visit` is the source's id of the visit at which it
    was. `digest` tells whether the source still says the same.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=60)
    resource_type = models.CharField(max_length=40)
    resource_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    category = models.CharField(max_length=16, choices=CATEGORY_CHOICES, default=Category.SUD.value)
    system = models.CharField("code system", max_length=200, blank=True)
    code = models.CharField(max_length=64, blank=True)
    display = models.CharField(max_length=300)
    status = models.CharField(max_length=24, blank=True)
    happened = models.DateTimeField()
    precision = models.CharField(max_length=8, choices=PRECISION_CHOICES)
    ended = models.DateTimeField(null=True, blank=True)
    ended_precision = models.CharField(max_length=8, choices=PRECISION_CHOICES, blank=True)
    value = models.TextField(blank=True)
    number = models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    interpretation = models.CharField(max_length=200, blank=True)
    reference_range = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    who = models.CharField(max_length=200, blank=True)
    visit = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "source", "resource_type", "resource_id"], name="record_once"),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(resource_type="") & ~Q(resource_id="") & ~Q(digest=""), name="record_is_named"
            ),
            models.CheckConstraint(condition=~Q(display=""), name="record_has_words"),
            models.CheckConstraint(condition=Q(code="") | ~Q(system=""), name="record_code_has_a_system"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in RecordKind]), name="record_kind_known"),
            models.CheckConstraint(
                condition=Q(category__in=[category.value for category in CATEGORIES]), name="record_category_known"
            ),
            models.CheckConstraint(
                condition=Q(precision__in=[precision.value for precision in Precision]), name="record_precision_known"
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, ended_precision="")
                | Q(ended__isnull=False, ended_precision__in=[one.value for one in Precision if one is not Precision.UNKNOWN]),
                name="record_end_has_a_precision",
            ),
            models.CheckConstraint(condition=Q(changed_at__gte=F("recorded_at")), name="record_changed_after_recorded"),
            models.CheckConstraint(condition=pair("withdrawn"), name="record_withdrawn_pair"),
        ]
        indexes = [
            models.Index(fields=["patient", "-happened", "-id"], condition=Q(withdrawn_at__isnull=True), name="record_by_moment"),
            models.Index(
                fields=["patient", "kind", "-happened", "-id"], condition=Q(withdrawn_at__isnull=True), name="record_by_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"record {self.pk}"


@tracked()
class RecordPart(models.Model):
    """One part of a record, in the order in which the source names them: `refers_to` is the source's id of another record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=300)
    system = models.CharField("code system", max_length=200, blank=True)
    code = models.CharField(max_length=64, blank=True)
    value = models.TextField(blank=True)
    number = models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    refers_to = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "position"], name="record_part_once"),
            models.CheckConstraint(condition=~Q(label=""), name="record_part_has_words"),
            models.CheckConstraint(condition=Q(code="") | ~Q(system=""), name="record_part_code_has_a_system"),
        ]

    def __str__(self) -> str:
        return f"record part {self.pk}"
