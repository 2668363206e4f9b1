"""Doses, one by one: given, taken, missed."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair, pair_or_job
from care.lib.ids import uuid7
from treatment_plans.regimens.models.orders import MedicationOrder
from treatment_plans.regimens.vocabulary import DoseOutcome, Route


@tracked()
class Dose(models.Model):
    """What became of one dose that was due: the `part` of `parts` of the day `due_on`.

    Once for a person, substance, day and part, also where the order changed on that day. `at` is when it was given, taken,
    refused or found missing; a bottle dispensed to take home stands on the day for which it is meant. `vomited_after` are
    minutes. What was recorded wrongly is voided with a reason and stays. `again` is the vomited dose in whose place this one
    was given, by a prescriber's order. A dose that nobody recorded is marked as missed by a job, which `recorded_by_job` names.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(MedicationOrder, on_delete=models.PROTECT, related_name="doses")
    substance = models.CharField(max_length=40)
    due_on = models.DateField()
    part = models.PositiveSmallIntegerField(default=1)
    parts = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=12, choices=DoseOutcome.choices())
    amount = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=8)
    route = models.CharField(max_length=16, choices=Route.choices())
    site = models.CharField(max_length=40, blank=True)
    lot = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    vomited_after = models.PositiveSmallIntegerField(null=True, blank=True)
    again = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by_job = models.CharField(max_length=64, blank=True, default="")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    void_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "organisation", "substance", "due_on", "part"],
                condition=Q(voided_at__isnull=True, again__isnull=True),
                name="dose_once",
            ),
            models.UniqueConstraint(fields=["again"], condition=Q(voided_at__isnull=True), name="dose_given_again_once"),
            models.CheckConstraint(condition=Q(outcome__in=DoseOutcome.values()), name="dose_outcome_known"),
            models.CheckConstraint(condition=Q(route__in=Route.values()), name="dose_route_known"),
            models.CheckConstraint(condition=Q(part__gte=1) & Q(part__lte=F("parts")), name="dose_part_of_parts"),
            models.CheckConstraint(
                condition=Q(outcome__in=["missed", "refused"], amount__isnull=True)
                | (~Q(outcome__in=["missed", "refused"]) & Q(amount__gt=0)),
                name="dose_amount_when_taken",
            ),
            models.CheckConstraint(
                condition=Q(vomited_after__isnull=True) | Q(outcome="vomited"), name="dose_minutes_of_a_vomited_one"
            ),
            models.CheckConstraint(condition=pair_or_job("recorded"), name="dose_recorded_pair"),
            models.CheckConstraint(condition=pair("voided"), name="dose_voided_pair"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="") | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="dose_voided_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "organisation", "due_on"], name="dose_of_patient_by_day"),
            models.Index(fields=["order", "due_on"], name="dose_of_order_by_day"),
        ]

    def __str__(self) -> str:
        return f"dose {self.pk}"


@tracked()
class FollowedDoses(models.Model):
    """That the doses of a medicine are taken or handed out here, so that a day without a record is a missed one, from `since` on.

    Said for each substance of a person. What a pharmacy dispenses is not followed day by day. Methadone needs no saying: only a
    program of its kind gives it, and it is followed from the first dose on record.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    substance = models.CharField(max_length=40)
    since = models.DateField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "organisation", "substance"], condition=Q(ended_at__isnull=True), name="followed_doses_once"
            ),
            models.CheckConstraint(condition=~Q(substance=""), name="followed_doses_of_a_substance"),
            models.CheckConstraint(condition=pair("ended"), name="followed_doses_ended_pair"),
        ]

    def __str__(self) -> str:
        return f"followed doses {self.pk}"
