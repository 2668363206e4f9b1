"""Acamprosate and the kidneys: Cockcroft-Gault with every unit (I-20, A-01 to A-03; clinical reference 1.8). Pure.

Worked out in fractions: 30.0 mL/min and 30.01 mL/min are on two sides of a line, and a rounded number would not know on which.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding
from treatment_plans.regimens.safety.facts import Measured

# How many mg/dL, or how many kilograms, one of these units is. UCUM words, written small, µ as u.
CREATININE = {
    "mg/dl": Fraction(1),
    "umol/l": Fraction(10, 884),
    "mmol/l": Fraction(10000, 884),
    "mg/l": Fraction(1, 10),
}
POUND = Fraction(45359237, 100000000)
WEIGHT = {"kg": Fraction(1), "g": Fraction(1, 1000), "[lb_av]": POUND, "lb": POUND, "lbs": POUND}
FEMALE = Fraction(85, 100)


def clearance(*, age: int, weight_kg: Fraction, creatinine_mg_dl: Fraction, female: bool) -> Fraction:
    """Creatinine clearance in mL/min by Cockcroft and Gault."""
    return Fraction(140 - age) * weight_kg / (72 * creatinine_mg_dl) * (FEMALE if female else 1)


def in_unit(result: Measured | None, units: dict[str, Fraction]) -> Fraction | None:
    """The value in mg/dL or kg; None for a unit that is not known, and for nought or less."""
    if result is None or result.value is None or result.value <= 0:
        return None
    factor = units.get(result.unit.strip().casefold().replace("µ", "u").replace("μ", "u"))
    return Fraction(result.value) * factor if factor else None


def judge(case: Case) -> Iterator[Finding]:
    """Acamprosate only: the age of the creatinine, what is missing, and the band of the clearance in mL/min."""
    if not case.drafts("acamprosate"):
        return
    creatinine, weight = case.newest("creatinine"), case.newest("weight")
    value, kilograms, age, sex = in_unit(creatinine, CREATININE), in_unit(weight, WEIGHT), case.age, case.facts.sex
    missing = [name for name, known in (("creatinine", value), ("weight", kilograms), ("birth date", age)) if known is None]
    if (
        weight is not None
        and kilograms is not None
        and case.is_older(weight.at, case.settings.whole("acamprosate.weight_months"))
    ):
        missing.append("recent weight")
    if not sex and not missing:
        missing.append("sex (worked out as for a woman, the lower clearance)")
    if creatinine is None or case.is_older(creatinine.at, case.settings.whole("acamprosate.creatinine_months")):
        yield _not_recent(case, creatinine, [name for name in missing if name != "creatinine" or creatinine is not None])
    elif missing:
        yield _unknown(case, missing, [("Creatinine", creatinine), ("Weight", weight)])
    if value is None or kilograms is None or age is None or creatinine is None or weight is None:
        return
    crcl = clearance(age=age, weight_kg=kilograms, creatinine_mg_dl=value, female=sex != "male")
    yield from _bands(case, crcl, (case.say("Creatinine", creatinine), case.say("Weight", weight), f"Age {age}"))


def _not_recent(case: Case, creatinine: Measured | None, missing: list[str]) -> Finding:
    """One alert for the whole of it: what else is missing is asked for with the creatinine."""
    months = case.settings.whole("acamprosate.creatinine_months")
    also = f" Not known either: {words.joined(missing)}." if missing else ""
    return Finding(
        "A-02",
        Severity.OVR,
        f"No creatinine within {months} months before this order.{also}",
        (case.say("Creatinine", creatinine) if creatinine else f"Creatinine: none on record, {words.day_words(case.day)}",),
        (
            "Order a serum creatinine",
            "Wait for the result before the first dose",
            *(["Record what is missing"] if missing else []),
        ),
    )


def _unknown(case: Case, missing: list[str], results: list[tuple[str, Measured | None]]) -> Finding:
    seen = tuple(case.say(name, result) for name, result in results if result)
    return Finding(
        "A-03",
        Severity.OVR,
        f"Not known, or in a unit that is not known: {words.joined(missing)}.",
        seen or (f"Nothing on record, {words.day_words(case.day)}",),
        ("Record what is missing", "Ask the laboratory for the clearance"),
    )


def _bands(case: Case, crcl: Fraction, evidence: tuple[str, ...]) -> Iterator[Finding]:
    shown = (Decimal(crcl.numerator) / Decimal(crcl.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if crcl <= Fraction(case.settings.number("acamprosate.stop_crcl")):
        yield Finding(
            "I-20",
            Severity.HARD,
            f"Creatinine clearance {shown} mL/min (Cockcroft-Gault): acamprosate builds up at 30 mL/min or less.",
            evidence,
            ("Choose naltrexone, or gabapentin in a dose for the kidneys", "Repeat the creatinine if the result is in doubt"),
        )
    elif crcl <= Fraction(case.settings.number("acamprosate.reduce_crcl")):
        is_said = case.draft.steps or case.draft.day_total is not None or case.draft.times_a_day is not None
        total = case.total if is_said else None
        if total is None or total > case.settings.number("acamprosate.reduced_day_mg"):
            yield Finding(
                "A-01",
                Severity.OVR,
                f"Clearance {shown} mL/min (Cockcroft-Gault): 333 mg three times daily. Drafted: {words.mg(total)} daily.",
                evidence,
                ("Order 333 mg three times daily", "Repeat the creatinine in 3 months"),
            )
