"""Reading intakes, cut by noun."""

from patients.intake.queries.intakes import (
    IntakeRow,
    SectionRow,
    StepRow,
    Summary,
    current_intake,
    get_intake,
    steps_of,
    summary_of,
)
from patients.intake.queries.told import SafetyRow, TreatmentConsentRow, latest_safety, risks_told, treatment_consent

__all__ = [
    "IntakeRow",
    "SafetyRow",
    "SectionRow",
    "StepRow",
    "Summary",
    "TreatmentConsentRow",
    "current_intake",
    "get_intake",
    "latest_safety",
    "risks_told",
    "steps_of",
    "summary_of",
    "treatment_consent",
]
