"""Merges with every row that they touched, and pairs of records that may be of one person."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from care.audit.history import tracked
from care.lib.constraints import pair
from care.lib.ids import uuid7
from patients.merging.rules import MergeState, PairState, What
from patients.rules import Likeness

STATE_CHOICES = [(state.value, state.label) for state in MergeState]
PAIR_CHOICES = [(state.value, state.label) for state in PairState]
WHAT_CHOICES = [(what.value, what.label) for what in What]
LIKENESS_CHOICES = [(likeness.value, likeness.label) for likeness in Likeness]


@tracked()
class Merge(models.Model):
    """That a colleague merged one record of a person into another, why, what they decided, and whether it was undone.

    `decisions` holds for each clash which row stands, and for each field whose value; numbers and codes only.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=STATE_CHOICES, default=MergeState.MERGED.value)
    why = models.CharField(max_length=300)
    decisions = models.JSONField(default=dict)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undo_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in MergeState]), name="merge_state_known"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
            models.CheckConstraint(condition=~Q(why=""), name="merge_says_why"),
            models.CheckConstraint(condition=pair("undone"), name="merge_undone_pair"),
            models.CheckConstraint(
                condition=(Q(state=MergeState.UNDONE.value, undone_at__isnull=False) & ~Q(undo_why=""))
                | (~Q(state=MergeState.UNDONE.value) & Q(undone_at__isnull=True, undo_why="")),
                name="merge_undone_says_why",
            ),
            models.UniqueConstraint(fields=["gone"], condition=Q(state=MergeState.MERGED.value), name="merge_once_at_a_time"),
        ]
        indexes = [
            models.Index(fields=["kept", "-merged_at"], name="merge_of_kept"),
            models.Index(fields=["organisation", "-merged_at"], name="merge_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"merge {self.pk}"


class MergedRow(models.Model):
    """One row that a merge touched: in which table, and each column that it wrote, before and after. Added to, never changed.

    `twin` is the row for whose sake this one was ended, or left behind because it says the same.
    """

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="rows")
    table = models.CharField(max_length=80)
    row = models.BigIntegerField()
    what = models.CharField(max_length=8, choices=WHAT_CHOICES)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    twin = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(what__in=[what.value for what in What]), name="merged_row_what_known"),
            models.CheckConstraint(condition=~Q(table=""), name="merged_row_names_a_table"),
        ]

    def __str__(self) -> str:
        return f"merged row {self.pk}"


@tracked()
class LikelyPair(models.Model):
    """Two records that may be of one person: how likely, why, and what a colleague said of it.

    `one` is the smaller number. A pair that was told apart is not proposed again.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    one = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=16, choices=LIKENESS_CHOICES))
    state = models.CharField(max_length=8, choices=PAIR_CHOICES, default=PairState.OPEN.value)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in PairState]), name="pair_state_known"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_in_order"),
            models.CheckConstraint(
                condition=Q(reasons__len__gt=0, reasons__contained_by=[likeness.value for likeness in Likeness]),
                name="pair_reasons_known",
            ),
            models.CheckConstraint(condition=pair("decided"), name="pair_decided_pair"),
            models.CheckConstraint(
                condition=Q(state=PairState.OPEN.value, decided_at__isnull=True, words="")
                | (~Q(state=PairState.OPEN.value) & Q(decided_at__isnull=False)),
                name="pair_decided_when_it_was",
            ),
            models.UniqueConstraint(fields=["one", "other"], name="pair_once"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-score", "id"], condition=Q(state=PairState.OPEN.value), name="pair_open_likeliest"
            )
        ]

    def __str__(self) -> str:
        return f"pair {self.pk}"
