"""Pregnancy: treatment goes on (I-22), few data (P-01), a dose that is lowered (P-02; clinical reference 1.4 to 1.8). Pure."""

from collections.abc import Iterator

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding

CODES = ("Z33", "Z34", "O09", "77386006")  # ICD-10-CM, and pregnant in SNOMED CT


def judge(case: Case) -> Iterator[Finding]:
    """Nothing stops: it informs and refers."""
    known = case.drafts("methadone", "buprenorphine", "naltrexone", "acamprosate", "disulfiram", "topiramate")
    evidence = is_pregnant(case) if known else ""
    if not evidence:
        return
    if case.is_agonist or case.drafts("naltrexone"):
        text = "Do not stop; refer to care in pregnancy. The dose often rises, and is often divided, in later months."
        if case.drafts("naltrexone"):
            text = "Talk it over before it goes on or stops; for opioid use disorder methadone or buprenorphine is preferred."
        yield Finding(
            "I-22", Severity.INFO, text, (evidence,), ("Refer to care in pregnancy", "Tell the person why treatment goes on")
        )
    if case.drafts("acamprosate", "disulfiram", "topiramate"):
        text = f"Few data on {case.drug.name} in pregnancy, or a known risk: decide together."
        yield Finding("P-01", Severity.INFO, text, (evidence,), ("Talk over benefit and risk", "Refer to care in pregnancy"))
    if case.is_agonist and any(stage.step < 0 for stage in case.stages):
        text = "A taper in pregnancy risks return to use; the dose usually has to rise."
        yield Finding("P-02", Severity.INFO, text, (evidence,), ("Keep the dose", "Divide the dose over the day"))


def is_pregnant(case: Case) -> str:
    """The newest answer, for as long as a pregnancy lasts; else the problem list. Empty: not known to be."""
    row = case.newest("pregnancy")
    if row and words.found(row) is not None:
        is_recent = case.days_since(row.at) <= case.settings.whole("pregnancy.days")
        return case.say("Pregnancy", row) if words.found(row) and is_recent else ""
    return "" if case.facts.sex == "male" else case.problem("pregnant", codes=CODES)
