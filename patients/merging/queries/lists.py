"""Pairs to look at, and merges that were made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from care.access.categories import TABLES
from care.accounts.queries import names_of_users
from care.actor import Actor, Category, Permit
from patients.merging.models import LikelyPair, Merge, MergedRow
from patients.merging.queries.comparing import table_words
from patients.merging.rules import MergeState, PairState
from patients.models import MergedRecord
from patients.queries import PersonLine, names_of
from patients.rules import Likeness


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two records that may be of one person, and what was said of them."""

    uuid: UUID
    one: PersonLine
    other: PersonLine
    score: int
    reasons: tuple[Likeness, ...]
    state: PairState
    decided_at: datetime | None
    decided_by: str
    words: str


def pairs(*, actor: Actor, condition: Q, state: PairState = PairState.OPEN, limit: int = 50) -> list[PairRow]:
    """Pairs of the actor's organization of which the gate's condition (on `one_id` and `other_id`) lets the reader see both.

    The likeliest first. A pair of which one record was merged into another since is not shown. Three queries.
    """
    rows = LikelyPair.objects.filter(condition, organisation_id=actor.organisation_id or 0, state=state.value)
    return _pair_rows(_standing(rows).order_by("-score", "pk")[:limit])


def pairs_of(*, permit: Permit, condition: Q, limit: int = 20) -> list[PairRow]:
    """The open pairs of the permit's patient of which the reader may see the other record, the likeliest first. Three queries."""
    permit.check(category=Category.DEMOGRAPHICS)
    mine = Q(one_id=permit.patient_id) | Q(other_id=permit.patient_id)
    rows = LikelyPair.objects.filter(mine, condition, organisation_id=permit.organisation_id, state=PairState.OPEN.value)
    return _pair_rows(_standing(rows).order_by("-score", "pk")[:limit])


def state_of_pair(*, permit: Permit, other: Permit) -> PairState | None:
    """What was said of two records; none where they are no pair. One query."""
    for one in (permit, other):
        one.check(category=Category.DEMOGRAPHICS)
    first, second = sorted((permit.patient_id, other.patient_id))
    found = LikelyPair.objects.filter(one_id=first, other_id=second).values_list("state", flat=True).first()
    return PairState(found) if found else None


def _standing(rows: QuerySet[LikelyPair]) -> QuerySet[LikelyPair]:
    """Pairs of which neither record was merged into another since."""
    for side in ("one_id", "other_id"):
        rows = rows.filter(~Exists(MergedRecord.objects.filter(gone_id=OuterRef(side))))
    return rows


def _pair_rows(pairs_found: Iterable[LikelyPair]) -> list[PairRow]:
    found = list(pairs_found)
    people = names_of(number for pair in found for number in (pair.one_id, pair.other_id))
    deciders = names_of_users(pair.decided_by_id for pair in found if pair.decided_by_id is not None)
    return [
        PairRow(
            uuid=pair.uuid,
            one=people[pair.one_id],
            other=people[pair.other_id],
            score=pair.score,
            reasons=tuple(Likeness(reason) for reason in pair.reasons),
            state=PairState(pair.state),
            decided_at=pair.decided_at,
            decided_by=deciders.get(pair.decided_by_id or 0, ""),
            words=pair.words,
        )
        for pair in found
    ]


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge: of which records, by whom, when, why, and whether it was undone. `other` names the record that is no more."""

    uuid: UUID
    kept: PersonLine
    other: PersonLine
    state: MergeState
    why: str
    merged_at: datetime
    merged_by: str
    undone_at: datetime | None
    undone_by: str
    undo_why: str


def merges(*, actor: Actor, condition: Q, limit: int = 50) -> list[MergeRow]:
    """Merges of the actor's organization of which the gate's condition (on `kept_id`) lets the reader see the record kept.

    The latest first. Three queries.
    """
    rows = Merge.objects.filter(condition, organisation_id=actor.organisation_id or 0)
    return _merge_rows(rows.order_by("-merged_at", "-pk")[:limit])


def merges_of(*, permit: Permit) -> list[MergeRow]:
    """The merges of which the permit's patient is the record kept, the latest first. Three queries."""
    permit.check(category=Category.DEMOGRAPHICS)
    return _merge_rows(_merges(permit).order_by("-merged_at", "-pk"))


def find_merge(*, permit: Permit, uuid: UUID) -> Merge | None:
    """One merge of the permit's patient by its public number; for this package's operations. One query."""
    permit.check(category=Category.DEMOGRAPHICS)
    return _merges(permit).filter(uuid=uuid).first()


def get_merge(*, permit: Permit, uuid: UUID) -> MergeRow | None:
    """One merge of the permit's patient, as a page shows it. Three queries."""
    permit.check(category=Category.DEMOGRAPHICS)
    return next(iter(_merge_rows(_merges(permit).filter(uuid=uuid))), None)


@dataclass(frozen=True, slots=True)
class Touched:
    """How many rows of a table a merge wrote, and how many it left behind."""

    label: str
    written: int
    left: int


def touched_by(*, permit: Permit, merge: Merge) -> list[Touched]:
    """What a merge did, table by table, of the kinds of data that the permit covers. One query."""
    rows = (
        MergedRow.objects.filter(merge=merge)
        .values("table")
        .annotate(written=Count("row", distinct=True, filter=Q(what="changed")), left=Count("row", filter=Q(what="left")))
        .order_by("table")
    )
    told = []
    for row in rows:
        category = TABLES.get(row["table"])
        if not isinstance(category, Category) or permit.covers(category):
            told.append(Touched(table_words(row["table"]), row["written"], row["left"]))
    return sorted(told, key=lambda line: line.label)


def _merges(permit: Permit) -> QuerySet[Merge]:
    return Merge.objects.filter(kept_id=permit.patient_id, organisation_id=permit.organisation_id)


def _merge_rows(found: Iterable[Merge]) -> list[MergeRow]:
    rows = list(found)
    people = names_of(number for row in rows for number in (row.kept_id, row.gone_id))
    users = names_of_users([number for row in rows for number in (row.merged_by_id, row.undone_by_id) if number is not None])
    return [
        MergeRow(
            uuid=row.uuid,
            kept=people[row.kept_id],
            other=people[row.gone_id],
            state=MergeState(row.state),
            why=row.why,
            merged_at=row.merged_at,
            merged_by=users.get(row.merged_by_id, ""),
            undone_at=row.undone_at,
            undone_by=users.get(row.undone_by_id or 0, ""),
            undo_why=row.undo_why,
        )
        for row in rows
    ]
