"""Bringing a history in: the run, the people, and their lines in bulk."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from care.actor import Action, Actor, Category, Permit, Role
from care.audit import operations as audit
from patients.assessments.operations import record_past_scores
from patients.histories.models import HistoryImport, PastLine, PastPerson, PastScore
from patients.histories.ours import as_ours
from patients.histories.queries import MODELS, SAYS
from patients.histories.rules import Entry, Kind
from patients.histories.writing import copy_rows
from patients.models import Demographics, Patient
from patients.operations import register_imported, take_statements
from patients.rules import SaidPerson, Statement, Taken

SYSTEM_COLUMNS = ("patient_id", "organisation_id", "source", "key", "on", "line", "brought_id")


@dataclass(frozen=True, slots=True)
class LineOf:
    """One line for somebody. `replaces` is the row that said something else; `is_ours`: a score of an instrument of ours."""

    patient_id: int
    entry: Entry
    replaces: int | None = None
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """How many lines were written, and how many of them replaced others."""

    new: int
    changed: int


def begin_import(*, actor: Actor, source: str, at: datetime) -> HistoryImport:
    """Begin a run: what it brings names it."""
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="history.begun", detail={"source": source}) as change:
        run = HistoryImport.objects.create(organisation_id=organisation_id, source=source, begun_at=at, begun_by_id=user_id)
        change.detail["import"] = run.pk
    return run


def finish_import(*, actor: Actor, run: HistoryImport, counts: Mapping[str, Any], at: datetime) -> HistoryImport:
    """End a run with what came of it, file by file."""
    user_id, _ = actor.colleague()
    detail = {"import": run.pk, "counts": dict(counts)}
    with audit.change(actor=actor, at=at, verb="history.finished", detail=detail):
        run.counts, run.finished_at, run.finished_by_id = dict(counts), at, user_id
        run.save()
    return run


def register_person(
    *,
    actor: Actor,
    run: HistoryImport,
    statement: Statement,
    base_date: date | None,
    zone: str,
    mrn: str = "",
    lead_staff_id: int | None = None,
    lead_function: Role = Role.COORDINATOR,
    anyway: bool = False,
    at: datetime,
) -> Patient:
    """Register somebody whom a source names for the first time, and remember who they are there.

    Raises:
        StatementRefused, LikelyDuplicate, MrnTaken, WorkRefused: as `patients.operations.register_imported`.
    """
    with audit.change(actor=actor, at=at, verb="history.person_came", detail={"source": run.source}) as change:
        patient = register_imported(
            actor=actor,
            source=run.source,
            statement=statement,
            zone=zone,
            mrn=mrn,
            lead_staff_id=lead_staff_id,
            lead_function=lead_function,
            anyway=anyway,
            at=at,
        )
        change.patient_ids.append(patient.pk)
        PastPerson.objects.create(
            organisation_id=run.organisation_id,
            patient=patient,
            source=run.source,
            key=statement.key.id,
            brought=run,
            base_date=base_date,
            is_registered=True,
            version=patient.version,
        )
    return patient


def match_person(*, permit: Permit, run: HistoryImport, key: str, base_date: date | None, at: datetime) -> PastPerson:
    """Remember that somebody who is here already is this one in a source. Nothing of who they are is changed."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="history.person_matched", detail={"source": run.source}):
        return PastPerson.objects.create(
            organisation_id=permit.organisation_id,
            patient_id=permit.patient_id,
            source=run.source,
            key=key,
            brought=run,
            base_date=base_date,
            is_registered=False,
        )


def follow_person(*, permit: Permit, run: HistoryImport, statement: Statement, base_date: date | None, at: datetime) -> Taken:
    """Take what a source says anew of who somebody is, whom it brought; what colleagues wrote here stays.

    Whether anybody worked on the record is told apart from what this writes: the versions are noted only where nobody did.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    assert isinstance(statement.said, SaidPerson)
    with audit.change(permit=permit, at=at, verb="history.person_followed", detail={"source": run.source}):
        tie = PastPerson.objects.select_for_update().get(
            organisation_id=permit.organisation_id, source=run.source, key=statement.key.id, patient_id=permit.patient_id
        )
        was_untouched = (tie.version, tie.background) == _versions(permit.patient_id)
        taken = take_statements(permit=permit, source=run.source, statements=[statement], at=at)[0]
        if was_untouched:
            tie.version, tie.background = _versions(permit.patient_id)
        tie.base_date = base_date or tie.base_date
        tie.save()
    return taken


def _versions(patient_id: int) -> tuple[int, int]:
    background = Demographics.objects.filter(patient_id=patient_id).values_list("version", flat=True).first()
    return Patient.objects.values_list("version", flat=True).get(pk=patient_id), background or 0


def take_lines(*, permits: Collection[Permit], run: HistoryImport, lines: Sequence[LineOf], at: datetime) -> Brought:
    """Write lines of some people in one transaction. A line that says something new stands beside the one that it replaces.

    There is a permit for each of the people; they are of one colleague, and cover substance use care.

    Raises:
        PermitMismatch: a line of somebody for whom there is no permit, or a permit that does not cover it.
        DataError, IntegrityError: the database does not take one of them; nothing is written.
    """
    by_person = {permit.patient_id: permit for permit in permits}
    for line in lines:
        by_person[line.patient_id].check(category=Category.SUD, action=Action.WRITE)
    if not lines:
        return Brought(0, 0)
    actor = next(iter(by_person.values())).actor
    numbers = sorted({line.patient_id for line in lines})
    with audit.change(actor=actor, at=at, verb="history.taken", patient_ids=numbers) as change:
        replaced = 0
        for kind, model in MODELS.items():
            rows = [line for line in lines if line.entry.kind is kind]
            old = [line.replaces for line in rows if line.replaces is not None]
            if old:
                replaced += model._default_manager.filter(pk__in=old, replaced__isnull=True).update(replaced=run)
            if rows:
                _copy(kind, model, rows, run)
        _give_to_ours(by_person, run, [line for line in lines if line.is_ours], at=at)
        change.detail |= {"import": run.pk, "source": run.source, "lines": len(lines), "replaced": replaced}
    return Brought(len(lines) - replaced, replaced)


def _copy(kind: Kind, model: type[PastLine], lines: Sequence[LineOf], run: HistoryImport) -> None:
    says = SAYS[kind]
    ours = ("is_ours",) if kind is Kind.SCORE else ()
    copy_rows(
        model,
        (*SYSTEM_COLUMNS, *says, *ours),
        (
            (
                *(line.patient_id, run.organisation_id, run.source, line.entry.key, line.entry.on, line.entry.line, run.pk),
                *(line.entry.says[name] for name in says),
                *((line.is_ours,) if ours else ()),
            )
            for line in lines
        ),
    )


def _give_to_ours(permits: Mapping[int, Permit], run: HistoryImport, lines: Sequence[LineOf], *, at: datetime) -> None:
    """Scores of our instruments stand among ours too: for each time that something new is said of, all that is said of it."""
    days: dict[int, set[date]] = {}
    for line in lines:
        days.setdefault(line.patient_id, set()).add(line.entry.on)
    for patient_id, on in sorted(days.items()):
        rows = PastScore.objects.filter(
            patient_id=patient_id, organisation_id=run.organisation_id, source=run.source, is_ours=True, replaced=None, on__in=on
        )
        said = [
            as_ours(key, instrument, name, value, day, at=at)
            for key, instrument, name, value, day in rows.order_by("pk").values_list("key", "instrument", "name", "value", "on")
        ]
        record_past_scores(permit=permits[patient_id], source=run.source, rows=said, at=at)
