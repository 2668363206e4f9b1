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
from care.consent.queries.representatives import (
    RepresentativeRow,
    minor_rules,
    representative_entries,
    representative_in_force,
    representatives_of,
    signers_of,
)
from care.consent.queries.restrictions import (
    Asker,
    RestrictionRow,
    get_restriction,
    restriction_entries,
    restrictions_of,
    withheld_from,
)

__all__ = [
    "Asker",
    "ConsentRow",
    "InForce",
    "RepresentativeRow",
    "RestrictionRow",
    "consent_for",
    "consent_named",
    "consents_for",
    "consents_of",
    "facts_of",
    "get_consent",
    "get_restriction",
    "in_force",
    "minor_rules",
    "recipient_condition",
    "recorded_condition",
    "representative_entries",
    "representative_in_force",
    "representatives_of",
    "restriction_entries",
    "restrictions_of",
    "signers_of",
    "timeline_entries",
    "withheld_from",
]
