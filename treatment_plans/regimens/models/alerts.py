"""What the safety rules said, what came of it, and what a second prescriber answered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair, pair_or_job
from care.lib.ids import uuid7
from treatment_plans.regimens.alert_words import Moment, Outcome, OverrideReason, SecondAnswer
from treatment_plans.regimens.models.catalogue import Medication
from treatment_plans.regimens.models.orders import MedicationOrder
from treatment_plans.regimens.safety.alerts import Severity

SEVERITIES = [(severity.value, severity.value) for severity in Severity]


class Firing(models.Model):
    """One rule that spoke about one order or dose, with the facts and figures that it used, and what came of it.

    Written once and never changed. Of what was refused there is no order: `medication` and `amount` say what it was.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(MedicationOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="firings")
    medication = models.ForeignKey(Medication, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=9, decimal_places=3)
    rule = models.CharField(max_length=8)
    version = models.CharField(max_length=12)
    severity = models.CharField(max_length=5, choices=SEVERITIES)
    moment = models.CharField(max_length=8, choices=Moment.choices())
    outcome = models.CharField(max_length=12, choices=Outcome.choices())
    detail = models.TextField()
    evidence = ArrayField(models.TextField())
    figures = models.JSONField(default=dict)
    reason = models.CharField(max_length=12, choices=OverrideReason.choices(), blank=True)
    words = models.CharField(max_length=500, blank=True)
    fired_at = models.DateTimeField()
    fired_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fired_by_job = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(rule="") & ~Q(version=""), name="firing_of_a_rule"),
            models.CheckConstraint(condition=Q(severity__in=[word for word, _ in SEVERITIES]), name="firing_severity_known"),
            models.CheckConstraint(condition=Q(moment__in=Moment.values()), name="firing_moment_known"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values()), name="firing_outcome_known"),
            models.CheckConstraint(condition=Q(reason="") | Q(reason__in=OverrideReason.values()), name="firing_reason_known"),
            models.CheckConstraint(
                condition=(Q(outcome="overridden") & ~Q(reason="") & ~Q(words=""))
                | (~Q(outcome="overridden") & Q(reason="", words="")),
                name="firing_overridden_with_reason",
            ),
            models.CheckConstraint(condition=~Q(severity="HARD") | Q(outcome="stopped"), name="firing_hard_stops"),
            models.CheckConstraint(condition=Q(order__isnull=False) | Q(outcome="stopped"), name="firing_of_an_order"),
            models.CheckConstraint(condition=pair_or_job("fired"), name="firing_fired_pair"),
        ]
        indexes = [
            models.Index(fields=["organisation", "fired_at"], name="firing_of_program_by_time"),
            models.Index(fields=["patient", "organisation", "fired_at"], name="firing_of_patient_by_time"),
        ]

    def __str__(self) -> str:
        return f"firing {self.pk}"


@tracked()
class SecondOpinion(models.Model):
    """That a prescriber asked a second one about an order that a rule stops, and what that one answered."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    order = models.ForeignKey(MedicationOrder, on_delete=models.PROTECT, related_name="opinions")
    rules = ArrayField(models.CharField(max_length=8))
    question = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=SecondAnswer.choices(), blank=True)
    answer_words = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=Q(answered_at__isnull=True), name="second_opinion_open_once"),
            models.CheckConstraint(condition=Q(rules__len__gte=1) & ~Q(question=""), name="second_opinion_asks_something"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answer__in=SecondAnswer.values()), name="second_opinion_answer_known"
            ),
            models.CheckConstraint(condition=pair("answered"), name="second_opinion_answered_pair"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="second_opinion_answered",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("asked_by")), name="second_opinion_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"second opinion {self.pk}"
