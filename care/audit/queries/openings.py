"""Who opened whose record in a period, in numbers: for the job that looks for what may be worth a look, and for the register."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from care.audit.kinds import Kind
from care.audit.models import AuditEvent

OPENED = "record.opened"


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """How often one colleague opened one person's record in a period: in all, at night, by which rows of the table."""

    staff_id: int
    patient_id: int
    times: int
    at_night: int
    rows: frozenset[str]


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """How often one colleague was refused in a period."""

    staff_id: int
    times: int


@dataclass(frozen=True, slots=True)
class ActRow:
    """That one colleague changed something about one person in a period."""

    staff_id: int
    patient_id: int


def openings_between(
    *, organisation_id: int, since: datetime, until: datetime, zone: str, night: tuple[int, int]
) -> list[OpeningRow]:
    """Openings by colleague and person; `night` is from which hour to which hour of the zone. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT split_part(actor_label, ' ', 2)::bigint, person, count(*),
                   count(*) FILTER (WHERE date_part('hour', at AT TIME ZONE %(zone)s) >= %(night)s
                                       OR date_part('hour', at AT TIME ZONE %(zone)s) < %(morning)s),
                   array_agg(DISTINCT basis)
            FROM audit_auditevent, unnest(patient_ids) AS person
            WHERE organisation_id = %(organisation)s AND at >= %(since)s AND at < %(until)s
              AND kind = %(kind)s AND verb = %(verb)s AND actor_kind = 'staff'
            GROUP BY 1, 2 ORDER BY 1, 2
            """,
            {
                "zone": zone,
                "night": night[0],
                "morning": night[1],
                "organisation": organisation_id,
                "since": since,
                "until": until,
                "kind": Kind.ACCESS.value,
                "verb": OPENED,
            },
        )
        found = cursor.fetchall()
        return [OpeningRow(staff, person, times, at_night, frozenset(rows)) for staff, person, times, at_night, rows in found]


def refusals_between(*, organisation_id: int, since: datetime, until: datetime) -> list[RefusalRow]:
    """Refusals by colleague. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT split_part(actor_label, ' ', 2)::bigint, count(*) FROM audit_auditevent
            WHERE organisation_id = %s AND at >= %s AND at < %s AND kind = %s AND actor_kind = 'staff' GROUP BY 1 ORDER BY 1
            """,
            [organisation_id, since, until, Kind.REFUSAL.value],
        )
        return [RefusalRow(*row) for row in cursor.fetchall()]


def acts_between(*, organisation_id: int, since: datetime, until: datetime) -> set[ActRow]:
    """Who changed something about whom. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT split_part(actor_label, ' ', 2)::bigint, person
            FROM audit_auditevent, unnest(patient_ids) AS person
            WHERE organisation_id = %s AND at >= %s AND at < %s AND kind = %s AND actor_kind = 'staff'
            """,
            [organisation_id, since, until, Kind.CHANGE.value],
        )
        return {ActRow(*row) for row in cursor.fetchall()}


def people_opened(*, user_id: int, staff_id: int, since: datetime, until: datetime, lists: bool = False) -> list[int]:
    """Whose record one colleague opened in a period, by number; with `lists` also whom they saw in a list. One query."""
    rows = AuditEvent.objects.filter(
        user_id=user_id,
        actor_label=f"staff {staff_id}",
        at__gte=since,
        at__lt=until,
        kind=Kind.ACCESS.value,
    )
    if not lists:
        rows = rows.filter(verb=OPENED)
    return sorted({patient_id for ids in rows.values_list("patient_ids", flat=True) for patient_id in ids})
