"""Reading what access left behind, with a permit."""

from care.access.queries.agreements import AgreementRow, agreements_in_force, agreements_of, covered_by
from care.access.queries.disclosures import DisclosureRow, disclosures_of, last_notice_form
from care.access.queries.handovers import HandOverRow, find_hand_over, get_hand_over

__all__ = [
    "AgreementRow",
    "DisclosureRow",
    "HandOverRow",
    "agreements_in_force",
    "agreements_of",
    "covered_by",
    "disclosures_of",
    "find_hand_over",
    "get_hand_over",
    "last_notice_form",
]
