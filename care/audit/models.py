"""Audit tables. No foreign keys: an event outlives whatever it speaks of. The database refuses UPDATE, DELETE and TRUNCATE."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.expressions import RawSQL

from care.audit.kinds import Kind
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
