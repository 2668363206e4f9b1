"""How a counseling note moves on, who may be asked to co-sign, and whether it still says what was signed. Pure.

The state machine is one table with one guard (`treatment_plans.rules.next_status`); README.md shows its diagram.
"""

import hashlib
import hmac
from datetime import date, timedelta
from uuid import UUID

from treatment_plans.notes.vocabulary import NoteStatus, NoteStep

NOTE: dict[tuple[NoteStatus, NoteStep], NoteStatus] = {
    (NoteStatus.DRAFT, NoteStep.SIGN): NoteStatus.SIGNED,
    (NoteStatus.SIGNED, NoteStep.AMEND): NoteStatus.AMENDED,
    (NoteStatus.AMENDED, NoteStep.AMEND): NoteStatus.AMENDED,
    (NoteStatus.SIGNED, NoteStep.RETRACT): NoteStatus.IN_ERROR,
    (NoteStatus.AMENDED, NoteStep.RETRACT): NoteStatus.IN_ERROR,
}
STANDING = frozenset({NoteStatus.SIGNED, NoteStatus.AMENDED})  # signed and not taken back

COSIGN_WITHIN = timedelta(days=3)  # how long a co-signature may take until its task is late: own default
LONGEST = 20_000  # characters of a note
LONGEST_ADDENDUM = 5_000
EARLIEST = timedelta(days=365)  # a session longer ago is not written up here


class NothingWritten(ValueError):
    """What is signed has words."""


class SessionDay(ValueError):
    """The day of a session is today or before, and not longer ago than a year."""


def check_session_day(day: date, today: date) -> None:
    """Refuse a day to come, and one longer ago than `EARLIEST`.

    Raises:
        SessionDay.
    """
    if not today - EARLIEST <= day <= today:
        raise SessionDay


def seal_of(key: bytes, *, uuid: UUID, session_on: date, text: str) -> str:
    """What a text said when it was signed, as a number that nobody without the key can make: HMAC-SHA256, in hex.

    It says nothing of the text; kept beside it, it shows whether a word has changed since.
    """
    said = f"counseling note\n{uuid}\n{session_on.isoformat()}\n{text}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def is_as_signed(key: bytes, *, seal: str, uuid: UUID, session_on: date, text: str) -> bool:
    """Whether a text says what it said when it was signed."""
    return hmac.compare_digest(seal, seal_of(key, uuid=uuid, session_on=session_on, text=text))
