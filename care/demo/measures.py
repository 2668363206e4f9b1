"""The demo's questionnaires and ratings: how many people are doing over their time in care, scored by the rules themselves.

Some get better, some are in remission, some go up and down, a few have become worse. Nobody's answers call for somebody: what is
urgent in the demo stands on its worklists already. Written in bulk: as many answers as a clinic gathers in a year or two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.apps import apps

from care.actor import Actor, Role
from care.audit import operations as audit
from care.demo.operations import sum_up_measures
from care.demo.staff import HARBOR_STREET
from care.demo.writer import checked_at_once, copy_into
from care.lib.dates import local_date
from patients.assessments.catalogue import definition
from patients.assessments.queries.due import last_days
from patients.assessments.queries.outcomes import found_of
from patients.assessments.rules import RULES, Facts, Item, ItemKind, Mode, Outcome, State, asked, score
from patients.assessments.rules.cadence import all_due

SEED = 4_11
ANSWERS_AT_ALL = 66  # of a hundred who have been here for long enough
FEWEST_DAYS = 20
MOST_TIMES = 7
LATELY = 0.7  # how many were asked within the last weeks
EVERY, LATER_EVERY = (24, 32), (55, 91)
# Of a hundred: how somebody's troubles move from the first day to now, as parts of the worst.
COURSES = (
    (38, "better", 0.75, 0.3),
    (20, "remission", 0.65, 0.08),
    (18, "steady", 0.45, 0.45),
    (14, "up and down", 0.5, 0.4),
    (10, "worse", 0.3, 0.7),
)
AT_ZERO = {("phq9", "9"), *(("cssrs", link_id) for link_id in ("1", "2", "6"))}  # nothing here is urgent by itself
MILDER = {"hrsn": 0.25, "auditc": 0.6}
HIGHEST = {"craving": Decimal(7)}
GOOD = {"barc10", "bam:9", "bam:10", "bam:12", "bam:13", "bam:14", "bam:16", "bam:17"}  # the more, the better
WITHDRAWAL = (11, 17, 8, 4)  # COWS of one morning, an hour apart
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class _Time:
    """One time that something was answered."""

    patient_id: int
    instrument: str
    at: datetime
    user_id: int
    mode: Mode
    answers: dict[str, Decimal]
    outcome: Outcome


def tell_measures(*, at: datetime) -> int:
    """Tell what was answered; gives how many times. Where there are answers already, nothing is told."""
    response_ = apps.get_model("assessments", "Response")
    if response_.objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    actor = Actor.system(job="demo.tell", organisation_id=clinic.pk)
    people = _people(clinic.pk)
    staff = _clinicians(clinic.pk)
    times = [
        time
        for number, (patient_id, admitted_at) in enumerate(people)
        for time in _told(number, patient_id, admitted_at, staff, at)
    ]
    numbers = sorted({patient_id for patient_id, _ in people})
    with audit.change(actor=actor, at=at, verb="demo.measures_told", patient_ids=numbers, detail={"times": len(times)}):
        with checked_at_once():
            _write(times, clinic.pk)
        admitted = {patient_id: local_date(moment, clinic.zone) for patient_id, moment in people}
        _write_due(admitted, clinic.pk, clinic.zone)
    return len(times)


def sum_up_told(*, at: datetime) -> int:
    """The caseload's words for what was told, where it has none yet; it is nothing new to tell."""
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    silent = apps.get_model("teams", "CaseloadSummary").objects.filter(organisation=clinic, is_open=True, last_score="")
    answers = apps.get_model("assessments", "Response").objects.filter(organisation_id=clinic.pk)
    answered = sorted(set(answers.filter(patient_id__in=silent.values("patient_id")).values_list("patient_id", flat=True)))
    sum_up_measures(actor=Actor.system(job="demo.tell", organisation_id=clinic.pk), patient_ids=answered, at=at)
    return 0


def _people(organisation_id: int) -> list[tuple[int, datetime]]:
    """Who is in care, and since when."""
    rows = apps.get_model("teams", "Enrolment").objects.filter(organisation_id=organisation_id, ended_at__isnull=True)
    return list(rows.order_by("patient_id").values_list("patient_id", "admitted_at"))


def _clinicians(organisation_id: int) -> list[int]:
    """The accounts of counselors and nurses."""
    held = apps.get_model("accounts", "StaffRole").objects.filter(
        role__in=[Role.COUNSELOR.value, Role.NURSE.value], staff__organisation_id=organisation_id, revoked_at__isnull=True
    )
    return list(held.order_by("staff_id").values_list("staff__user_id", flat=True))


def _told(number: int, patient_id: int, admitted_at: datetime, staff: list[int], at: datetime) -> Iterator[_Time]:
    dice = Random(f"{SEED}:{number}")
    days = (at - admitted_at).days
    if days < FEWEST_DAYS or dice.randrange(100) >= ANSWERS_AT_ALL:
        return
    user_id = dice.choice(staff)
    begin, end = _course(dice)
    has_bam = dice.random() < 0.15
    moments = list(_moments(dice, admitted_at, at))
    for place, moment in enumerate(moments):
        level = begin + (end - begin) * (place / max(1, len(moments) - 1)) + dice.gauss(0, 0.07)
        named = _asked_at(place, is_last=place == len(moments) - 1, has_bam=has_bam)
        for minutes, instrument in enumerate(named):
            mode = Mode.SELF if dice.random() < 0.4 and Mode.SELF in definition(instrument).modes else Mode.CLINICIAN
            yield _time(dice, patient_id, instrument, moment + timedelta(minutes=4 * minutes), user_id, mode, level)
    if number % 37 == 5 and len(moments) > 1:
        yield from _withdrawal(patient_id, moments[0] + timedelta(hours=1), user_id)


def _course(dice: Random) -> tuple[float, float]:
    """From where to where somebody's troubles move."""
    drawn = dice.randrange(100)
    for part, _name, begin, end in COURSES:
        if drawn < part:
            return begin + dice.uniform(-0.1, 0.1), end + dice.uniform(-0.06, 0.06)
        drawn -= part
    raise AssertionError("the parts are a hundred")


def _moments(dice: Random, admitted_at: datetime, at: datetime) -> Iterator[datetime]:
    """The days on which something is answered: every month at first, then every two or three."""
    moment = admitted_at + timedelta(minutes=dice.randrange(20, 90))
    told = 0
    while moment < at - timedelta(days=26) and told < MOST_TIMES:
        yield moment
        told += 1
        low, high = EVERY if (moment - admitted_at).days < 90 else LATER_EVERY
        moment += timedelta(days=dice.randint(low, high), minutes=dice.randrange(-60, 60))
    lately = at - timedelta(days=dice.randint(1, 24), hours=3)
    if lately > admitted_at + timedelta(days=FEWEST_DAYS) and dice.random() < LATELY:
        yield lately


def _asked_at(place: int, *, is_last: bool, has_bam: bool) -> list[str]:
    """What is asked at one visit; the first asks everything, and the latest nearly so."""
    found = []
    if place == 0:
        found += ["cssrs", "hrsn"]
    if place == 0 or is_last:
        found += ["barc10", "auditc"]
    if place == 0 or is_last or has_bam:
        found += ["bam"]
    if place % 2 == 0 or is_last:
        found += ["gad7"]
    return [*found, "craving", "phq9"]


def _time(dice: Random, patient_id: int, instrument: str, moment: datetime, user_id: int, mode: Mode, level: float) -> _Time:
    asked_about = definition(instrument)
    answers: dict[str, Decimal] = {}
    for item in asked(asked_about, answers):
        if item.kind is not ItemKind.TEXT and item.is_scored:
            answers[item.link_id] = _answer(dice, instrument, item, level)
    outcome = score(asked_about, answers, Facts(at=moment))
    return _Time(patient_id, instrument, moment, user_id, mode, answers, outcome)


def _answer(dice: Random, instrument: str, item: Item, level: float) -> Decimal:
    if (instrument, item.link_id) in AT_ZERO:
        return Decimal(0)
    trouble = min(1.0, max(0.0, level * MILDER.get(instrument, 1.0) + dice.gauss(0, 0.12)))
    if instrument in GOOD or f"{instrument}:{item.link_id}" in GOOD:
        trouble = 1 - trouble
    if item.options:
        values = sorted(option.value for option in item.options)
        return values[round(trouble * (len(values) - 1))]
    low, high = item.low or Decimal(0), HIGHEST.get(instrument, item.high or Decimal(0))
    return low + Decimal(round(trouble * float(high - low)))


def _withdrawal(patient_id: int, begin: datetime, user_id: int) -> Iterator[_Time]:
    """One morning of starting buprenorphine: four looks, an hour apart."""
    cows = definition("cows")
    for hour, total in enumerate(WITHDRAWAL):
        answers: dict[str, Decimal] = {}
        left = Decimal(total)
        for item in cows.items:
            if item.is_scored and item.options:
                answers[item.link_id] = max(option.value for option in item.options if option.value <= min(left, Decimal(2)))
                left -= answers[item.link_id]
        moment = begin + timedelta(hours=hour)
        yield _Time(patient_id, "cows", moment, user_id, Mode.CLINICIAN, answers, score(cows, answers, Facts(at=moment)))


def _write(times: list[_Time], organisation_id: int) -> None:
    response_, answer_, score_ = (apps.get_model("assessments", name) for name in ("Response", "Answer", "Score"))
    rows: list[Any] = response_.objects.bulk_create(
        (_response(response_, time, organisation_id) for time in times), batch_size=BATCH
    )
    copy_into(
        answer_,
        ("response_id", "link_id", "number"),
        [(row.pk, link_id, number) for row, time in zip(rows, times, strict=True) for link_id, number in time.answers.items()],
    )
    copy_into(
        score_,
        ("response_id", "name", "value", "band", "band_label", "is_positive", "answered", "is_prorated", "rules"),
        [
            (row.pk, one.name, one.value, one.band, one.band_label, one.is_positive, one.answered, one.is_prorated, RULES)
            for row, time in zip(rows, times, strict=True)
            for one in time.outcome.scores
        ],
    )


def _response(response_: Any, time: _Time, organisation_id: int) -> Any:
    asked_about = definition(time.instrument)
    done = time.at + timedelta(minutes=6)
    return response_(
        patient_id=time.patient_id,
        organisation_id=organisation_id,
        instrument=time.instrument,
        version=asked_about.version,
        category=asked_about.category.value,
        mode=time.mode.value,
        state=State.COMPLETED.value,
        administered_at=time.at,
        begun_at=time.at,
        begun_by_id=time.user_id,
        changed_at=done,
        completed_at=done,
        completed_by_id=time.user_id,
        found=found_of(time.outcome, tasks={}),
    )


def _write_due(admitted: dict[int, date], organisation_id: int, zone: str) -> None:
    last = last_days(patient_ids=admitted, organisation_id=organisation_id, zone=zone)
    reassessment_ = apps.get_model("assessments", "Reassessment")
    rows = [
        reassessment_(patient_id=patient_id, organisation_id=organisation_id, instrument=instrument, due_on=day, last_on=last_on)
        for patient_id, admitted_on in admitted.items()
        for instrument, day, last_on in all_due(admitted_on=admitted_on, last=last.get(patient_id, {}))
    ]
    # whoever was registered in the usual way has rows since they came into care
    reassessment_.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["organisation", "patient", "instrument"],
        update_fields=["due_on", "last_on"],
    )
