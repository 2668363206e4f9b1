"""What the plan is asked beforehand, and what of its answer was used."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.coverage.models.coverages import SERVICE_CHOICES, Coverage
from patients.coverage.vocabulary import AuthorizationState, Measure, SentBy, Service

STATE_CHOICES = [(state.value, state.label) for state in AuthorizationState]
MEASURE_CHOICES = [(measure.value, measure.label) for measure in Measure]
SENT_CHOICES = [(sent.value, sent.label) for sent in SentBy]
_SENT = [state.value for state in AuthorizationState if state not in (AuthorizationState.DRAFT, AuthorizationState.WITHDRAWN)]
_YES = [AuthorizationState.APPROVED.value, AuthorizationState.PARTLY.value, AuthorizationState.CLOSED.value]
_DECIDED = [*_YES, AuthorizationState.DENIED.value]
_OVER = [AuthorizationState.CLOSED.value, AuthorizationState.WITHDRAWN.value]


@tracked()
class PriorAuthorization(models.Model):
    """One request to a plan before care: what, for how much, when it went, until when the plan decides, what it decided.

    `decision_due_at` is the last moment that the plan has, `decision_due_said` whether the plan itself named it. `decided_at` is
    when a colleague wrote the decision of `decided_on` down. `parity_concern` marks what would not be asked for medical care.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="authorizations")
    renews = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewals")
    service = models.CharField(max_length=20, choices=SERVICE_CHOICES)
    what = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True)
    needed_on = models.DateField(null=True, blank=True)
    is_expedited = models.BooleanField(default=False)
    units_asked = models.PositiveIntegerField(null=True, blank=True)
    measure = models.CharField(max_length=8, choices=MEASURE_CHOICES, default=Measure.DAYS.value)
    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=AuthorizationState.DRAFT.value)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_how = models.CharField(max_length=12, choices=SENT_CHOICES, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    decision_due_at = models.DateTimeField(null=True, blank=True)
    decision_due_said = models.BooleanField(default=False)
    asked_for = models.CharField(max_length=300, blank=True)
    information_due_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approval_number = models.CharField(max_length=60, blank=True)
    units_approved = models.PositiveIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    parity_concern = models.BooleanField(default=False)
    parity_note = models.CharField(max_length=300, blank=True)
    criteria_asked_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    close_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(service__in=[service.value for service in Service]), name="authorization_service_known"
            ),
            models.CheckConstraint(
                condition=Q(measure__in=[measure.value for measure in Measure]), name="authorization_measure_known"
            ),
            models.CheckConstraint(
                condition=Q(sent_how="") | Q(sent_how__in=[sent.value for sent in SentBy]), name="authorization_sent_how_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in AuthorizationState]), name="authorization_state_known"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="authorization_says_what"),
            models.CheckConstraint(condition=pair("sent"), name="authorization_sent_pair"),
            models.CheckConstraint(
                condition=(Q(sent_at__isnull=True, sent_how="", decision_due_at__isnull=True))
                | (Q(sent_at__isnull=False, decision_due_at__gte=F("sent_at")) & ~Q(sent_how="")),
                name="authorization_sent_with_its_clock",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_SENT) | Q(sent_at__isnull=False), name="authorization_sent_when_it_was"
            ),
            models.CheckConstraint(
                condition=~Q(state=AuthorizationState.PENDED.value) | (~Q(asked_for="") & Q(information_due_on__isnull=False)),
                name="authorization_pended_for_something",
            ),
            models.CheckConstraint(condition=pair("decided"), name="authorization_decided_pair"),
            models.CheckConstraint(
                condition=Q(state__in=_DECIDED, decided_at__isnull=False, decided_on__isnull=False)
                | (~Q(state__in=_DECIDED) & Q(decided_at__isnull=True, decided_on__isnull=True)),
                name="authorization_decided_when_it_was",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=_YES, starts_on__isnull=False, ends_on__isnull=False, ends_on__gte=F("starts_on")))
                | (~Q(state__in=_YES) & Q(starts_on__isnull=True, ends_on__isnull=True, units_approved__isnull=True)),
                name="authorization_approved_for_a_time",
            ),
            models.CheckConstraint(condition=pair("closed"), name="authorization_closed_pair"),
            models.CheckConstraint(
                condition=(Q(state__in=_OVER, closed_at__isnull=False) & ~Q(close_reason=""))
                | (~Q(state__in=_OVER) & Q(closed_at__isnull=True, close_reason="")),
                name="authorization_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(parity_concern=True) | Q(parity_note=""), name="authorization_parity_note_has_concern"
            ),
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="authorization_of_patient")]

    def __str__(self) -> str:
        return f"prior authorization {self.pk}"


@tracked()
class AuthorizationUse(models.Model):
    """So much of an approval was used on a day; taken off again where that was a mistake."""

    authorization = models.ForeignKey(PriorAuthorization, on_delete=models.PROTECT, related_name="uses")
    used_on = models.DateField()
    units = models.PositiveIntegerField()
    note = models.CharField(max_length=100, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(units__gt=0), name="authorization_use_counts"),
            models.CheckConstraint(condition=pair("removed"), name="authorization_use_removed_pair"),
        ]

    def __str__(self) -> str:
        return f"use of authorization {self.pk}"
