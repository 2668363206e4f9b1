"""Writing results down, asking once more, marking wrong; the steps of a drug test; what a pregnancy test tells."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from care.actor import Action, Category, PermitMismatch, Role
from care.audit.models import AuditEvent
from care.outbox.models import Delivery
from patients.models import Patient
from patients.results import operations
from patients.results.models import DrugTest, DrugTestAnalyte, Result
from patients.results.operations import AlreadyWrong, AskedOnceMore, BadEntry, Measured, NewTest, NoSuchResult, SaidOfAnalyte
from patients.results.queries import get_drug_test, results_of
from patients.results.rules import (
    AnalyteWord,
    DrugTestState,
    DrugTestStep,
    Method,
    NotPossible,
    Outcome,
    ResultAnswer,
    ResultKind,
    SaidResult,
    Specimen,
)
from tests.factories.accounts import LONG_AGO, staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.results import DrugTestAnalyteFactory, DrugTestFactory, ResultFactory
from tests.factories.story import PregnancyRecordFactory
from tests.patients.results.conftest import PermitAt

K, A = ResultKind, AnalyteWord
CREATININE = SaidResult(K.CREATININE, value=Decimal("88.42"), unit="umol/L")
METHADONE = SaidOfAnalyte(A.METHADONE, Method.SCREEN, Outcome.POSITIVE)


@pytest.fixture
def at() -> datetime:
    return timezone.now()


def _verbs() -> list[str]:
    return list(AuditEvent.objects.filter(kind="change").order_by("pk").values_list("verb", flat=True))


def test_several_results_of_one_moment_are_written_down_in_one_change(permit: PermitAt, at: datetime) -> None:
    then = at - timedelta(hours=3)
    pressure = SaidResult(K.BLOOD_PRESSURE, value=Decimal(128), second=Decimal(82))
    numbers = operations.record_results(
        permit=permit(at), said=[CREATININE, pressure], measured=Measured(then, "  Bay   Diagnostics ", " fasting "), at=at
    )
    rows = results_of(permit=permit(at))
    assert {row.uuid for row in rows} == set(numbers)
    creatinine = next(row for row in rows if row.kind is K.CREATININE)
    assert (creatinine.value, creatinine.unit, creatinine.given, creatinine.given_unit) == (
        1,
        "mg/dL",
        Decimal("88.42"),
        "umol/L",
    )
    assert (creatinine.place, creatinine.note, creatinine.at, creatinine.is_sure) == ("Bay Diagnostics", "fasting", then, False)
    assert _verbs().count("results.recorded") == 1
    assert AuditEvent.objects.get(verb="results.recorded").detail["kinds"] == ["creatinine", "blood_pressure"]


def test_nothing_is_taken_silently_that_is_far_from_usual(permit: PermitAt, at: datetime) -> None:
    odd = SaidResult(K.CREATININE, value=Decimal(30))
    with pytest.raises(AskedOnceMore) as asked:
        operations.record_results(permit=permit(at), said=[CREATININE_OF_BODY, odd], measured=Measured(at), at=at)
    assert list(asked.value.questions) == [K.CREATININE]
    assert not Result.objects.exists()
    sure = SaidResult(K.CREATININE, value=Decimal(30), is_sure=True)
    operations.record_results(permit=permit(at), said=[CREATININE_OF_BODY, sure], measured=Measured(at), at=at)
    assert dict(Result.objects.values_list("kind", "is_sure")) == {"weight": False, "creatinine": True}


CREATININE_OF_BODY = SaidResult(K.WEIGHT, value=Decimal(70), is_sure=True)  # sure of what nobody asks: it is not marked


def test_a_moment_that_cannot_be_and_nothing_to_say_are_refused(permit: PermitAt, mari: Patient, at: datetime) -> None:
    before_birth = at - timedelta(days=365 * 130)
    for said, moment, field in (
        ([], at, ""),
        ([CREATININE, CREATININE], at, ""),
        ([CREATININE], at + timedelta(minutes=1), "day"),
        ([CREATININE], before_birth, "day"),
    ):
        with pytest.raises(BadEntry) as refusal:
            operations.record_results(permit=permit(at), said=said, measured=Measured(moment), at=at)
        assert refusal.value.field == field
    assert not Result.objects.exists()


def test_who_may_only_read_writes_nothing(alice: Any, mari: Patient, at: datetime) -> None:
    reading = permit_for(alice, mari, at=at, action=Action.READ)
    with pytest.raises(PermitMismatch):
        operations.record_results(permit=reading, said=[CREATININE], measured=Measured(at), at=at)
    with pytest.raises(PermitMismatch):
        operations.order_drug_test(permit=reading, said=NewTest(Specimen.URINE, (A.METHADONE,)), at=at)
    assert not Result.objects.exists()
    assert not DrugTest.objects.exists()


def test_a_result_marked_wrong_is_kept_and_counts_nowhere(permit: PermitAt, mari: Patient, at: datetime) -> None:
    row = ResultFactory(patient=mari)
    operations.mark_result_wrong(permit=permit(at), result=row.uuid, reason=" Another  person’s. ", at=at)
    row.refresh_from_db()
    assert (row.wrong_at, row.wrong_reason, row.value) == (at, "Another person’s.", Decimal("0.9"))
    assert results_of(permit=permit(at)) == []
    with pytest.raises(AlreadyWrong):
        operations.mark_result_wrong(permit=permit(at), result=row.uuid, reason="Again.", at=at)
    with pytest.raises(NoSuchResult):
        operations.mark_result_wrong(permit=permit(at), result=ResultFactory().uuid, reason="Not theirs.", at=at)
    with pytest.raises(BadEntry):
        operations.mark_result_wrong(permit=permit(at), result=ResultFactory(patient=mari).uuid, reason="  ", at=at)
    assert _verbs().count("results.marked_wrong") == 1


# What is known before, what the test says: whether the rooms above hear of it.
YES, NO = ResultAnswer.POSITIVE, ResultAnswer.NEGATIVE
HEARD: list[tuple[str, Callable[[Patient], object], ResultAnswer, bool]] = [
    ("nothing known", lambda mari: None, YES, True),
    ("nothing known, negative", lambda mari: None, NO, False),
    ("negative before", lambda mari: ResultFactory(patient=mari, a_pregnancy_test=True), YES, True),
    ("positive before", lambda mari: ResultFactory(patient=mari, a_pregnancy_test=True, words="positive"), YES, False),
    ("told before", lambda mari: PregnancyRecordFactory(patient=mari), YES, False),
    ("told that not", lambda mari: PregnancyRecordFactory(patient=mari, answer="not", due_on=None), YES, True),
]


@pytest.mark.parametrize(("before", "answer", "heard"), [case[1:] for case in HEARD], ids=[case[0] for case in HEARD])
def test_a_pregnancy_that_was_not_known_is_told_to_the_rooms_above(
    permit: PermitAt, mari: Patient, at: datetime, before: Callable[[Patient], object], answer: ResultAnswer, heard: bool
) -> None:
    before(mari)
    [number] = operations.record_results(
        permit=permit(at), said=[SaidResult(K.PREGNANCY, answer=answer)], measured=Measured(at), at=at
    )
    events = Delivery.objects.filter(kind="event:pregnancy.found")
    assert events.exists() is heard
    assert not heard or events.get().about == {"result": str(number)}


def test_an_old_test_that_is_written_down_late_tells_nothing_new(permit: PermitAt, mari: Patient, at: datetime) -> None:
    ResultFactory(patient=mari, a_pregnancy_test=True, measured_at=at - timedelta(days=3))
    said = [SaidResult(K.PREGNANCY, answer=ResultAnswer.POSITIVE)]
    operations.record_results(permit=permit(at), said=said, measured=Measured(at - timedelta(days=90)), at=at)
    assert not Delivery.objects.filter(kind="event:pregnancy.found").exists()


# --- drug tests ---------------------------------------------------------------------------------------------------------------


def _ordered(permit: Any, at: datetime, **more: Any) -> UUID:
    return operations.order_drug_test(permit=permit, said=NewTest(Specimen.URINE, (A.METHADONE, A.FENTANYL), **more), at=at)


def test_a_drug_test_goes_from_asked_for_to_its_result(permit: PermitAt, at: datetime) -> None:
    given, then = permit(at), at - timedelta(hours=2)
    number = _ordered(given, at, is_random=True)
    operations.record_collection(permit=given, test=number, collected_at=then, was_observed=True, lab=" Bay  ", at=at)
    level = SaidOfAnalyte(A.FENTANYL, Method.CONFIRMATION, Outcome.POSITIVE, Decimal("3.2"), Decimal(1), "ng/mL")
    operations.record_findings(permit=given, test=number, found=[METHADONE, level], at=at)
    row = get_drug_test(permit=given, test=number)
    assert row is not None
    assert (row.status, row.is_random, row.was_observed, row.lab) == (DrugTestState.RESULTED, True, True, "Bay")
    assert (row.collected_at, row.resulted_at, row.unanswered) == (then, at, ())
    assert [(one.analyte, one.outcome, one.level, one.unit) for one in row.analytes] == [
        (A.METHADONE, Outcome.POSITIVE, None, ""),
        (A.FENTANYL, Outcome.POSITIVE, Decimal("3.2"), "ng/mL"),
    ]
    assert _verbs() == ["drug_test.ordered", "drug_test.collected", "drug_test.resulted"]


def test_what_comes_in_later_is_added_and_what_is_said_anew_keeps_what_was_said(permit: PermitAt, at: datetime) -> None:
    given = permit(at)
    number = _ordered(given, at, collected_at=at - timedelta(days=1))
    operations.record_findings(permit=given, test=number, found=[METHADONE], at=at)
    later = at + timedelta(days=1)
    anew = SaidOfAnalyte(A.METHADONE, Method.SCREEN, Outcome.NEGATIVE)
    more = SaidOfAnalyte(A.FENTANYL, Method.SCREEN, Outcome.NEGATIVE)
    operations.record_findings(permit=given, test=number, found=[anew, more], at=later)
    operations.record_findings(permit=given, test=number, found=[anew, more], at=later)  # the same again
    row = DrugTest.objects.get(uuid=number)
    assert row.resulted_at == at
    assert list(row.analytes.order_by("pk").values_list("analyte", "outcome", "wrong_reason")) == [
        ("methadone", "positive", "Said anew."),
        ("methadone", "negative", ""),
        ("fentanyl", "negative", ""),
    ]


BAD_FINDINGS = [
    ([], ""),
    ([METHADONE, METHADONE], ""),
    ([SaidOfAnalyte(A.THC, Method.SCREEN, Outcome.POSITIVE, Decimal(-1), None, "ng/mL")], "thc_level"),
    ([SaidOfAnalyte(A.THC, Method.SCREEN, Outcome.POSITIVE, Decimal(1), Decimal(0), "ng/mL")], "thc_cutoff"),
    ([SaidOfAnalyte(A.THC, Method.SCREEN, Outcome.POSITIVE, Decimal(1), None, "")], "unit"),
    ([SaidOfAnalyte(A.THC, Method.SCREEN, Outcome.NEGATIVE, Decimal(50), Decimal(50), "ng/mL")], "thc_level"),
    ([SaidOfAnalyte(A.THC, Method.SCREEN, Outcome.POSITIVE, Decimal(49), Decimal(50), "ng/mL")], "thc_level"),
]


def test_findings_that_cannot_be_are_refused(permit: PermitAt, mari: Patient, at: datetime) -> None:
    test = DrugTestFactory(patient=mari, collected=True)
    given, wrong = permit(at), []
    for found, field in BAD_FINDINGS:
        try:
            operations.record_findings(permit=given, test=test.uuid, found=found, at=at)
            wrong.append((found, "taken"))
        except BadEntry as refusal:
            wrong += [(found, refusal.field)] if refusal.field != field else []
    assert not wrong
    assert not DrugTestAnalyte.objects.exists()
    with pytest.raises(BadEntry):
        operations.order_drug_test(permit=given, said=NewTest(Specimen.URINE, ()), at=at)
    with pytest.raises(BadEntry):
        _ordered(given, at, collected_at=at + timedelta(hours=1))


def test_saying_no_is_no_result_and_what_is_over_stays_so(permit: PermitAt, mari: Patient, at: datetime) -> None:
    given = permit(at)
    number = _ordered(given, at)
    operations.end_drug_test(permit=given, test=number, step=DrugTestStep.DECLINE, note=" Not  today. ", at=at)
    row = DrugTest.objects.get(uuid=number)
    assert (row.status, row.end_note, row.analytes.exists()) == ("declined", "Not today.", False)
    other = DrugTestFactory(patient=mari, collected=True)
    operations.end_drug_test(permit=given, test=other.uuid, step=DrugTestStep.CANCEL, note="", at=at)
    with pytest.raises(NotPossible):
        operations.record_findings(permit=given, test=number, found=[METHADONE], at=at)
    with pytest.raises(NotPossible):
        operations.end_drug_test(permit=given, test=other.uuid, step=DrugTestStep.CANCEL, note="", at=at)
    assert {"drug_test.declined", "drug_test.cancelled"} <= set(_verbs())


def test_a_test_and_an_answer_can_be_marked_wrong_once(permit: PermitAt, mari: Patient, at: datetime) -> None:
    given = permit(at)
    answer = DrugTestAnalyteFactory(drug_test__patient=mari)
    test = answer.drug_test.uuid
    operations.mark_analyte_wrong(permit=given, test=test, analyte=answer.pk, reason="Misread.", at=at)
    with pytest.raises(AlreadyWrong):
        operations.mark_analyte_wrong(permit=given, test=test, analyte=answer.pk, reason="Misread.", at=at)
    with pytest.raises(NoSuchResult):
        operations.mark_analyte_wrong(permit=given, test=test, analyte=DrugTestAnalyteFactory().pk, reason="No.", at=at)
    operations.mark_drug_test_wrong(permit=given, test=test, reason="Another person’s.", at=at)
    with pytest.raises(AlreadyWrong):
        operations.mark_drug_test_wrong(permit=given, test=test, reason="Again.", at=at)
    with pytest.raises(NoSuchResult):
        operations.mark_drug_test_wrong(permit=given, test=uuid4(), reason="No.", at=at)
    assert _verbs()[-2:] == ["drug_test.answer_marked_wrong", "drug_test.marked_wrong"]


BROKEN = [
    ("result_says_something", lambda mari: ResultFactory(patient=mari, value=None, given=None, unit="", given_unit="")),
    ("result_value_has_a_unit", lambda mari: ResultFactory(patient=mari, given_unit="")),
    ("result_second_of_a_pressure", lambda mari: ResultFactory(patient=mari, second=Decimal(1))),
    ("result_second_of_a_pressure", lambda mari: ResultFactory(patient=mari, a_pressure=True, second=Decimal(140))),
    ("result_formula_of_a_tracing", lambda mari: ResultFactory(patient=mari, formula="bazett")),
    ("result_measured_before_recorded", lambda mari: ResultFactory(patient=mari, recorded_at=LONG_AGO - timedelta(days=1))),
    ("result_wrong_with_reason", lambda mari: ResultFactory(patient=mari, wrong_at=LONG_AGO, wrong_by=mari.registered_by)),
    ("drug_test_moments_fit_status", lambda mari: DrugTestFactory(patient=mari, status="resulted")),
    ("drug_test_looks_for_known_substances", lambda mari: DrugTestFactory(patient=mari, looked_for=["sugar"])),
    ("analyte_level_has_a_unit", lambda mari: DrugTestAnalyteFactory(drug_test__patient=mari, level=Decimal(3))),
    ("analyte_level_possible", lambda mari: DrugTestAnalyteFactory(drug_test__patient=mari, level=Decimal(-3), unit="ng/mL")),
]  # fmt: skip


def test_the_database_refuses_what_cannot_be(mari: Patient) -> None:
    wrong = []
    for constraint, make in BROKEN:
        try:
            with transaction.atomic():
                make(mari)
            wrong.append(f"{constraint}: taken")
        except IntegrityError as refusal:
            wrong += [] if constraint in str(refusal) else [f"{constraint}: {refusal}"]
    once = DrugTestAnalyteFactory(drug_test__patient=mari)
    with pytest.raises(IntegrityError, match="analyte_once_by_a_method"), transaction.atomic():
        DrugTestAnalyteFactory(drug_test=once.drug_test)
    assert not wrong


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_write_the_same_answer_at_once_leave_one(at: datetime) -> None:
    alice = staff_with(Role.NURSE)
    mari = enrolled_patient(alice)
    test = DrugTestFactory(patient=mari, collected=True).uuid
    given = permit_for(alice, mari, at=at, category=Category.SUD)

    def write(outcome: Outcome) -> None:
        try:
            said = SaidOfAnalyte(A.METHADONE, Method.SCREEN, outcome)
            operations.record_findings(permit=given, test=test, found=[said], at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, [Outcome.POSITIVE, Outcome.NEGATIVE] * 2))
    assert DrugTestAnalyte.objects.filter(drug_test__uuid=test, wrong_at__isnull=True).count() == 1
