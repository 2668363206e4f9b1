"""Audit tables. No foreign keys: an event outlives whatever it speaks of. The database refuses UPDATE, DELETE and TRUNCATE."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from care.audit.kinds import Kind
from care.audit.rules import UNFINISHED, State
from care.lib.constraints import pair_or_job
from care.lib.ids import uuid7


class AuditEvent(models.Model):
    """One thing that somebody did or was refused. `mac` is an HMAC over all that the row says; its key is not in the database."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.prose) for kind in Kind])
    verb = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=16)
    actor_label = models.CharField(max_length=80)
    user_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    patient_ids = ArrayField(models.BigIntegerField(), default=list)
    category = models.CharField(max_length=24, blank=True)
    action = models.CharField(max_length=16, blank=True)
    purpose = models.CharField(max_length=16, blank=True)
    decision = models.CharField(max_length=8, blank=True)
    basis = models.CharField(max_length=24, blank=True)
    reason = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)
    mac = models.BinaryField(max_length=32)
    # written by the database: which transaction of which cluster, so that a seal takes only what can no longer move
    xid = models.BigIntegerField(db_default=RawSQL("audit_xid()", ()), editable=False)
    cluster = models.BigIntegerField(db_default=RawSQL("audit_cluster()", ()), editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["cluster", "xid"], name="audit_event_xid"),
            models.Index(fields=["user_id", "at"], name="audit_event_user"),
            models.Index(fields=["organisation_id", "at"], name="audit_event_organisation"),
        ]

    def __str__(self) -> str:
        return f"event {self.uuid}"


class Seal(models.Model):
    """One link of the chain: the events of a range of finished transactions, by number and by hash."""

    id = models.BigAutoField(primary_key=True)
    number = models.BigIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    cluster = models.BigIntegerField()
    from_xid = models.BigIntegerField()
    to_xid = models.BigIntegerField()
    event_ids = ArrayField(models.BigIntegerField())
    rows_hash = models.BinaryField(max_length=32)
    previous_mac = models.BinaryField(max_length=32)
    mac = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"seal {self.number}"


class Verification(models.Model):
    """One reading of the whole trail: who asked, how far it is, and what it found. Evidence is the trail, not this row.

    `asked_by` is the number of a user: the audit stands below accounts and has no foreign keys.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField(null=True, blank=True)
    asked_by_job = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=[(state.value, state.label) for state in State], default=State.WAITING.value)
    begun_at = models.DateTimeField(null=True, blank=True)
    alive_at = models.DateTimeField(null=True, blank=True)
    events_expected = models.BigIntegerField(default=0)
    events = models.BigIntegerField(default=0)
    seals = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_sound = models.BooleanField(null=True, blank=True)
    faults = models.PositiveIntegerField(default=0)
    first_row = models.CharField(max_length=80, blank=True)
    first_fault = models.CharField(max_length=200, blank=True)
    untraced = models.PositiveIntegerField(default=0)
    first_untraced = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="verification_state_known"),
            models.CheckConstraint(condition=pair_or_job("asked"), name="verification_asked_pair"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(state.value for state in UNFINISHED), ended_at__isnull=True)
                | (~Q(state__in=sorted(state.value for state in UNFINISHED)) & Q(ended_at__isnull=False)),
                name="verification_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DONE.value, is_sound__isnull=False)
                | (~Q(state=State.DONE.value) & Q(is_sound__isnull=True)),
                name="verification_done_says_whether_sound",
            ),
            models.CheckConstraint(
                condition=~Q(is_sound=True) | Q(faults=0, first_row="", first_fault=""), name="verification_sound_has_no_fault"
            ),
            models.CheckConstraint(
                condition=~Q(is_sound=False) | (Q(faults__gt=0) & ~Q(first_row="")), name="verification_names_the_first_row"
            ),
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True) | Q(begun_at__gte=F("asked_at")), name="verification_begins_after_asked"
            ),
            models.UniqueConstraint(fields=["state"], condition=Q(state=State.WAITING.value), name="verification_waits_once"),
        ]
        indexes = [models.Index(fields=["-asked_at", "-id"], name="verification_newest")]

    def __str__(self) -> str:
        return f"verification {self.pk}"
