"""The table of everything that is to be delivered or heard. A patient is known here only by number."""

from django.db import models
from django.db.models import Q

from care.lib.constraints import pair
from care.lib.ids import uuid7
from care.outbox.rules import State

_WAITING = Q(state=State.WAITING.value)


class Delivery(models.Model):
    """One thing to be delivered, or one event to be heard: about whom, when, and how far it has come.

    `next_try_at` is the one moment that the claim looks at: when the row is due, when it is to be tried again, or, while a
    worker has it, when its lease ends. A row that is due and still leased was left behind by a worker that died.
    `lease` counts the claims: only who made the last one may mark the row. A reference on a waiting row says that it was
    handed over and that only its settling failed. Rows are never deleted.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=100)
    key = models.CharField(max_length=240)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, null=True, related_name="+")
    about = models.JSONField(default=dict)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=[(state.value, state.label) for state in State], default=State.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="delivery_key_once"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="delivery_state_known"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(key=""), name="delivery_has_kind_and_key"),
            models.CheckConstraint(
                condition=Q(patient__isnull=True) | Q(organisation__isnull=False), name="delivery_patient_has_organisation"
            ),
            models.CheckConstraint(condition=Q(leased_until__isnull=True) | _WAITING, name="delivery_leased_while_waiting"),
            models.CheckConstraint(
                condition=(_WAITING & Q(settled_at__isnull=True)) | (~_WAITING & Q(settled_at__isnull=False)),
                name="delivery_settled_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DROPPED.value, State.SET_ASIDE.value]) | ~Q(reason=""),
                name="delivery_dropped_has_reason",
            ),
            models.CheckConstraint(condition=~Q(state=State.DEAD.value) | ~Q(last_error=""), name="delivery_dead_has_error"),
            models.CheckConstraint(condition=pair("set_aside"), name="delivery_set_aside_pair"),
            models.CheckConstraint(
                condition=Q(state=State.SET_ASIDE.value, set_aside_at__isnull=False)
                | (~Q(state=State.SET_ASIDE.value) & Q(set_aside_at__isnull=True)),
                name="delivery_set_aside_says_who",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=_WAITING, name="delivery_next"),
            models.Index(
                fields=["organisation", "-settled_at", "-id"], condition=Q(state=State.DEAD.value), name="delivery_dead"
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
