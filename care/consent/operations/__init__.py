"""Changing what a person allowed. It counts from the next request on: the gate reads the rows each time."""

from care.consent.operations.consents import (
    AlreadyGiven,
    AlreadyRevoked,
    NoSuchConsent,
    NotARecipient,
    ReasonMissing,
    give_consent,
    revoke_consent,
)

__all__ = [
    "AlreadyGiven",
    "AlreadyRevoked",
    "NoSuchConsent",
    "NotARecipient",
    "ReasonMissing",
    "give_consent",
    "revoke_consent",
]
