"""Making one record of two: every row that points to a person moves, and each is logged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from care.accounts.rules import Work, check_work
from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.outbox import operations as outbox
from care.outbox.rules import event_kind
from care.worklist.operations import open_task, sum_up_tasks
from care.worklist.rules import Kind, Priority
from patients.merging.models import Merge, MergedRow
from patients.merging.operations import refusals
from patients.merging.operations.pairs import mark_merged
from patients.merging.operations.rows import Log, lock_rows
from patients.merging.queries.comparing import asked_about, choosable, is_empty
from patients.merging.queries.tables import Clash, clashes, columns, model_of
from patients.merging.rules import LOOK_AGAIN, REWRITTEN, Fate, Follow, MergeState, Side, What
from patients.models import MergedRecord, Patient, SearchKey
from patients.operations.people import put_keys
from patients.queries import contact_of
from patients.rules import AllergiesState

MERGED = "patient.merged"  # the event that rooms above listen for
SETTLES = "patient.merge_settles"
SOON = timedelta(hours=4)
SETTLING = timedelta(minutes=10)  # longer than any request and any job that had the record open


@dataclass(frozen=True, slots=True)
class Decisions:
    """What whoever merges has decided: for each clash which of two rows stands, for each field whose value."""

    stands: Mapping[str, Side] = field(default_factory=dict)
    fields: Mapping[str, Side] = field(default_factory=dict)

    def as_json(self) -> dict[str, dict[str, str]]:
        return {
            "stands": {key: side.value for key, side in self.stands.items()},
            "fields": {name: side.value for name, side in self.fields.items()},
        }


@dataclass(frozen=True, slots=True)
class _Two:
    """The two rows while they are merged."""

    kept: Patient
    gone: Patient


def merge_records(*, permit: Permit, gone: Permit, decisions: Decisions, why: str, at: datetime) -> Merge:
    """Merge the record of `gone` into that of `permit`: nothing is deleted, every row that moves or ends is logged.

    What can be there once and is there twice is decided by `decisions`; what says the same in both stays behind. The address
    of the record merged away leads to the other from then on, and its names and numbers find that one.

    Raises:
        WorkRefused: no role of the actor merges records.
        OneRecord, AnotherProgram, AlreadyMerged, DeathsDiffer: the two cannot be merged.
        Undecided, NotYours: something is there twice, and a person decides about it first.
        ValueError: no reason.
    """
    check_work(permit.actor, Work.MERGE_RECORDS)
    for one in (permit, gone):
        one.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    if not why.strip():
        raise ValueError("a merge says why")
    if permit.patient_id == gone.patient_id:
        raise refusals.OneRecord
    with audit.change(permit=permit, patient_ids=[permit.patient_id, gone.patient_id], at=at, verb="records.merged") as change:
        two = _lock(permit, gone)
        found = [
            clash for column in columns() if column.moves for clash in clashes(column, kept_id=two.kept.pk, gone_id=two.gone.pk)
        ]
        _check_decided(found, decisions, permit)
        merge = Merge.objects.create(
            organisation_id=permit.organisation_id,
            kept=two.kept,
            gone=two.gone,
            why=why.strip(),
            decisions=decisions.as_json(),
            merged_at=at,
            merged_by_id=user_id,
        )
        log = Log(merge, by=user_id, at=at)
        look_again = [table for table in LOOK_AGAIN if _in_both(table, two)]
        _settle_all(log, found, decisions)
        for column in columns():
            if column.moves:
                log.move(column, gone_id=two.gone.pk, kept_id=two.kept.pk)
        _rewrite(log, two)
        _choose_fields(log, two, decisions)
        log.save()
        MergedRecord.objects.create(gone=two.gone, kept=two.kept, merged_at=at, merged_by_id=user_id)
        remake_keys(two.kept.pk, two.gone.pk)
        mark_merged(merge, by=user_id)
        sum_up_tasks(patient_id=two.kept.pk, organisation_id=permit.organisation_id)
        change.detail |= {"merge": merge.pk, "rows": len(log.rows)}
        _look_again(permit, merge, look_again, at=at)
        tell_rooms(MERGED, merge, patient_id=two.kept.pk, at=at)
        tell_rooms(SETTLES, merge, patient_id=two.kept.pk, at=at, due_at=at + SETTLING)
    return merge


def _lock(permit: Permit, gone: Permit) -> _Two:
    """Both rows, locked; nothing can begin to point to either until the merge is done."""
    rows = {row.pk: row for row in lock_rows(Patient, [permit.patient_id, gone.patient_id])}
    two = _Two(rows[permit.patient_id], rows[gone.patient_id])
    if two.kept.organisation_id != two.gone.organisation_id or permit.organisation_id != gone.organisation_id:
        raise refusals.AnotherProgram
    if MergedRecord.objects.filter(gone__in=list(rows)).exists():
        raise refusals.AlreadyMerged
    if two.kept.deceased_on != two.gone.deceased_on:
        raise refusals.DeathsDiffer
    return two


def _check_decided(found: list[Clash], decisions: Decisions, permit: Permit) -> None:
    asked = [clash for clash in found if asked_about(clash)]
    not_theirs = [clash for clash in asked if clash.once.decider and not permit.actor.has_role(clash.once.decider)]
    if not_theirs:
        raise refusals.NotYours(not_theirs)
    undecided = [clash for clash in asked if clash.key not in decisions.stands]
    if undecided:
        raise refusals.Undecided(undecided)


def _settle_all(log: Log, found: list[Clash], decisions: Decisions) -> None:
    """Let one of two rows stand, so that both can be of one person. What has ended for one reason is not asked again."""
    done: set[tuple[str, int]] = set()
    for clash in found:
        once = clash.once
        if once.fate is Fate.NUMBERED:
            if (once.table, 0) not in done:
                _number_on(log, clash)
            done.add((once.table, 0))
        elif not done & {(once.table, clash.kept), (once.table, clash.gone)}:
            done.add((once.table, _settle(log, clash, decisions.stands.get(clash.key, Side.KEPT))))


def _settle(log: Log, clash: Clash, stands: Side) -> int:
    """The number of the row that stands no longer."""
    once = clash.once
    standing, other = (clash.kept, clash.gone) if stands is Side.KEPT else (clash.gone, clash.kept)
    if once.fate is Fate.STAYS:
        log.left(once.table, clash.gone, twin=clash.kept)
        taken = _values(once.table, clash.gone, once.copies) if once.copies else {}
        if once.fills:
            mine = _values(once.table, clash.kept, once.copies)
            taken = {name: value for name, value in taken.items() if not is_empty(value)}
            if stands is Side.KEPT:
                taken = {name: value for name, value in taken.items() if is_empty(mine[name])}
        elif stands is Side.KEPT:
            taken = {}
        log.write(once.table, clash.kept, taken)
        return clash.gone
    log.write(once.table, other, once.ends, twin=standing)
    for follow in once.follow:
        _follow(log, follow, standing=standing, other=other)
    return other


def _values(table: str, row: int, names: tuple[str, ...]) -> dict[str, Any]:
    model = model_of(table)
    assert model is not None, table
    return dict(model._base_manager.filter(pk=row).values(*names)[0])


def _number_on(log: Log, clash: Clash) -> None:
    """What is numbered in the record merged away gets the numbers behind the highest of either, in its order."""
    model, name = model_of(clash.once.table), clash.once.number
    assert model is not None, clash.once.table
    both = model._base_manager.filter(patient_id__in=[log.merge.kept_id, log.merge.gone_id])
    highest = both.order_by(F(name).desc()).values_list(name, flat=True)[0]
    mine = both.filter(patient_id=log.merge.gone_id).order_by(name).values_list("pk", flat=True)
    for number, row in enumerate(list(mine), start=highest + 1):
        log.write(clash.once.table, row, {name: number})


def _follow(log: Log, follow: Follow, *, standing: int, other: int) -> None:
    """What hangs on the row that ends goes over to the one that stands, or ends with it."""
    model = model_of(follow.table)
    if model is None:
        return
    rows = model._base_manager.filter(**follow.where).order_by("pk")
    alike = set(rows.filter(**{follow.column: standing}).values_list(*follow.joins)) if follow.joins else set()
    for number, *values in rows.filter(**{follow.column: other}).values_list("pk", *follow.joins):
        if not follow.joins:
            log.write(follow.table, number, follow.sets)
        elif tuple(values) in alike:
            log.write(follow.table, number, follow.ends)
        else:
            log.write(follow.table, number, {follow.column: standing, **follow.sets})


def _in_both(table: str, two: _Two) -> bool:
    model = model_of(table)
    if model is None:
        return False
    rows = model._base_manager.filter(patient_id__in=[two.kept.pk, two.gone.pk], **LOOK_AGAIN[table])
    return len(set(rows.order_by().values_list("patient_id", flat=True))) == 2


def _rewrite(log: Log, two: _Two) -> None:
    """What was typed for the record merged away is found under the other; where both hold something, each keeps its own."""
    for table, name in REWRITTEN.items():
        model = model_of(table)
        if model is None:
            continue
        old, new = str(two.gone.uuid), str(two.kept.uuid)
        rows = model._base_manager.filter(patient_id=two.kept.pk, **{f"{name}__contains": old}).order_by("pk")
        for number, text, *owner in rows.values_list("pk", name, "user_id", "organisation_id"):
            wanted = text.replace(old, new)
            mine = dict(zip(("user_id", "organisation_id"), owner, strict=True))
            if not model._base_manager.filter(**mine, **{name: wanted}).exists():
                log.write(table, number, {name: wanted})


def _choose_fields(log: Log, two: _Two, decisions: Decisions) -> None:
    """The person's own row: chosen fields, what only the other record knows, all former names, and what is known of allergies."""
    values: dict[str, Any] = {}
    for column in choosable():
        ours, theirs = getattr(two.kept, column.attname), getattr(two.gone, column.attname)
        chosen = decisions.fields.get(column.attname)
        if chosen is Side.GONE or (chosen is None and is_empty(ours) and not is_empty(theirs)):
            values[column.attname] = theirs
    values["former_names"] = list(dict.fromkeys([*two.kept.former_names, *two.gone.former_names]))
    values["allergies_state"] = _allergies(two).value
    values["version"] = two.kept.version + 1
    log.write("patients.Patient", two.kept.pk, values)


def _allergies(two: _Two) -> AllergiesState:
    """What is known of the allergies of both: a list comes first, and 'none' before 'not asked'."""
    states = {AllergiesState(row.allergies_state) for row in (two.kept, two.gone)}
    order = (AllergiesState.LISTED, AllergiesState.NONE_KNOWN, AllergiesState.NOT_ASKED)
    return next(state for state in order if state in states)


def remake_keys(*patient_ids: int) -> None:
    """The search keys of these records as they now are; one that is merged away has none."""
    for row in Patient.objects.filter(pk__in=patient_ids).order_by("pk"):
        if MergedRecord.objects.filter(gone=row).exists():
            SearchKey.objects.filter(patient=row).delete()
        else:
            put_keys(row, contact_of(row))


def _look_again(permit: Permit, merge: Merge, tables: list[str], *, at: datetime) -> None:
    """Somebody who may looks within hours at what both records had in force."""
    if tables:
        open_task(
            permit=permit,
            kind=Kind.MEDICATION,
            title="Two records were merged: review the medication",
            why="Both had medication in force, and it now stands side by side. Nothing was stopped by itself.",
            priority=Priority.URGENT,
            owner_role=Role.PRESCRIBER,
            due_at=at + SOON,
            subject_kind="merge",
            subject=merge.uuid,
            at=at,
        )


def gather_strays(*, permit: Permit, merge_id: int, at: datetime) -> int:
    """Move what came to point to the record merged away after all: whoever had it open when it was merged has saved since.

    For a job, some minutes after the merge. Gives how many rows there were.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="records.gathered", detail={"merge": merge_id}) as change:
        merge = Merge.objects.select_for_update().get(pk=merge_id, organisation_id=permit.organisation_id)
        if merge.state != MergeState.MERGED.value or merge.kept_id != permit.patient_id:
            return 0
        known = set(MergedRow.objects.filter(merge=merge, what=What.LEFT.value).values_list("table", "row"))
        log = Log(merge, by=merge.merged_by_id, at=at)
        for column in columns():
            if column.moves:
                left = [row for table, row in known if table == column.table]
                log.move(column, gone_id=merge.gone_id, kept_id=merge.kept_id, leaves=left)
        log.save()
        if log.rows:
            sum_up_tasks(patient_id=merge.kept_id, organisation_id=merge.organisation_id)
        change.detail["rows"] = len(log.rows)
    return len(log.rows)


def tell_rooms(event: str, merge: Merge, *, patient_id: int, at: datetime, due_at: datetime | None = None) -> None:
    """Tell whoever listens, which writes anew what it sums up."""
    outbox.queue(
        kind=event_kind(event),
        key=f"{event}:{merge.uuid}:{patient_id}",
        due_at=due_at or at,
        at=at,
        organisation_id=merge.organisation_id,
        patient_id=patient_id,
        about={"merge": merge.pk},
    )
