"""Writing down what was measured, several results at once; marking one wrong."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from care.accounts.queries import organisation_zone
from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.lib.dates import local_date
from care.outbox import operations as outbox
from patients.models import Patient
from patients.results.models import Result
from patients.results.operations.refusals import AlreadyWrong, AskedOnceMore, BadEntry, NoSuchResult
from patients.results.queries import results_of
from patients.results.rules import Reading, ResultAnswer, ResultKind, SaidResult, read_result

FOUND = frozenset({ResultAnswer.POSITIVE.value, "pregnant"})  # words by which a pregnancy is known


@dataclass(frozen=True, slots=True)
class Measured:
    """What several results have in common: when they were measured, where, and what is said of them."""

    at: datetime
    place: str = ""
    note: str = ""


@contextmanager
def change(permit: Permit, category: Category, *, at: datetime, verb: str) -> Iterator[audit.Change]:
    """The transaction of one change, with its event; the person's row is locked first."""
    permit.check(category=category, action=Action.WRITE)
    permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb=verb) as event:
        Patient.objects.select_for_update(no_key=True).only("pk").get(
            pk=permit.patient_id, organisation_id=permit.organisation_id
        )
        yield event


def check_moment(moment: datetime, *, at: datetime, born: date, zone: str, field: str) -> None:
    """A moment in the person's life that has come.

    Raises:
        BadEntry: it lies ahead, or before their birth.
    """
    if moment > at:
        raise BadEntry(field, "This lies ahead.")
    if local_date(moment, zone) < born:
        raise BadEntry(field, "This lies before their birth.")


def born_of(permit: Permit) -> date:
    """The birth date of the permit's patient. One query."""
    return Patient.objects.values_list("birth_date", flat=True).get(pk=permit.patient_id, organisation_id=permit.organisation_id)


def record_results(*, permit: Permit, said: Sequence[SaidResult], measured: Measured, at: datetime) -> list[UUID]:
    """Write down what was measured at one moment; gives the numbers of the rows, in the order in which it was said.

    A value far from what is usual is taken only where `is_sure` says that it was asked once more. A pregnancy test that is
    positive, where the last that is known was not, publishes the event `pregnancy.found`.

    Raises:
        BadResult: a value cannot be.
        BadEntry: the moment cannot be, nothing is said, or a kind is said twice.
        AskedOnceMore: values that are to be looked at again.
    """
    if not said:
        raise BadEntry("", "Write at least one result.")
    if len({one.kind for one in said}) != len(said):
        raise BadEntry("", "Each result once.")
    readings = [read_result(one) for one in said]
    asked = {one.kind: one.question for one, told in zip(readings, said, strict=True) if one.question and not told.is_sure}
    zone = organisation_zone(organisation_id=permit.organisation_id)
    check_moment(measured.at, at=at, born=born_of(permit), zone=zone, field="day")
    if asked:
        raise AskedOnceMore(asked)
    for reading in readings:
        permit.check(category=reading.category, action=Action.WRITE)
    user_id, organisation_id = permit.actor.colleague()
    with change(permit, readings[0].category, at=at, verb="results.recorded") as event:
        before = _pregnancy_known(permit, readings)
        rows = Result.objects.bulk_create(
            Result(
                patient_id=permit.patient_id,
                organisation_id=organisation_id,
                measured_at=measured.at,
                is_sure=bool(reading.question),
                place=" ".join(measured.place.split()),
                note=" ".join(measured.note.split()),
                recorded_at=at,
                recorded_by_id=user_id,
                **_columns(reading),
            )
            for reading in readings
        )
        event.detail |= {"results": [row.pk for row in rows], "kinds": [row.kind for row in rows]}
        _tell_of_pregnancy(permit, rows, before, at=at)
    return [row.uuid for row in rows]


_NOT_COLUMNS = frozenset({"question"})


def _columns(reading: Reading) -> dict[str, Any]:
    values = {name: getattr(reading, name) for name in Reading.__slots__ if name not in _NOT_COLUMNS}
    values["reader"] = values.pop("read_by")
    return values | {"kind": reading.kind.value, "category": reading.category.value}


def _pregnancy_known(permit: Permit, readings: Sequence[Reading]) -> tuple[str, datetime] | None:
    """What is known of pregnancy so far and since when, where a test of it is among the results."""
    if not any(one.kind is ResultKind.PREGNANCY for one in readings):
        return None
    known = results_of(permit=permit, kinds=[ResultKind.PREGNANCY])
    return (known[-1].words, known[-1].at) if known else None


def _tell_of_pregnancy(permit: Permit, rows: Sequence[Result], before: tuple[str, datetime] | None, *, at: datetime) -> None:
    """A pregnancy that was not known is told to the rooms above; an older test that is written down late tells nothing new."""
    row = next((row for row in rows if row.kind == ResultKind.PREGNANCY), None)
    if row is None or row.words not in FOUND:
        return
    if before is not None and (before[0] in FOUND or before[1] > row.measured_at):
        return
    outbox.publish(
        event="pregnancy.found",
        key=f"pregnancy.found:{row.uuid}",
        at=at,
        organisation_id=row.organisation_id,
        patient_id=row.patient_id,
        about={"result": str(row.uuid)},
    )


def mark_result_wrong(*, permit: Permit, result: UUID, reason: str, at: datetime) -> None:
    """Say that a result was a mistake, and why. It is kept, and counts nowhere from now on.

    Raises:
        NoSuchResult: the person has no such result here, or the permit does not cover it.
        AlreadyWrong: somebody was first.
        BadEntry: no reason.
    """
    words = why(reason)
    row = Result.objects.filter(uuid=result, patient_id=permit.patient_id, organisation_id=permit.organisation_id).first()
    if row is None or not permit.covers(Category(row.category)):
        raise NoSuchResult
    user_id, _ = permit.actor.colleague()
    with change(permit, Category(row.category), at=at, verb="results.marked_wrong") as event:
        row = Result.objects.select_for_update(no_key=True).get(pk=row.pk)
        event.detail["result"] = row.pk
        if row.wrong_at is not None:
            raise AlreadyWrong
        row.wrong_at, row.wrong_by_id, row.wrong_reason = at, user_id, words
        row.save()


def why(reason: str) -> str:
    """A reason without blanks around it.

    Raises:
        BadEntry: it is empty.
    """
    if not reason.strip():
        raise BadEntry("reason", "Say why it is wrong.")
    return " ".join(reason.split())
