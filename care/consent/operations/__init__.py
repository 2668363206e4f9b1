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
from care.consent.operations.representatives import (
    AlreadyEnded,
    AlreadyOnFile,
    NoSuchRepresentative,
    add_representative,
    end_representative,
    end_representatives,
)
from care.consent.operations.restrictions import (
    NoSuchRestriction,
    NotTold,
    ask_restriction,
    decide_restriction,
    end_restriction,
    withdraw_restriction,
)

__all__ = [
    "AlreadyEnded",
    "AlreadyGiven",
    "AlreadyOnFile",
    "AlreadyRevoked",
    "NoSuchConsent",
    "NoSuchRepresentative",
    "NoSuchRestriction",
    "NotARecipient",
    "NotTold",
    "ReasonMissing",
    "add_representative",
    "ask_restriction",
    "decide_restriction",
    "end_representative",
    "end_representatives",
    "end_restriction",
    "give_consent",
    "revoke_consent",
    "withdraw_restriction",
]
