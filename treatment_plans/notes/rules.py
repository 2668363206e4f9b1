"""How a counseling note moves on, which day it may be of, and whether it still says what was signed. Pure.

The state machine is the one of every note that is signed (`treatment_plans.signed.rules`); README.md shows its diagram.
"""

from datetime import date
from uuid import UUID

from treatment_plans.signed.rules import EARLIEST as EARLIEST
from treatment_plans.signed.rules import NOTE as NOTE
from treatment_plans.signed.rules import STANDING as STANDING
from treatment_plans.signed.rules import NothingWritten as NothingWritten
from treatment_plans.signed.rules import SessionDay as SessionDay
from treatment_plans.signed.rules import is_sealed, seal

LONGEST = 20_000  # characters of a note
LONGEST_ADDENDUM = 5_000


def check_session_day(day: date, today: date) -> None:
    """Refuse a day to come, and one longer ago than `EARLIEST`.

    Raises:
        SessionDay.
    """
    if not today - EARLIEST <= day <= today:
        raise SessionDay


def _said(uuid: UUID, session_on: date, text: str) -> tuple[str, ...]:
    return "counseling note", str(uuid), session_on.isoformat(), text


def seal_of(key: bytes, *, uuid: UUID, session_on: date, text: str) -> str:
    """The seal of a note, or of what is added to it."""
    return seal(key, *_said(uuid, session_on, text))


def is_as_signed(key: bytes, *, seal: str, uuid: UUID, session_on: date, text: str) -> bool:
    """Whether a text says what it said when it was signed."""
    return is_sealed(key, seal, *_said(uuid, session_on, text))
