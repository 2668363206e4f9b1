"""Reading coverage, cut by noun."""

from patients.coverage.queries.aids import AidRow, ProgramRow, aids_of, get_aid, programs
from patients.coverage.queries.authorizations import (
    AuthorizationRow,
    UseRow,
    authorizations_of,
    get_authorization,
    uses_of,
)
from patients.coverage.queries.clocks import (
    Counted,
    DeadlineRow,
    LimitRow,
    Show,
    counted_deadlines,
    deadlines_of,
    limit_rows,
    limits_of,
    open_deadlines,
)
from patients.coverage.queries.coverages import (
    BenefitRow,
    CoverageRow,
    EligibilityRow,
    checks_of,
    coverage_choices,
    coverages_of,
    get_coverage,
    kept_from_plans,
)
from patients.coverage.queries.denials import AppealRow, DenialRow, denials_of, get_denial
from patients.coverage.queries.imported import ImportedCoverage, imported_coverages

__all__ = [
    "AidRow",
    "AppealRow",
    "AuthorizationRow",
    "BenefitRow",
    "Counted",
    "CoverageRow",
    "DeadlineRow",
    "DenialRow",
    "EligibilityRow",
    "ImportedCoverage",
    "LimitRow",
    "ProgramRow",
    "Show",
    "UseRow",
    "aids_of",
    "authorizations_of",
    "checks_of",
    "counted_deadlines",
    "coverage_choices",
    "coverages_of",
    "deadlines_of",
    "denials_of",
    "get_aid",
    "get_authorization",
    "get_coverage",
    "get_denial",
    "imported_coverages",
    "kept_from_plans",
    "limit_rows",
    "limits_of",
    "open_deadlines",
    "programs",
    "uses_of",
]
