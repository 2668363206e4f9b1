"""What happened, told in one way whatever room it comes from.

A room says in its `timeline` from which tables it tells: which rows of a permit's patient, which of their moments, and in which
words. A page joins as many rooms as it likes: one question finds the latest moments of all of them, and only the rows that
the page shows are read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Greatest

from care.lib.paging import BadCursor, Page, decode_key, encode_key
from care.lib.prepared import prepared

if TYPE_CHECKING:
    from care.actor import Permit

Key = tuple[datetime, int, int]  # a moment, the number of its arm, its row


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened, when and through whom. `kind` names the sort of thing for its icon; `own_words` are quoted, never retold.

    `when` is said instead of the time of the day where that is not known.
    """

    at: datetime
    who: str
    what: str
    kind: str
    own_words: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One moment of a row: the column (or the way to it) where it stands, of which rows it is told, and in which words."""

    column: str
    words: Callable[[Any], TimelineEntry]
    only: Q | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """One table from which a room tells: the rows of a permit's patient that it covers, and which of their moments."""

    rows: Callable[["Permit"], QuerySet[Any]]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Arm:
    """One telling among those that a page joins. `number` is its own for as long as cursors live."""

    number: int
    chapter: Chapter
    telling: Telling


def arms_of(chapters: Sequence[Chapter], *, first: int = 0) -> list[Arm]:
    """Each telling of some chapters with its number."""
    pairs = [(chapter, telling) for chapter in chapters for telling in chapter.tellings]
    return [Arm(number, chapter, telling) for number, (chapter, telling) in enumerate(pairs, start=first)]


def latest_entries(chapters: Sequence[Chapter], *, permit: "Permit", limit: int) -> list[TimelineEntry]:
    """What some chapters tell, newest first, so much at most. One query for each chapter."""
    entries: list[TimelineEntry] = []
    for chapter in chapters:
        moments = [F(telling.column) for telling in chapter.tellings]
        latest = Greatest(*moments) if len(moments) > 1 else moments[0]
        told = Q()
        marks = {}
        for number, telling in enumerate(chapter.tellings):
            told |= _told(telling)
            marks[f"told_{number}"] = _told(telling)
        rows = chapter.rows(permit).filter(told).annotate(latest_moment=latest, **marks).order_by("-latest_moment", "-pk")
        for row in rows[:limit]:
            entries += [telling.words(row) for number, telling in enumerate(chapter.tellings) if getattr(row, f"told_{number}")]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:limit]


def page_of_entries(arms: Sequence[Arm], *, permit: "Permit", limit: int, cursor: str = "") -> Page[TimelineEntry]:
    """One page of what some arms tell, newest first. One query for the moments, one for each chapter that has a row on the page.

    Raises:
        BadCursor: the cursor is none of a timeline's.
    """
    if not arms:
        return Page([], "")
    found = _moments(arms, permit, _key(cursor) if cursor else _FROM_THE_LATEST, limit + 1)
    shown = found[:limit]
    by_number = {arm.number: arm for arm in arms}
    entries: dict[tuple[int, int], TimelineEntry] = {}
    for chapter in {id(by_number[number].chapter): by_number[number].chapter for _, number, _ in shown}.values():
        own = {number: by_number[number].telling for _, number, _ in shown if by_number[number].chapter is chapter}
        wanted = {pk for _, number, pk in shown if number in own}
        rows = {row.pk: row for row in _rows(chapter=chapter, permit=permit, wanted=list(wanted))}
        entries |= {(number, pk): own[number].words(rows[pk]) for _, number, pk in shown if number in own and pk in rows}
    told = [entries[number, pk] for _, number, pk in shown if (number, pk) in entries]
    return Page(told, encode_key(*shown[-1]) if len(found) > limit else "")


@prepared
def _rows(*, chapter: Chapter, permit: "Permit", wanted: list[int]) -> QuerySet[Any, Any]:
    return chapter.rows(permit).filter(pk__among=wanted).order_by("pk")


def _told(telling: Telling) -> Q:
    there = Q(**{f"{telling.column}__isnull": False})
    return telling.only & there if telling.only is not None else there


def _key(cursor: str) -> Key:
    moment, numbers = decode_key(cursor)
    if len(numbers) != 2:
        raise BadCursor(cursor)
    return moment, numbers[0], numbers[1]


# --- the statement that finds the moments -------------------------------------------------------------------------------------
#
# Putting some forty arms together takes Django ten times as long as PostgreSQL takes to answer them, and gives the same text
# each time: it is prepared, for each set of arms and categories.

_MOST = 2**63 - 1
_FROM_THE_LATEST: Key = (datetime.max.replace(tzinfo=UTC), _MOST, 0)


@dataclass(frozen=True, slots=True)
class _Joined:
    """Which arms are joined, and how many of their latest moments are wanted."""

    arms: tuple[Arm, ...]
    limit: int


def _moments(arms: Sequence[Arm], permit: "Permit", before: Key, limit: int) -> list[Key]:
    """The latest moments of some arms before a key: when, which arm, which row. Of equal moments the higher number is later."""
    moment, number, pk = before
    bounds = tuple(_MOST if arm.number < number else pk if arm.number == number else 0 for arm in arms)
    return _latest(joined=_Joined(tuple(arms), limit), permit=permit, moment=moment, bounds=bounds)


@prepared
def _latest(*, joined: _Joined, permit: "Permit", moment: datetime, bounds: tuple[int, ...]) -> QuerySet[Any, Key]:
    first, *others = [_arm(arm, permit, moment, bound, joined.limit) for arm, bound in zip(joined.arms, bounds, strict=True)]
    return first.union(*others, all=True).order_by("-moment", "-arm", "-row")[: joined.limit] if others else first


def _arm(arm: Arm, permit: "Permit", moment: datetime, bound: int, limit: int) -> QuerySet[Any, Any]:
    column = arm.telling.column
    earlier = Q(**{f"{column}__lte": moment}) & (Q(**{f"{column}__lt": moment}) | Q(pk__lt=bound))
    rows: QuerySet[Any, Any] = (
        arm.chapter.rows(permit)
        .filter(_told(arm.telling), earlier)
        .order_by(F(column).desc(), "-pk")
        .annotate(moment=F(column), arm=Value(arm.number, output_field=IntegerField()), row=F("pk"))
        .values_list("moment", "arm", "row")[:limit]
    )
    return rows
