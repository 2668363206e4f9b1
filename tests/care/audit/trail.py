"""A trail to look at, and what somebody could do behind its back."""

from datetime import datetime, timedelta

from django.db import connection

from care.actor import Actor
from care.audit import operations as audit
from care.audit.kinds import Kind
from care.audit.models import AuditEvent

ALICE = Actor.staff(user_id=1, staff_id=1, organisation_id=1, roles=frozenset())


def write_events(count: int, at: datetime) -> list[int]:
    for number in range(count):
        audit.record(actor=ALICE, at=at + timedelta(seconds=number), kind=Kind.ACCESS, verb="record.opened", patient_ids=[number])
    return list(AuditEvent.objects.order_by("id").values_list("id", flat=True))


def as_owner(statement: str, *values: object) -> None:
    """What a person with the keys of the database could do: past the triggers, with the owner's rights."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE; SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("RESET session_replication_role; SET ROLE care_app")
