"""Reading what access left behind, with a permit."""

from care.access.queries.disclosures import (
    DisclosureRow,
    disclosures_of,
)

__all__ = [
    "DisclosureRow",
    "disclosures_of",
]
