"""What rooms above put into a person's calendar beside the doses: tests and labs due, for example.

A room adds its source to `BESIDE` when its application is ready; the calendar asks each once for the month that it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from care.actor import Permit


class MarkState(StrEnum):
    """How a mark stands in the calendar."""

    DONE = "done"
    DUE = "due"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on one day: its words and how it stands."""

    on: date
    text: str
    state: MarkState


@dataclass(frozen=True, slots=True)
class Beside:
    """One row of the calendar: its label, and its marks from a day to a day, both included, as they stand today."""

    label: str
    marks: Callable[[Permit, date, date, date], list[Mark]]


BESIDE: list[Beside] = []
