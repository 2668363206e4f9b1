"""What is suggested to whom, and why: each line is a person, what must be first, what must be there, and what must not."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from care.demo.words import plans as demo
from care.language import find_terms
from patients.rules import ClinicalStatus, VerificationStatus
from patients.story.rules import (
    ICD10CM,
    Domain,
    Helped,
    HowOften,
    LifeArea,
    Need,
    PregnancyAnswer,
    Problem,
    Setting,
    Substance,
    SubstanceKind,
    Told,
    Treatment,
    TreatmentEnd,
    UseRoute,
)
from treatment_plans.library.catalogue import entries
from treatment_plans.library.rules.causes import NEEDS, causes
from treatment_plans.library.rules.facts import Condition, Facts, Group, NeedSaid, Said, Score, Tried, Use
from treatment_plans.library.rules.goals import areas_of, goal_causes
from treatment_plans.library.rules.reading import (
    Measured,
    conditions_of,
    needs_of,
    tried_of,
    uses_of,
    was_in_custody,
)
from treatment_plans.library.rules.suggest import Place, Suggestion, held_back, suggest
from treatment_plans.library.rules.wishes import read_wishes, wish_about
from treatment_plans.library.vocabulary import Because

GOALS = tuple(wish.words for wish in (*demo.WISHES, *demo.WISHES_IN_SPANISH))
TODAY = date(2026, 11, 28)
OUD = Use("Opioid use disorder (fentanyl, every day)", is_disorder=True, is_severe=True, is_now=True)
AUD = Use("Alcohol use disorder, moderate or severe", is_disorder=True, is_severe=True, is_now=True)
METH = Use("Methamphetamine, 1 or 2 days a week", is_now=True)


def score(value: int, said: str) -> Score:
    return Score(Decimal(value), is_positive=True, said=said)


def no(text: str) -> tuple[Said, ...]:
    return (Said(text, "Not wanted", is_no=True),)


@dataclass(frozen=True)
class Person:
    who: str
    facts: Facts
    first: str = ""
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    goal: str = ""


PEOPLE = [
    Person("nothing is known", Facts(), first="mi", has=("mi",), lacks=("buprenorphine", "naloxone")),
    Person(
        "fentanyl every day, no medicine",
        Facts(uses={Group.OPIOIDS: OUD}),
        first="buprenorphine",
        has=("methadone", "naloxone", "safer-use", "hep-hiv"),
        lacks=("naltrexone-oud", "cm", "medication-support"),
    ),
    Person(
        "on buprenorphine here",
        Facts(uses={Group.OPIOIDS: OUD}, orders=frozenset({"buprenorphine"})),
        has=("medication-support", "naloxone"),
        lacks=("buprenorphine", "methadone", "naltrexone-oud"),
    ),
    Person(
        "opioids, none for a month",
        Facts(uses={Group.OPIOIDS: replace(OUD, is_now=False)}),
        has=("buprenorphine", "naltrexone-oud", "checkups", "return-to-use-prevention"),
        lacks=("safer-use",),
    ),
    Person(
        "pregnant, opioids, none for a month: no naltrexone, the pregnancy first",
        Facts(uses={Group.OPIOIDS: replace(OUD, is_now=False)}, pregnancy=PregnancyAnswer.PREGNANT),
        first="prenatal",
        has=("buprenorphine", "methadone"),
        lacks=("naltrexone-oud",),
    ),
    Person("gave birth in March", Facts(pregnancy=PregnancyAnswer.POSTPARTUM), first="postpartum"),
    Person("a pregnancy ended: nothing is said of it", Facts(pregnancy=PregnancyAnswer.ENDED), lacks=("prenatal", "postpartum")),
    Person(
        "alcohol, severe, and low",
        Facts(uses={Group.ALCOHOL: AUD}, scores={"phq9": score(17, "PHQ-9 17, moderately severe, on Nov 3, 2026")}),
        first="medication-alcohol",
        has=("cbt", "cbt-depression", "behavioral-activation", "collaborative-care", "twelve-step"),
        lacks=("naloxone", "buprenorphine"),
    ),
    Person("on naltrexone", Facts(uses={Group.ALCOHOL: AUD}, orders=frozenset({"naltrexone"})), lacks=("medication-alcohol",)),
    Person(
        "risky drinking",
        Facts(uses={Group.ALCOHOL: Use("AUDIT 11", is_now=True)}),
        first="brief-advice",
        lacks=("medication-alcohol", "twelve-step"),
    ),
    Person("methamphetamine", Facts(uses={Group.STIMULANTS: METH}), first="cm", has=("cra", "naloxone", "drug-checking")),
    Person(
        "thoughts of suicide come before everything, whatever the goal",
        Facts(scores={"cssrs": score(2, "C-SSRS moderate")}, uses={Group.OPIOIDS: OUD}),
        first="safety-planning",
        goal="A job",
    ),
    Person("meant to die", Facts(had_overdose=True, meant_overdose=True), first="safety-planning", has=("naloxone",)),
    Person(
        "an overdose in August",
        Facts(had_overdose=True, overdose_on=date(2026, 8, 2), today=TODAY),
        has=("overdose-review", "naloxone", "safer-use", "peer"),
    ),
    Person(
        "an overdose years ago", Facts(had_overdose=True, overdose_on=date(2019, 8, 2), today=TODAY), lacks=("overdose-review",)
    ),
    Person(
        "hurt at home: no couple sessions",
        Facts(is_in_danger=True, has_partner=True, uses={Group.ALCOHOL: AUD}),
        first="partner-safety",
        lacks=("couples",),
        goal="Peace with my husband",
    ),
    Person(
        "a partner who helps",
        Facts(has_partner=True, supporters=1, uses={Group.ALCOHOL: AUD}),
        has=("couples", "family-sessions"),
    ),
    Person(
        "no home",
        Facts(has_no_home=True),
        first="housing-first",
        has=("recovery-residence",),
        lacks=("housing-keep",),
        goal="Stop sleeping in the truck",
    ),
    Person(
        "may lose the apartment, and wants help",
        Facts(needs={Domain.HOUSING: NeedSaid(wants_help=True)}),
        first="housing-keep",
    ),
    Person(
        "no home, and wants no help with it",
        Facts(has_no_home=True, needs={Domain.HOUSING: NeedSaid(wants_help=False)}),
        lacks=("housing-first", "housing-keep", "recovery-residence"),
    ),
    Person("19 years old", Facts(age=19), first="youth-family", lacks=("older-adult",)),
    Person("71 years old", Facts(age=71), first="older-adult", lacks=("youth-family",)),
    Person("out of jail", Facts(was_in_custody=True), first="bridge-custody", has=("naloxone", "peer", "life-skills")),
    Person("sure of nothing: 3 of 10", Facts(least_sure=3), first="mi"),
    Person("sure: 9 of 10, nothing else known", Facts(least_sure=9), first="mi"),
    Person(
        "trauma",
        Facts(scores={"pcptsd5": score(4, "PC-PTSD-5 4")}),
        first="trauma-skills",
        has=("trauma-therapy", "trauma-informed"),
    ),
    Person(
        "no groups, and 12-step never",
        Facts(uses={Group.ALCOHOL: AUD}, said=no("No groups. AA was not for him, but SMART is ok")),
        has=("smart", "cbt"),
        apart=("twelve-step", "group"),
    ),
    Person(
        "would like art, mornings best",
        Facts(said=(Said("Mornings are best. Likes art and would rather talk one to one", "Preferences"),)),
        has=("art",),
        lacks=("mindfulness",),
    ),
    Person(
        "buprenorphine made it worse, methadone helped a lot",
        Facts(
            uses={Group.OPIOIDS: OUD},
            tried=(
                Tried(Setting.OFFICE, "medication from an office, 2021", Helped.HARMED),
                Tried(Setting.OTP, "opioid treatment program, 2023", Helped.LOT),
            ),
        ),
        first="methadone",
        apart=("buprenorphine",),
    ),
    Person("has it already", Facts(uses={Group.STIMULANTS: METH}, in_plan=frozenset({"cm"})), lacks=("cm",), has=("cra",)),
    Person(
        "wants her children back: what is about people before the rest",
        Facts(uses={Group.STIMULANTS: METH}, has_children=True),
        first="parenting",
        has=("cra", "cm", "family-sessions"),
        goal="I want my kids back",
    ),
    Person(
        "on methadone, wants his mother's trust: what is about family first",
        Facts(orders=frozenset({"methadone"})),
        first="family-sessions",
        has=("craft", "naloxone", "medication-support"),
        goal="Have my mother trust me with her house key again.",
    ),
    Person("wants to sleep", Facts(), first="sleep-cbti", lacks=("mi",), goal="Sleep through the night."),
    Person(
        "other conditions",
        Facts(
            conditions={
                Condition.BIPOLAR: "Bipolar disorder",
                Condition.BORDERLINE: "Borderline personality disorder",
                Condition.INSOMNIA: "Insomnia",
                Condition.PAIN: "Chronic pain",
                Condition.WOUND: "Abscess of the arm",
                Condition.ANXIETY: "Generalized anxiety disorder",
            }
        ),
        has=("dbt", "sleep-cbti", "pain", "wound", "group-cooccurring", "care-management", "cbt-depression", "mindfulness"),
    ),
    Person(
        "benzodiazepines beside methadone",
        Facts(uses={Group.SEDATIVES: Use("Benzodiazepines, every day", is_now=True)}, orders=frozenset({"methadone"})),
        has=("safer-use", "naloxone", "medication-support"),
    ),
    Person(
        "cannabis, tobacco, faith, healing, women, few ties",
        Facts(
            uses={
                Group.CANNABIS: Use("Cannabis use disorder", is_disorder=True),
                Group.TOBACCO: Use("Tobacco or nicotine, every day", is_now=True),
            },
            faith="Goes to Mass",
            healing="Sweat lodge",
            wants_staff="Would rather talk with women",
            scores={"barc10": Score(Decimal(30), is_positive=False, said="BARC-10 30"), "craving": score(9, "Craving 9")},
        ),
        has=("mi-cbt-cannabis", "tobacco", "faith", "wellbriety", "group-women", "social-life", "return-to-use-prevention"),
    ),
    Person(
        "injects",
        Facts(uses={Group.STIMULANTS: replace(METH, injects=True)}),
        has=("syringe-services", "hep-hiv"),
    ),
]


def wrong_with(person: Person) -> list[str]:
    found = suggest(person.facts, entries(), goal=person.goal)
    offered = [one.code for one in found if one.place is not Place.SAID_NO]
    apart = [one.code for one in found if one.place is Place.SAID_NO]
    wrong = [f"first is {offered[:1]}"] if person.first and offered[:1] != [person.first] else []
    wrong += [f"{code} is not offered" for code in person.has if code not in offered]
    wrong += [f"{code} is offered" for code in person.lacks if code in offered]
    wrong += [f"{code} does not stand apart" for code in person.apart if code not in apart]
    wrong += [f"{one.code} gives no reason" for one in found if not one.reason or not one.because]
    wrong += [f"{one.code}: {hit.term}" for one in found for hit in find_terms(one.reason)]
    return [f"{person.who}: {what}" for what in wrong]


def test_what_each_person_is_offered() -> None:
    assert [wrong for person in PEOPLE for wrong in wrong_with(person)] == []


def test_every_cause_is_of_something_in_the_library_and_every_need_has_an_answer() -> None:
    everything = [cause.code for person in PEOPLE for cause in causes(person.facts)]
    everything += [cause.code for words in GOALS for cause in goal_causes(words)]
    everything += [code for answers in NEEDS.values() for code, _, _ in answers]
    assert sorted(set(everything) - entries().keys()) == []
    assert set(Domain) - NEEDS.keys() == {Domain.HOUSING, Domain.SAFETY}, "housing and safety have causes of their own"


def test_what_is_not_wanted_stands_last_with_the_words_and_comes_never_among_the_others() -> None:
    found = suggest(Facts(uses={Group.ALCOHOL: AUD}, said=no("No groups of any kind")), entries())
    last = found[-1]
    assert (last.code, last.said_no, last.said_where) == ("group", "No groups of any kind", "Not wanted")
    assert [one for one in found if one.place is Place.SAID_NO] == [last]


def test_what_was_tried_says_so() -> None:
    def of(code: str, facts: Facts) -> Suggestion:
        return next(one for one in suggest(facts, entries()) if one.code == code)

    plain = Facts(uses={Group.ALCOHOL: AUD})
    helped = replace(plain, tried=(Tried(Setting.MUTUAL_HELP, "mutual help, 2019", Helped.SOME),))
    in_vain = replace(plain, tried=(Tried(Setting.OUTPATIENT, "outpatient counseling", Helped.NOT, words="CBT"),))
    stopped = replace(plain, stopped={"cbt": "the hour did not fit"})
    assert of("twelve-step", helped).weight > of("twelve-step", plain).weight
    assert "Helped before (mutual help, 2019)" in of("twelve-step", helped).reason
    assert of("cbt", in_vain).weight < of("cbt", plain).weight
    assert "Did not help before" in of("cbt", in_vain).reason
    assert of("cbt", stopped).reason.endswith("Was in the plan and stopped: the hour did not fit")
    assert Because.PAST in of("cbt", stopped).because


def test_a_clinics_own_stands_beside_what_it_goes_with() -> None:
    ours = replace(entries()["peer"], code="own-1-v1", name="Friday walk", beside="cm", no_words=("walk",), is_own=True)
    library = {**entries(), ours.code: ours}
    codes = [one.code for one in suggest(Facts(uses={Group.STIMULANTS: METH}), library)]
    assert codes.index("own-1-v1") == codes.index("cm") + 1
    assert "own-1-v1" not in [one.code for one in suggest(Facts(age=40), library)]


def test_a_goal_is_understood_as_somebody_says_it() -> None:
    cases = {
        "Stop sleeping in the truck before it gets cold.": "housing-first",
        "Heal this leg and keep it.": "wound",
        "Get my teeth fixed so I can laugh with my mouth open.": "dental",
        "Stop using alone.": "safer-use",
        "Fix my insurance.": "benefits",
        "Get supervised visits changed to regular ones.": "legal-aid",
        "Come off the couch. Want things again.": "behavioral-activation",
        "Help the next person through the door.": "volunteer",
        "Hablar de lo que pasó en el camino, poco a poco.": "trauma-skills",
        "Get my daughter's school to talk to me again.": "parenting",
    }
    assert {words: suggest(Facts(), entries(), goal=words)[0].code for words in cases} == cases
    silent = [words for words in GOALS if not goal_causes(words)]
    assert len(silent) <= len(GOALS) // 10, f"goals of the demo for which the library has nothing: {silent}"


def test_wishes_are_read_clause_by_clause() -> None:
    cases: list[tuple[str, bool, str, bool | None]] = [  # the text, whether it is all no, the word, and whether that is a no
        ("No groups, meetings or video", False, "meetings", True),
        ("No groups, but meetings are fine", False, "meetings", False),
        ("She likes yoga; never groups", False, "yoga", False),
        ("She likes yoga; never groups", False, "groups", True),
        ("Would rather not do groups", False, "groups", True),
        ("No problem with video visits", False, "video", False),
        ("doesn’t want the patch", False, "patch", True),
        ("The group meets in the church", False, "group", None),
        ("12-step", True, "12-step", True),
        ("12-step, but SMART is ok", True, "SMART", False),
        ("Residential, groups", True, "groups", True),
        ("aa batteries, never", True, "AA", None),
        ("AA never again", False, "AA", True),
        ("wants grouped visits", False, "group", None),
    ]
    wrong = []
    for text, is_no, word, expected in cases:
        wish = wish_about([word], read_wishes([Said(text, "", is_no=is_no)]))
        if (wish.is_no if wish else None) is not expected:
            wrong.append((text, word))
    assert wrong == []


def test_the_part_of_life_that_a_goal_speaks_of() -> None:
    cases = {
        "I want my kids back": {LifeArea.PEOPLE},
        "Sleep through the night": {LifeArea.MIND},
        "Stop using fentanyl": {LifeArea.USE},
        "A place of my own": {LifeArea.HOME},
        "Get my GED and a job": {LifeArea.WORK},
        "Finish probation": {LifeArea.LAW},
        "Dejar de tomar y ver a mis hijas": {LifeArea.USE, LifeArea.PEOPLE},
        "Ride again": set(),
        "Stop sleeping in the truck": set(),
    }
    assert {words: set(areas_of(words)) for words in cases} == cases


def test_a_line_of_a_template_is_held_back_where_they_said_no_or_have_another_medicine() -> None:
    facts = Facts(uses={Group.OPIOIDS: OUD}, orders=frozenset({"methadone"}), said=no("No peers"))
    found = {one.code: one for one in suggest(facts, entries())}
    held = {code: held_back(code, facts, found) for code in ("peer", "buprenorphine", "naloxone")}
    assert held == {"peer": "They said: “No peers”.", "buprenorphine": "On methadone now.", "naloxone": ""}


def diagnosis(code: str, display: str, **more: object) -> Problem:
    return replace(Problem(display=display, system=ICD10CM, code=code), **more)


def measured(instrument: str, name: str, value: int, *, subject: str = "", positive: bool = True) -> Measured:
    return Measured(instrument, name, subject, Score(Decimal(value), positive, f"{instrument} {value}"))


def test_substances_diagnoses_and_measures_are_read_together() -> None:
    uses = uses_of(
        [
            Substance(SubstanceKind.FENTANYL, how_often=HowOften.DAILY, routes=(UseRoute.INJECTED,)),
            Substance(SubstanceKind.METHAMPHETAMINE, how_often=HowOften.NOT_LATELY),
            Substance(SubstanceKind.TOBACCO, how_often=HowOften.ALL_DAY),
            Substance(SubstanceKind.HALLUCINOGENS),
        ],
        [
            diagnosis("F11.20", "Opioid dependence, uncomplicated"),
            diagnosis("F12.10", "Cannabis abuse", clinical_status=ClinicalStatus.REMISSION),
            diagnosis("F13.20", "Sedative dependence", verification_status=VerificationStatus.REFUTED),
        ],
        [measured("dsm5_sud", "criteria", 3, subject="cocaine"), measured("audit", "total", 22)],
    )
    assert uses[Group.OPIOIDS] == Use(
        "Opioid use disorder, moderate or severe (fentanyl, every day)",
        is_disorder=True,
        is_severe=True,
        is_now=True,
        injects=True,
    )
    cannabis = uses[Group.CANNABIS]
    assert (cannabis.is_disorder, cannabis.is_severe, cannabis.is_now) == (True, False, False)
    assert (uses[Group.STIMULANTS].is_disorder, uses[Group.STIMULANTS].is_severe) == (True, False)
    assert uses[Group.ALCOHOL].is_severe
    assert uses[Group.TOBACCO] == Use("Tobacco or nicotine, several times every day", is_now=True)
    assert Group.SEDATIVES not in uses
    assert not uses_of([], [], [measured("auditc", "total", 5)])[Group.ALCOHOL].is_disorder
    assert uses_of([], [Problem(display="Opioid use disorder")], [])[Group.OPIOIDS].is_disorder
    assert uses_of([], [Problem(display="Fear of opioid medicine")], []) == {}


def test_conditions_needs_past_treatment_and_custody_are_read() -> None:
    conditions = conditions_of(
        [
            diagnosis("F33.1", "Major depressive disorder, recurrent, moderate"),
            diagnosis("F41.1", "Generalized anxiety disorder", abatement="2020"),
            Problem(display="Post-traumatic stress disorder"),
        ]
    )
    assert set(conditions) == {Condition.DEPRESSION, Condition.PTSD}
    needs = needs_of(
        [Need(Domain.FOOD, Told.YES, Told.YES), Need(Domain.WORK, Told.NO), Need(Domain.LAW, Told.YES, Told.NO)],
        [measured("hrsn", "work", 1), measured("hrsn", "housing", 2), measured("hrsn", "utilities", 0, positive=False)],
    )
    assert needs == {Domain.FOOD: NeedSaid(True), Domain.LAW: NeedSaid(False), Domain.HOUSING: NeedSaid()}
    tried = tried_of(
        [Treatment(Setting.OTP, began="2021-03", medication="methadone", helped=Helped.LOT, what_helped="the hours")]
    )
    assert tried == (Tried(Setting.OTP, "opioid treatment program, 2021", Helped.LOT, "methadone; the hours"),)
    custody = [
        (Treatment(Setting.CUSTODY, how_ended=TreatmentEnd.GOES_ON), True),
        (Treatment(Setting.CUSTODY, ended="2026-10"), True),
        (Treatment(Setting.CUSTODY, ended="2025-10"), False),
        (Treatment(Setting.CUSTODY, ended="2026"), False),
        (Treatment(Setting.RESIDENTIAL, ended="2026-10"), False),
    ]
    assert [expected for treatment, expected in custody if was_in_custody([treatment], today=TODAY) is not expected] == []
