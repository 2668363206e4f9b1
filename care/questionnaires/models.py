"""What was sent to whom. The answers themselves are those of `patients.assessments`, known here by their number."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.actor import Category
from care.audit.history import tracked
from care.lib.constraints import pair_or_job
from care.lib.ids import uuid7
from care.questionnaires.rules.states import WAITING
from care.questionnaires.vocabulary import EndReason, State
from patients.assessments.rules import Danger

CATEGORIES = [(one.value, one.label) for one in (Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD)]


@tracked()
class Questionnaire(models.Model):
    """One instrument that a person was asked to answer on their own phone, until it is answered, expired or taken back.

    `response` is the set of answers that it led to, `shown` the questions that were answered or passed over behind this link.
    `danger` is the worst that the answers called for, so that the same posted again leads to the same page; `worried_at` is
    when an answer came that calls for somebody and was not sent yet.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=24)
    category = models.CharField(max_length=16, choices=CATEGORIES)
    state = models.CharField(max_length=12, choices=State.choices(), default=State.ASKED.value)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by_job = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    worried_at = models.DateTimeField(null=True, blank=True)
    response = models.UUIDField(null=True, blank=True)
    shown = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    danger = models.CharField(max_length=12, choices=Danger.choices(), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_by_job = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_job = models.CharField(max_length=64, blank=True)
    end_reason = models.CharField(max_length=12, choices=EndReason.choices(), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "organisation", "instrument"],
                condition=Q(state__in=sorted(state.value for state in WAITING)),
                name="questionnaire_one_waiting",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values()), name="questionnaire_state_known"),
            models.CheckConstraint(condition=Q(category__in=[one for one, _ in CATEGORIES]), name="questionnaire_category_known"),
            models.CheckConstraint(condition=Q(danger__in=["", *Danger.values()]), name="questionnaire_danger_known"),
            models.CheckConstraint(condition=Q(end_reason__in=["", *EndReason.values()]), name="questionnaire_end_known"),
            models.CheckConstraint(
                condition=pair_or_job("asked") & Q(asked_at__isnull=False), name="questionnaire_asked_by_somebody"
            ),
            models.CheckConstraint(condition=pair_or_job("answered"), name="questionnaire_answered_pair"),
            models.CheckConstraint(condition=pair_or_job("ended"), name="questionnaire_ended_pair"),
            models.CheckConstraint(
                condition=Q(state=State.ANSWERED.value, answered_at__isnull=False, response__isnull=False)
                | (~Q(state=State.ANSWERED.value) & Q(answered_at__isnull=True, danger="")),
                name="questionnaire_answered_has_answers",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.TAKEN_BACK.value, ended_at__isnull=False) & ~Q(end_reason=""))
                | (~Q(state=State.TAKEN_BACK.value) & Q(ended_at__isnull=True, end_reason="")),
                name="questionnaire_taken_back_has_reason",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="questionnaire_expires_after_asked"),
        ]
        indexes = [
            models.Index(fields=["patient", "-asked_at", "-id"], name="questionnaire_of_patient"),
            models.Index(fields=["response"], condition=Q(response__isnull=False), name="questionnaire_of_response"),
        ]

    def __str__(self) -> str:
        return f"questionnaire {self.pk}"
