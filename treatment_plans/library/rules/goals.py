"""What a goal speaks of, by its own words: the parts of life, and what may help towards just that. Pure."""

import re

from patients.story.rules import LifeArea
from treatment_plans.library.rules.causes import Cause
from treatment_plans.library.vocabulary import Because

_AREAS: dict[LifeArea, str] = {
    LifeArea.USE: (
        r"us(?:e|ing)|drink\w*|drunk|alcohol|beer|wine|quit\w*|sober\w*|heroin|fent\w*|meth|coke|cocaine|crack|pills?|"
        r"weed|craving\w*|withdrawal|dope|relaps\w*|beber|tomar|dejar|consum\w*|drogas?"
    ),
    LifeArea.HEALTH: (
        r"health\w*|pain|hurts?|hep\w*|liver|teeth|tooth|pregnan\w*|baby|weight|diabet\w*|doctor|alive|die|dying|overdos\w*|"
        r"smok\w*|breath\w*|salud|dolor|embaraz\w*"
    ),
    LifeArea.MIND: (
        r"sleep(?:ing)?(?! (?:in|on|at|outside)\b)|sad\w*|depress\w*|anx\w*|worr\w*|panic\w*|nightmares?|fear\w*|scared|angry|"
        r"anger|calm\w*|mood|head|mind|stress\w*|feel\w*|peace|dormir|triste\w*|miedo|ansi\w*"
    ),
    LifeArea.PEOPLE: (
        r"kids?|child\w*|sons?|daughters?|mom|mother|dad|father|famil\w*|wife|husband|partner|friends?|brother|sister|parents?|"
        r"grandkids?|people|alone|lonel\w*|hij[oa]s?|famil\w*|mam[aá]|pap[aá]|niñ[oa]s?"
    ),
    LifeArea.HOME: r"home|house|housing|apartment|(?:my|own|lose|a) place|room|shelter|street|rent|casa|hogar|apartamento",
    LifeArea.WORK: (
        r"jobs?|work\w*|money|school|ged|college|class\w*|degree|train\w*|boss|bills?|debts?|license|car|drive|trabaj\w*|dinero|"
        r"escuela|estudi\w*"
    ),
    LifeArea.LAW: r"court|judge|probation|parole|jail|prison|lawyer|custody|warrant|cps|dcf|corte|juez|c[aá]rcel",
    LifeArea.SPIRIT: r"god|church|pray\w*|faith|spirit\w*|meaning|purpose|ceremon\w*|proud|respect|dios|iglesia|fe",
}
_FINDERS = {area: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for area, words in _AREAS.items()}


def areas_of(own_words: str) -> frozenset[LifeArea]:
    """The parts of life that a goal speaks of, by its words; none where it says nothing that is known."""
    return frozenset(area for area, finder in _FINDERS.items() if finder.search(own_words))


# A word of the goal, what it speaks of, and what may help towards it, with its weight.
_SPEAKS_OF: tuple[tuple[str, str, str], ...] = (
    (
        r"kids?|child\w*|(?:grand)?(?:sons?|daughters?|kids?|baby)|hij[oa]s?|supervised",
        "children",
        "parenting 58 family-sessions 44",
    ),
    (
        r"mom|mother|dad|father|parents?|famil\w*|brother|sister|mam[aá]|thanksgiving|christmas",
        "family",
        "family-sessions 60 craft 40",
    ),
    (r"wife|husband|partner|girlfriend|boyfriend|espos[oa]", "a partner", "couples 58 family-sessions 45"),
    (r"alone|lonel\w*|friends?|company|sol[oa]|language|something to do", "company", "social-life 60 peer 58"),
    (r"us(?:e|ing) alone", "using alone", "safer-use 76 naloxone 74"),
    (r"sleep(?:ing)?(?! (?:in|on|at|outside)\b)|insomnia|nightmares?|dormir", "sleep", "sleep-cbti 68"),
    (r"sad\w*|depress\w*|mood|triste\w*|couch|want things", "mood", "behavioral-activation 60 cbt-depression 58 exercise 36"),
    (r"anx\w*|worr\w*|panic\w*|scared|fear\w*|stress\w*|calm\w*|dread|miedo", "worry", "cbt-depression 58 mindfulness 40"),
    (r"angry|anger|temper|feelings|feel something|too much|numb|say no", "strong feelings", "dbt 58 behavioral-activation 40"),
    (r"what happened|lo que pas[oó]", "what happened", "trauma-skills 58 trauma-therapy 56 trauma-informed 50"),
    (r"ashamed|shame|vergüenza", "shame", "peer 58"),
    (r"jobs?|work\w*|boss|trabaj\w*|barber\w*|coach|license", "work", "ips 62 keep-work 42"),
    (
        r"(?<!['’]s )school|ged|college|class\w*|degree|learn|read|certificate|escuela|estudi\w*",
        "learning",
        "supported-education 62",
    ),
    (r"money|bills?|debts?|dollars|bank|payday|dinero|pagar", "money", "money-skills 50 benefits 48"),
    (r"insurance|medicaid|card|papers|papeles|id|letters|cartas", "papers", "benefits 60 care-management 44"),
    (r"phone|teléfono", "a phone", "phone 50"),
    (
        r"apartment|homes?|housing|own (?:place|kitchen)|(?:lose|keep) my place|place of my own|shelter|landlord|rent|truck|tent|"
        r"door i can lock|somewhere|sleeping (?:in|on|outside)|street|casa|hogar",
        "a home",
        "housing-first 56 housing-keep 54 recovery-residence 40",
    ),
    (r"court|judge|probation|parole|lawyer|custody|warrant|cps|dcf|record|visits|away|corte|juez", "the law", "legal-aid 62"),
    (r"pain|dolor", "pain", "pain 60"),
    (r"heal|leg|wounds?|sores?", "a wound", "wound 62"),
    (r"teeth|tooth|dentist|dientes", "teeth", "dental 66"),
    (r"smok\w*|cigarettes?|fumar", "smoking", "tobacco 62"),
    (r"hep\w*|liver|hiv", "the liver and infections", "hep-hiv 60"),
    (r"pregnan\w*|embaraz\w*", "pregnancy", "prenatal 62"),
    (r"blood pressure|diabet\w*|sugar|doctor|weight", "the body", "care-management 52 exercise 40"),
    (r"eat|breakfast|food|cook|comer", "food", "food 50 life-skills 48"),
    (r"medicat\w*|medicin\w*|meds|taper|dose", "medication", "medication-support 60"),
    (r"quit\w*|stop (?:us|drink|smok)\w*|sober\w*|us(?:e|ing)|drink\w*|dejar|tomar", "use", "mi 46 return-to-use-prevention 48"),
    (
        r"craving\w*|thinking about it|call somebody|fridays?|when it.s bad|\w+ days|a month",
        "hard times",
        "return-to-use-prevention 56 checkups 48 peer 40",
    ),
    (r"shaking|sick|withdrawal", "withdrawal", "medication-support 50 medication-alcohol 48"),
    (r"god|church|pray\w*|faith|dios|iglesia", "faith", "faith 50"),
    (r"ceremon\w*|elders?|tribe|sweat", "their own tradition", "wellbriety 58"),
    (r"purpose|meaning|useful|give back|proud|respect|help (?:the next|others|somebody)", "meaning", "volunteer 48 peer 44"),
    (r"guitar|music|sing|paint|draw|write", "art and music", "art 58 social-life 40"),
    (r"play|swim|team|run|gym|f[uú]tbol|jugar|grow|garden", "what they like to do", "social-life 52 exercise 48"),
)
_SPEAKING = tuple(
    (re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), of, tuple(zip(*[iter(helps.split())] * 2, strict=True)))
    for words, of, helps in _SPEAKS_OF
)


def goal_causes(own_words: str) -> list[Cause]:
    """What may help towards what the goal itself speaks of."""
    return [
        Cause(code, int(weight), f"The goal speaks of {of}.", Because.GOAL)
        for finder, of, helps in _SPEAKING
        if finder.search(own_words)
        for code, weight in helps
    ]
