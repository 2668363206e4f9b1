"""Tables of access: the accounting of disclosures with its agreements, and sessions with their reviews."""

from care.access.models.agreements import Agreement
from care.access.models.disclosures import Disclosure
from care.access.models.sessions import AccessNotice, AccessReview, AccessSession

__all__ = ["AccessNotice", "AccessReview", "AccessSession", "Agreement", "Disclosure"]
