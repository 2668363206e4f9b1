"""Who pays for the person's care, and what the payer said of it."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.coverage.vocabulary import Holder, How, Known, PlanKind, Service, Standing

KIND_CHOICES = [(kind.value, kind.label) for kind in PlanKind]
HOLDER_CHOICES = [(holder.value, holder.label) for holder in Holder]
HOW_CHOICES = [(how.value, how.label) for how in How]
STANDING_CHOICES = [(standing.value, standing.label) for standing in Standing]
KNOWN_CHOICES = [(known.value, known.label) for known in Known]
SERVICE_CHOICES = [(service.value, service.label) for service in Service]


def _at_least_nothing(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0})


def _met_within(name: str) -> Q:
    """What was met is a part of a whole that is known."""
    return Q(**{f"{name}_met__isnull": True}) | Q(**{f"{name}__isnull": False, f"{name}_met__lte": F(name)})


@tracked()
class Coverage(models.Model):
    """One payer of the person's care. `position` is the order in which payers are billed; `version` counts the row's changes.

    `imported_key` is what another system calls it, where it came from there. A coverage that was a mistake is taken off.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KIND_CHOICES)
    payer = models.CharField(max_length=120)
    plan = models.CharField(max_length=120, blank=True)
    member_number = models.CharField(max_length=60, blank=True)
    group_number = models.CharField(max_length=60, blank=True)
    payer_phone = models.CharField(max_length=16, blank=True)
    holder = models.CharField(max_length=8, choices=HOLDER_CHOICES, default=Holder.SELF.value)
    holder_name = models.CharField(max_length=120, blank=True)
    letters_elsewhere_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    renews_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(max_length=300, blank=True)
    imported_key = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "organisation", "imported_key"],
                condition=~Q(imported_key=""),
                name="coverage_imported_once",
            ),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in PlanKind]), name="coverage_kind_known"),
            models.CheckConstraint(condition=Q(holder__in=[holder.value for holder in Holder]), name="coverage_holder_known"),
            models.CheckConstraint(condition=~Q(payer=""), name="coverage_names_a_payer"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="coverage_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PlanKind.SELF_PAY.value) | Q(member_number="", group_number=""),
                name="coverage_self_pay_has_no_number",
            ),
            models.CheckConstraint(
                condition=Q(payer_phone="") | Q(payer_phone__regex=r"^\+[1-9][0-9]{4,14}$"), name="coverage_phone_is_e164"
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="coverage_position_counts"),
            models.CheckConstraint(condition=Q(version__gte=1), name="coverage_version_counts"),
            models.CheckConstraint(condition=pair("removed"), name="coverage_removed_pair"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_reason="") | (Q(removed_at__isnull=False) & ~Q(removed_reason="")),
                name="coverage_removed_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "position"], name="coverage_of_patient")]

    def __str__(self) -> str:
        return f"coverage {self.pk}"


class EligibilityCheck(models.Model):
    """What the payer said on a day: whether the person is covered, the year's costs, and who said so. Written once."""

    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="checks", db_index=False)
    standing = models.CharField(max_length=12, choices=STANDING_CHOICES)
    how = models.CharField(max_length=12, choices=HOW_CHOICES)
    spoke_with = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    checked_on = models.DateField()
    deductible = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    deductible_met = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    out_of_pocket = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    out_of_pocket_met = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=[standing.value for standing in Standing]), name="eligibility_standing_known"
            ),
            models.CheckConstraint(condition=Q(how__in=[how.value for how in How]), name="eligibility_how_known"),
            models.CheckConstraint(condition=~Q(how=How.PHONE.value) | ~Q(spoke_with=""), name="eligibility_call_names_somebody"),
            models.CheckConstraint(
                condition=_at_least_nothing("deductible")
                & _at_least_nothing("deductible_met")
                & _at_least_nothing("out_of_pocket")
                & _at_least_nothing("out_of_pocket_met"),
                name="eligibility_amounts_possible",
            ),
            models.CheckConstraint(
                condition=_met_within("deductible") & _met_within("out_of_pocket"), name="eligibility_met_within_the_whole"
            ),
        ]
        indexes = [models.Index(fields=["coverage", "-checked_on", "-id"], name="eligibility_newest")]

    def __str__(self) -> str:
        return f"eligibility check {self.pk}"


class Benefit(models.Model):
    """What the payer said of one service when it was asked: covered or not, asked for beforehand, what it costs. Written once.

    Of one service the newest answer counts.
    """

    check_made = models.ForeignKey(EligibilityCheck, on_delete=models.PROTECT, related_name="benefits")
    service = models.CharField(max_length=20, choices=SERVICE_CHOICES)
    covered = models.CharField(max_length=12, choices=KNOWN_CHOICES)
    needs_authorization = models.CharField(max_length=12, choices=KNOWN_CHOICES)
    copay = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    coinsurance = models.PositiveSmallIntegerField(null=True, blank=True)
    limits = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_made", "service"], name="benefit_once_in_a_check"),
            models.CheckConstraint(condition=Q(service__in=[service.value for service in Service]), name="benefit_service_known"),
            models.CheckConstraint(condition=Q(covered__in=[known.value for known in Known]), name="benefit_covered_known"),
            models.CheckConstraint(
                condition=Q(needs_authorization__in=[known.value for known in Known]), name="benefit_needs_authorization_known"
            ),
            models.CheckConstraint(condition=_at_least_nothing("copay"), name="benefit_copay_possible"),
            models.CheckConstraint(
                condition=Q(coinsurance__isnull=True) | Q(coinsurance__lte=100), name="benefit_coinsurance_is_a_part"
            ),
        ]

    def __str__(self) -> str:
        return f"benefit {self.pk}"
