"""What results tell: each as it was measured, what was marked wrong, and how drug tests went."""

from django.db.models import Q, QuerySet

from care.actor import Category, Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from patients.results.models import DrugTest, Result
from patients.results.presenters import result_words
from patients.results.queries.results import open_results, row_of
from patients.results.rules import DrugTestState, ResultKind, Specimen

KIND = "results"


def _results(permit: Permit) -> QuerySet[Result]:
    return open_results(permit).select_related("recorded_by", "wrong_by")


def _tests(permit: Permit) -> QuerySet[DrugTest]:
    permit.check(category=Category.SUD)
    rows = DrugTest.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("recorded_by", "collected_by", "resulted_by", "ended_by", "wrong_by")


def _words(row: Result) -> str:
    return f"{ResultKind(row.kind).label}: {result_words(row_of(row))}"


def _measured(row: Result) -> TimelineEntry:
    return TimelineEntry(row.measured_at, row.recorded_by.name, _words(row), KIND)


def _wrong(row: Result) -> TimelineEntry:
    assert row.wrong_at
    assert row.wrong_by
    return TimelineEntry(row.wrong_at, row.wrong_by.name, f"Marked wrong: {_words(row)} ({row.wrong_reason})", KIND)


def _test(row: DrugTest) -> str:
    return f"Drug test ({Specimen(row.specimen).label.lower()})"


def _ordered(row: DrugTest) -> TimelineEntry:
    return TimelineEntry(row.recorded_at, row.recorded_by.name, f"{_test(row)} written down", KIND)


def _collected(row: DrugTest) -> TimelineEntry:
    assert row.collected_at
    assert row.collected_by
    return TimelineEntry(row.collected_at, row.collected_by.name, f"{_test(row)} collected", KIND)


def _resulted(row: DrugTest) -> TimelineEntry:
    assert row.resulted_at
    assert row.resulted_by
    return TimelineEntry(row.resulted_at, row.resulted_by.name, f"{_test(row)}: result in", KIND)


def _ended(row: DrugTest) -> TimelineEntry:
    assert row.ended_at
    assert row.ended_by
    return TimelineEntry(row.ended_at, row.ended_by.name, f"{_test(row)}: {DrugTestState(row.status).label.lower()}", KIND)


def _test_wrong(row: DrugTest) -> TimelineEntry:
    assert row.wrong_at
    assert row.wrong_by
    return TimelineEntry(row.wrong_at, row.wrong_by.name, f"Marked wrong: {_test(row)} ({row.wrong_reason})", KIND)


_COUNTS = Q(wrong_at__isnull=True)
RESULTS = (Chapter(_results, (Telling("measured_at", _measured, _COUNTS), Telling("wrong_at", _wrong))),)
DRUG_TESTS = (
    Chapter(
        _tests,
        (
            Telling("recorded_at", _ordered, _COUNTS & Q(collected_at__isnull=True)),
            Telling("collected_at", _collected, _COUNTS),
            Telling("resulted_at", _resulted, _COUNTS),
            Telling("ended_at", _ended, _COUNTS),
            Telling("wrong_at", _test_wrong),
        ),
    ),
)


def timeline_entries(*, permit: Permit, limit: int) -> list[TimelineEntry]:
    """What the room tells, newest first. Two queries."""
    return latest_entries((*RESULTS, *DRUG_TESTS), permit=permit, limit=limit)
