"""The time for which a colleague opened one record with a reason, the look at it afterwards, and whom it was told."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Length, Trim
from django.db.models.lookups import GreaterThanOrEqual

from care.access.policy import Session
from care.access.rules import REASONS, Outcome, Reason
from care.access.rules.sessions import LONGEST, LONGEST_WORDS, SHORTEST_WORDS
from care.audit.history import tracked
from care.lib.constraints import pair, pair_or_job
from care.lib.ids import uuid7

KIND_CHOICES = [(kind.value, kind.label) for kind in REASONS]
REASON_CHOICES = [(reason.value, reason.label) for reason in Reason]
OUTCOME_CHOICES = [(outcome.value, outcome.label) for outcome in Outcome]


def _says_enough(field: str) -> GreaterThanOrEqual:
    return GreaterThanOrEqual(Length(Trim(field)), Value(SHORTEST_WORDS))


def _only(field: str) -> Func:
    """The range of one number, for a constraint that needs no extension of PostgreSQL."""
    return Func(F(field), F(field), Value("[]"), function="int8range")


def _reasons_of(kind: Session) -> Q:
    return Q(kind=kind.value, reason__in=[reason.value for reason in REASONS[kind]])


@tracked()
class AccessSession(models.Model):
    """One colleague reads one person's record until a moment, for a reason from the list and in their own words.

    `ends_at` is its end as it stands, once `extended_at` by `extended_by` with words. `ended_at` is an end before that: by the
    colleague, or by the platform where they no longer work here.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=KIND_CHOICES)
    reason = models.CharField(max_length=16, choices=REASON_CHOICES)
    words = models.CharField(max_length=LONGEST_WORDS)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    ends_at = models.DateTimeField()
    extended_at = models.DateTimeField(null=True, blank=True)
    extended_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    extended_words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ended_by_job = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in REASONS]), name="access_session_kind_known"),
            models.CheckConstraint(
                condition=_reasons_of(Session.EMERGENCY) | _reasons_of(Session.REVIEW), name="access_session_reason_of_kind"
            ),
            models.CheckConstraint(condition=_says_enough("words"), name="access_session_has_words"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("started_at"), ends_at__lte=F("started_at") + Value(LONGEST)),
                name="access_session_has_an_end",
            ),
            models.CheckConstraint(condition=pair("extended"), name="access_session_extended_pair"),
            models.CheckConstraint(
                condition=Q(extended_at__isnull=True, extended_words="")
                | (Q(extended_at__isnull=False, extended_at__gte=F("started_at")) & Q(_says_enough("extended_words"))),
                name="access_session_extended_with_words",
            ),
            models.CheckConstraint(condition=pair_or_job("ended"), name="access_session_ended_pair"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at"), ended_at__lte=F("ends_at")),
                name="access_session_ends_within_itself",
            ),
            ExclusionConstraint(
                name="access_session_one_at_a_time",
                expressions=[
                    (_only("staff"), "&&"),
                    (_only("patient"), "&&"),
                    (
                        Func(
                            F("started_at"),
                            Coalesce("ended_at", "ends_at"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
            ),
        ]
        indexes = [
            models.Index(
                fields=["staff", "patient", "ends_at"], condition=Q(ended_at__isnull=True), name="access_session_running"
            ),
            models.Index(fields=["patient", "-started_at"], name="access_session_of_patient"),
            models.Index(fields=["organisation", "-started_at"], name="access_session_of_clinic"),
        ]

    def __str__(self) -> str:
        return f"access session {self.pk}"


@tracked()
class AccessReview(models.Model):
    """What a reviewer looks at after the fact: a session in an emergency, or a disclosure in one; and what was found.

    `opened_by` is the colleague whose act it is; nobody reviews their own.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    session = models.OneToOneField(AccessSession, on_delete=models.PROTECT, null=True, blank=True, related_name="review")
    disclosure = models.OneToOneField("Disclosure", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=16, choices=OUTCOME_CHOICES, blank=True)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=True, disclosure__isnull=False) | Q(session__isnull=False, disclosure__isnull=True),
                name="access_review_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("opened_at")), name="access_review_due_after_opening"),
            models.CheckConstraint(condition=pair("reviewed"), name="access_review_reviewed_pair"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=[outcome.value for outcome in Outcome]),
                name="access_review_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, outcome="", words="")
                | (Q(reviewed_at__isnull=False) & ~Q(outcome="") & Q(_says_enough("words"))),
                name="access_review_outcome_with_words",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("opened_by")), name="access_review_by_somebody_else"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "due_at"], condition=Q(reviewed_at__isnull=True), name="access_review_waiting"),
            models.Index(fields=["organisation", "-opened_at"], name="access_review_of_clinic"),
        ]

    def __str__(self) -> str:
        return f"access review {self.pk}"


class AccessNotice(models.Model):
    """What was done in an emergency, told to one colleague of the care team, until they have seen it."""

    review = models.ForeignKey(AccessReview, on_delete=models.PROTECT, related_name="notices")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey("accounts.Staff", on_delete=models.PROTECT, related_name="+", db_index=False)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "staff"], name="access_notice_once"),
            models.CheckConstraint(condition=pair("seen"), name="access_notice_seen_pair"),
        ]
        indexes = [models.Index(fields=["staff", "review"], condition=Q(seen_at__isnull=True), name="access_notice_unseen")]

    def __str__(self) -> str:
        return f"access notice {self.pk}"
