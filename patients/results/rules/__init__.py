"""What is decided of results without asking anybody: units, plausible values, formulas, how a drug test moves, how old it is."""

from patients.results.rules.age import age_words, is_stale, stale_from
from patients.results.rules.heart import corrected, rr_of
from patients.results.rules.kinds import (
    KindFacts,
    compared,
    facts_of,
    kinds,
    kinds_by_code,
    kinds_of,
    unit_as_filed,
    unit_words,
)
from patients.results.rules.marks import mark_of
from patients.results.rules.said import BadResult, Ecg, Reading, SaidResult, plain, read_result
from patients.results.rules.states import DRUG_TEST, NotPossible, next_state, steps_from
from patients.results.rules.vocabulary import (
    USUAL_ANALYTES,
    AnalyteWord,
    Certainty,
    DrugTestState,
    DrugTestStep,
    Formula,
    Method,
    Outcome,
    Panel,
    ResultAnswer,
    ResultKind,
    Shape,
    Specimen,
)

__all__ = [
    "DRUG_TEST",
    "USUAL_ANALYTES",
    "AnalyteWord",
    "BadResult",
    "Certainty",
    "DrugTestState",
    "DrugTestStep",
    "Ecg",
    "Formula",
    "KindFacts",
    "Method",
    "NotPossible",
    "Outcome",
    "Panel",
    "Reading",
    "ResultAnswer",
    "ResultKind",
    "SaidResult",
    "Shape",
    "Specimen",
    "age_words",
    "compared",
    "corrected",
    "facts_of",
    "is_stale",
    "kinds",
    "kinds_by_code",
    "kinds_of",
    "mark_of",
    "next_state",
    "plain",
    "read_result",
    "rr_of",
    "stale_from",
    "steps_from",
    "unit_as_filed",
    "unit_words",
]
