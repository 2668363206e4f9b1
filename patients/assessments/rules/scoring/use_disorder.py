"""DSM-5 criteria: how many, how severe, in remission or not, and the code that follows. Clinical reference 4.9. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from patients.assessments.rules.scoring.sheet import Result, Sheet

ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
SEVERITIES = ("", "mild", "moderate", "severe")
TOBACCO = "tobacco"


@dataclass(frozen=True, slots=True)
class Course:
    """What the criteria come to: severity 0 to 3, and the remission, if any."""

    severity: int
    remission: str = ""


def use_disorder(sheet: Sheet) -> Result:
    """The number of criteria met in the last 12 months, the disorder in words and the ICD-10-CM code that follows.

    Tolerance and withdrawal do not count for opioids, sedatives and stimulants taken as prescribed; hallucinogens and inhalants
    have no withdrawal. A missing criterion leaves it open (own). Remission: 3 full months and more with no criterion but craving.
    """
    result = Result()
    counted = [link_id for link_id in sheet.settings["criteria"] if link_id not in _left_out(sheet)]
    met = sum((1 for link_id in counted if sheet.is_yes(link_id)), 0)
    if missing := sheet.missing(counted):
        result.unscored["criteria"] = missing
        result.at_least["criteria"] = Decimal(met)
        return result
    result.scores.append(sheet.scored("criteria", Decimal(met), answered=len(counted)))
    course = _course(sheet, met, result)
    if course.severity:
        result.notes.append(_words(sheet, course))
        if code := _code(sheet, course):
            result.codes.append((ICD10CM, code))
        else:
            result.notes.append("No ICD-10-CM code follows from this.")
    return result


def _left_out(sheet: Sheet) -> set[str]:
    prescribed, without = sheet.settings["when_prescribed"], sheet.settings["no_withdrawal"]
    left_out: set[str] = set()
    if sheet.is_yes("prescribed") and sheet.facts.subject in prescribed["subjects"]:
        left_out.update(prescribed["items"])
    if sheet.facts.subject in without["subjects"]:
        left_out.update(without["items"])
    return left_out


def _course(sheet: Sheet, met: int, result: Result) -> Course:
    steps = sheet.settings["severity"]
    now = max((place for place, name in enumerate(SEVERITIES) if name and met >= steps[name]), default=0)
    worst = max(now, int(sheet.numbers.get("earlier", Decimal(0))))
    months, early = sheet.numbers.get("months", Decimal(0)), sheet.settings["remission_months"]["early"]
    if not worst or months < early:
        if not now and worst:
            result.notes.append(
                "Neither two criteria in 12 months nor three months with none: no severity and no remission follow."
            )
        return Course(now)
    if months < sheet.settings["remission_months"]["sustained"]:
        return Course(worst, "early")
    craving = 1 if sheet.is_yes(sheet.settings["craving"]) else 0
    if met > craving:
        result.notes.append(
            "Twelve months without criteria do not go together with criteria in these months: look at both again."
        )
        return Course(now)
    return Course(worst, "sustained")


def _words(sheet: Sheet, course: Course) -> str:
    name = sheet.settings["names"].get(sheet.facts.subject, "Substance")
    said = f"{name} use disorder, {SEVERITIES[course.severity]}"
    if course.remission:
        said += f", in {course.remission} remission"
    if sheet.is_yes("maintenance"):
        said += ", on maintenance medication"
    if sheet.is_yes("controlled"):
        said += ", in a controlled environment"
    return f"{said}."


def _code(sheet: Sheet, course: Course) -> str:
    subject = sheet.facts.subject
    if subject not in sheet.settings["codes"]:
        return ""
    last = "1" if course.remission else "0"
    if subject != TOBACCO:
        return f"{sheet.settings['codes'][subject]}.{'1' if course.severity == 1 else '2'}{last}"
    if course.severity == 1:
        return "" if course.remission else str(sheet.settings["tobacco_mild"])
    return f"{sheet.settings['codes'][subject]}.2{sheet.numbers.get('product', Decimal(0)):.0f}{last}"
