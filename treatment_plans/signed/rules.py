"""How a note that is signed moves on, and whether it still says what was signed. Pure.

The state machine is one table with one guard (`treatment_plans.rules.next_status`).
"""

import hashlib
import hmac
from datetime import timedelta

from treatment_plans.signed.vocabulary import NoteStatus, NoteStep

NOTE: dict[tuple[NoteStatus, NoteStep], NoteStatus] = {
    (NoteStatus.DRAFT, NoteStep.SIGN): NoteStatus.SIGNED,
    (NoteStatus.SIGNED, NoteStep.AMEND): NoteStatus.AMENDED,
    (NoteStatus.AMENDED, NoteStep.AMEND): NoteStatus.AMENDED,
    (NoteStatus.SIGNED, NoteStep.RETRACT): NoteStatus.IN_ERROR,
    (NoteStatus.AMENDED, NoteStep.RETRACT): NoteStatus.IN_ERROR,
}
STANDING = frozenset({NoteStatus.SIGNED, NoteStatus.AMENDED})  # signed and not taken back

COSIGN_WITHIN = timedelta(days=3)  # how long a co-signature may take until its task is late: own default
EARLIEST = timedelta(days=365)  # a session longer ago is not written up here


class NothingWritten(ValueError):
    """What is signed has words."""


class SessionDay(ValueError):
    """The day of a session is today or before, and not longer ago than a year."""


def seal(key: bytes, *said: str) -> str:
    """What was said when it was signed, as a number that nobody without the key can make: HMAC-SHA256, in hex.

    It says nothing of the text; kept beside it, it shows whether a word has changed since.
    """
    return hmac.new(key, "\n".join(said).encode(), hashlib.sha256).hexdigest()


def is_sealed(key: bytes, sealed: str, *said: str) -> bool:
    """Whether a text says what it said when it was signed."""
    return hmac.compare_digest(sealed, seal(key, *said))


def lines(text: str) -> str:
    """A text as it is kept: a form ends its lines in another way than a script that sends the same."""
    return text.replace("\r\n", "\n")
