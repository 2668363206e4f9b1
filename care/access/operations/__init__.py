"""Changing what access keeps: the accounting of disclosures, and agreements."""

from care.access.operations.agreements import (
    AlreadyEnded,
    AlreadyRecorded,
    NoSuchAgreement,
    ReasonMissing,
    end_agreement,
    record_agreement,
)
from care.access.operations.disclosures import (
    Emergency,
    Given,
    Order,
    Papers,
    PapersMissing,
    Recipient,
    What,
    disclose,
    record_release,
    record_return,
)

__all__ = [
    "AlreadyEnded",
    "AlreadyRecorded",
    "Emergency",
    "Given",
    "NoSuchAgreement",
    "Order",
    "Papers",
    "PapersMissing",
    "ReasonMissing",
    "Recipient",
    "What",
    "disclose",
    "end_agreement",
    "record_agreement",
    "record_release",
    "record_return",
]
