"""Verifying the audit: whatever was changed behind its back is found and the first broken row named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db import connection

from care.audit.codes import FIELDS, event_mac, rows_hash, seal_mac
from care.audit.models import AuditEvent, Seal
from care.audit.seals import events_waiting, last_exported_head

TELL_EVERY = 20_000  # events


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: which row, and what happened to it."""

    row: str
    fault: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification looked at and found; sound when it found nothing wrong in the trail itself.

    `untraced` are changes of fields that no event of the trail stands behind: made past the application.
    """

    events: int
    seals: int
    waiting: int
    last_seal_at: datetime | None
    findings: list[Finding]
    untraced: list[Finding]

    @property
    def is_sound(self) -> bool:
        return not self.findings


def verify_audit(*, progress: Callable[[int], None] | None = None) -> Report:
    """Check each row's code, each seal's code and rows, the chain, and the exported head. Findings are in row order.

    `progress` hears every so often how many events were read.
    """
    findings: list[Finding] = []
    macs: dict[int, bytes] = {}
    places: dict[int, tuple[int, int]] = {}
    events = 0
    key = settings.CARE_AUDIT_KEY
    for event in AuditEvent.objects.order_by("id").values("id", "mac", "xid", "cluster", *FIELDS).iterator(chunk_size=2000):
        events += 1
        if progress is not None and events % TELL_EVERY == 0:
            progress(events)
        macs[event["id"]] = bytes(event["mac"])
        places[event["id"]] = (event["cluster"], event["xid"])
        if event_mac(key, event) != bytes(event["mac"]):
            findings.append(Finding(f"event {event['id']}", "edited, or written without the key"))
    seals = list(Seal.objects.order_by("number"))
    findings.extend(_chain_findings(seals, key))
    findings.extend(_sealed_row_findings(seals, macs, places))
    findings.sort(key=lambda finding: (finding.row.split()[0] != "event", int(finding.row.split()[-1])))
    return Report(
        events=events,
        seals=len(seals),
        waiting=events_waiting().events,
        last_seal_at=seals[-1].sealed_at if seals else None,
        findings=findings,
        untraced=list(_untraced_changes()),
    )


def _untraced_changes() -> Iterator[Finding]:
    """Rows of the history tables whose event is missing from the trail; the first hundred of each table."""
    tables = sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "pgh_tracked_model", None))
    for table in tables:
        name = connection.ops.quote_name(table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT history.pgh_id, history.pgh_label FROM {name} AS history
                LEFT JOIN audit_auditevent AS event ON event.uuid = history.pgh_context_id
                WHERE event.id IS NULL ORDER BY history.pgh_id LIMIT 100
                """  # noqa: S608 - names of our own tables
            )
            for number, label in cursor.fetchall():
                yield Finding(f"{table} {number}", f"{label} past the application: no event stands behind it")


def _chain_findings(seals: list[Seal], key: bytes) -> Iterator[Finding]:
    previous = b""
    expected = 1
    for seal in seals:
        while expected < seal.number:
            yield Finding(f"seal {expected}", "removed from the chain")
            expected += 1
        expected = seal.number + 1
        mac = seal_mac(
            key,
            number=seal.number,
            sealed_at=seal.sealed_at,
            cluster=seal.cluster,
            from_xid=seal.from_xid,
            to_xid=seal.to_xid,
            event_ids=seal.event_ids,
            rows=bytes(seal.rows_hash),
            previous=bytes(seal.previous_mac),
        )
        if mac != bytes(seal.mac):
            yield Finding(f"seal {seal.number}", "edited, or written without the key")
        if bytes(seal.previous_mac) != previous:
            yield Finding(f"seal {seal.number}", "does not follow the seal before it")
        previous = bytes(seal.mac)
    head = last_exported_head()
    if head is not None:
        number, mac = head
        here = {seal.number: bytes(seal.mac) for seal in seals}
        if number not in here:
            yield Finding(f"seal {number}", "cut off: its head was exported, and the chain ends before it")
        elif here[number] != mac:
            yield Finding(f"seal {number}", "is not the seal whose head was exported")


def _sealed_row_findings(seals: list[Seal], macs: dict[int, bytes], places: dict[int, tuple[int, int]]) -> Iterator[Finding]:
    """Rows that a seal names and that are gone, and rows within a sealed range that no seal names."""
    covered: dict[int, int] = {}
    for seal in seals:
        for pk in seal.event_ids:
            covered[pk] = seal.number
        missing = [pk for pk in seal.event_ids if pk not in macs]
        for pk in missing:
            yield Finding(f"event {pk}", f"removed after seal {seal.number} was made")
        if not missing and rows_hash((pk, macs[pk]) for pk in seal.event_ids) != bytes(seal.rows_hash):
            yield Finding(
                f"event {seal.event_ids[0]}", f"the rows of seal {seal.number} from here on were exchanged or reordered"
            )
    reached: dict[int, int] = {}
    for seal in seals:
        reached[seal.cluster] = max(reached.get(seal.cluster, 0), seal.to_xid)
    for pk, (cluster, xid) in places.items():
        if pk not in covered and xid < reached.get(cluster, 0):
            yield Finding(f"event {pk}", "inserted into a range of transactions that was sealed before")
