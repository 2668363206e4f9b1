"""Scores that another system computed: what can be taken of them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from patients.assessments.rules.definitions import Band, Definition, Facts, Scored
from patients.assessments.rules.scoring import band_of

LONGEST_KEY = 64


@dataclass(frozen=True, slots=True)
class PastScore:
    """One score of another system. `key` is its number there; scores of one time the instrument was answered share it."""

    key: str
    instrument: str
    administered_at: datetime
    value: Decimal
    name: str = "total"
    subject: str = ""


def past_problem(row: PastScore, known: Mapping[str, Definition], *, at: datetime) -> str:
    """Why a score cannot be taken, in words; empty where it can."""
    definition = known.get(row.instrument)
    if definition is None:
        return "there is no such instrument here"
    scale = next((one for one in definition.scores if one.name == row.name), None)
    if scale is None:
        return "the instrument has no such score"
    if not row.value.is_finite() or not scale.low <= row.value <= scale.high:
        return f"the score lies outside {scale.low} to {scale.high}"
    if (row.subject not in definition.subjects) if definition.subjects else bool(row.subject):
        return "the instrument is not asked about this"
    if row.administered_at > at:
        return "its day lies in the future"
    return "" if 0 < len(row.key) <= LONGEST_KEY else "it has no number of its own, or a very long one"


def past_scored(row: PastScore, definition: Definition) -> Scored:
    """The score with the band that it falls in here. How many answers it rests on is not known: none is claimed."""
    band: Band | None = band_of(definition, row.name, row.value, Facts())
    if band is None:
        return Scored(row.name, row.value)
    return Scored(row.name, row.value, band.code, band.label, band.is_positive)
