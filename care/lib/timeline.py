"""What happened, told in one way whatever room it comes from.

A room says in its `timeline` from which tables it tells: which rows of a permit's patient, which of their moments, and in which
words. A page joins as many rooms as it likes: one question finds the latest moments of all of them, and only the rows that
the page shows are read.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Greatest

from care.lib.paging import BadCursor, Page, decode_key, encode_key
from care.lib.prepared import prepared

if TYPE_CHECKING:
    from care.actor import Category, Permit

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
        rows = {row.pk: row for row in _shown(chapter, permit, wanted)}
        entries |= {(number, pk): own[number].words(rows[pk]) for _, number, pk in shown if number in own and pk in rows}
    told = [entries[number, pk] for _, number, pk in shown if (number, pk) in entries]
    return Page(told, encode_key(*shown[-1]) if len(found) > limit else "")


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
# each time. So the text is made once for each set of arms and categories, about nobody: a stand-in for the permit, whose
# numbers no row has. Asked for somebody, their numbers and the cursor's take the places of the stand-ins.

_MOST = 2**63 - 1
_FROM_THE_LATEST: Key = (datetime.max.replace(tzinfo=UTC), _MOST, 0)
_PATIENT, _ORGANISATION = -7_000_001, -7_000_002
_MOMENT = datetime(1700, 1, 1, tzinfo=UTC)
_BOUND = -8_000_000  # less the number of the arm


@dataclass(frozen=True, slots=True)
class _Nobody:
    """What a chapter may ask of a permit when its statement is made: whose rows, in which organisation, of which categories.

    It has no actor: a chapter whose rows depended on who reads would fail here, and not be told to somebody else.
    """

    categories: "frozenset[Category]"
    patient_id: int = _PATIENT
    organisation_id: int = _ORGANISATION

    def covers(self, category: "Category") -> bool:
        """As a permit."""
        return category in self.categories

    def check(self, *, category: "Category") -> None:
        """As a permit. Refuses what the categories do not hold; a fault in code."""
        if category not in self.categories:
            raise PermissionError(f"this permit does not cover {category.value}")


def _moments(arms: Sequence[Arm], permit: "Permit", before: Key, limit: int) -> list[Key]:
    """The latest moments of some arms before a key: when, which arm, which row. Of equal moments the higher number is later."""
    try:
        sql, values = _statement(tuple(arms), permit.categories, limit)
    except EmptyResultSet:
        return []  # the categories leave nothing of these arms
    moment, number, pk = before
    bounds = {_BOUND - arm.number: _MOST if arm.number < number else pk if arm.number == number else 0 for arm in arms}
    given: dict[Any, Any] = {_PATIENT: permit.patient_id, _ORGANISATION: permit.organisation_id, _MOMENT: moment} | bounds
    with connection.cursor() as cursor:
        cursor.execute(sql, [given.get(value, value) if isinstance(value, int | datetime) else value for value in values])
        return [(at, arm, row) for at, arm, row in cursor.fetchall()]


def _shown(chapter: Chapter, permit: "Permit", wanted: Collection[int]) -> list[Any]:
    """Some rows of a chapter, as the permit covers them."""
    return _rows(
        chapter=chapter,
        categories=permit.categories,
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        wanted=list(wanted),
    )


@prepared
def _rows(
    *, chapter: Chapter, categories: "frozenset[Category]", patient_id: int, organisation_id: int, wanted: list[int]
) -> QuerySet[Any, Any]:
    nobody: Any = _Nobody(categories, patient_id, organisation_id)
    return chapter.rows(nobody).filter(pk__among=wanted).order_by("pk")


@cache
def _statement(arms: tuple[Arm, ...], categories: "frozenset[Category]", limit: int) -> tuple[str, tuple[Any, ...]]:
    """The text for these arms and categories, and its values with the stand-ins among them."""
    nobody: Any = _Nobody(categories)
    first, *others = [_arm(arm, nobody, limit) for arm in arms]
    joined = first.union(*others, all=True).order_by("-moment", "-arm", "-row")[:limit] if others else first
    return joined.query.sql_with_params()


def _arm(arm: Arm, permit: "Permit", limit: int) -> QuerySet[Any, Any]:
    column = arm.telling.column
    earlier = Q(**{f"{column}__lte": _MOMENT}) & (Q(**{f"{column}__lt": _MOMENT}) | Q(pk__lt=_BOUND - arm.number))
    rows: QuerySet[Any, Any] = (
        arm.chapter.rows(permit)
        .filter(_told(arm.telling), earlier)
        .order_by(F(column).desc(), "-pk")
        .annotate(moment=F(column), arm=Value(arm.number, output_field=IntegerField()), row=F("pk"))
        .values_list("moment", "arm", "row")[:limit]
    )
    return rows
