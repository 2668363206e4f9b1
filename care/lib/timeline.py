"""One line of a timeline, whatever room it comes from: rooms make entries, a page joins and sorts them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened, when and through whom. `kind` names the sort of thing for its icon; `own_words` are quoted, never retold."""

    at: datetime
    who: str
    what: str
    kind: str
    own_words: str = ""
