"""Audit rows as they are written, with true codes."""

from datetime import UTC, datetime
from typing import Any

import factory
from django.conf import settings

from care.audit.codes import FIELDS, event_mac, rows_hash, seal_mac
from care.audit.kinds import Kind
from care.audit.models import AuditEvent, Seal, Verification
from care.lib.ids import uuid7

LONG_AGO = datetime(2026, 1, 5, 14, 0, tzinfo=UTC)


class AuditEventFactory(factory.django.DjangoModelFactory[AuditEvent]):
    class Meta:
        model = AuditEvent

    uuid = factory.LazyFunction(uuid7)
    at = LONG_AGO
    kind = Kind.ACCESS.value
    verb = "record.opened"
    actor_kind = "staff"
    actor_label = "staff 1"

    @classmethod
    def _create(cls, model_class: type[AuditEvent], *args: Any, **given: Any) -> AuditEvent:
        event = model_class(**given)
        event.mac = event_mac(settings.CARE_AUDIT_KEY, {name: getattr(event, name) for name in FIELDS})
        event.save(force_insert=True)
        return event


class SealFactory(factory.django.DjangoModelFactory[Seal]):
    class Meta:
        model = Seal

    number = factory.Sequence(lambda number: number + 1)
    sealed_at = LONG_AGO
    cluster = 1
    from_xid = 0
    to_xid = 1
    event_ids = factory.LazyFunction(list)
    rows_hash = factory.LazyFunction(lambda: rows_hash([]))
    previous_mac = b""
    mac = factory.LazyAttribute(
        lambda seal: seal_mac(
            settings.CARE_AUDIT_KEY,
            number=seal.number,
            sealed_at=seal.sealed_at,
            cluster=seal.cluster,
            from_xid=seal.from_xid,
            to_xid=seal.to_xid,
            event_ids=seal.event_ids,
            rows=seal.rows_hash,
            previous=seal.previous_mac,
        )
    )


class VerificationFactory(factory.django.DjangoModelFactory[Verification]):
    """A reading that found the trail whole."""

    class Meta:
        model = Verification

    asked_at = LONG_AGO
    asked_by_job = "audit.nightly"
    state = "done"
    begun_at = LONG_AGO
    alive_at = LONG_AGO
    events_expected = 12
    events = 12
    seals = 2
    ended_at = LONG_AGO
    is_sound = True

    class Params:
        waiting = factory.Trait(state="waiting", begun_at=None, alive_at=None, ended_at=None, is_sound=None, events=0, seals=0)
        broken = factory.Trait(is_sound=False, faults=1, first_row="event 7", first_fault="edited, or written without the key")
