"""How the audit trail stands, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from care.audit.queries import SealState
from care.lib.dates import local_date, moment_text, span_text, time_text

OVERDUE = timedelta(minutes=5)  # the job seals each minute; after five somebody should look


@dataclass(frozen=True, slots=True)
class AuditState:
    """What the page and the panel on Today say about the trail."""

    last: str
    since: str
    seals: str
    waiting: str
    is_overdue: bool
    as_of: str


def audit_state(state: SealState, *, zone: str, at: datetime) -> AuditState:
    """When the last seal was made, how long ago, how many events wait, and whether sealing has fallen behind."""
    today = local_date(at, zone)
    return AuditState(
        last=moment_text(state.sealed_at, zone, today) if state.sealed_at else "never",
        since=f"{span_text(at - state.sealed_at)} ago" if state.sealed_at else "",
        seals=f"{state.number:,}",
        waiting=f"{state.waiting:,}",
        is_overdue=state.waiting > 0 and (state.sealed_at is None or at - state.sealed_at > OVERDUE),
        as_of=time_text(at, zone),
    )
