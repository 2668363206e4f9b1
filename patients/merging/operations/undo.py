"""Taking a merge apart: each row goes back as it was, unless somebody has changed it since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from care.accounts.rules import Work, check_work
from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.worklist.operations import sum_up_tasks
from patients.merging.models import Merge, MergedRow
from patients.merging.operations import refusals
from patients.merging.operations.merge import remake_keys, tell_rooms
from patients.merging.operations.pairs import mark_undone
from patients.merging.operations.rows import Stayed, lock_rows, write_back
from patients.merging.queries.tables import condition_of, model_of
from patients.merging.rules import MERGE, ONCE, Fate, MergeState, MergeStep, Once, What, next_state
from patients.models import MergedRecord, Patient

UNDONE = "patient.merge_undone"


@dataclass(frozen=True, slots=True)
class Undone:
    """A merge that was taken apart, and what stays as it is now because it was changed meanwhile."""

    merge: Merge
    stayed: list[Stayed]


def undo_merge(*, permit: Permit, merge: Merge, why: str, at: datetime) -> Undone:
    """Make two records of one again, field by field as before. The permit is that of the record kept.

    What was changed since stays as it is now; what was added since stays with the record kept; and what the merge had ended in
    favor of another thing comes back only while that other one still stands: nobody's consent or order is revived by it.

    Raises:
        WorkRefused: no role of the actor merges records.
        AlreadyUndone: somebody was quicker.
        LaterFirst: one of the two records was merged again since.
        ValueError: no reason.
    """
    check_work(permit.actor, Work.MERGE_RECORDS)
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    if not why.strip():
        raise ValueError("a merge is undone with a reason")
    numbers = [merge.kept_id, merge.gone_id]
    with audit.change(permit=permit, patient_ids=numbers, at=at, verb="records.merge_undone") as change:
        lock_rows(Patient, numbers)
        merge = Merge.objects.select_for_update().get(pk=merge.pk, organisation_id=permit.organisation_id)
        if merge.state != MergeState.MERGED.value:
            raise refusals.AlreadyUndone
        _check_last(merge)
        MergedRecord.objects.filter(gone_id=merge.gone_id).delete()
        entries = list(MergedRow.objects.filter(merge=merge).order_by("-pk"))
        stayed = write_back(entries, keeps=_not_revived(entries))
        _carry(entries)
        remake_keys(merge.kept_id, merge.gone_id)
        merge.state = next_state(MERGE, MergeState(merge.state), MergeStep.UNDO).value
        merge.undone_at, merge.undone_by_id, merge.undo_why = at, user_id, why.strip()
        merge.save(update_fields=["state", "undone_at", "undone_by", "undo_why"])
        mark_undone(merge, by=user_id, at=at)
        for number in numbers:
            sum_up_tasks(patient_id=number, organisation_id=merge.organisation_id)
            tell_rooms(UNDONE, merge, patient_id=number, at=at)
        change.detail |= {"merge": merge.pk, "rows": len(entries), "stayed": len(stayed)}
    return Undone(merge, stayed)


def _check_last(merge: Merge) -> None:
    """A merge is undone before those that it was built upon: the rows may have moved on with a later one."""
    if MergedRecord.objects.filter(gone_id=merge.kept_id).exists():
        raise refusals.LaterFirst
    later = Merge.objects.filter(kept_id=merge.kept_id, state=MergeState.MERGED.value, pk__gt=merge.pk)
    if later.exists():
        raise refusals.LaterFirst


def _lines(entry: MergedRow, fate: Fate) -> list[Once]:
    return [once for once in ONCE if once.table == entry.table and once.fate is fate]


def _not_revived(entries: list[MergedRow]) -> dict[int, frozenset[str]]:
    """For each thing that had ended for another one's sake, its columns where that other one stands no longer."""
    ended = [entry for entry in entries if entry.what == What.CHANGED.value and entry.twin is not None and not _stands(entry)]
    keeps = {entry.pk: frozenset(entry.before) for entry in ended}
    for once in ONCE:
        parents = {entry.row for entry in ended if entry.table == once.table}
        for follow in (follow for follow in once.follow if parents and not follow.joins):
            model = model_of(follow.table)
            assert model is not None, follow.table
            below = set(model._base_manager.filter(**{f"{follow.column}__in": parents}).values_list("pk", flat=True))
            keeps |= {
                entry.pk: frozenset(follow.sets) & frozenset(entry.before)
                for entry in entries
                if entry.table == follow.table and entry.row in below
            }
    return keeps


def _stands(entry: MergedRow) -> bool:
    """Whether the thing for whose sake a row was ended still is what there can be one of."""
    model = model_of(entry.table)
    lines = [once for once in _lines(entry, Fate.ENDS) if set(entry.before) <= set(once.ends)]
    return model is not None and any(
        (condition := condition_of(once)) is not None and model._base_manager.filter(condition, pk=entry.twin).exists()
        for once in lines
    )


def _carry(entries: list[MergedRow]) -> None:
    """What was said of the one that stood is said of the one that was left behind as well: a STOP stays a STOP."""
    for entry in entries:
        model = model_of(entry.table)
        for once in _lines(entry, Fate.STAYS) if entry.what == What.LEFT.value and entry.twin and model else []:
            if once.since and model is not None:
                twin: dict[str, Any] | None = model._base_manager.filter(pk=entry.twin).values(*once.since).first()
                if twin is not None and any(value not in (None, "") for value in twin.values()):
                    model._base_manager.filter(pk=entry.row).update(**twin)
