"""Reading the audit trail: for the privacy office, and for the pages that say who changed what."""

from care.audit.queries.events import (
    EventRow,
    Summary,
    Which,
    events_of_colleague,
    events_of_patient,
    events_of_program,
    summary_of_patient,
)
from care.audit.queries.openings import (
    ActRow,
    OpeningRow,
    RefusalRow,
    acts_between,
    openings_between,
    people_opened,
    refusals_between,
)
from care.audit.queries.state import SealState, seal_state, users_of_events
from care.audit.queries.traces import Trace, traces_of
from care.audit.queries.verifications import VerificationRow, last_verifications, waiting_verification

__all__ = [
    "ActRow",
    "EventRow",
    "OpeningRow",
    "RefusalRow",
    "SealState",
    "Summary",
    "Trace",
    "VerificationRow",
    "Which",
    "acts_between",
    "events_of_colleague",
    "events_of_patient",
    "events_of_program",
    "last_verifications",
    "openings_between",
    "people_opened",
    "refusals_between",
    "seal_state",
    "summary_of_patient",
    "traces_of",
    "users_of_events",
    "waiting_verification",
]
