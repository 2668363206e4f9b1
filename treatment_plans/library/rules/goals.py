"""What a goal speaks of, by its own words: the parts of life, and what may help towards just that. Pure."""

import re

from patients.story.rules import LifeArea
from treatment_plans.library.rules.causes import Cause
from treatment_plans.library.vocabulary import Because

_AREAS: dict[LifeArea, str] = {
    LifeArea.USE: (
        r"us(?:e|ing)|drink\w*|drunk|alcohol|beer|wine|quit\w*|sober\w*|high|stop|heroin|fent\w*|meth|coke|cocaine|crack|pills?|"
        r"weed|craving\w*|withdrawal|dope|relaps\w*|beber|tomar|dejar|consum\w*|drogas?"
    ),
    LifeArea.HEALTH: (
        r"health\w*|pain|hurts?|hep\w*|liver|teeth|tooth|pregnan\w*|baby|weight|diabet\w*|doctor|alive|die|dying|overdos\w*|"
        r"smok\w*|breath\w*|salud|dolor|embaraz\w*"
    ),
    LifeArea.MIND: (
        r"sleep\w*|sad\w*|depress\w*|anx\w*|worr\w*|panic|nightmares?|fear\w*|scared|angry|anger|calm\w*|mood|head|mind|stress\w*|"
        r"feel\w*|peace|dormir|triste\w*|miedo|ansi\w*"
    ),
    LifeArea.PEOPLE: (
        r"kids?|child\w*|sons?|daughters?|mom|mother|dad|father|famil\w*|wife|husband|partner|friends?|brother|sister|parents?|"
        r"grandkids?|people|alone|lonel\w*|hij[oa]s?|famil\w*|mam[aá]|pap[aá]|niñ[oa]s?"
    ),
    LifeArea.HOME: r"home|house|housing|apartment|place|room|shelter|street|rent|casa|hogar|apartamento",
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
_SPEAKS_OF: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...] = (
    (
        r"kids?|child\w*|sons?|daughters?|grandkids?|hij[oa]s?|niñ[oa]s?|baby",
        "children",
        (("parenting", 58), ("family-sessions", 44)),
    ),
    (
        r"mom|mother|dad|father|parents?|famil\w*|brother|sister|mam[aá]|pap[aá]",
        "family",
        (("family-sessions", 60), ("craft", 40)),
    ),
    (r"wife|husband|partner|girlfriend|boyfriend|espos[oa]", "a partner", (("couples", 58), ("family-sessions", 45))),
    (r"alone|lonel\w*|friends?|company|sol[oa]", "company", (("social-life", 60), ("peer", 58))),
    (r"sleep\w*|insomnia|nightmares?|dormir", "sleep", (("sleep-cbti", 68),)),
    (r"sad\w*|depress\w*|mood|triste\w*", "mood", (("behavioral-activation", 60), ("cbt-depression", 58), ("exercise", 36))),
    (r"anx\w*|worr\w*|panic|scared|fear\w*|stress\w*|calm\w*|miedo", "worry", (("cbt-depression", 58), ("mindfulness", 40))),
    (r"angry|anger|temper|feelings", "strong feelings", (("dbt", 58),)),
    (r"jobs?|work\w*|boss|trabaj\w*", "work", (("ips", 62), ("keep-work", 42))),
    (r"school|ged|college|class\w*|degree|train\w*|read|escuela|estudi\w*", "school", (("supported-education", 62),)),
    (r"money|bills?|debts?|rent|dinero", "money", (("money-skills", 50), ("benefits", 48))),
    (r"apartment|home|housing|place of my own|own place|shelter|landlord|rent|casa|hogar", "a home", (("housing-keep", 52),)),
    (r"court|judge|probation|parole|lawyer|custody|warrant|cps|dcf|corte|juez", "the law", (("legal-aid", 62),)),
    (r"pain|hurts?|dolor", "pain", (("pain", 60),)),
    (r"smok\w*|cigarettes?|fumar", "smoking", (("tobacco", 62),)),
    (r"hep\w*|liver|hiv", "the liver and infections", (("hep-hiv", 60),)),
    (
        r"quit\w*|stop\w*|sober\w*|us(?:e|ing)|drink\w*|high|beer|dejar|tomar|craving\w*",
        "use",
        (("mi", 46), ("return-to-use-prevention", 48)),
    ),
    (r"god|church|pray\w*|faith|dios|iglesia", "faith", (("faith", 50),)),
    (r"ceremon\w*|elders?|tribe|sweat", "their own tradition", (("wellbriety", 58),)),
    (r"purpose|meaning|useful|give back|proud|respect", "meaning", (("volunteer", 48), ("peer", 44))),
)
_SPEAKING = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), of, helps) for words, of, helps in _SPEAKS_OF)


def goal_causes(own_words: str) -> list[Cause]:
    """What may help towards what the goal itself speaks of."""
    return [
        Cause(code, weight, f"The goal speaks of {of}.", Because.GOAL)
        for finder, of, helps in _SPEAKING
        if finder.search(own_words)
        for code, weight in helps
    ]
