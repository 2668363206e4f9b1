"""Reading what access left behind, with a permit."""

from care.access.queries.agreements import AgreementRow, agreements_in_force, agreements_of, covered_by
from care.access.queries.disclosures import DisclosureRow, disclosures_of

__all__ = [
    "AgreementRow",
    "DisclosureRow",
    "agreements_in_force",
    "agreements_of",
    "covered_by",
    "disclosures_of",
]
