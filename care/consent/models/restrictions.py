"""Requests to withhold something. A patient is known here only by number."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.consent.models.consents import CATEGORY_CHOICES, PURPOSE_CHOICES
from care.consent.rules import (
    MAY_BE_WITHHELD,
    MAY_BE_WITHHELD_FOR,
    MAY_BE_WITHHELD_FROM,
    SELF_PAID_PURPOSES,
    EndedBy,
    RestrictionState,
    Target,
)
from care.lib.constraints import pair
from care.lib.ids import uuid7

TARGET_CHOICES = [(target.value, target.label) for target in Target]
STATE_CHOICES = [(state.value, state.label) for state in RestrictionState]
ENDED_BY_CHOICES = [(ended.value, ended.label) for ended in EndedBy]
REQUESTER_CHOICES = [(requester.value, requester.label) for requester in MAY_BE_WITHHELD_FROM]
_DECIDED = [RestrictionState.AGREED.value, RestrictionState.DECLINED.value, RestrictionState.ENDED.value]
_OVER = [RestrictionState.WITHDRAWN.value, RestrictionState.ENDED.value]
_SELF_PAID = Q(target=Target.SELF_PAID.value)


@tracked()
class RestrictionRequest(models.Model):
    """A person's wish that something of their record does not go to somebody, and what the program decided (42 CFR 2.26).

    `requester` is the kind of whoever it is kept from; with `recipient`, only that organisation, which was of that kind when the
    person asked. `counts_until` is the first moment at which one that has been ended no longer counts. `told_on` is the day on
    which the person heard of a refusal, or of an end by the program.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    target = models.CharField(max_length=16, choices=TARGET_CHOICES)
    requester = models.CharField(max_length=20, choices=REQUESTER_CHOICES)
    recipient = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    categories = ArrayField(models.CharField(max_length=24, choices=CATEGORY_CHOICES))
    purposes = ArrayField(models.CharField(max_length=16, choices=PURPOSE_CHOICES))
    own_words = models.CharField(max_length=500)
    paid_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=RestrictionState.ASKED.value)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision_reason = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_for = models.CharField(max_length=12, choices=ENDED_BY_CHOICES, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    told_on = models.DateField(null=True, blank=True)
    counts_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(target__in=[target.value for target in Target]), name="restriction_target_known"),
            models.CheckConstraint(
                condition=Q(requester__in=[requester.value for requester in MAY_BE_WITHHELD_FROM]),
                name="restriction_requester_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RestrictionState]), name="restriction_state_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_for="") | Q(ended_for__in=[ended.value for ended in EndedBy]),
                name="restriction_ended_for_known",
            ),
            models.CheckConstraint(
                condition=Q(target=Target.ORGANISATION.value, recipient__isnull=False)
                | (~Q(target=Target.ORGANISATION.value) & Q(recipient__isnull=True)),
                name="restriction_names_its_organisation",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=True) | ~Q(recipient=F("organisation")), name="restriction_is_about_another"
            ),
            models.CheckConstraint(
                condition=Q(categories__len__gt=0, categories__contained_by=[one.value for one in MAY_BE_WITHHELD]),
                name="restriction_categories_known",
            ),
            models.CheckConstraint(
                condition=Q(purposes__len__gt=0, purposes__contained_by=[one.value for one in MAY_BE_WITHHELD_FOR]),
                name="restriction_purposes_known",
            ),
            models.CheckConstraint(
                condition=(
                    _SELF_PAID
                    & Q(
                        requester="health_plan",
                        paid_on__isnull=False,
                        purposes__contained_by=sorted(one.value for one in SELF_PAID_PURPOSES),
                    )
                )
                | (~_SELF_PAID & Q(paid_on__isnull=True)),
                name="restriction_paid_in_full",
            ),
            models.CheckConstraint(condition=~Q(own_words=""), name="restriction_has_own_words"),
            models.CheckConstraint(condition=pair("decided"), name="restriction_decided_pair"),
            models.CheckConstraint(condition=pair("ended"), name="restriction_ended_pair"),
            models.CheckConstraint(
                condition=Q(state__in=_DECIDED, decided_at__isnull=False)
                | (~Q(state__in=_DECIDED) & Q(decided_at__isnull=True, decision_reason="")),
                name="restriction_decided_when_it_was",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OVER, ended_at__isnull=False, counts_until__isnull=False)
                & ~Q(ended_for="")
                & ~Q(end_reason="")
                | (~Q(state__in=_OVER) & Q(ended_at__isnull=True, counts_until__isnull=True, ended_for="", end_reason="")),
                name="restriction_ended_when_it_was",
            ),
            models.CheckConstraint(
                condition=~Q(state=RestrictionState.DECLINED.value) | (~Q(decision_reason="") & ~_SELF_PAID),
                name="restriction_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(ended_for=EndedBy.PROGRAM.value)
                | (Q(state=RestrictionState.ENDED.value, told_on__isnull=False, counts_until__gt=F("ended_at")) & ~_SELF_PAID),
                name="restriction_ended_by_program_with_notice",
            ),
            models.CheckConstraint(
                condition=(Q(decided_at__isnull=True) | Q(decided_at__gte=F("asked_at")))
                & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("asked_at")))
                & (Q(counts_until__isnull=True) | Q(counts_until__gte=F("ended_at"))),
                name="restriction_times_in_order",
            ),
        ]
        indexes = [models.Index(fields=["patient", "organisation"], name="restriction_of_patient")]

    def __str__(self) -> str:
        return f"restriction {self.pk}"
