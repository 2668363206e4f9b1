"""Reading what access left behind, with a permit."""

from care.access.queries.disclosures import (
    DisclosureRow,
    disclosures_of,
)
from care.access.queries.received import Received, received_on

__all__ = [
    "DisclosureRow",
    "Received",
    "disclosures_of",
    "received_on",
]
