"""The demo's results: what somebody on each medicine has been measured and tested for, and what drug tests found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps

from care.actor import Actor, Role
from care.audit import operations as audit
from care.demo.staff import HARBOR_STREET
from care.demo.writer import checked_at_once, copy_into
from care.lib.dates import local_date
from care.lib.ids import uuid7
from patients.results.rules import (
    USUAL_ANALYTES,
    AnalyteWord,
    DrugTestState,
    Ecg,
    Formula,
    Method,
    Outcome,
    ResultAnswer,
    ResultKind,
    SaidResult,
    read_result,
)

SEED = 8_10
LAB = "Bay Diagnostics"
HERE = "Clinic"
YEAR = timedelta(days=365)
K, A = ResultKind, AnalyteWord
_COLUMNS = (
    *("value", "second", "unit", "given", "given_unit", "upper", "given_upper", "words", "qt", "rr", "heart_rate", "formula"),
    "device",
)
# What a test of somebody on a medicine finds of it.
OWN_MEDICINE = {"methadone": (A.METHADONE, A.EDDP), "buprenorphine": (A.BUPRENORPHINE, A.NORBUPRENORPHINE)}
BETWEEN_TESTS = {"methadone": 42, "buprenorphine": 60, "naltrexone": 120}  # days
RETURNS = ((A.FENTANYL, 0.16), (A.COCAINE, 0.12), (A.AMPHETAMINES, 0.08), (A.THC, 0.3), (A.BENZODIAZEPINES, 0.07))


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody with an order in force."""

    patient_id: int
    substance: str
    since: date
    may_be_pregnant: bool


@dataclass(frozen=True, slots=True)
class _Clinic:
    """Where it is, who measures, and now."""

    organisation_id: int
    nurse_id: int
    zone: str
    at: datetime

    @property
    def today(self) -> date:
        return local_date(self.at, self.zone)

    def moment(self, day: date, dice: Random) -> datetime:
        """A time in the hours of a day, never ahead."""
        clock = time(dice.randint(8, 15), dice.choice((5, 10, 25, 40, 50)))
        return min(datetime.combine(day, clock, tzinfo=ZoneInfo(self.zone)), self.at)


def tell_results(*, at: datetime) -> int:
    """Write them; gives the number of people. Where there are results already, nothing is told again."""
    result_, test_, analyte_ = (apps.get_model("results", name) for name in ("Result", "DrugTest", "DrugTestAnalyte"))
    if result_.objects.exists():
        return 0
    place = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is Role.NURSE)
    nurse = apps.get_model("accounts", "Staff").objects.get(organisation_id=place.pk, user__email=email)
    clinic = _Clinic(place.pk, nurse.user_id, place.zone, at)
    people = _people(place.pk)
    measured = [row for number, person in enumerate(people) for row in _measured(person, clinic, number)]
    tests = [row for number, person in enumerate(people) for row in _tests(person, clinic, number)]
    if not measured:
        return 0
    actor = Actor.system(job="demo.tell", organisation_id=place.pk)
    detail = {"results": len(measured), "drug_tests": len(tests)}
    about = [person.patient_id for person in people]
    with audit.change(actor=actor, at=at, verb="demo.results_told", patient_ids=about, detail=detail), checked_at_once():
        stamps = ("measured_at", "recorded_at", "recorded_by_id", "place")
        copy_into(result_, ("uuid", "patient_id", "organisation_id", "kind", "category", *_COLUMNS, *stamps), measured)
        copy_into(test_, _TEST, [row for row, _ in tests])
        numbers = dict(test_.objects.values_list("uuid", "pk"))
        answers = [(numbers[row[0]], *answer) for row, found in tests for answer in found]
        copy_into(analyte_, ("drug_test_id", "analyte", "method", "outcome", "level", "cutoff", "unit", *stamps[1:3]), answers)
    return len(people)


def _people(organisation_id: int) -> list[_Person]:
    """Who has an order in force, once each, by their newest; since when is that of their first for it."""
    orders = apps.get_model("regimens", "MedicationOrder").objects.filter(
        organisation_id=organisation_id, status__in=("active", "on-hold")
    )
    sexes = apps.get_model("patients", "Demographics").objects.filter(sex="female")
    women = set(sexes.values_list("patient_id", flat=True))
    found: dict[int, _Person] = {}
    columns = ("patient_id", "medication__substance", "starts_on", "patient__birth_date")
    for patient_id, substance, since, born in orders.order_by("starts_on", "pk").values_list(*columns):
        first = found[patient_id].since if patient_id in found else since
        found[patient_id] = _Person(patient_id, substance, first, patient_id in women and born.year > since.year - 50)
    return list(found.values())


def _said(kind: ResultKind, value: str, **more: Any) -> SaidResult:
    return SaidResult(kind, value=Decimal(value), **more)


def _whole(dice: Random, low: int, high: int) -> str:
    return str(dice.randint(low, high))


def _body(dice: Random) -> list[SaidResult]:
    top = dice.randint(108, 142)
    return [
        _said(K.WEIGHT, f"{dice.randint(52, 104)}.{dice.randint(0, 9)}"),
        SaidResult(K.BLOOD_PRESSURE, value=Decimal(top), second=Decimal(top - dice.randint(38, 52))),
        _said(K.HEART_RATE, _whole(dice, 62, 92)),
    ]


def _liver(dice: Random) -> list[SaidResult]:
    high = dice.random() < 0.08
    alt = dice.randint(130, 210) if high else dice.randint(14, 62)
    upper = Decimal(40)
    return [_said(K.ALT, str(alt), upper=upper), _said(K.AST, str(alt - dice.randint(1, 9)), upper=upper)]


def _tracing(dice: Random, number: int) -> list[SaidResult]:
    """A QTc that is usual; of some 450 ms or more, and of one 500 ms or more."""
    rate = dice.randint(60, 84)
    qt = 470 if number == 3 else dice.choice((372, 380, 388, 396, 404, 418))
    ecg = Ecg(Formula.FRIDERICIA, qt=Decimal(qt), heart_rate=Decimal(72 if number == 3 else rate), read_by="Lena Fischer-Cho")
    return [SaidResult(K.QTC, ecg=ecg)]


def _answers(dice: Random, *kinds: ResultKind) -> list[SaidResult]:
    return [SaidResult(kind, answer=ResultAnswer.NEGATIVE) for kind in kinds] + (
        [SaidResult(K.HCV, answer=ResultAnswer.ANTIBODY if dice.random() < 0.3 else ResultAnswer.NEGATIVE)]
    )


def _measured(person: _Person, clinic: _Clinic, number: int) -> Iterator[tuple[Any, ...]]:
    """What was measured of one person, at the start and since, as their medicine asks for; of some it was left out."""
    dice = Random(f"{SEED}:{person.patient_id}")
    start = max(person.since, clinic.today - 3 * YEAR)
    yield from _rows(person, clinic, start, _body(dice), HERE, dice)
    yield from _rows(person, clinic, start, _answers(dice, K.HIV, K.HBV, K.SYPHILIS), LAB, dice)
    if person.may_be_pregnant:
        yield from _rows(person, clinic, start, [SaidResult(K.PREGNANCY, answer=ResultAnswer.NEGATIVE)], HERE, dice)
    for day in _days(start, clinic.today, every=170):
        if dice.random() < 0.12:
            continue  # nobody asked, or nobody came
        yield from _rows(person, clinic, day, _by_medicine(person.substance, day == start, dice, number), LAB, dice)
        if day != start:
            yield from _rows(person, clinic, day, _body(dice), HERE, dice)


def _by_medicine(substance: str, is_start: bool, dice: Random, number: int) -> list[SaidResult]:
    match substance:
        case "methadone":
            levels = (
                [_said(K.METHADONE_PEAK, "520"), _said(K.METHADONE_TROUGH, "260")] if number % 9 == 4 and not is_start else []
            )
            return [*_tracing(dice, number), *(_liver(dice) if is_start else []), *levels]
        case "acamprosate":
            creatinine = _said(K.CREATININE, "1.6" if number % 7 == 5 else f"0.{dice.randint(66, 99)}")
            return [creatinine, _said(K.PETH, _whole(dice, 4, 260))]
        case "disulfiram":
            return [*_liver(dice), _said(K.BREATH_ALCOHOL, "0")]
        case "naltrexone":
            challenge = [SaidResult(K.NALOXONE_CHALLENGE, answer=ResultAnswer.NO_WITHDRAWAL)] if is_start else []
            return [*_liver(dice), _said(K.PLATELETS, _whole(dice, 160, 320)), *challenge]
        case "gabapentin" | "topiramate":
            return [_said(K.CREATININE, f"0.{dice.randint(66, 99)}"), _said(K.EGFR, _whole(dice, 74, 104))]
    return _liver(dice)


def _days(start: date, today: date, *, every: int) -> Iterator[date]:
    day = start
    while day <= today:
        yield day
        day += timedelta(days=every)


def _rows(
    person: _Person, clinic: _Clinic, day: date, said: list[SaidResult], place: str, dice: Random
) -> Iterator[tuple[Any, ...]]:
    moment = clinic.moment(day, dice)
    for one in said:
        reading = read_result(one)
        whose = (uuid7(), person.patient_id, clinic.organisation_id, reading.kind.value, reading.category.value)
        values = (getattr(reading, name) for name in _COLUMNS)
        yield (*whose, *values, moment, moment, clinic.nurse_id, place)


# --- drug tests ---------------------------------------------------------------------------------------------------------------

_TEST = (
    *("uuid", "patient_id", "organisation_id", "status", "specimen", "is_random", "was_observed", "lab", "looked_for"),
    *("collected_at", "collected_by_id", "resulted_at", "resulted_by_id", "recorded_at", "recorded_by_id"),
)
_Test = tuple[tuple[Any, ...], list[tuple[Any, ...]]]


def _tests(person: _Person, clinic: _Clinic, number: int) -> Iterator[_Test]:
    """The tests of the last year, the newest of some still open."""
    dice = Random(f"{SEED}:tests:{person.patient_id}")
    every = BETWEEN_TESTS.get(person.substance)
    if every is None:
        return
    start = max(person.since, clinic.today - YEAR)
    days = list(_days(start, clinic.today - timedelta(days=3), every=every))
    for day in days:
        collected = clinic.moment(min(day + timedelta(days=dice.randint(0, 9)), clinic.today - timedelta(days=3)), dice)
        yield _resulted(person, clinic, collected, dice)
    if number % 6 == 1:
        yield _open(person, clinic, DrugTestState.ORDERED, dice)
    elif number % 6 == 2:
        yield _open(person, clinic, DrugTestState.COLLECTED, dice)


def _head(person: _Person, clinic: _Clinic, state: DrugTestState, dice: Random) -> tuple[Any, ...]:
    panel = [word.value for word in USUAL_ANALYTES]
    is_random, observed = dice.random() < 0.8, state is not DrugTestState.ORDERED and dice.random() < 0.2
    return (uuid7(), person.patient_id, clinic.organisation_id, state.value, "urine", is_random, observed, LAB, panel)


def _open(person: _Person, clinic: _Clinic, state: DrugTestState, dice: Random) -> _Test:
    asked = clinic.moment(clinic.today - timedelta(days=1), dice)
    collected = (asked, clinic.nurse_id) if state is DrugTestState.COLLECTED else (None, None)
    return (*_head(person, clinic, state, dice), *collected, None, None, asked, clinic.nurse_id), []


def _resulted(person: _Person, clinic: _Clinic, collected: datetime, dice: Random) -> _Test:
    told = min(collected + timedelta(days=2), clinic.at)
    head = _head(person, clinic, DrugTestState.RESULTED, dice)
    row = (*head, collected, clinic.nurse_id, told, clinic.nurse_id, collected, clinic.nurse_id)
    takes_it = dice.random() > 0.04
    positive = set(OWN_MEDICINE.get(person.substance, ())) if takes_it else set()
    positive |= {word for word, share in RETURNS if dice.random() < share}
    stamps = (told, clinic.nurse_id)
    answers: list[tuple[Any, ...]] = []
    for word in USUAL_ANALYTES:
        outcome = Outcome.POSITIVE if word in positive else Outcome.NEGATIVE
        answers.append((word.value, Method.SCREEN.value, outcome.value, None, None, "", *stamps))
    if A.FENTANYL in positive:
        level = Decimal(dice.randint(4, 90))
        answers.append((A.FENTANYL.value, Method.CONFIRMATION.value, Outcome.POSITIVE.value, level, Decimal(1), "ng/mL", *stamps))
    return row, answers
