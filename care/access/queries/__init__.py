"""Reading what access left behind: with a permit what is of one person, by organization what the privacy office looks at."""

from care.access.queries.disclosures import (
    DisclosureRow,
    disclosures_of,
)
from care.access.queries.received import Received, received_on
from care.access.queries.sessions import (
    NoticeRow,
    ReviewRow,
    SessionFacts,
    get_review,
    notices_for,
    reviews_of_organisation,
    running_session,
    sessions_between,
    timeline_entries,
)

__all__ = [
    "DisclosureRow",
    "NoticeRow",
    "Received",
    "ReviewRow",
    "SessionFacts",
    "disclosures_of",
    "get_review",
    "notices_for",
    "received_on",
    "reviews_of_organisation",
    "running_session",
    "sessions_between",
    "timeline_entries",
]
