"""Reading what access left behind: with a permit what is of one person, by organization what the privacy office looks at."""

from care.access.queries.agreements import (
    AgreementRow,
    agreements_in_force,
    agreements_of,
    covered_by,
)
from care.access.queries.disclosures import (
    DisclosureRow,
    disclosures_of,
)
from care.access.queries.handovers import (
    HandOverRow,
    find_hand_over,
    get_hand_over,
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
)

__all__ = [
    "AgreementRow",
    "DisclosureRow",
    "HandOverRow",
    "NoticeRow",
    "Received",
    "ReviewRow",
    "SessionFacts",
    "agreements_in_force",
    "agreements_of",
    "covered_by",
    "disclosures_of",
    "find_hand_over",
    "get_hand_over",
    "get_review",
    "notices_for",
    "received_on",
    "reviews_of_organisation",
    "running_session",
    "sessions_between",
]
