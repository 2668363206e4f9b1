"""Drug tests of one person, with what each said of each substance. Newest last."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Category, Permit
from patients.results.models import DrugTest, DrugTestAnalyte
from patients.results.rules import AnalyteWord, DrugTestState, Method, Outcome, Specimen


@dataclass(frozen=True, slots=True)
class Analyte:
    """What a test said of one substance by one method."""

    pk: int
    analyte: AnalyteWord
    method: Method
    outcome: Outcome
    level: Decimal | None
    cutoff: Decimal | None
    unit: str
    recorded_at: datetime
    recorded_by: str
    wrong_at: datetime | None = None
    wrong_by: str = ""
    wrong_reason: str = ""


@dataclass(frozen=True, slots=True)
class DrugTestRow:
    """One drug test. `at` is when it was collected, else when it was asked for; a substance of the panel may have no answer."""

    uuid: UUID
    status: DrugTestState
    collected_at: datetime | None
    collected_by: str
    specimen: Specimen
    is_random: bool
    was_observed: bool
    lab: str
    note: str
    looked_for: tuple[AnalyteWord, ...]
    analytes: tuple[Analyte, ...]
    recorded_at: datetime
    recorded_by: str
    resulted_at: datetime | None
    resulted_by: str
    ended_at: datetime | None
    ended_by: str
    end_note: str
    wrong_at: datetime | None
    wrong_by: str
    wrong_reason: str

    @property
    def at(self) -> datetime:
        """When it was collected, else asked for."""
        return self.collected_at or self.recorded_at

    @property
    def unanswered(self) -> tuple[AnalyteWord, ...]:
        """What was looked for and has no answer yet."""
        answered = {one.analyte for one in self.analytes}
        return tuple(word for word in self.looked_for if word not in answered)


def drug_tests_of(*, permit: Permit, since: datetime | None = None, with_wrong: bool = False) -> list[DrugTestRow]:
    """The drug tests of the permit's patient, newest last; `since` counts from when one was collected, else asked for.

    Those marked wrong are left out, and so are answers marked wrong. None where the permit does not cover substance use care.
    Two queries.
    """
    if not permit.covers(Category.SUD):
        return []
    rows = _tests(permit)
    found = [row for row in (rows if with_wrong else rows.filter(wrong_at__isnull=True)) if since is None or _at(row) >= since]
    found.sort(key=lambda row: (_at(row), row.pk))
    return _with_analytes(found)


def get_drug_test(*, permit: Permit, test: UUID) -> DrugTestRow | None:
    """One drug test, also one that was marked wrong. Two queries."""
    permit.check(category=Category.SUD)
    return next(iter(_with_analytes(list(_tests(permit).filter(uuid=test)))), None)


def wrong_analytes(*, permit: Permit, test: UUID) -> list[Analyte]:
    """The answers of a test that were marked wrong, the newest mark first. One query."""
    permit.check(category=Category.SUD)
    rows = _analytes().filter(
        drug_test__uuid=test,
        drug_test__patient_id=permit.patient_id,
        drug_test__organisation_id=permit.organisation_id,
        wrong_at__isnull=False,
    )
    return [_analyte(row) for row in rows.order_by("-wrong_at", "-pk")]


def _tests(permit: Permit) -> QuerySet[DrugTest]:
    rows = DrugTest.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("recorded_by", "collected_by", "resulted_by", "ended_by", "wrong_by").order_by("pk")


def _at(row: DrugTest) -> datetime:
    return row.collected_at or row.recorded_at


def _analytes() -> QuerySet[DrugTestAnalyte]:
    return DrugTestAnalyte.objects.select_related("recorded_by", "wrong_by")


def _with_analytes(rows: list[DrugTest]) -> list[DrugTestRow]:
    found: dict[int, list[Analyte]] = defaultdict(list)
    if rows:
        for row in _analytes().filter(drug_test__in=rows, wrong_at__isnull=True).order_by("pk"):
            found[row.drug_test_id].append(_analyte(row))
    return [_row(row, found[row.pk]) for row in rows]


_ORDER = {word: number for number, word in enumerate(AnalyteWord)}


def _row(row: DrugTest, analytes: list[Analyte]) -> DrugTestRow:
    return DrugTestRow(
        uuid=row.uuid,
        status=DrugTestState(row.status),
        collected_at=row.collected_at,
        collected_by=row.collected_by.name if row.collected_by else "",
        specimen=Specimen(row.specimen),
        is_random=row.is_random,
        was_observed=row.was_observed,
        lab=row.lab,
        note=row.note,
        looked_for=tuple(AnalyteWord(word) for word in row.looked_for),
        analytes=tuple(sorted(analytes, key=lambda one: (_ORDER[one.analyte], one.method is Method.CONFIRMATION))),
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name,
        resulted_at=row.resulted_at,
        resulted_by=row.resulted_by.name if row.resulted_by else "",
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        end_note=row.end_note,
        wrong_at=row.wrong_at,
        wrong_by=row.wrong_by.name if row.wrong_by else "",
        wrong_reason=row.wrong_reason,
    )


def _analyte(row: DrugTestAnalyte) -> Analyte:
    return Analyte(
        pk=row.pk,
        analyte=AnalyteWord(row.analyte),
        method=Method(row.method),
        outcome=Outcome(row.outcome),
        level=row.level,
        cutoff=row.cutoff,
        unit=row.unit,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name,
        wrong_at=row.wrong_at,
        wrong_by=row.wrong_by.name if row.wrong_by else "",
        wrong_reason=row.wrong_reason,
    )
