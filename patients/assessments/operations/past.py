"""Scores that another system computed, taken over in bulk, as often as one likes, and taken back."""

from collections.abc import Sequence
from datetime import datetime

from care.accounts.queries import organisation_zone
from care.actor import Action, Permit
from care.audit import operations as audit
from care.lib.dates import local_date
from care.teams.queries import open_enrolment
from patients.assessments.catalogue import definitions
from patients.assessments.models import Response, Score
from patients.assessments.operations.due import set_next
from patients.assessments.operations.last_score import keep_last_score
from patients.assessments.operations.refusals import PastScoreWrong
from patients.assessments.rules import RULES, Mode, State
from patients.assessments.rules.cadence import CADENCES, asked_with
from patients.assessments.rules.past import PastScore, past_problem, past_scored

Times = dict[str, list[PastScore]]


def record_past_scores(*, permit: Permit, source: str, rows: Sequence[PastScore], at: datetime) -> int:
    """Take scores of another system over for the permit's patient; gives how many times of answering were written.

    A number that the source gave before is the same again: nothing is written where it says the same, and what it says now
    takes the place of what it said. All or none.

    Raises:
        PastScoreWrong: the first that cannot be taken, and why (`rules.past.past_problem` says it beforehand).
        PermitMismatch: the permit does not cover an instrument's kind of data.
    """
    known = definitions()
    times: Times = {}
    for row in rows:
        if reason := past_problem(row, known, at=at):
            raise PastScoreWrong(row.key, reason)
        permit.check(category=known[row.instrument].category, action=Action.WRITE)
        times.setdefault(row.key, []).append(row)
    with audit.change(permit=permit, at=at, verb="assessments.imported", detail={"source": source}) as event:
        there = _there(permit, source, times)
        new = {key: said for key, said in times.items() if key not in there or not _says(there[key], said)}
        _forget([there[key].pk for key in new if key in there])
        _write(permit, source, new, at=at)
        event.detail["responses"] = len(new)
        if new:
            _follow(permit, new)
            keep_last_score(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return len(new)


def take_back_past_scores(*, permit: Permit, source: str, at: datetime) -> int:
    """Take back what a source gave of the permit's patient; gives how many times of answering are gone. Safe to run twice."""
    with audit.change(permit=permit, at=at, verb="assessments.import_undone", detail={"source": source}) as event:
        rows = Response.objects.filter(
            patient_id=permit.patient_id, organisation_id=permit.organisation_id, mode=Mode.IMPORTED.value, source=source
        )
        numbers = list(rows.order_by("pk").values_list("pk", flat=True))
        _forget(numbers)
        event.detail["responses"] = len(numbers)
        if numbers:
            keep_last_score(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return len(numbers)


def _there(permit: Permit, source: str, times: Times) -> dict[str, Response]:
    """What the source gave before, by its number. Two queries."""
    rows = Response.objects.filter(organisation_id=permit.organisation_id, source=source, key__in=list(times))
    found = {row.key: row for row in rows.prefetch_related("scores").order_by("pk")}
    for row in found.values():
        if row.patient_id != permit.patient_id:
            raise PastScoreWrong(row.key, "it was taken for another person before")
    return found


def _says(row: Response, said: Sequence[PastScore]) -> bool:
    first = said[0]
    head = (row.instrument, row.subject, row.administered_at) == (first.instrument, first.subject, first.administered_at)
    return head and {(one.name, one.value) for one in row.scores.all()} == {(one.name, one.value) for one in said}


def _forget(numbers: Sequence[int]) -> None:
    if numbers:
        Score.objects.filter(response_id__in=numbers).delete()
        Response.objects.filter(pk__in=numbers).delete()


def _write(permit: Permit, source: str, times: Times, *, at: datetime) -> None:
    known = definitions()
    job = permit.actor.job_name if permit.actor.user_id is None else ""
    written = []
    for key, said in times.items():
        first = said[0]
        if any((one.instrument, one.subject, one.administered_at) != _head(first) for one in said):
            raise PastScoreWrong(key, "one number stands for two instruments or two days")
        written.append(
            Response(
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                instrument=first.instrument,
                version=known[first.instrument].version,
                category=known[first.instrument].category.value,
                subject=first.subject,
                mode=Mode.IMPORTED.value,
                state=State.COMPLETED.value,
                administered_at=first.administered_at,
                begun_at=at,
                begun_by_id=permit.actor.user_id,
                begun_by_job=job,
                changed_at=at,
                completed_at=at,
                completed_by_id=permit.actor.user_id,
                completed_by_job=job,
                source=source,
                key=key,
            )
        )
    Response.objects.bulk_create(written, batch_size=500)
    scores = [(row, past_scored(one, known[one.instrument])) for row in written for one in times[row.key]]
    Score.objects.bulk_create(
        (
            Score(
                response=row,
                name=one.name,
                value=one.value,
                band=one.band,
                band_label=one.band_label,
                is_positive=one.is_positive,
                answered=0,
                rules=RULES,
            )
            for row, one in scores
        ),
        batch_size=1000,
    )


def _head(row: PastScore) -> tuple[str, str, datetime]:
    return row.instrument, row.subject, row.administered_at


def _follow(permit: Permit, times: Times) -> None:
    """What was answered elsewhere counts for when it is asked again."""
    enrolment = open_enrolment(permit=permit)
    if enrolment is None:
        return
    zone = organisation_zone(organisation_id=permit.organisation_id)
    last: dict[str, datetime] = {}
    for said in times.values():
        for instrument in CADENCES.keys() & asked_with(said[0].instrument):
            last[instrument] = max(last.get(instrument, said[0].administered_at), said[0].administered_at)
    for instrument, moment in sorted(last.items()):
        set_next(permit, instrument, admitted_on=local_date(enrolment.admitted_at, zone), last_on=local_date(moment, zone))
