"""Tables of access: the accounting of disclosures."""

from care.access.models.disclosures import Disclosure

__all__ = ["Disclosure"]
