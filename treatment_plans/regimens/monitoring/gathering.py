"""What the schedule asks about one person, put together from the record. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from care.actor import Category, Permit
from care.lib.dates import age_in_years, local_date
from patients.assessments.queries import series
from patients.queries import background_of, conditions_of, get_patient
from patients.rules import BirthSex, Sex
from patients.story.queries import part_of
from patients.story.rules import Medicine as ToldMedicine
from patients.story.rules import Part, Substance, Taking, UseRoute
from treatment_plans.regimens.monitoring import sources
from treatment_plans.regimens.monitoring.queries import Interval, LookupRow, interval_of, lookups_of
from treatment_plans.regimens.monitoring.rules import panels, schedule
from treatment_plans.regimens.monitoring.vocabulary import LookupOutcome
from treatment_plans.regimens.queries import MedicationSpan, OrderRow, active_orders, medication_spans
from treatment_plans.regimens.safety.drugs import recognize
from treatment_plans.regimens.vocabulary import Frequency, Phase

COWS = "cows"
ALCOHOL = "alcohol_etg"  # an analyte of a drug test that answers for alcohol
READ = frozenset({"positive", "negative"})
INITIATION = frozenset({Phase.INITIATION, Phase.RE_INITIATION})
FERTILE = range(12, 56)  # years; own: outside it nobody is asked for a pregnancy test
HEART = (
    "I20",
    "I21",
    "I22",
    "I25",
    "I33",
    "I34",
    "I35",
    "I42",
    "I44",
    "I45",
    "I46",
    "I47",
    "I48",
    "I49",
    "I50",
    "R55",
)  # ICD-10-CM
ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the page and the job need of one person."""

    orders: list[OrderRow]
    spans: list[MedicationSpan]
    taking: list[schedule.Taking]
    known: schedule.Known
    items: list[schedule.Item]
    tests: list[tuple[sources.TestHad, panels.Judged]]
    lookups: list[LookupRow]
    interval: Interval
    zone: str

    @property
    def overdue(self) -> list[schedule.Item]:
        """What is late."""
        return [item for item in self.items if item.state is schedule.DueState.OVERDUE]


def picture_of(*, permit: Permit, today: date) -> Picture:
    """What one person takes, what is known, and what is due. A fixed number of queries."""
    permit.check(category=Category.SUD)
    person = get_patient(permit=permit)
    zone = person.identity.zone
    orders = active_orders(permit=permit)
    spans = medication_spans(permit=permit, zone=zone)
    taking = _taking(orders, spans, today)
    lookups, interval = lookups_of(permit=permit), interval_of(organisation_id=permit.organisation_id)
    tests = sources.drug_tests(permit=permit, zone=zone)
    medicines = [line.said for line in part_of(permit=permit, part=Part.MEDICINES).lines if isinstance(line.said, ToldMedicine)]
    known = _known(
        permit,
        age=age_in_years(person.identity.birth_date, today),
        medicines=medicines,
        done=_done(permit, zone, lookups, tests),
        tests=tests,
        every_days=interval.every_days,
    )
    return Picture(
        orders=orders,
        spans=spans,
        taking=taking,
        known=known,
        items=schedule.items(taking, known, today=today),
        tests=[(test, panels.judge(test.found, _on(test.on, spans, medicines))) for test in reversed(tests)],
        lookups=lookups,
        interval=interval,
        zone=zone,
    )


def _taking(orders: list[OrderRow], spans: list[MedicationSpan], today: date) -> list[schedule.Taking]:
    found = {}
    for order in orders:
        medicine = schedule.medicine_of(order.medication_code)
        if not medicine or order.starts_on > today:
            continue
        substance = medicine.removesuffix("-xr")
        since = schedule.episode_start(
            [(span.starts_on, span.until) for span in spans if span.substance == substance], today=today
        )
        found[medicine] = schedule.Taking(medicine, order.short_name, since or order.starts_on, order.phase in INITIATION)
    return list(found.values())


def _done(permit: Permit, zone: str, lookups: list[LookupRow], tests: Sequence[sources.TestHad]) -> dict[str, list[date]]:
    done: dict[str, list[date]] = defaultdict(list)
    for had in sources.results(permit=permit, zone=zone):
        done[had.kind].append(had.on)
    done[COWS] = [local_date(point.at, zone) for point in series(permit=permit, instrument=COWS)]
    looked = (row for row in lookups if row.outcome is not LookupOutcome.NOT_POSSIBLE)
    done[schedule.PDMP] = [local_date(row.at, zone) for row in looked]
    done[schedule.DRUG_TEST] = [test.on for test in tests]
    done[ALCOHOL] = [test.on for test in tests if any(one.analyte == ALCOHOL and one.outcome in READ for one in test.found)]
    return dict(done)


def _known(
    permit: Permit,
    *,
    age: int,
    medicines: list[ToldMedicine],
    done: dict[str, list[date]],
    tests: Sequence[sources.TestHad],
    every_days: int,
) -> schedule.Known:
    said = background_of(permit=permit).said
    codes = [line.code.replace(".", "") for line in conditions_of(permit=permit) if line.is_present and line.system == ICD10]
    used = [line.said for line in part_of(permit=permit, part=Part.SUBSTANCES).lines if isinstance(line.said, Substance)]
    qt = any("qt" in recognize(one.name).drug.classes for one in medicines if not one.stopped)
    return schedule.Known(
        age=age,
        may_be_pregnant=_may_be_pregnant(said.birth_sex, said.sex, age),
        heart_risk=True if qt or any(code.startswith(HEART) for code in codes) else None,
        infection_risk=True if any(UseRoute.INJECTED in one.routes for one in used) else None,
        for_alcohol=True if any(code.startswith("F10") for code in codes) else False if codes else None,
        for_opioids=True if any(code.startswith("F11") for code in codes) else False if codes else None,
        pdmp_days=every_days,
        done=done,
        random_tests=[test.on for test in tests if test.is_random],
    )


def _may_be_pregnant(birth_sex: BirthSex | None, sex: Sex | None, age: int) -> bool | None:
    if age not in FERTILE:
        return False
    if birth_sex in {BirthSex.FEMALE, BirthSex.MALE}:
        return birth_sex is BirthSex.FEMALE
    return {Sex.FEMALE: True, Sex.MALE: False}.get(sex) if sex is not None else None


def _on(on: date, spans: list[MedicationSpan], told: list[ToldMedicine]) -> list[panels.Medicine]:
    """The medicines of one day: what was ordered here, and what the person says that they take."""
    found = {}
    for span in spans:
        if span.starts_on <= on and (span.until is None or on <= span.until):
            drug = recognize(span.name).drug
            regular = Frequency.AS_NEEDED.label not in span.dose
            found[span.name] = panels.Medicine(span.name, drug.ingredients, drug.classes, True, regular)
    for one in told:
        drug = recognize(one.name, rxcuis=[one.code] if one.code else []).drug
        if one.taking is not Taking.NOT and not one.stopped:
            found.setdefault(
                one.name, panels.Medicine(one.name, drug.ingredients, drug.classes, False, one.taking is Taking.AS_MEANT)
            )
    return list(found.values())
