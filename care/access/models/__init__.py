"""Tables of access: disclosures, agreements and e-mails that wait to leave; sessions with their reviews."""

from care.access.models.agreements import (
    Agreement,
)
from care.access.models.disclosures import (
    Disclosure,
)
from care.access.models.handovers import (
    HandOver,
)
from care.access.models.sessions import (
    AccessNotice,
    AccessReview,
    AccessSession,
)

__all__ = [
    "AccessNotice",
    "AccessReview",
    "AccessSession",
    "Agreement",
    "Disclosure",
    "HandOver",
]
