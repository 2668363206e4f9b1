"""Before a first dose, and on the day of a dose: B-01 to B-03, I-02, I-18, I-23, D-02, H-01 (reference 1.3 to 1.8). Pure."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding, Other, has
from treatment_plans.regimens.safety.dosing import DEPOTS, Kind, total_on
from treatment_plans.regimens.safety.facts import Drug, Given, Measured
from treatment_plans.regimens.safety.rules.missed import missed_days

HEART_OR_MIND = (
    "coronary",
    "myocardial",
    "cardiomyopathy",
    "heart failure",
    "psychosis",
    "psychotic",
    "schizophren",
    "schizoaffective",
)
CARRIERS = ("polylactide", "carboxymethylcellulose")  # of the injection of naltrexone


def judge(case: Case) -> Iterator[Finding]:
    """Withdrawal and opioid-free hours, alcohol, sedation, contraindications, allergies."""
    if starts_buprenorphine(case):
        yield from _withdrawal(case)
        yield from _opioid_free(case)
    if case.is_agonist:
        yield from _alcohol(case)
    if case.drafts("methadone"):
        yield from _sedated(case)
    if case.drafts("disulfiram"):
        yield from _drank(case)
        yield from _heart_or_mind(case)
    yield from _allergies(case)


# buprenorphine


def on_buprenorphine(case: Case, *, drafts_count: bool) -> bool:
    """By an order, an injection or a dose within the days after which a start is looked at anew.

    A second draft of the same request is the same start; only an injection may lean on the first dose that is drafted with it.
    """
    days = case.settings.whole("buprenorphine.missed_review_days")
    return bool(
        any(drafts_count or not other.is_draft for other in case.with_drug(has("buprenorphine")))
        or case.ended_within(has("buprenorphine"), days)
        or any(
            "buprenorphine" in dose.drug.ingredients and case.days_since(dose.at) <= _covers(case, dose, days)
            for dose in case.taken
        )
    )


def _covers(case: Case, dose: Given, days: int) -> int:
    """How many days after it a dose still counts: an injection up to the day on which the next one is late."""
    return case.settings.whole(f"{dose.drug.product}.late_days") if dose.drug.product in DEPOTS else days


def starts_buprenorphine(case: Case) -> bool:
    """A low-dose initiation goes on beside the opioid: neither COWS nor hours without opioids count."""
    return (
        case.drafts("buprenorphine")
        and case.kind is Kind.START
        and not case.draft.low_dose_initiation
        and not on_buprenorphine(case, drafts_count=False)
    )


def fresh_cows(case: Case) -> Measured | None:
    """The newest COWS, if it is of today: within the hours for which one speaks."""
    row = case.newest("cows")
    hours = case.settings.number("buprenorphine.cows_hours")
    return row if row and row.value is not None and case.hours_since(row.at) <= hours else None


def _at_the_floor(case: Case) -> bool:
    row = fresh_cows(case)
    return bool(row and row.value is not None and row.value >= case.settings.number("buprenorphine.cows_floor"))


def _withdrawal(case: Case) -> Iterator[Finding]:
    row = fresh_cows(case)
    if row is None or row.value is None:
        return
    floor = case.settings.number("buprenorphine.cows_floor")
    fentanyl = case.newest("fentanyl_screen")
    actions = ("Wait and score again in 1 to 2 hours", "Order a low-dose initiation", "Treat the withdrawal meanwhile")
    if row.value < floor:
        detail = f"COWS {words.number_words(row.value)} is below {floor}: a first dose may bring on withdrawal."
        yield Finding("B-01", Severity.OVR, detail, (case.say("COWS", row),), actions)
    elif fentanyl and words.found(fentanyl) and row.value < case.settings.number("buprenorphine.cows_floor_fentanyl"):
        detail = f"After fentanyl many wait for a COWS of 13; it is {words.number_words(row.value)}."
        yield Finding("B-01", Severity.INFO, detail, (case.say("COWS", row), case.say("Fentanyl screen", fentanyl)), actions)


def _is_full(drug: Drug) -> bool:
    return "methadone" in drug.ingredients or "full_opioid" in drug.classes


def _opioid_free(case: Case) -> Iterator[Finding]:
    """Below the shorter limit always; up to the longer one unless a COWS of today says that withdrawal is there."""
    for other in case.with_drug(_is_full) + case.ended_within(_is_full, 4):
        hours = _hours_free(case, other)
        shorter, longer = _limits(case, other.drug)
        if hours < shorter or (hours < longer and not _at_the_floor(case)):
            yield Finding(
                "B-02",
                Severity.OVR,
                f"{other.drug.name}: {int(hours)} hours since the last dose that is known; {shorter} to {longer} are usual.",
                (other.evidence,),
                ("Wait and score COWS again", "Order a low-dose initiation"),
            )
    for other in case.with_drug(has("methadone")):
        dose = total_on(other.order, case.first_day) if other.order else None
        if dose is not None and dose > case.settings.number("buprenorphine.methadone_before_mg"):
            detail = f"Methadone {words.mg(dose)} a day; it is usually lowered to 30 to 40 mg first."
            yield Finding(
                "B-03", Severity.INFO, detail, (other.evidence,), ("Lower the methadone first", "Order a low-dose initiation")
            )


def _hours_free(case: Case, other: Other) -> Decimal:
    """From the last dose on record; else from the end of the order's last day; an order that goes on leaves none."""
    if other.last_at is not None and (other.ended is None or case.day_of(other.last_at) >= other.ended):
        return case.hours_since(other.last_at)
    if other.ended is None:
        return Decimal(0)
    midnight = datetime.combine(other.ended + timedelta(days=1), time.min, tzinfo=case.moment.tzinfo)
    return case.hours_since(midnight)


def _limits(case: Case, drug: Drug) -> tuple[int, int]:
    long = case.settings.whole("buprenorphine.free_long_hours")
    if "methadone" in drug.ingredients:
        return long, case.settings.whole("buprenorphine.free_methadone_long_hours")
    if "opioid_long_acting" in drug.classes:
        return long, long
    return case.settings.whole("buprenorphine.free_short_hours"), case.settings.whole("buprenorphine.free_short_long_hours")


# alcohol and sedation


def _breath(case: Case, hours: Decimal) -> list[Measured]:
    return [
        row
        for row in case.results("breath_alcohol")
        if case.hours_since(row.at) < hours and ((row.value or 0) > 0 or (row.value is None and words.found(row)))
    ]


def _alcohol(case: Case) -> Iterator[Finding]:
    actions = ("Talk about alcohol with the person", "Offer treatment for alcohol use", "Give a naloxone kit")
    found = [case.say("Breath alcohol", row) for row in _breath(case, case.settings.number("alcohol.breath_hours"))]
    audit = case.newest("audit_c")
    cut = case.settings.number("alcohol.audit_c_men" if case.facts.sex == "male" else "alcohol.audit_c_women")
    if (
        audit
        and audit.value is not None
        and audit.value >= cut
        and not case.is_older(audit.at, case.settings.whole("alcohol.audit_c_months"))
    ):
        found.append(case.say("AUDIT-C", audit))
    if found:
        yield Finding("I-02", Severity.INFO, "Sedation adds up. The treatment goes on.", tuple(found), actions)
    impaired = case.newest("impaired")
    if impaired and _says_impaired(impaired) and case.hours_since(impaired.at) <= case.settings.number("sedation.hours"):
        yield Finding(
            "I-02",
            Severity.HARD if case.facts.at_the_window else Severity.INFO,
            "Visibly impaired: this dose waits, the person is seen again the same day.",
            (case.say("Visibly impaired", impaired),),
            ("See the person again later today", *actions),
        )


def _says_impaired(row: Measured) -> bool:
    """Any answer but 'no': 'yes', 'true', 1."""
    text = row.words.casefold().strip()
    return bool(text or row.value) and text not in ("no", "none", "false") and words.found(row) is not False


def _sedated(case: Case) -> Iterator[Finding]:
    """This dose, not the treatment: an order that goes on may be signed, also one that is raised on a later day."""
    row = case.newest("sedation")
    if row is None or row.value is None or row.value < case.settings.number("sedation.score"):
        return
    if case.hours_since(row.at) <= case.settings.number("sedation.hours"):
        stops = case.facts.at_the_window or case.kind is Kind.START or case.stages[0].step > 0
        yield Finding(
            "I-23",
            Severity.HARD if stops else Severity.INFO,
            "No dose while the person is sedated; they are seen again the same day.",
            (case.say("Sedation score", row),),
            ("Score again in an hour", "Watch breathing and have naloxone at hand"),
        )


# disulfiram


def starts_disulfiram(case: Case) -> bool:
    """Also after a missed day: the hours without alcohol are asked for again (1.9)."""
    return case.kind is Kind.START or missed_days(case).count > 0


def _drank(case: Case) -> Iterator[Finding]:
    hours = case.settings.number("disulfiram.alcohol_hours")
    found = [case.say("Breath alcohol", row) for row in _breath(case, hours)]
    last = case.newest("last_drink")
    if last and case.hours_since(last.at) < hours:
        found.append(f"Last drink: {words.day_words(case.day_of(last.at))}, {int(case.hours_since(last.at))} hours before")
    impaired = case.newest("impaired")
    if impaired and _says_impaired(impaired) and case.hours_since(impaired.at) < hours:
        found.append(case.say("Visibly impaired", impaired))
    if found:
        yield Finding(
            "I-18",
            Severity.HARD if starts_disulfiram(case) else Severity.INFO,
            f"Alcohol within {hours} hours: disulfiram brings on a reaction.",
            tuple(found),
            ("Wait until 12 hours without alcohol have passed", "Choose acamprosate or naltrexone"),
        )


def _heart_or_mind(case: Case) -> Iterator[Finding]:
    if problem := case.problem(*HEART_OR_MIND):
        detail = "The label names severe heart disease and psychosis as contraindications."
        yield Finding(
            "D-02", Severity.OVR, detail, (problem,), ("Choose acamprosate or naltrexone", "Ask the treating specialist")
        )


def _allergies(case: Case) -> Iterator[Finding]:
    for allergy in case.facts.allergies:
        name = allergy.name if isinstance(allergy, Drug) else allergy
        known = (
            allergy.ingredients
            if isinstance(allergy, Drug)
            else frozenset(w.strip(".,;()") for w in name.casefold().replace("/", " ").split())
        )
        carrier = case.drug.product == "vivitrol" and any(word in name.casefold() for word in CARRIERS)
        if carrier or not case.drug.ingredients.isdisjoint(known):
            yield Finding(
                "H-01",
                Severity.OVR,
                f"{case.drug.name} is on the allergy list, as {name}.",
                (f"Allergy: {name}, on record on {words.day_words(case.day)}",),
                ("Ask what happened and when", "Choose a medicine without it"),
            )
