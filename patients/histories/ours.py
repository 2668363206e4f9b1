"""Scores of a history by our own instruments: which they are, and how they are told to the room that keeps ours."""

import hashlib
from datetime import UTC, date, datetime, time
from decimal import Decimal

from care.actor import Category
from patients.assessments.catalogue import definitions
from patients.assessments.operations import PastScore
from patients.assessments.rules.past import past_problem
from patients.histories.rules import Entry


def is_ours(instrument: str) -> bool:
    """Whether an instrument that a history names is one of ours."""
    return instrument.casefold() in definitions()


def category_of(instrument: str) -> Category:
    """Which kind of data a score of one of our instruments is."""
    return definitions()[instrument.casefold()].category


def as_ours(key: str, instrument: str, name: str, value: Decimal, on: date, *, at: datetime) -> PastScore:
    """A score as its room takes it, at noon UTC of its day or, today, by now. Scores of one day and instrument share a number."""
    time_of, _, when = key.rpartition("|")
    time_of = f"{time_of.rpartition('|')[0]}|{when}"
    noon = datetime.combine(on, time(12, tzinfo=UTC))
    return PastScore(
        key=hashlib.sha256(time_of.encode()).hexdigest()[:40],
        instrument=instrument.casefold(),
        administered_at=min(noon, at),
        value=value,
        name=name,
    )


def problem_of(entry: Entry, *, at: datetime) -> str:
    """Why a score of one of our instruments cannot be taken; empty where it can."""
    says = entry.says
    row = as_ours(entry.key, says["instrument"], says["name"], says["value"], entry.on, at=at)
    return past_problem(row, definitions(), at=at)
