"""What happened, told in one way whatever room it comes from.

A room says in its `timeline` from which tables it tells: which rows of a permit's patient, which of their moments, and in which
words. A page joins as many rooms as it likes: one question finds the latest moments of all of them, and only the rows that
the page shows are read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Greatest

from care.lib.paging import BadCursor, Page, decode_key, encode_key

if TYPE_CHECKING:
    from care.actor import Permit


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


@dataclass(frozen=True, slots=True)
class Telling:
    """One moment of a row: the column (or the way to it) where it stands, of which rows it is told, and in which words."""

    column: str
    words: Callable[[Any], TimelineEntry]
    only: Q | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One table from which a room tells: the rows of a permit's patient that it covers, and which of their moments."""

    rows: Callable[["Permit"], QuerySet[Any]]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
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
    before = _key(cursor) if cursor else None
    first, *others = [_moments(arm, permit, before, limit + 1) for arm in arms]
    if others:
        first = first.union(*others, all=True).order_by("-moment", "-arm", "-row")[: limit + 1]
    found = list(first)
    shown = found[:limit]
    by_number = {arm.number: arm for arm in arms}
    entries: dict[tuple[int, int], TimelineEntry] = {}
    for chapter in {id(by_number[number].chapter): by_number[number].chapter for _, number, _ in shown}.values():
        own = {number: by_number[number].telling for _, number, _ in shown if by_number[number].chapter is chapter}
        wanted = {pk for _, number, pk in shown if number in own}
        rows = {row.pk: row for row in chapter.rows(permit).filter(pk__in=wanted).order_by("pk")}
        entries |= {(number, pk): own[number].words(rows[pk]) for _, number, pk in shown if number in own and pk in rows}
    told = [entries[number, pk] for _, number, pk in shown if (number, pk) in entries]
    return Page(told, encode_key(*shown[-1]) if len(found) > limit else "")


def _told(telling: Telling) -> Q:
    there = Q(**{f"{telling.column}__isnull": False})
    return telling.only & there if telling.only is not None else there


def _moments(arm: Arm, permit: "Permit", before: tuple[datetime, int, int] | None, limit: int) -> QuerySet[Any, Any]:
    """The latest moments of one arm: when, which arm, which row. Of equal moments the arms stand by their numbers."""
    column = arm.telling.column
    rows = arm.chapter.rows(permit).filter(_told(arm.telling))
    if before is not None:
        moment, number, pk = before
        earlier = Q(**{f"{column}__lt": moment})
        if arm.number < number:
            earlier = Q(**{f"{column}__lte": moment})
        elif arm.number == number:
            earlier |= Q(**{column: moment, "pk__lt": pk})
        rows = rows.filter(earlier)
    moments: QuerySet[Any, Any] = (
        rows.order_by(F(column).desc(), "-pk")
        .annotate(moment=F(column), arm=Value(arm.number, output_field=IntegerField()), row=F("pk"))
        .values_list("moment", "arm", "row")[:limit]
    )
    return moments


def _key(cursor: str) -> tuple[datetime, int, int]:
    moment, numbers = decode_key(cursor)
    if len(numbers) != 2:
        raise BadCursor(cursor)
    return moment, numbers[0], numbers[1]
