"""What people brought along: what an import knows already, and what pages, the timeline and the trend page show."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.functions import TruncWeek

from care.actor import Category, Permit
from care.lib.prepared import prepared
from patients.histories.models import (
    HistoryImport,
    PastDose,
    PastDrugTest,
    PastLine,
    PastOrder,
    PastPerson,
    PastScore,
    PastVisit,
)
from patients.histories.rules import (
    Course,
    DoseOutcome,
    DoseWeek,
    Finding,
    Kind,
    ScreenFact,
    VisitFact,
    VisitOutcome,
    is_expected,
)
from patients.models import Patient

MODELS: Mapping[Kind, type[PastLine]] = {
    Kind.ORDER: PastOrder,
    Kind.DOSE: PastDose,
    Kind.VISIT: PastVisit,
    Kind.TEST: PastDrugTest,
    Kind.SCORE: PastScore,
}
SAYS: Mapping[Kind, tuple[str, ...]] = {
    Kind.ORDER: ("medication", "ended_on", "amount", "unit", "frequency"),
    Kind.DOSE: ("medication", "amount", "unit", "outcome"),
    Kind.VISIT: ("name", "outcome", "reasons"),
    Kind.TEST: ("substance", "finding", "expected", "specimen"),
    Kind.SCORE: ("instrument", "name", "value", "words"),
}
TOOK = (DoseOutcome.GIVEN.value, DoseOutcome.TAKE_HOME.value)


# --- what an import knows -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody whom a source named before: their number here, whether the import registered them, and their days."""

    patient_id: int
    is_registered: bool
    base_date: date | None
    birth_date: date


def known_people(*, organisation_id: int, source: str, keys: Collection[str]) -> dict[str, KnownPerson]:
    """Who these people of a source are here; gives nothing of what it says of them. One query."""
    rows = PastPerson.objects.filter(organisation_id=organisation_id, source=source, key__in=keys).order_by("pk")
    found = rows.values_list("key", "patient_id", "is_registered", "base_date", "patient__birth_date")
    return {key: KnownPerson(number, came, base, born) for key, number, came, base, born in found}


def people_by_number(*, organisation_id: int, mrns: Collection[str]) -> dict[str, tuple[int, date]]:
    """Who has these record numbers: the number of their row and their birth date. One query."""
    rows = Patient.objects.filter(organisation_id=organisation_id, mrn__in=mrns, merged__isnull=True).order_by("pk")
    return {mrn: (pk, born) for mrn, pk, born in rows.values_list("mrn", "pk", "birth_date")}


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line that was taken before: its row, and what it says."""

    pk: int
    on: date
    says: tuple[Any, ...]


def known_lines(
    *, organisation_id: int, source: str, patient_ids: Collection[int], kinds: Collection[Kind]
) -> dict[tuple[Kind, str], KnownLine]:
    """The lines of a source that stand for these people, by kind and key. One query for each kind."""
    found = {}
    for kind in kinds:
        rows = MODELS[kind]._default_manager.filter(
            patient_id__in=patient_ids, organisation_id=organisation_id, source=source, replaced__isnull=True
        )
        for pk, key, on, *says in rows.order_by("pk").values_list("pk", "key", "on", *SAYS[kind]):
            found[kind, key] = KnownLine(pk, on, tuple(says))
    return found


def people_of_source(*, organisation_id: int, source: str, after: int = 0, most: int = 100) -> list[tuple[int, int]]:
    """Rows of `PastPerson` of a source and the people whom they name, so many after a row. One query."""
    rows = PastPerson.objects.filter(organisation_id=organisation_id, source=source, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", "patient_id")[:most])


def number_of_people(*, organisation_id: int, source: str) -> int:
    """How many people of a source are here. One query."""
    return PastPerson.objects.filter(organisation_id=organisation_id, source=source).count()


def runs_of_source(*, organisation_id: int, source: str) -> int:
    """How many runs of a source there were. One query."""
    return HistoryImport.objects.filter(organisation_id=organisation_id, source=source).count()


# --- of one person --------------------------------------------------------------------------------------------------------------


def lines_of(model: type[Any], permit: Permit) -> QuerySet[Any]:
    """The lines of one kind that stand for the permit's patient; none where it does not cover substance use care."""
    rows: QuerySet[Any] = model.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, replaced__isnull=True
    )
    return rows if permit.covers(Category.SUD) else rows.none()


@dataclass(frozen=True, slots=True)
class OrderFact:
    """A medication that was ordered elsewhere."""

    medication: str
    starts_on: date
    ends_on: date | None
    amount: Decimal | None
    unit: str
    frequency: str
    source: str


def past_orders(*, permit: Permit) -> list[OrderFact]:
    """What was ordered elsewhere, the latest first. One query."""
    permit.check(category=Category.SUD)
    rows = lines_of(PastOrder, permit).order_by("-on", "-pk")
    return [OrderFact(*row) for row in rows.values_list("medication", "on", "ended_on", "amount", "unit", "frequency", "source")]


def dose_line(*, permit: Permit, since: date | None = None) -> list[DoseWeek]:
    """The mean dose of each week and medication, the earliest first: what was taken, by the days on which any was. One query."""
    permit.check(category=Category.SUD)
    rows = lines_of(PastDose, permit).filter(outcome__in=TOOK)
    if since is not None:
        rows = rows.filter(on__gte=since - timedelta(days=since.weekday()))
    weeks = (
        rows.annotate(week=TruncWeek("on"))
        .values("week", "medication", "unit")
        .annotate(total=Sum("amount"), days=Count("on", distinct=True))
        .order_by("week", "medication", "unit")
    )
    return [
        DoseWeek(row["week"], row["medication"], row["unit"], (row["total"] / row["days"]).quantize(Decimal("0.1")), row["days"])
        for row in weeks
    ]


def past_visits(*, permit: Permit, since: date | None = None) -> list[VisitFact]:
    """Visits elsewhere and what came of them, the earliest first. One query."""
    permit.check(category=Category.SUD)
    rows = lines_of(PastVisit, permit)
    if since is not None:
        rows = rows.filter(on__gte=since)
    found = rows.order_by("on", "pk").values_list("on", "name", "outcome", "reasons")
    return [VisitFact(on, name, VisitOutcome(outcome), tuple(reasons)) for on, name, outcome, reasons in found]


def past_tests(*, permit: Permit, since: date | None = None) -> list[ScreenFact]:
    """Drug tests elsewhere, one for each day and specimen, the earliest first. Two queries."""
    permit.check(category=Category.SUD)
    courses = [Course(one.medication, one.starts_on, one.ends_on) for one in past_orders(permit=permit)]
    rows = lines_of(PastDrugTest, permit)
    if since is not None:
        rows = rows.filter(on__gte=since)
    tests: dict[tuple[date, str], list[tuple[str, str, str]]] = {}
    for on, specimen, *rest in rows.order_by("on", "pk").values_list("on", "specimen", "substance", "finding", "expected"):
        tests.setdefault((on, specimen), []).append((rest[0], rest[1], rest[2]))
    return [_test(on, found, courses) for (on, _), found in tests.items()]


def _test(on: date, found: Sequence[tuple[str, str, str]], courses: Sequence[Course]) -> ScreenFact:
    judged = [(one, is_expected(*one, on=on, courses=courses)) for one in found]
    known = [expected for _, expected in judged if expected is not None]
    return ScreenFact(
        on,
        found=tuple(substance for substance, finding, _ in found if finding == Finding.FOUND),
        unexpected=tuple(substance for (substance, _, _), expected in judged if expected is False and substance),
        is_expected=all(known) if known else None,
        is_readable=bool(known),
    )


@dataclass(frozen=True, slots=True)
class ScoreFact:
    """A score of an instrument that is not one of ours."""

    instrument: str
    name: str
    on: date
    value: Decimal
    words: str


def past_scores(*, permit: Permit) -> list[ScoreFact]:
    """Scores of instruments that are not ours, by instrument, the latest first. One query."""
    permit.check(category=Category.SUD)
    rows = lines_of(PastScore, permit).filter(is_ours=False).order_by("instrument", "name", "-on", "-pk")
    return [ScoreFact(*row) for row in rows.values_list("instrument", "name", "on", "value", "words")]


def sources_of(*, permit: Permit) -> list[tuple[str, date | None]]:
    """From which sources the permit's patient brought something, and from which day each counts. One query."""
    permit.check(category=Category.SUD)
    return _sources(permit=permit)


@prepared
def _sources(*, permit: Permit) -> QuerySet[PastPerson, tuple[str, date | None]]:
    rows = PastPerson.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id).order_by("source")
    return rows.values_list("source", "base_date")


def has_history(*, permit: Permit) -> bool:
    """Whether the permit's patient brought anything along that the permit shows. One query."""
    if not permit.covers(Category.SUD):
        return False
    return PastPerson.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id).exists()


# --- of everybody, as figures -------------------------------------------------------------------------------------------------


def dose_days(*, organisation_id: int) -> Iterator[tuple[int, str, date, Decimal | None]]:
    """Whose dose of what was taken on which day, and how much, of everybody who brought doses along. One query."""
    rows = PastDose.objects.filter(organisation_id=organisation_id, replaced__isnull=True, outcome__in=TOOK)
    days = (
        rows.values_list("patient_id", "medication", "on")
        .annotate(total=Sum("amount"))
        .order_by("patient_id", "on", "medication")
    )
    return days.iterator(chunk_size=5_000)


def last_days(*, organisation_id: int) -> dict[int, date]:
    """The last day of which each person's history tells, a visit that was planned and missed counted. One query."""
    rows = PastVisit.objects.filter(organisation_id=organisation_id, replaced__isnull=True)
    return dict(rows.order_by("patient_id").values_list("patient_id").annotate(last=Max("on")))
