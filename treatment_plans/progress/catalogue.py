"""After how many days an unsigned draft is reminded of, by the kind of the note: data, with its source."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from treatment_plans.catalogue import read_rows
from treatment_plans.progress.vocabulary import NoteKind

UNSIGNED = "unsigned"  # the kind of the task by which an author is asked
_DAYS = Path(__file__).resolve().parent / "data" / "unsigned.csv"


@dataclass(frozen=True, slots=True)
class Reminding:
    """How long after the session a draft may be unsigned, and how long its author then has until the task is late."""

    after: timedelta
    within: timedelta


@cache
def reminding() -> dict[NoteKind, Reminding]:
    """By kind; each kind has its row."""
    return {
        NoteKind(row["kind"]): Reminding(timedelta(days=int(row["after_days"])), timedelta(days=int(row["within_days"])))
        for row in read_rows(_DAYS)
    }
