"""Reading what a person allowed: for the gate, by numbers; for a chart, with a permit."""

from care.consent.queries.consents import (
    ConsentRow,
    InForce,
    consent_for,
    consent_named,
    consents_for,
    consents_of,
    facts_of,
    get_consent,
    in_force,
    recipient_condition,
    recorded_condition,
    timeline_entries,
)

__all__ = [
    "ConsentRow",
    "InForce",
    "consent_for",
    "consent_named",
    "consents_for",
    "consents_of",
    "facts_of",
    "get_consent",
    "in_force",
    "recipient_condition",
    "recorded_condition",
    "timeline_entries",
]
