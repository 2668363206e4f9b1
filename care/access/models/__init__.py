"""Tables of access: the accounting of disclosures, and the agreements on which some of them rest."""

from care.access.models.agreements import Agreement
from care.access.models.disclosures import Disclosure

__all__ = ["Agreement", "Disclosure"]
