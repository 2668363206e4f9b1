"""Who may read and change what: facts go in, the first row of the decision table that matches decides. Pure."""

from care.access.policy.decide import decide
from care.access.policy.facts import (
    Allow,
    Basis,
    DataClass,
    Decision,
    Deny,
    Facts,
    Legal,
    Relation,
    Session,
    class_of,
)
from care.access.policy.grants import (
    EMERGENCY_ROLES,
    JOBS,
    LINKS,
    NOTE_WRITERS,
    PROGRAMME_CATEGORIES,
    SCOPES,
    TEAM_CATEGORIES,
    JobGrant,
    reach,
)
from care.access.policy.grounds import ground_of, row_of
from care.access.policy.table import TABLE, Row
from care.consent.rules import Restriction

__all__ = [
    "EMERGENCY_ROLES",
    "JOBS",
    "LINKS",
    "NOTE_WRITERS",
    "PROGRAMME_CATEGORIES",
    "SCOPES",
    "TABLE",
    "TEAM_CATEGORIES",
    "Allow",
    "Basis",
    "DataClass",
    "Decision",
    "Deny",
    "Facts",
    "JobGrant",
    "Legal",
    "Relation",
    "Restriction",
    "Row",
    "Session",
    "class_of",
    "decide",
    "ground_of",
    "reach",
    "row_of",
]
