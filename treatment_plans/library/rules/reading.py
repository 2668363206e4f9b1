"""What a record says, read as the suggestions need it: substances, diagnoses and measures put together by group. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from patients.rules import PRESENT, ClinicalStatus, VerificationStatus, kind_name
from patients.story.rules import (
    ICD10CM,
    OPIOIDS,
    Domain,
    HowOften,
    Need,
    Problem,
    Setting,
    Substance,
    SubstanceKind,
    Told,
    Treatment,
    TreatmentEnd,
    UseRoute,
)
from patients.story.rules.days import latest
from treatment_plans.library.rules.facts import Condition, Group, NeedSaid, Score, Tried, Use

Kind = TypeVar("Kind", Group, Condition)

FRESH = timedelta(days=180)  # own: an older score says how somebody was, not how they are
JUST_OUT = timedelta(days=90)  # own

GROUPS: dict[SubstanceKind, Group] = {
    **dict.fromkeys(OPIOIDS, Group.OPIOIDS),
    SubstanceKind.ALCOHOL: Group.ALCOHOL,
    SubstanceKind.COCAINE: Group.STIMULANTS,
    SubstanceKind.METHAMPHETAMINE: Group.STIMULANTS,
    SubstanceKind.OTHER_STIMULANTS: Group.STIMULANTS,
    SubstanceKind.CANNABIS: Group.CANNABIS,
    SubstanceKind.BENZODIAZEPINES: Group.SEDATIVES,
    SubstanceKind.OTHER_SEDATIVES: Group.SEDATIVES,
    SubstanceKind.GABAPENTINOIDS: Group.SEDATIVES,
    SubstanceKind.TOBACCO: Group.TOBACCO,
}
# The beginnings of ICD-10-CM codes, and words of a diagnosis without one.
_USE_CODES: dict[str, Group] = {
    "F10": Group.ALCOHOL,
    "F11": Group.OPIOIDS,
    "F12": Group.CANNABIS,
    "F13": Group.SEDATIVES,
    "F14": Group.STIMULANTS,
    "F15": Group.STIMULANTS,
    "F17": Group.TOBACCO,
}
_USE_WORDS: dict[str, Group] = {
    "alcohol": Group.ALCOHOL,
    "opioid": Group.OPIOIDS,
    "cannabis": Group.CANNABIS,
    "cocaine": Group.STIMULANTS,
    "stimulant": Group.STIMULANTS,
    "methamphetamine": Group.STIMULANTS,
    "nicotine": Group.TOBACCO,
    "tobacco": Group.TOBACCO,
    "sedative": Group.SEDATIVES,
}
_CONDITION_CODES: dict[str, Condition] = {
    **dict.fromkeys(("F32", "F33", "F341"), Condition.DEPRESSION),
    **dict.fromkeys(("F40", "F41"), Condition.ANXIETY),
    "F431": Condition.PTSD,
    "F31": Condition.BIPOLAR,
    **dict.fromkeys(("F20", "F25", "F28", "F29"), Condition.PSYCHOSIS),
    "F603": Condition.BORDERLINE,
    **dict.fromkeys(("G470", "F510"), Condition.INSOMNIA),
    **dict.fromkeys(("G89", "M54", "M797"), Condition.PAIN),
    **dict.fromkeys(("L02", "L03", "L97", "L984"), Condition.WOUND),
}
_CONDITION_WORDS: dict[str, Condition] = {
    "depress": Condition.DEPRESSION,
    "anxiety": Condition.ANXIETY,
    "panic": Condition.ANXIETY,
    "post-traumatic": Condition.PTSD,
    "posttraumatic": Condition.PTSD,
    "bipolar": Condition.BIPOLAR,
    "schizo": Condition.PSYCHOSIS,
    "borderline": Condition.BORDERLINE,
    "insomnia": Condition.INSOMNIA,
    "chronic pain": Condition.PAIN,
    "back pain": Condition.PAIN,
    "abscess": Condition.WOUND,
    "wound": Condition.WOUND,
    "ulcer of": Condition.WOUND,
}
# What the DSM-5 criteria are asked about, and how the social needs of the HRSN are called.
_SUBJECTS: dict[str, Group] = {
    "alcohol": Group.ALCOHOL,
    "opioids": Group.OPIOIDS,
    "cannabis": Group.CANNABIS,
    "sedatives": Group.SEDATIVES,
    "cocaine": Group.STIMULANTS,
    "stimulants": Group.STIMULANTS,
    "tobacco": Group.TOBACCO,
}
HRSN_DOMAINS: dict[str, Domain] = {
    "housing": Domain.HOUSING,
    "food": Domain.FOOD,
    "transport": Domain.TRANSPORT,
    "utilities": Domain.UTILITIES,
    "finances": Domain.MONEY,
    "work": Domain.WORK,
    "support": Domain.SUPPORT,
    "education": Domain.EDUCATION,
}
SEVERE_CRITERIA, MILD_CRITERIA = 4, 2  # DSM-5: moderate from 4 criteria, a disorder from 2; clinical reference 4.9
AUDIT_DISORDER = 20  # zone IV; clinical reference 4.3
_NOW = frozenset({HowOften.MONTHLY, HowOften.WEEKLY, HowOften.MOST_DAYS, HowOften.DAILY, HowOften.ALL_DAY})


@dataclass(frozen=True, slots=True)
class Measured:
    """One score of one instrument, with what it was asked about."""

    instrument: str
    name: str
    subject: str
    score: Score


def uses_of(substances: Iterable[Substance], problems: Iterable[Problem], measured: Iterable[Measured]) -> dict[Group, Use]:
    """What is used, by group: a diagnosis says it first, then a measure, then what they told of each substance."""
    found: dict[Group, Use] = {}
    for problem in problems:
        group = _of_code(problem, _USE_CODES, _USE_WORDS, needs="use" if not problem.code else "")
        if group is not None and _stands(problem, in_remission=True):
            severe = problem.code.replace(".", "")[3:4] != "1"
            found.setdefault(group, Use(kind_name(problem.code, problem.display), is_disorder=True, is_severe=severe))
    for one in measured:
        _measure(found, one)
    for substance in substances:
        group = GROUPS.get(substance.substance)
        if group is None:
            continue
        is_now, injects = substance.how_often in _NOW, UseRoute.INJECTED in substance.routes
        name = substance.substance.label.lower()
        told = f"{name}, {substance.how_often.label.lower()}" if is_now and substance.how_often else name
        before = found.get(group)
        if before is None:
            found[group] = Use(told[:1].upper() + told[1:], is_now=is_now, injects=injects)
        else:
            said = f"{before.said} ({told})" if is_now and before.is_disorder and "(" not in before.said else before.said
            found[group] = replace(before, said=said, is_now=before.is_now or is_now, injects=before.injects or injects)
    return found


def _measure(found: dict[Group, Use], one: Measured) -> None:
    value = one.score.value
    if one.instrument == "dsm5_sud" and one.name == "criteria" and one.subject in _SUBJECTS and value >= MILD_CRITERIA:
        group, severe = _SUBJECTS[one.subject], value >= SEVERE_CRITERIA
    elif one.instrument == "audit" and value >= AUDIT_DISORDER:
        group, severe = Group.ALCOHOL, True
    elif one.instrument in ("audit", "auditc") and one.score.is_positive:
        found.setdefault(Group.ALCOHOL, Use(one.score.said, is_now=True))
        return
    else:
        return
    before = found.get(group)
    if before is None or not before.is_disorder:
        found[group] = Use(one.score.said, is_disorder=True, is_severe=severe, is_now=before.is_now if before else False)


def conditions_of(problems: Iterable[Problem]) -> dict[Condition, str]:
    """Other conditions that the person has now, each with its name."""
    found: dict[Condition, str] = {}
    for problem in problems:
        condition = _of_code(problem, _CONDITION_CODES, _CONDITION_WORDS)
        if condition is not None and _stands(problem):
            found.setdefault(condition, problem.display)
    return found


def _stands(problem: Problem, *, in_remission: bool = False) -> bool:
    if problem.verification_status is VerificationStatus.REFUTED or problem.abatement:
        return False
    return problem.clinical_status in PRESENT or (in_remission and problem.clinical_status is ClinicalStatus.REMISSION)


def _of_code(problem: Problem, codes: Mapping[str, Kind], words: Mapping[str, Kind], *, needs: str = "") -> Kind | None:
    if problem.code and problem.system == ICD10CM:
        code = problem.code.replace(".", "").upper()
        return next((kind for start, kind in codes.items() if code.startswith(start)), None)
    said = problem.display.casefold()
    return next((kind for word, kind in words.items() if word in said and needs in said), None)


def needs_of(needs: Iterable[Need], measured: Iterable[Measured]) -> dict[Domain, NeedSaid]:
    """The social needs they have, and whether they want help; a screening speaks where nobody asked in words."""
    asked = {need.domain: need for need in needs}
    wants = {Told.YES: True, Told.NO: False}
    found = {
        domain: NeedSaid(wants.get(need.wants_help) if need.wants_help else None)
        for domain, need in asked.items()
        if need.told is Told.YES
    }
    for one in measured:
        domain = HRSN_DOMAINS.get(one.name) if one.instrument == "hrsn" else None
        if domain is not None and domain not in asked and one.score.is_positive:
            found.setdefault(domain, NeedSaid())
    return found


def tried_of(treatments: Iterable[Treatment]) -> tuple[Tried, ...]:
    """What was tried before, and what it did for them."""
    return tuple(
        Tried(
            setting=one.setting,
            said=f"{one.setting.label.lower()}{f', {one.began[:4]}' if one.began else ''}",
            helped=one.helped,
            words="; ".join(text for text in (one.medication, one.what_helped) if text),
        )
        for one in treatments
    )


def was_in_custody(treatments: Iterable[Treatment], *, today: date) -> bool:
    """Whether they are in jail or prison now, or came out lately."""
    for one in treatments:
        if one.setting is Setting.CUSTODY and one.how_ended is TreatmentEnd.GOES_ON:
            return True
        if one.setting is Setting.CUSTODY and len(one.ended) > len("2015") and today - latest(one.ended) <= JUST_OUT:
            return True
    return False
