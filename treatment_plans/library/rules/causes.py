"""What follows from what: each function looks at one side of a person and names what may help, with its reason. Pure.

The weight orders what is offered: about 100 is life and safety, 90 what works best for what they have, 70 what usually belongs,
50 what often helps, 30 what some people like. A reason is a sentence that names nobody, since it goes into the plan.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from patients.story.rules import Domain, PregnancyAnswer
from treatment_plans.library.rules.facts import Condition, Facts, Group
from treatment_plans.library.vocabulary import Because

YOUNG, OLD = 21, 65  # years; clinical reference 9.2 counts above 65 as a risk
LATELY = 180  # days after an overdose in which it is talked about
AGONISTS = frozenset({"methadone", "buprenorphine"})
FOR_OPIOIDS = AGONISTS | {"naltrexone"}
FOR_ALCOHOL = frozenset({"naltrexone", "acamprosate", "disulfiram", "gabapentin", "topiramate"})


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for one intervention."""

    code: str
    weight: int
    reason: str
    because: Because


def _opioids(facts: Facts) -> Iterator[Cause]:
    use = facts.uses.get(Group.OPIOIDS)
    ordered = sorted(facts.orders & AGONISTS)
    if use is None and not ordered:
        return
    said = use.said if use else ""
    if ordered:
        on = f"On {ordered[0]}: staying on it protects most, so keep what works and change what gets in the way."
        yield Cause("medication-support", 65, on, Because.MEDICATION)
    elif use and use.is_disorder and not facts.orders & FOR_OPIOIDS:
        none = f"{said}, and no medication for it here. Nothing protects more from overdose."
        yield Cause("buprenorphine", 98, none, Because.SUBSTANCE)
        yield Cause(
            "methadone", 85, f"{said}, and no medication for it here: the other medicine that protects.", Because.SUBSTANCE
        )
        if not use.is_now and facts.pregnancy is not PregnancyAnswer.PREGNANT:
            through = f"{said}, without use in the last 30 days: possible where an opioid medicine is not wanted."
            yield Cause("naltrexone-oud", 45, through, Because.SUBSTANCE)
    yield Cause("naloxone", 92, f"{said or 'On opioid medication'}: a kit in date at home.", Because.DANGER)
    if use and use.is_now:
        yield Cause("safer-use", 60, f"{said}: staying alive comes first, whatever the goal.", Because.SUBSTANCE)
        yield Cause("peer", 52, f"{said}: somebody who has been there.", Because.SUBSTANCE)
        yield Cause("psychoeducation", 25, f"{said}: what medicine, craving and withdrawal are.", Because.SUBSTANCE)
    yield Cause("hep-hiv", 42, "Opioid use: tests, vaccines and a cure for hepatitis C belong at the start.", Because.SUBSTANCE)


def _injecting(facts: Facts) -> Iterator[Cause]:
    if any(use.injects for use in facts.uses.values()):
        yield Cause("syringe-services", 72, "Injects: sterile supplies prevent hepatitis C and HIV.", Because.SUBSTANCE)
        yield Cause("hep-hiv", 70, "Injects: tests, PrEP and treatment of hepatitis C.", Because.SUBSTANCE)


def _alcohol(facts: Facts) -> Iterator[Cause]:
    use = facts.uses.get(Group.ALCOHOL)
    if use is None:
        return
    if use.is_disorder:
        if not facts.orders & FOR_ALCOHOL:
            which = ", and no medication for it here"
            opioids = facts.orders & AGONISTS or (Group.OPIOIDS in facts.uses and facts.uses[Group.OPIOIDS].is_now)
            which += ". With opioids: acamprosate, not naltrexone." if opioids else ": fewer heavy days, or none."
            weight = 90 if use.is_severe else 70
            yield Cause("medication-alcohol", weight, use.said + which, Because.SUBSTANCE)
        yield Cause("cbt", 62, f"{use.said}: what comes before a drink, and another way through it.", Because.SUBSTANCE)
        yield Cause("mi", 50, f"{use.said}: their own reasons first, to stop or to drink less.", Because.SUBSTANCE)
        yield Cause(
            "twelve-step", 46, f"{use.said}: meetings help many who want to stop, where they are open to it.", Because.SUBSTANCE
        )
        yield Cause("smart", 30, f"{use.said}: a meeting with tools rather than steps.", Because.SUBSTANCE)
    elif use.is_now:
        yield Cause("brief-advice", 68, f"{use.said}, without a diagnosis: a short talk is often enough.", Because.SUBSTANCE)


def _stimulants(facts: Facts) -> Iterator[Cause]:
    use = facts.uses.get(Group.STIMULANTS)
    if use is None or not (use.is_disorder or use.is_now):
        return
    yield Cause("cm", 94, f"{use.said}: nothing works better.", Because.SUBSTANCE)
    yield Cause("cra", 66, f"{use.said}: best together with rewards.", Because.SUBSTANCE)
    yield Cause("cbt", 56, f"{use.said}: what leads to it, and what else can be done.", Because.SUBSTANCE)
    if use.is_now:
        yield Cause("naloxone", 80, f"{use.said}: fentanyl may be in any powder or pill.", Because.DANGER)
        yield Cause("drug-checking", 48, f"{use.said}: to know what is in it.", Because.SUBSTANCE)
        yield Cause("safer-use", 55, f"{use.said}: heart, heat, sleep, and not alone.", Because.SUBSTANCE)


def _other_substances(facts: Facts) -> Iterator[Cause]:
    cannabis, tobacco, sedatives = (facts.uses.get(group) for group in (Group.CANNABIS, Group.TOBACCO, Group.SEDATIVES))
    if cannabis and cannabis.is_disorder:
        yield Cause("mi-cbt-cannabis", 74, f"{cannabis.said}: there is no medicine for it, and this helps.", Because.SUBSTANCE)
    if tobacco and (tobacco.is_now or tobacco.is_disorder):
        yield Cause("tobacco", 38, f"{tobacco.said}: help to stop works, also beside other treatment.", Because.SUBSTANCE)
    if sedatives and sedatives.is_now and (Group.OPIOIDS in facts.uses or facts.orders & AGONISTS):
        mixed = f"{sedatives.said}, with opioids: the two together slow breathing."
        yield Cause("safer-use", 75, mixed, Because.DANGER)


def _mind(facts: Facts) -> Iterator[Cause]:
    phq, gad = facts.scores.get("phq9"), facts.scores.get("gad7")
    low = phq.said if phq and phq.is_positive else facts.conditions.get(Condition.DEPRESSION, "")
    worry = gad.said if gad and gad.is_positive else facts.conditions.get(Condition.ANXIETY, "")
    because = Because.SCORE if (phq and phq.is_positive) or (gad and gad.is_positive) else Because.CONDITION
    if low:
        severe = bool(phq and phq.value >= 20)  # clinical reference 4.2
        yield Cause("cbt-depression", 86 if severe else 76, f"{low}: treated now, beside substance use.", because)
        yield Cause("behavioral-activation", 78, f"{low}: small steps lift mood first.", because)
        yield Cause("collaborative-care", 72, f"{low}: looked at each time, and changed when it does not work.", because)
        yield Cause("exercise", 28, f"{low}: movement lifts mood, beside the rest.", because)
    if worry:
        yield Cause("cbt-depression", 74, f"{worry}: worry can be treated now.", because)
        yield Cause("mindfulness", 34, f"{worry}: a few minutes a day, where they like it.", because)
    for condition in (Condition.BIPOLAR, Condition.PSYCHOSIS):
        if said := facts.conditions.get(condition):
            yield Cause("group-cooccurring", 52, f"{said}: a group for both at once.", Because.CONDITION)
            yield Cause("care-management", 62, f"{said}: one colleague who keeps it together.", Because.CONDITION)
    if said := facts.conditions.get(Condition.BORDERLINE):
        yield Cause("dbt", 82, f"{said}: skills for strong feelings.", Because.CONDITION)
    if said := facts.conditions.get(Condition.INSOMNIA):
        yield Cause("sleep-cbti", 66, f"{said}: better than pills, and without their risk.", Because.CONDITION)


def _trauma(facts: Facts) -> Iterator[Cause]:
    score = facts.scores.get("pcptsd5")
    positive = score is not None and score.is_positive
    said = score.said if score and positive else facts.conditions.get(Condition.PTSD, "")
    if said:
        because = Because.SCORE if positive else Because.CONDITION
        yield Cause("trauma-informed", 64, f"{said}: agree on what makes a visit feel safe.", because)
        yield Cause("trauma-skills", 68, f"{said}: skills to feel safe now, without going back to it.", because)
        yield Cause("trauma-therapy", 67, f"{said}: can be worked on now, if they want that.", because)


def _danger(facts: Facts) -> Iterator[Cause]:
    suicide = facts.scores.get("cssrs")
    if suicide and suicide.is_positive:
        yield Cause("safety-planning", 115, f"{suicide.said}: make the plan in this visit.", Because.DANGER)
    elif facts.meant_overdose:
        yield Cause("safety-planning", 110, "An overdose that was intended: make the plan in this visit.", Because.DANGER)
    if facts.is_in_danger:
        yield Cause("partner-safety", 112, "Hurt or threatened by somebody: talk alone, they decide each step.", Because.DANGER)
        yield Cause(
            "trauma-informed", 55, "Hurt or threatened by somebody: agree on what makes a visit feel safe.", Because.DANGER
        )
    if facts.overdose_on and facts.today and 0 <= (facts.today - facts.overdose_on).days <= LATELY:
        yield Cause(
            "overdose-review", 96, "An overdose in the last six months: what happened, and what would help.", Because.DANGER
        )
        yield Cause("peer", 62, "An overdose in the last six months: somebody beside them.", Because.DANGER)
        yield Cause("safer-use", 74, "An overdose in the last six months: not alone, slowly, naloxone near.", Because.DANGER)
    if facts.had_overdose:
        yield Cause("naloxone", 97, "Lived through an overdose: a kit in date at home, and people who know how.", Because.DANGER)
    craving = facts.scores.get("craving")
    if craving and craving.is_positive:
        yield Cause("return-to-use-prevention", 70, f"{craving.said}: a plan for the hard hours.", Because.SCORE)


def _pregnancy(facts: Facts) -> Iterator[Cause]:
    if facts.pregnancy is PregnancyAnswer.PREGNANT:
        yield Cause("prenatal", 108, "Pregnant: prenatal care and medication together, nothing stopped.", Because.PREGNANCY)
        yield Cause("transport", 45, "Pregnant: many visits in few weeks.", Because.PREGNANCY)
        yield Cause("parenting", 48, "Pregnant: preparing, and the agencies that may ask.", Because.PREGNANCY)
    if facts.pregnancy is PregnancyAnswer.POSTPARTUM:
        yield Cause(
            "postpartum", 95, "Gave birth in the last 12 months: overdose and depression are more likely.", Because.PREGNANCY
        )
        yield Cause("parenting", 50, "Gave birth in the last 12 months: help with being a parent.", Because.PREGNANCY)


# What answers each social need: code, weight, and how the reason goes on.
NEEDS: dict[Domain, tuple[tuple[str, int, str], ...]] = {
    Domain.FOOD: (("food", 72, "not enough to eat"), ("benefits", 50, "not enough to eat")),
    Domain.TRANSPORT: (("transport", 74, "no way to get here"), ("telehealth", 58, "no way to get here")),
    Domain.UTILITIES: (("benefits", 60, "heat, light or water about to go"),),
    Domain.MONEY: (("benefits", 64, "money does not reach"), ("money-skills", 46, "money does not reach")),
    Domain.WORK: (("ips", 76, "looking for work, or about to lose it"), ("keep-work", 40, "about to lose work, or has shifts")),
    Domain.SUPPORT: (("peer", 66, "alone"), ("social-life", 60, "alone")),
    Domain.EDUCATION: (("supported-education", 72, "wants school, training or reading"),),
    Domain.LAW: (("legal-aid", 74, "court, probation or papers"),),
    Domain.CARE_FOR: (
        ("childcare", 72, "nobody to look after the children"),
        ("telehealth", 50, "nobody to look after the children"),
    ),
    Domain.PHONE: (("phone", 74, "no phone of their own"),),
}
ASKED_FOR_HELP = 8  # weight for a need with which they want help


def _needs(facts: Facts) -> Iterator[Cause]:
    for domain, need in facts.needs.items():
        if need.wants_help is False:
            continue
        more = ASKED_FOR_HELP if need.wants_help else 0
        wants = ", and wants help with it" if need.wants_help else ""
        for code, weight, said in NEEDS.get(domain, ()):
            yield Cause(code, weight + more, f"{domain.label}: {said}{wants}.", Because.NEED)
    housing = facts.needs.get(Domain.HOUSING)
    if housing and housing.wants_help is False:
        return
    if facts.has_no_home:
        yield Cause("housing-first", 88, "No fixed address: a home first, without conditions.", Because.NEED)
        yield Cause("recovery-residence", 52, "No fixed address: a shared house, where they want that.", Because.NEED)
    elif housing:
        wants = ", and wants help with it" if housing.wants_help else ""
        yield Cause("housing-keep", 82, f"Housing: may lose the place, or it is not fit to live in{wants}.", Because.NEED)
        yield Cause("housing-first", 50, f"Housing: a need{wants}.", Because.NEED)


def _life(facts: Facts) -> Iterator[Cause]:
    if facts.age is not None and facts.age <= YOUNG:
        yield Cause("youth-family", 78, f"{facts.age} years old: family-based care works best at this age.", Because.AGE)
    if facts.age is not None and facts.age >= OLD:
        yield Cause("older-adult", 60, f"{facts.age} years old: medicines, falls and memory looked at.", Because.AGE)
    if facts.was_in_custody:
        yield Cause(
            "bridge-custody", 104, "In custody, or just out: the first two weeks are the most dangerous.", Because.CUSTODY
        )
        yield Cause("naloxone", 98, "In custody, or just out: tolerance has fallen.", Because.CUSTODY)
        yield Cause("peer", 64, "In custody, or just out: somebody at the gate.", Because.CUSTODY)
        yield Cause("life-skills", 44, "In custody, or just out: everyday things, practiced.", Because.CUSTODY)
    for condition, code, weight, why in (
        (Condition.PAIN, "pain", 64, "one plan for pain and substance use"),
        (Condition.WOUND, "wound", 78, "seen and covered every few days"),
    ):
        if said := facts.conditions.get(condition):
            yield Cause(code, weight, f"{said}: {why}.", Because.CONDITION)
    if facts.has_partner and not facts.is_in_danger and any(use.is_disorder for use in facts.uses.values()):
        yield Cause("couples", 36, "A partner stands by them: sessions as a couple, where both want it.", Because.PEOPLE)
    if facts.supporters:
        yield Cause("family-sessions", 34, "People stand by them: a talk together, where they want it.", Because.PEOPLE)
    if facts.has_children:
        yield Cause("parenting", 40, "Has children: help with being a parent.", Because.PEOPLE)
    barc = facts.scores.get("barc10")
    if barc and barc.value < 47:  # clinical reference 4.1
        yield Cause("social-life", 50, f"{barc.said}: people and things to do carry recovery.", Because.SCORE)
        yield Cause("peer", 54, f"{barc.said}: somebody who walks along.", Because.SCORE)


def _wishes(facts: Facts) -> Iterator[Cause]:
    if facts.healing:
        yield Cause("wellbriety", 58, "Named healing of their own tradition.", Because.WISH)
    if facts.faith:
        yield Cause("faith", 38, "Named their faith.", Because.WISH)
    if facts.wants_staff:
        yield Cause("group-women", 30, f"{facts.wants_staff}: a group of one gender, where there is one.", Because.WISH)
    if facts.least_sure is not None and facts.least_sure <= 5:
        sure = f"How sure they are of a goal: {facts.least_sure} of 10. Their own reasons first."
        yield Cause("mi", 69, sure, Because.WISH)


def _any_disorder(facts: Facts) -> Iterator[Cause]:
    disorders = [use for use in facts.uses.values() if use.is_disorder]
    if not disorders:
        return
    yield Cause("group", 44, f"{disorders[0].said}: to hear from others, where they like a group.", Because.SUBSTANCE)
    yield Cause("individual-counseling", 32, f"{disorders[0].said}: somebody of their own to talk with.", Because.SUBSTANCE)
    if not any(use.is_now for use in facts.uses.values()):
        steady = f"{disorders[0].said}, without use in the last 30 days"
        yield Cause("return-to-use-prevention", 60, f"{steady}: hold what is there, and plan for hard times.", Because.SUBSTANCE)
        yield Cause("checkups", 52, f"{steady}: a call each month also when all is well.", Because.SUBSTANCE)


CAUSES: tuple[Callable[[Facts], Iterator[Cause]], ...] = (
    *(_danger, _pregnancy, _opioids, _alcohol, _stimulants, _injecting, _other_substances),
    *(_any_disorder, _mind, _trauma, _needs, _life, _wishes),
)


def causes(facts: Facts) -> list[Cause]:
    """Every reason for anything, side by side."""
    return [cause for look in CAUSES for cause in look(facts)]
