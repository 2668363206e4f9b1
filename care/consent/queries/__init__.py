"""Reading what a person allowed: for the gate, by numbers; for a chart, with a permit."""

from care.consent.queries.charts import (
    CLASS_NAME,
    ConsentRow,
    InForce,
    Paper,
    PaperChanged,
    consents_of,
    get_consent,
    in_force,
    paper_of,
)
from care.consent.queries.consents import (
    consent_for,
    consent_named,
    consents_for,
    facts_of,
    recipient_condition,
    recorded_condition,
    standing_of_people,
)
from care.consent.queries.representatives import (
    RepresentativeRow,
    minor_rules,
    representative_in_force,
    representatives_of,
    signers_of,
)
from care.consent.queries.restrictions import (
    Asker,
    RestrictionRow,
    get_restriction,
    restrictions_of,
    withheld_from,
)

__all__ = [
    "CLASS_NAME",
    "Asker",
    "ConsentRow",
    "InForce",
    "Paper",
    "PaperChanged",
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
    "paper_of",
    "recipient_condition",
    "recorded_condition",
    "representative_in_force",
    "representatives_of",
    "restrictions_of",
    "signers_of",
    "standing_of_people",
    "withheld_from",
]
