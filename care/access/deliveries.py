"""What access hears of: a colleague who no longer works here, and a review whose time has passed."""

from datetime import datetime
from uuid import UUID

from care.access import operations
from care.actor import Actor
from care.outbox.handling import Listener
from care.outbox.queries import Claimed


def _end_sessions(row: Claimed, at: datetime) -> None:
    """The account was disabled or the work here ended: what the colleague had opened is closed for good.

    The gate refuses from the same moment on; this keeps a session shut when the account is opened again within its time.
    """
    actor = Actor.system(job="access.end_sessions", organisation_id=row.organisation_id)
    operations.end_sessions_of(actor=actor, staff_id=int(row.about["staff"]), at=at)


def _ask_supervisor(row: Claimed, at: datetime) -> None:
    """Three business days have passed: the supervisor is asked as well, unless it was reviewed meanwhile."""
    actor = Actor.system(job="access.review_late", organisation_id=row.organisation_id)
    operations.ask_supervisor(actor=actor, uuid=UUID(str(row.about["review"])), at=at)


END_SESSIONS = Listener("access.end_sessions", _end_sessions)
ASK_SUPERVISOR = Listener("access.ask_supervisor", _ask_supervisor)
