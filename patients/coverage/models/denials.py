"""What a payer said no to, and the appeals against it."""

from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.coverage.models.authorizations import SENT_CHOICES, PriorAuthorization
from patients.coverage.models.coverages import Coverage
from patients.coverage.vocabulary import DenialKind, DenialReason, DenialState, Level, Outcome, SentBy

KIND_CHOICES = [(kind.value, kind.label) for kind in DenialKind]
REASON_CHOICES = [(reason.value, reason.label) for reason in DenialReason]
STATE_CHOICES = [(state.value, state.label) for state in DenialState]
LEVEL_CHOICES = [(level.value, level.label) for level in Level]
OUTCOME_CHOICES = [(outcome.value, outcome.label) for outcome in Outcome]


@tracked()
class Denial(models.Model):
    """A payer's no: to what, why, by which notice, until when it can be appealed.

    `file_by_on` is the last day to appeal at the level that comes next, `continue_by_on` the last day to ask that care goes on
    meanwhile; `..._said` whether the notice named the day. `criteria_...` are the plan's criteria of medical necessity, which it
    must give when asked, as its reason (clinical reference 12.8).
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="denials")
    authorization = models.ForeignKey(PriorAuthorization, on_delete=models.PROTECT, null=True, blank=True, related_name="denials")
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    what = models.CharField(max_length=200)
    reason = models.CharField(max_length=20, choices=REASON_CHOICES)
    reason_words = models.CharField(max_length=500, blank=True)
    notice_on = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    file_by_on = models.DateField()
    file_by_said = models.BooleanField(default=False)
    continue_by_on = models.DateField(null=True, blank=True)
    continue_by_said = models.BooleanField(default=False)
    parity_concern = models.BooleanField(default=False)
    parity_note = models.CharField(max_length=300, blank=True)
    criteria_asked_on = models.DateField(null=True, blank=True)
    criteria_got_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=STATE_CHOICES, default=DenialState.OPEN.value)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in DenialKind]), name="denial_kind_known"),
            models.CheckConstraint(condition=Q(reason__in=[reason.value for reason in DenialReason]), name="denial_reason_known"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in DenialState]), name="denial_state_known"),
            models.CheckConstraint(condition=~Q(what=""), name="denial_says_what"),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="denial_amount_possible"),
            models.CheckConstraint(condition=Q(file_by_on__gte=F("notice_on")), name="denial_appealed_after_notice"),
            models.CheckConstraint(
                condition=Q(continue_by_on__isnull=True) | Q(continue_by_on__gte=F("notice_on")),
                name="denial_continued_after_notice",
            ),
            models.CheckConstraint(condition=Q(parity_concern=True) | Q(parity_note=""), name="denial_parity_note_has_concern"),
            models.CheckConstraint(condition=pair("ended"), name="denial_ended_pair"),
            models.CheckConstraint(
                condition=(Q(state=DenialState.STANDS.value, ended_at__isnull=False) & ~Q(end_reason=""))
                | (~Q(state=DenialState.STANDS.value) & Q(ended_at__isnull=True, end_reason="")),
                name="denial_left_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="denial_of_patient")]

    def __str__(self) -> str:
        return f"denial {self.pk}"


@tracked()
class Appeal(models.Model):
    """One appeal at one level: when it was filed, until when it is decided, how it ended.

    `filed_at` is when it went, `agreed_on` the day on which the person agreed in writing that somebody else files for them.
    `decided_at` is when a colleague wrote the decision of `decided_on` down.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    denial = models.ForeignKey(Denial, on_delete=models.PROTECT, related_name="appeals")
    level = models.CharField(max_length=12, choices=LEVEL_CHOICES)
    is_expedited = models.BooleanField(default=False)
    keeps_care_going = models.BooleanField(default=False)
    agreed_on = models.DateField(null=True, blank=True)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    filed_how = models.CharField(max_length=12, choices=SENT_CHOICES)
    reference = models.CharField(max_length=60, blank=True)
    grounds = models.CharField(max_length=500, blank=True)
    decision_due_at = models.DateTimeField()
    decision_due_said = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, choices=OUTCOME_CHOICES, blank=True)
    outcome_words = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["denial"], condition=Q(decided_at__isnull=True), name="appeal_one_open"),
            models.UniqueConstraint(fields=["denial", "level"], name="appeal_once_at_a_level"),
            models.CheckConstraint(condition=Q(level__in=[level.value for level in Level]), name="appeal_level_known"),
            models.CheckConstraint(condition=Q(filed_how__in=[sent.value for sent in SentBy]), name="appeal_filed_how_known"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=[outcome.value for outcome in Outcome]), name="appeal_outcome_known"
            ),
            models.CheckConstraint(condition=Q(decision_due_at__gte=F("filed_at")), name="appeal_decided_after_filing"),
            models.CheckConstraint(condition=pair("decided"), name="appeal_decided_pair"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_on__isnull=True, outcome="", outcome_words="")
                | (Q(decided_at__isnull=False, decided_on__isnull=False) & ~Q(outcome="")),
                name="appeal_decided_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"
