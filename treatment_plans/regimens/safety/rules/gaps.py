"""Facts that a rule needs and that are missing or old: F-01 to F-09. (Clinical reference 0.2, principle 5.) Pure."""

from collections.abc import Iterator

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding, of_class
from treatment_plans.regimens.safety.dosing import DEPOTS, Kind, total_on
from treatment_plans.regimens.safety.facts import Drug
from treatment_plans.regimens.safety.rules.intervals import previous
from treatment_plans.regimens.safety.rules.liver import is_missing, newest_words
from treatment_plans.regimens.safety.rules.pregnancy import is_pregnant
from treatment_plans.regimens.safety.rules.starts import fresh_cows, starts_buprenorphine, starts_disulfiram

OURS = ("methadone", "buprenorphine", "naltrexone", "acamprosate", "disulfiram")
HEART = (
    "syncope",
    "arrhythmia",
    "long qt",
    "torsade",
    "cardiomyopathy",
    "heart failure",
    "heart disease",
    "hypokal",
    "hypomagnes",
)


def judge(case: Case) -> Iterator[Finding]:
    """What nobody knows about the draft, and what a rule would have asked."""
    yield from _not_known(case)
    if not case.drafts(*OURS):
        return
    yield from _dose(case)
    yield from _liver(case)
    yield from _ecg(case)
    yield from _pregnancy(case)
    yield from _before_the_start(case)
    if case.drug.product in DEPOTS and case.prior is not None and not previous(case):
        yield _gap(
            "F-09",
            "The order goes on; when the last injection was is not known.",
            "Record the last injection",
            says=_none(case, "Injection"),
        )


def _is_known(drug: Drug) -> bool:
    return bool(drug.ingredients or drug.classes)


def _not_known(case: Case) -> Iterator[Finding]:
    if not _is_known(case.drug):
        yield _gap(
            "F-07", f"{case.drug.name} is not known to the rules: nothing was checked.", "Check it by hand", says=_draft(case)
        )
    elif case.drafts(*OURS):
        for other in case.with_drug(lambda drug: not _is_known(drug)):
            yield _gap(
                "F-07", f"{other.drug.name} is not known to the rules: not checked.", "Check it by hand", says=other.evidence
            )


def _dose(case: Case) -> Iterator[Finding]:
    if any(stage.total is None for stage in case.stages):
        yield _gap("F-06", "The drafted dose is not known: limits were not checked.", "Write the dose in mg", says=_draft(case))
    elif case.drafts("methadone") and case.prior is not None and total_on(case.prior, case.first_day) is None:
        says = words.order_words(case.prior, case.began(case.prior))
        yield _gap("F-06", "The dose before is not known: the step was not checked.", "Verify the last dose", says=says)


def _liver(case: Case) -> Iterator[Finding]:
    asks = case.drafts("naltrexone", "disulfiram") or (case.drafts("buprenorphine") and case.drafts("naloxone"))
    months = case.settings.whole("liver.test_months")
    if asks and case.kind is Kind.START and is_missing(case, "alt", months) and is_missing(case, "ast", months):
        says = (newest_words(case, "alt"), newest_words(case, "ast"))
        yield Finding("F-01", Severity.INFO, f"No ALT or AST within {months} months.", says, ("Order liver tests",))


def _ecg(case: Case) -> Iterator[Finding]:
    """At a start with a risk, and above 100 mg a day."""
    if not case.drafts("methadone") or not is_missing(case, "qtc", case.settings.whole("qtc.ecg_months")):
        return
    risks = [other.evidence for other in case.with_drug(of_class("qt"))]
    if problem := case.problem(*HEART):
        risks.append(problem)
    if case.total is not None and case.total > case.settings.number("methadone.ecg_dose_mg"):
        risks += case.drafted(case.strongest)
    if risks:
        says = (newest_words(case, "qtc"), *risks)
        yield Finding(
            "F-02", Severity.INFO, "No ECG within 12 months, and a risk for a long QT interval.", says, ("Order an ECG",)
        )


def _pregnancy(case: Case) -> Iterator[Finding]:
    if case.kind is not Kind.START or case.facts.sex != "female" or case.age is None or is_pregnant(case):
        return
    row = case.newest("pregnancy")
    recent = row and words.found(row) is not None and case.days_since(row.at) <= case.settings.whole("pregnancy.test_days")
    if case.settings.whole("pregnancy.age_from") <= case.age <= case.settings.whole("pregnancy.age_to") and not recent:
        says = newest_words(case, "pregnancy").replace("PREGNANCY", "Pregnancy")
        yield _gap("F-03", "A test is offered at the start; treatment does not wait for it.", "Offer a pregnancy test", says=says)


def _before_the_start(case: Case) -> Iterator[Finding]:
    if starts_buprenorphine(case) and case.drug.product not in DEPOTS and fresh_cows(case) is None:
        yield _gap(
            "F-04",
            "Withdrawal is scored before the first dose.",
            "Score COWS",
            "Order a low-dose initiation",
            says=_last(case, "COWS", "cows"),
        )
    if case.drafts("naltrexone") and case.kind is Kind.START:
        rows = [row for row in case.results("opioid_screen") if words.found(row) is not None]
        if not rows or case.days_since(rows[-1].at) > case.settings.whole("naltrexone.screen_days"):
            says = _last(case, "Opioid screen", "opioid_screen")
            action = "Screen for opioids, fentanyl, methadone and buprenorphine"
            yield _gap("F-05", "A screen that finds no opioids comes before naltrexone.", action, says=says)
    if case.drafts("disulfiram") and starts_disulfiram(case) and not _knows_of_alcohol(case):
        yield _gap(
            "F-08",
            "Twelve hours without alcohol come before the first dose.",
            "Ask when the last drink was",
            "Do a breath test",
            says=_none(case, "Last drink"),
        )


def _knows_of_alcohol(case: Case) -> bool:
    hours = case.settings.number("disulfiram.alcohol_hours")
    breath = case.newest("breath_alcohol")
    return case.newest("last_drink") is not None or bool(breath and case.hours_since(breath.at) < hours)


def _draft(case: Case) -> str:
    return f"Drafted {words.day_words(case.day)}: {case.drug.name}"


def _none(case: Case, name: str) -> str:
    return f"{name}: none on record on {words.day_words(case.day)}"


def _last(case: Case, name: str, key: str) -> str:
    row = case.newest(key)
    return case.say(name, row) if row else _none(case, name)


def _gap(rule: str, detail: str, *actions: str, says: str) -> Finding:
    return Finding(rule, Severity.INFO, detail, (says,), actions)
