"""Medication orders, their holds, and what they are for in the plan."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair, pair_or_job
from care.lib.ids import uuid7
from treatment_plans.regimens.models.catalogue import Medication, Preparation
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus, Pathway, Phase, Route


@tracked()
class MedicationOrder(models.Model):
    """A prescriber's order for one medicine: dose, route, how often, from when. A dose never changes: a new order replaces it.

    `substance` is that of the medication, kept here so that the database can refuse a second active order for it. What is to be
    given on which day stands in its steps (`schedule.DoseStep`) where it changes by a schedule or is split over the day, else it
    is `dose_amount` at each time of `frequency`. `change_reason` says why it took the place of the one before. In a transition
    the one before may go on beside it until `overlaps_until`; once this one is signed that day stands there as `stops_on`.
    What ended because the person died or left, or on that day, was ended by a job, which `ended_by_job` names.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="+")
    preparation = models.ForeignKey(Preparation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    substance = models.CharField(max_length=40)
    dose_amount = models.DecimalField(max_digits=9, decimal_places=3)
    dose_unit = models.CharField(max_length=8)
    route = models.CharField(max_length=16, choices=Route.choices())
    frequency = models.CharField(max_length=20, choices=Frequency.choices())
    phase = models.CharField(max_length=16, choices=Phase.choices())
    pathway = models.CharField(
        max_length=12, choices=Pathway.choices(), default=Pathway.STANDARD, db_default=Pathway.STANDARD.value
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    instructions = models.CharField(max_length=500, blank=True)
    status = models.CharField(max_length=12, choices=OrderStatus.choices(), default=OrderStatus.DRAFT)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_job = models.CharField(max_length=64, blank=True, default="", db_default="")
    end_reason = models.CharField(max_length=16, choices=EndReason.choices(), blank=True)
    end_note = models.CharField(max_length=500, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    change_reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    overlaps_until = models.DateField(null=True, blank=True)
    stops_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "organisation", "substance"],
                condition=Q(status="active"),
                name="order_one_active_of_substance",
            ),
            models.UniqueConstraint(fields=["replaces"], condition=~Q(status="cancelled"), name="order_replaced_once"),
            models.CheckConstraint(condition=Q(dose_amount__gt=0), name="order_dose_positive"),
            models.CheckConstraint(condition=Q(status__in=OrderStatus.values()), name="order_status_known"),
            models.CheckConstraint(condition=Q(route__in=Route.values()), name="order_route_known"),
            models.CheckConstraint(condition=Q(frequency__in=Frequency.values()), name="order_frequency_known"),
            models.CheckConstraint(condition=Q(phase__in=Phase.values()), name="order_phase_known"),
            models.CheckConstraint(condition=Q(pathway__in=Pathway.values()), name="order_pathway_known"),
            models.CheckConstraint(
                condition=Q(change_reason="") | Q(replaces__isnull=False), name="order_change_reason_of_a_change"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="order_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(overlaps_until__isnull=True) | Q(replaces__isnull=False), name="order_overlap_of_a_transition"
            ),
            models.CheckConstraint(condition=pair("signed"), name="order_signed_pair"),
            models.CheckConstraint(condition=pair_or_job("ended"), name="order_ended_pair"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cancelled"], signed_at__isnull=True)
                | (~Q(status__in=["draft", "cancelled"]) & Q(signed_at__isnull=False)),
                name="order_in_force_is_signed",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(status__in=["draft", "active", "on-hold"]) & Q(ended_at__isnull=False, end_reason__in=EndReason.values())
                )
                | (Q(status__in=["draft", "active", "on-hold"], ended_at__isnull=True, end_reason="", end_note="")),
                name="order_end_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "organisation"], name="order_of_patient")]

    def __str__(self) -> str:
        return f"order {self.pk}"


@tracked()
class OrderHold(models.Model):
    """One time for which an order was paused, with the reason; lifted when the order is resumed or ended by a prescriber.

    What missed doses held was held by a job, which `held_by_job` names.
    """

    order = models.ForeignKey(MedicationOrder, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=500)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    held_by_job = models.CharField(max_length=64, blank=True, default="", db_default="")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=Q(lifted_at__isnull=True), name="order_hold_open_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="order_hold_has_reason"),
            models.CheckConstraint(condition=pair_or_job("held"), name="order_hold_held_pair"),
            models.CheckConstraint(condition=pair("lifted"), name="order_hold_lifted_pair"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("held_at")), name="order_hold_lifted_after"
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"


@tracked()
class OrderPurpose(models.Model):
    """That an order is what an intervention of the plan means.

    `intervention` is its `root`: one number for the same line in every version, so that the next version keeps it; an order that
    replaces another takes its purposes over.
    """

    order = models.ForeignKey(MedicationOrder, on_delete=models.PROTECT, related_name="purposes")
    intervention = models.UUIDField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "intervention"], condition=Q(ended_at__isnull=True), name="order_purpose_open_once"
            ),
            models.CheckConstraint(condition=pair("ended"), name="order_purpose_ended_pair"),
        ]

    def __str__(self) -> str:
        return f"purpose {self.pk}"
