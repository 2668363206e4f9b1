"""Writing signs of life. No audit: they are about processes, not about people."""

from datetime import datetime

from care.health.models import Heartbeat, Part
from care.health.rules import FORGOTTEN_AFTER


def record_heartbeat(*, part: Part, host: str, pid: int, commit: str, at: datetime) -> None:
    """Say that this process of a part is alive."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(part=part, host=host, pid=pid, commit=commit, at=at)],
        update_conflicts=True,
        unique_fields=["part", "host", "pid"],
        update_fields=["at", "commit"],
    )


def end_heartbeat(*, part: Part, host: str, pid: int) -> None:
    """Take the process out as it stops, so that nobody waits for its next sign."""
    Heartbeat.objects.filter(part=part, host=host, pid=pid).delete()


def forget_old_heartbeats(*, at: datetime) -> None:
    """Remove the processes that have not been heard for a day."""
    Heartbeat.objects.filter(at__lt=at - FORGOTTEN_AFTER).delete()
