"""Enrolment, care team members, and the caseload's summary row. A patient is known here only by number."""

from django.db import models
from django.db.models import F, Q

from care.actor import Role
from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from care.teams.rules import EndReason, Risk, RiskSource


@tracked()
class Enrolment(models.Model):
    """A person's care in a programme, from admission until it ends.

    Completing the treatment episode is a step within it: the enrolment stays open, and aftercare begins on that day.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    admitted_at = models.DateTimeField()
    admitted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    treatment_completed_at = models.DateTimeField(null=True, blank=True)
    treatment_completed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    treatment_completed_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=16, choices=[(reason.value, reason.label) for reason in EndReason], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "organisation"], condition=Q(ended_at__isnull=True), name="enrolment_open_once"
            ),
            models.CheckConstraint(
                condition=Q(end_reason="") | Q(end_reason__in=[reason.value for reason in EndReason]),
                name="enrolment_end_reason_known",
            ),
            models.CheckConstraint(condition=pair("ended"), name="enrolment_ended_pair"),
            models.CheckConstraint(condition=pair("treatment_completed"), name="enrolment_treatment_completed_pair"),
            models.CheckConstraint(
                condition=Q(treatment_completed_at__isnull=True, treatment_completed_on__isnull=True)
                | Q(treatment_completed_at__isnull=False, treatment_completed_on__isnull=False),
                name="enrolment_treatment_completed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="enrolment_end_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("admitted_at")), name="enrolment_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "patient"], name="enrolment_organisation_patient")]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"


@tracked()
class CareTeamMember(models.Model):
    """One colleague on the care team of one enrolled person."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="members")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, related_name="+")
    function = models.CharField(max_length=32, choices=[(role.value, role.label) for role in Role])
    is_lead = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "staff"], condition=Q(left_at__isnull=True), name="care_team_member_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(left_at__isnull=True, is_lead=True), name="care_team_one_lead"
            ),
            models.CheckConstraint(condition=Q(function__in=[role.value for role in Role]), name="care_team_function_known"),
            models.CheckConstraint(condition=pair("left"), name="care_team_left_pair"),
        ]
        indexes = [
            models.Index(fields=["staff", "patient"], condition=Q(left_at__isnull=True), name="care_team_open_by_staff"),
            models.Index(fields=["patient", "staff"], condition=Q(left_at__isnull=True), name="care_team_open_by_patient"),
        ]

    def __str__(self) -> str:
        return f"care team member {self.pk}"


class CaseloadSummary(models.Model):
    """What the caseload shows of an enrolled person, kept current by the operations in the transaction of each change.

    `next_due_at` is the due time of the earliest open task; people with nothing due sort last (`FAR_AWAY`). `last_score` is the
    last of a measure that is followed over time, in words; `last_score_is_worse`: by more than chance than the one before.
    `risk`: what the answers about suicide that stand showed; `risk_source` tells of it, and nothing where there is none.
    """

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="summary")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=True)
    next_due_at = models.DateTimeField()
    next_what = models.CharField(max_length=200, blank=True)
    open_tasks = models.PositiveIntegerField(default=0)
    lead_staff = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    medication = models.CharField(max_length=120, blank=True)
    plan_status = models.CharField(max_length=16, blank=True)
    plan_review_due_on = models.DateField(null=True, blank=True)
    last_score = models.CharField(max_length=80, blank=True, default="", db_default="")
    last_score_on = models.DateField(null=True, blank=True)
    last_score_is_worse = models.BooleanField(default=False, db_default=False)
    risk = models.CharField(max_length=12, choices=Risk.choices(), blank=True, default="", db_default="")
    risk_on = models.DateField(null=True, blank=True)
    risk_source = models.CharField(
        max_length=12, choices=RiskSource.choices(), default=RiskSource.CSSRS.value, db_default=RiskSource.CSSRS.value
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(risk="", risk_on__isnull=True) | Q(risk__in=Risk.values(), risk_on__isnull=False),
                name="summary_risk_has_its_day",
            ),
            models.CheckConstraint(condition=Q(risk_source__in=RiskSource.values()), name="summary_risk_source_known"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "next_due_at", "enrolment"], condition=Q(is_open=True), name="caseload_of_organisation"
            ),
            models.Index(fields=["patient"], name="caseload_of_patient"),
        ]

    def __str__(self) -> str:
        return f"summary {self.pk}"
