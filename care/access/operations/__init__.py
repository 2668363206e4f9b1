"""Changing what access keeps: the accounting of disclosures."""

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
    "Emergency",
    "Given",
    "Order",
    "Papers",
    "PapersMissing",
    "Recipient",
    "What",
    "disclose",
    "record_release",
    "record_return",
]
