"""Changing what a person allowed. It counts from the next request on: the gate reads the rows each time.

Locks: the row of a consent is held before the row of its link.
"""

from care.consent.operations.ending import Event, decline_consent, record_event, revoke_consent, set_aside_consent
from care.consent.operations.refusals import (
    AlreadyGiven,
    AlreadyRevoked,
    AlreadySigned,
    CannotBeTakenBack,
    DraftTooOld,
    NoEvent,
    NoSuchConsent,
    NotADraft,
    NotARecipient,
    NotInForce,
    ReasonMissing,
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
from care.consent.operations.signing import give_consent, issue_consent_link, prepare_consent, sign_consent

__all__ = [
    "AlreadyEnded",
    "AlreadyGiven",
    "AlreadyOnFile",
    "AlreadyRevoked",
    "AlreadySigned",
    "CannotBeTakenBack",
    "DraftTooOld",
    "Event",
    "NoEvent",
    "NoSuchConsent",
    "NoSuchRepresentative",
    "NoSuchRestriction",
    "NotADraft",
    "NotARecipient",
    "NotInForce",
    "NotTold",
    "ReasonMissing",
    "add_representative",
    "ask_restriction",
    "decide_restriction",
    "decline_consent",
    "end_representative",
    "end_representatives",
    "end_restriction",
    "give_consent",
    "issue_consent_link",
    "prepare_consent",
    "record_event",
    "revoke_consent",
    "set_aside_consent",
    "sign_consent",
    "withdraw_restriction",
]
