"""A drug test: asked for, collected, what it found; not needed, declined; marked wrong, whole or one answer of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from care.accounts.queries import organisation_zone
from care.actor import Category, Permit
from patients.results.models import DrugTest, DrugTestAnalyte
from patients.results.operations.recording import born_of, change, check_moment, why
from patients.results.operations.refusals import AlreadyWrong, BadEntry, NoSuchResult
from patients.results.rules import AnalyteWord, DrugTestState, DrugTestStep, Method, Outcome, Specimen, next_state

UNITS = ("ng/mL", "mg/dL", "mg/L")


@dataclass(frozen=True, slots=True)
class NewTest:
    """A drug test as it is asked for. With `collected_at` it was collected already."""

    specimen: Specimen
    looked_for: tuple[AnalyteWord, ...]
    is_random: bool = False
    was_observed: bool = False
    lab: str = ""
    note: str = ""
    collected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SaidOfAnalyte:
    """What came in of one substance by one method."""

    analyte: AnalyteWord
    method: Method
    outcome: Outcome
    level: Decimal | None = None
    cutoff: Decimal | None = None
    unit: str = ""


def order_drug_test(*, permit: Permit, said: NewTest, at: datetime) -> UUID:
    """Write a drug test down: asked for, or collected already. Gives its number.

    Raises:
        BadEntry: nothing is looked for, or the moment cannot be.
    """
    if not said.looked_for:
        raise BadEntry("looked_for", "Choose what the test looks for.")
    _check_collected(permit, said.collected_at, at)
    user_id, organisation_id = permit.actor.colleague()
    there = said.collected_at is not None
    with change(permit, Category.SUD, at=at, verb="drug_test.ordered") as event:
        row = DrugTest.objects.create(
            patient_id=permit.patient_id,
            organisation_id=organisation_id,
            status=(next_state(DrugTestState.ORDERED, DrugTestStep.COLLECT) if there else DrugTestState.ORDERED).value,
            specimen=said.specimen.value,
            looked_for=[word.value for word in AnalyteWord if word in said.looked_for],
            is_random=said.is_random,
            was_observed=said.was_observed,
            lab=" ".join(said.lab.split()),
            note=" ".join(said.note.split()),
            collected_at=said.collected_at,
            collected_by_id=user_id if there else None,
            recorded_at=at,
            recorded_by_id=user_id,
        )
        event.detail["drug_test"] = row.pk
    return row.uuid


def record_collection(*, permit: Permit, test: UUID, collected_at: datetime, was_observed: bool, lab: str, at: datetime) -> None:
    """The specimen is there.

    Raises:
        NoSuchResult: the person has no such test here.
        BadEntry: the moment cannot be.
        NotPossible: it stands where nothing can be collected.
    """
    _check_collected(permit, collected_at, at)
    user_id, _ = permit.actor.colleague()
    with change(permit, Category.SUD, at=at, verb="drug_test.collected") as event:
        row = _own(permit, test)
        event.detail["drug_test"] = row.pk
        row.status = next_state(DrugTestState(row.status), DrugTestStep.COLLECT).value
        row.collected_at, row.collected_by_id, row.was_observed = collected_at, user_id, was_observed
        row.lab = " ".join(lab.split())
        row.save()


def record_findings(*, permit: Permit, test: UUID, found: Sequence[SaidOfAnalyte], at: datetime) -> None:
    """What came in, of one substance or more: the first time, or more of it later, as a confirmation does.

    What is said anew of a substance by the same method takes the place of what was said before, which is kept, marked wrong.
    The same again changes nothing.

    Raises:
        NoSuchResult: the person has no such test here.
        BadEntry: nothing is said, or something of it cannot be.
        NotPossible: it stands where no result can come.
    """
    _check_found(found)
    user_id, _ = permit.actor.colleague()
    with change(permit, Category.SUD, at=at, verb="drug_test.resulted") as event:
        row = _own(permit, test)
        event.detail["drug_test"] = row.pk
        state = next_state(DrugTestState(row.status), DrugTestStep.RESULT)
        kept = {(one.analyte, one.method): one for one in row.analytes.filter(wrong_at__isnull=True)}
        new = []
        for said in found:
            before = kept.get((said.analyte.value, said.method.value))
            unit = said.unit if said.level is not None or said.cutoff is not None else ""
            says = (said.outcome.value, said.level, said.cutoff, unit)
            if before is not None and (before.outcome, before.level, before.cutoff, before.unit) == says:
                continue
            if before is not None:
                before.wrong_at, before.wrong_by_id, before.wrong_reason = at, user_id, "Said anew."
                before.save()
            new.append(
                DrugTestAnalyte(
                    drug_test=row,
                    analyte=said.analyte.value,
                    method=said.method.value,
                    outcome=said.outcome.value,
                    level=said.level,
                    cutoff=said.cutoff,
                    unit=unit,
                    recorded_at=at,
                    recorded_by_id=user_id,
                )
            )
        DrugTestAnalyte.objects.bulk_create(new)
        event.detail["answers"] = len(new)
        if row.resulted_at is None:
            row.resulted_at, row.resulted_by_id = at, user_id
        row.status = state.value
        row.save()


def _check_found(found: Sequence[SaidOfAnalyte]) -> None:
    if not found:
        raise BadEntry("", "Say at least of one substance what was found.")
    if len({(one.analyte, one.method) for one in found}) != len(found):
        raise BadEntry("", "Each substance once by a method.")
    for one in found:
        if one.level is not None and one.level < 0:
            raise BadEntry(f"{one.analyte.value}_level", f"{one.analyte.label}: a level is 0 or more.")
        if one.cutoff is not None and one.cutoff <= 0:
            raise BadEntry(f"{one.analyte.value}_cutoff", f"{one.analyte.label}: a cutoff is above 0.")
        if (one.level is not None or one.cutoff is not None) and one.unit not in UNITS:
            raise BadEntry("unit", "Choose the unit of the levels.")
        if one.outcome is Outcome.NEGATIVE and one.level is not None and one.cutoff is not None and one.level >= one.cutoff:
            raise BadEntry(f"{one.analyte.value}_level", f"{one.analyte.label}: a level at the cutoff or above is positive.")
        if one.outcome is Outcome.POSITIVE and one.level is not None and one.cutoff is not None and one.level < one.cutoff:
            raise BadEntry(f"{one.analyte.value}_level", f"{one.analyte.label}: a level below the cutoff is negative.")


def end_drug_test(*, permit: Permit, test: UUID, step: DrugTestStep, note: str, at: datetime) -> None:
    """It is not done: nobody needs it any more, or the person did not want it. Neither is a result.

    Raises:
        NoSuchResult: the person has no such test here.
        NotPossible: it stands where that cannot be said.
    """
    assert step in (DrugTestStep.CANCEL, DrugTestStep.DECLINE)
    user_id, _ = permit.actor.colleague()
    verb = "drug_test.declined" if step is DrugTestStep.DECLINE else "drug_test.cancelled"
    with change(permit, Category.SUD, at=at, verb=verb) as event:
        row = _own(permit, test)
        event.detail["drug_test"] = row.pk
        row.status = next_state(DrugTestState(row.status), step).value
        row.ended_at, row.ended_by_id, row.end_note = at, user_id, " ".join(note.split())
        row.save()


def mark_drug_test_wrong(*, permit: Permit, test: UUID, reason: str, at: datetime) -> None:
    """Say that a whole test was a mistake, as another person's. It is kept, and counts nowhere.

    Raises:
        NoSuchResult: the person has no such test here.
        AlreadyWrong: somebody was first.
        BadEntry: no reason.
    """
    words = why(reason)
    user_id, _ = permit.actor.colleague()
    with change(permit, Category.SUD, at=at, verb="drug_test.marked_wrong") as event:
        row = _own(permit, test)
        event.detail["drug_test"] = row.pk
        row.wrong_at, row.wrong_by_id, row.wrong_reason = at, user_id, words
        row.save()


def mark_analyte_wrong(*, permit: Permit, test: UUID, analyte: int, reason: str, at: datetime) -> None:
    """Say that one answer of a test was a mistake. It is kept, and the substance has no answer by that method until one comes.

    Raises:
        NoSuchResult: the test has no such answer.
        AlreadyWrong: somebody was first.
        BadEntry: no reason.
    """
    words = why(reason)
    user_id, _ = permit.actor.colleague()
    with change(permit, Category.SUD, at=at, verb="drug_test.answer_marked_wrong") as event:
        row = _own(permit, test)
        one = row.analytes.filter(pk=analyte).first()
        if one is None:
            raise NoSuchResult
        event.detail |= {"drug_test": row.pk, "answer": one.pk}
        if one.wrong_at is not None:
            raise AlreadyWrong
        one.wrong_at, one.wrong_by_id, one.wrong_reason = at, user_id, words
        one.save()


def _check_collected(permit: Permit, collected_at: datetime | None, at: datetime) -> None:
    if collected_at is not None:
        zone = organisation_zone(organisation_id=permit.organisation_id)
        check_moment(collected_at, at=at, born=born_of(permit), zone=zone, field="day")


def _own(permit: Permit, test: UUID) -> DrugTest:
    """A test of the permit's patient here that counts, locked."""
    rows = DrugTest.objects.filter(uuid=test, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    row = rows.select_for_update(no_key=True).first()
    if row is None:
        raise NoSuchResult
    if row.wrong_at is not None:
        raise AlreadyWrong
    return row
