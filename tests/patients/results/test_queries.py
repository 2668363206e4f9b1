"""Reading results: here, elsewhere, told; what counts and what does not; how many questions that takes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from care.actor import Category
from patients.models import Patient
from patients.results.models import DrugTestAnalyte
from patients.results.queries import TOLD, drug_tests_of, get_drug_test, get_result, latest_of, results_of, wrong_analytes
from patients.results.rules import AnalyteWord, Method, Outcome, ResultKind
from tests.factories.accounts import LONG_AGO, UserFactory
from tests.factories.elsewhere import RecordFactory
from tests.factories.results import DrugTestAnalyteFactory, DrugTestFactory, ResultFactory
from tests.factories.story import PregnancyRecordFactory
from tests.patients.results.conftest import PermitAt


def _elsewhere(patient: Patient, code: str, days: int, **more: object) -> None:
    RecordFactory(patient=patient, code=code, happened=LONG_AGO + timedelta(days=days), **more)


def test_what_was_measured_here_said_elsewhere_and_told_comes_in_order(
    permit: PermitAt, mari: Patient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ResultFactory(patient=mari, measured_at=LONG_AGO + timedelta(days=5))
    ResultFactory(patient=mari, a_pressure=True, measured_at=LONG_AGO + timedelta(days=1))
    ResultFactory(patient=mari, measured_at=LONG_AGO, wrong_at=LONG_AGO, wrong_by=mari.registered_by, wrong_reason="Not theirs.")
    _elsewhere(mari, "29463-7", 2, number=Decimal(154), unit="[lb_av]")
    _elsewhere(mari, "2160-0", 3, number=Decimal("88.4"), unit="umol/L")
    _elsewhere(mari, "8636-3", 4, number=Decimal("0.431"), unit="s")
    _elsewhere(mari, "1742-6", 6, number=Decimal(61), unit="strange units")
    _elsewhere(mari, "82810-3", 7, value="Not pregnant")
    _elsewhere(mari, "4544-3", 7, number=Decimal(41), unit="%")  # no kind of ours
    _elsewhere(mari, "1920-8", 8, number=Decimal(30), unit="U/L", precision="unknown")
    _elsewhere(mari, "1920-8", 8, number=Decimal(30), unit="U/L", withdrawn_at=LONG_AGO, withdrawn_by=mari.registered_by)
    PregnancyRecordFactory(patient=mari, recorded_at=LONG_AGO + timedelta(days=9))
    ResultFactory(measured_at=LONG_AGO)  # of somebody else
    given = permit(timezone.now())
    with django_assert_num_queries(1):
        rows = results_of(permit=given)
    said = [(row.kind.value, row.value and str(row.value.normalize()), row.unit, row.words, row.source) for row in rows]
    assert said == [
        ("blood_pressure", "128", "mmHg", "", ""),
        ("weight", "69.9", "kg", "", "hospital"),
        ("creatinine", "1", "mg/dL", "", "hospital"),
        ("qtc", "431", "ms", "", "hospital"),
        ("creatinine", "0.9", "mg/dL", "", ""),
        ("alt", "61", "strange units", "", "hospital"),
        ("pregnancy", None, "", "not pregnant", "hospital"),
        ("pregnancy", None, "", "pregnant", TOLD),
    ]
    assert rows[0].second == 82
    assert rows[0].recorded_by == mari.registered_by.name
    assert (rows[1].given, rows[1].given_unit) == (154, "lb")
    assert latest_of(rows)[ResultKind.PREGNANCY].words == "pregnant"
    with django_assert_num_queries(1):
        some = results_of(permit=given, kinds=[ResultKind.CREATININE], since=LONG_AGO + timedelta(days=4))
    assert [row.uuid for row in some] == [rows[4].uuid]
    assert results_of(permit=given, kinds=[]) == []


def test_a_reader_sees_only_what_the_permit_covers(permit: PermitAt, mari: Patient) -> None:
    peth = ResultFactory(patient=mari, kind=ResultKind.PETH.value, value=Decimal(31))
    creatinine = ResultFactory(patient=mari)
    test = DrugTestFactory(patient=mari, resulted=True)
    whole = permit(timezone.now())
    general = replace(whole, categories=frozenset({Category.GENERAL}))
    assert [row.uuid for row in results_of(permit=general)] == [creatinine.uuid]
    assert drug_tests_of(permit=general) == []
    assert get_result(permit=general, result=peth.uuid) is None
    assert {row.uuid for row in results_of(permit=whole)} == {peth.uuid, creatinine.uuid}
    assert [row.uuid for row in drug_tests_of(permit=whole)] == [test.uuid]


def test_drug_tests_come_with_what_each_found_in_two_queries(
    permit: PermitAt, mari: Patient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = DrugTestFactory(patient=mari, resulted=True, recorded_at=LONG_AGO)
    second = DrugTestFactory(patient=mari, recorded_at=LONG_AGO + timedelta(days=40))
    DrugTestFactory(patient=mari, wrong_at=LONG_AGO, wrong_by=UserFactory(), wrong_reason="Another person’s.")
    DrugTestFactory(resulted=True)
    fentanyl = DrugTestAnalyteFactory(drug_test=first, analyte="fentanyl", method="confirmation", outcome="negative")
    DrugTestAnalyteFactory(drug_test=first, analyte="fentanyl", outcome="positive")
    gone = DrugTestAnalyteFactory(
        drug_test=first, analyte="eddp", wrong_at=LONG_AGO, wrong_by=UserFactory(), wrong_reason="Misread."
    )
    given = permit(timezone.now())
    with django_assert_num_queries(2):
        rows = drug_tests_of(permit=given)
    assert [row.uuid for row in rows] == [first.uuid, second.uuid]
    assert [(one.analyte, one.method, one.outcome) for one in rows[0].analytes] == [
        (AnalyteWord.FENTANYL, Method.SCREEN, Outcome.POSITIVE),
        (AnalyteWord.FENTANYL, Method.CONFIRMATION, Outcome.NEGATIVE),
    ]
    assert rows[0].unanswered == (AnalyteWord.METHADONE,)
    assert [row.uuid for row in drug_tests_of(permit=given, since=LONG_AGO + timedelta(days=1))] == [second.uuid]
    assert len(drug_tests_of(permit=given, with_wrong=True)) == 3
    assert get_drug_test(permit=given, test=uuid4()) is None
    assert [one.pk for one in wrong_analytes(permit=given, test=first.uuid)] == [gone.pk]
    assert DrugTestAnalyte.objects.get(pk=fentanyl.pk).unit == ""


def test_of_one_moment_what_was_written_down_later_is_newer(permit: PermitAt, mari: Patient) -> None:
    moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    later = ResultFactory(patient=mari, value=Decimal("1.2"), measured_at=moment, recorded_at=moment + timedelta(hours=2))
    ResultFactory(patient=mari, value=Decimal("1.1"), measured_at=moment, recorded_at=moment)
    rows = results_of(permit=permit(timezone.now()))
    assert latest_of(rows)[ResultKind.CREATININE].uuid == later.uuid
