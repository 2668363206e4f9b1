"""Scores as they are said: a number without a tail of zeros, the name of the measure, the band. Pure."""

from decimal import Decimal

from patients.assessments.rules.definitions import Definition, ScoreDefinition


def number_text(value: Decimal) -> str:
    """'9', '4.5'."""
    return f"{value.normalize():f}"


def measure_name(asked: Definition, score: ScoreDefinition) -> str:
    """'PHQ-9', or with its part where an instrument gives several scores: 'BAM, risk'."""
    return asked.short if len(asked.scores) == 1 else f"{asked.short}, {lowered(score.label)}"


def score_text(asked: Definition, score: ScoreDefinition, value: Decimal, band_label: str) -> str:
    """'PHQ-9 12, moderate'."""
    words = f"{measure_name(asked, score)} {number_text(value)}"
    return f"{words}, {lowered(band_label)}" if band_label else words


def lowered(words: str) -> str:
    """Words within a sentence; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
