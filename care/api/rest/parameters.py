"""Reading what a caller sends: limits, cursors, moments, the purpose. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from care.actor import Purpose
from care.lib.paging import BadCursor, decode_cursor, encode_cursor

LIMIT = 50
MOST = 100
LIST_PARAMETERS = frozenset({"cursor", "limit", "updated_since"})
# A change that was being saved while a list was read carries an earlier time: whoever asks for what is new since a list
# asks from this much before it. The database ends a transaction that idles for longer.
SETTLE = timedelta(seconds=60)
_LARGEST = 2**63 - 1


class BadInput(ValueError):
    """A parameter that cannot be understood; the text names it and says what is taken."""


@dataclass(frozen=True, slots=True)
class ListAsk:
    """What a list is asked for: `as_of` is the moment from which the first page counts, to be sent as `updated_since` next."""

    limit: int
    after: int
    as_of: datetime
    since: datetime | None

    def cursor(self, last: str) -> str:
        """The cursor of the next page, where there is one."""
        return encode_cursor(self.as_of, int(last)) if last else ""


def read_list(query: Mapping[str, str], *, at: datetime) -> ListAsk:
    """The parameters of a list.

    Raises:
        BadInput, BadCursor: as named; an unknown parameter is refused too, since a misspelt one would change the answer.
    """
    if unknown := sorted(set(query) - LIST_PARAMETERS):
        raise BadInput(f"{unknown[0][:40]}: no such parameter; there are {', '.join(sorted(LIST_PARAMETERS))}")
    as_of, after = at - SETTLE, 0
    if cursor := query.get("cursor", ""):
        as_of, after = decode_cursor(cursor)
        if not 0 <= after <= _LARGEST:
            raise BadCursor(cursor)
    return ListAsk(_limit(query.get("limit", "")), after, as_of, _moment(query.get("updated_since", "")))


def _limit(text: str) -> int:
    if not text:
        return LIMIT
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST):
        raise BadInput(f"limit: a number from 1 to {MOST}")
    return int(text)


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput("updated_since: a moment with its zone, such as 2026-11-23T15:50:00Z") from error
    if moment.tzinfo is None:
        raise BadInput("updated_since: a moment with its zone, such as 2026-11-23T15:50:00Z")
    return moment


def read_purpose(header: str | None) -> Purpose:
    """The purpose that a request declares; treatment when it declares none.

    Raises:
        BadInput: not a purpose of the vocabulary.
    """
    if not header:
        return Purpose.TREAT
    try:
        return Purpose(header.strip())
    except ValueError as error:
        raise BadInput(f"X-Purpose-Of-Use: one of {', '.join(purpose.value for purpose in Purpose)}") from error
