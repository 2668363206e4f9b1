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
from care.access.operations.handovers import Asked, queue_hand_over, settle_hand_over, tie_disclosure

__all__ = [
    "AlreadyEnded",
    "AlreadyRecorded",
    "Asked",
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
    "queue_hand_over",
    "record_agreement",
    "record_release",
    "record_return",
    "settle_hand_over",
    "tie_disclosure",
]
