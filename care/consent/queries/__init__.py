"""Reading what a person allowed: for the gate, by numbers; for a chart, with a permit."""

from care.consent.queries.charts import (
    CLASS_NAME,
    ConsentRow,
    InForce,
    Paper,
    consents_of,
    get_consent,
    in_force,
    paper_of,
    timeline_entries,
)
from care.consent.queries.consents import (
    consent_for,
    consent_named,
    consents_for,
    facts_of,
    recipient_condition,
    recorded_condition,
)

__all__ = [
    "CLASS_NAME",
    "ConsentRow",
    "InForce",
    "Paper",
    "consent_for",
    "consent_named",
    "consents_for",
    "consents_of",
    "facts_of",
    "get_consent",
    "in_force",
    "paper_of",
    "recipient_condition",
    "recorded_condition",
    "timeline_entries",
]
