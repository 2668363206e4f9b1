"""Liver tests and liver disease: I-25, L-01; bleeding: N-01 (clinical reference 0.2, 1.5, 1.7, 1.8). Pure."""

from collections.abc import Iterator
from fractions import Fraction

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding, of_class
from treatment_plans.regimens.safety.dosing import DEPOTS
from treatment_plans.regimens.safety.facts import Measured

ACUTE = (
    "acute hepatitis",
    "acute viral hepatitis",
    "liver failure",
    "hepatic failure",
    "fulminant hepat",
    "acute alcoholic hepatitis",
)
ACUTE_CODES = ("K72.0", "K72.9", "B15", "B16", "B17")  # ICD-10-CM
JAUNDICE = ("jaundice",)
ACTIONS = ("Repeat the liver tests", "Look for hepatitis and for other medicines that harm the liver")


def judge(case: Case) -> Iterator[Finding]:
    """Tests, acute disease and degree of impairment, for the medicines that the liver breaks down."""
    combined = case.drafts("buprenorphine") and case.drafts("naloxone")
    if combined or case.drafts("naltrexone", "disulfiram"):
        yield from _tests(case, combined=combined)
    if case.drafts("naltrexone", "disulfiram"):
        yield from _acute(case)
    if case.drafts("buprenorphine"):
        yield from _child_pugh(case, combined=combined)
    if case.drug.product == "vivitrol":
        yield from _bleeding(case)


def times_upper(case: Case, result: Measured) -> Fraction:
    """How many upper limits of normal: the result's own, else 40 U/L."""
    upper = result.upper if result.upper and result.upper > 0 else case.settings.number("liver.upper_units")
    return Fraction(result.value or 0) / Fraction(upper)


def _tests(case: Case, *, combined: bool) -> Iterator[Finding]:
    results = [(key.upper(), row) for key in ("alt", "ast") if (row := case.newest(key)) and row.value is not None]
    high = [(name, row) for name, row in results if times_upper(case, row) > Fraction(case.settings.number("liver.high_times"))]
    if not high:
        return
    worst = max(times_upper(case, row) for _, row in high)
    very_high = worst > Fraction(case.settings.number("liver.very_high_times"))
    yield Finding(
        "I-25",
        Severity.INFO if combined and not very_high else Severity.OVR,
        f"More than {'five' if very_high else 'three'} times the upper limit of normal.",
        tuple(case.say(name, row) for name, row in high),
        (
            *ACTIONS,
            "Think of buprenorphine without naloxone" if combined else "Choose a medicine that spares the liver, as acamprosate",
        ),
    )


def _acute(case: Case) -> Iterator[Finding]:
    names = ACUTE + (JAUNDICE if case.drafts("disulfiram") else ())
    if problem := case.problem(*names, codes=ACUTE_CODES):
        yield Finding(
            "I-25",
            Severity.HARD,
            f"{case.drug.name} is not given in acute hepatitis or liver failure.",
            (problem,),
            ("Choose a medicine that spares the liver, as acamprosate", "Mark the problem as ended if it is over"),
        )


def _child_pugh(case: Case, *, combined: bool) -> Iterator[Finding]:
    """Depots: moderate and severe not recommended. With naloxone: severe not recommended, moderate not for a start."""
    result = case.newest("child_pugh")
    grade, evidence = _grade(result), case.say("Child-Pugh", result) if result else ""
    if not grade:
        for letter in "CB":
            if problem := case.problem(f"child-pugh {letter.casefold()}", f"child-pugh class {letter.casefold()}"):
                grade, evidence = letter, problem
                break
    depot = case.drug.product in DEPOTS
    if grade not in ("B", "C"):
        return
    strong = depot or (combined and (grade == "C" or not case.goes_on))
    if strong or grade == "C":
        yield Finding(
            "L-01",
            Severity.OVR if strong else Severity.INFO,
            "Not recommended with this degree of liver impairment." if strong else "Halve the starting dose and the steps.",
            (evidence,),
            ("Use buprenorphine without naloxone under the tongue", "Start with half the dose and look for sedation"),
        )


def _grade(result: Measured | None) -> str:
    """A, B or C by words, else by points: 5-6, 7-9, 10-15."""
    if result is None:
        return ""
    text = result.words.strip().upper()
    if text and text[-1] in "ABC":
        return text[-1]
    if result.value is None:
        return ""
    return "A" if result.value < 7 else "B" if result.value < 10 else "C"


def _bleeding(case: Case) -> Iterator[Finding]:
    found = [other.evidence for other in case.with_drug(of_class("anticoagulant"))]
    if problem := case.problem("thrombocytopenia", "hemophilia", "haemophilia", "coagulation"):
        found.append(problem)
    if found:
        yield Finding(
            "N-01",
            Severity.INFO,
            "An injection into the muscle may bleed.",
            tuple(found),
            ("Check platelets and INR", "Choose naltrexone tablets"),
        )


def is_missing(case: Case, key: str, months: int) -> bool:
    """No result, or the newest is older than so many months."""
    row = case.newest(key)
    return row is None or case.is_older(row.at, months)


def newest_words(case: Case, key: str) -> str:
    """The newest result as evidence, or that there is none."""
    row = case.newest(key)
    return case.say(key.upper(), row) if row else f"{key.upper()}: none on record, {words.day_words(case.day)}"
