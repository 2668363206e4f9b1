"""What may help this person: the reasons of each intervention put together, what they said of it, and what fits the goal. Pure.

Nothing is done by itself: somebody reads the reason and chooses. What the person does not want, and what made things worse, never
stands among the suggestions: it comes last, with their words.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from patients.story.rules import Helped, LifeArea, Setting
from treatment_plans.library.rules.causes import Cause, causes
from treatment_plans.library.rules.entries import Entry
from treatment_plans.library.rules.facts import Facts, Tried
from treatment_plans.library.rules.wishes import Wish, read_wishes, wish_about
from treatment_plans.library.vocabulary import Because

HELPED, TRIED_IN_VAIN, ASKED_FOR = 22, -35, 20
WISHED_ALONE = 55  # the weight of what is offered only because they would like it
ALWAYS = Cause("mi", 20, "A good way to begin while little is known.", Because.BEGINNING)
FIRST_FROM = 95  # the weight of what is for life and safety
REASONS = 2  # more of them make nobody choose better


class Place(IntEnum):
    """Where a suggestion stands among the others."""

    FIRST = 0  # life and safety, whatever the goal
    GOAL = 1  # fits the part of life that the goal speaks of
    ALSO = 2
    SAID_NO = 3  # they do not want it, or it made things worse


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One intervention, why, and what that rests on. `said_no`: they do not want it, in their words, and where they stand."""

    code: str
    reason: str
    because: tuple[Because, ...]
    weight: int
    place: Place = Place.ALSO
    said_no: str = ""
    said_where: str = ""


# What a time in treatment says of an intervention.
_SETTINGS: dict[Setting, tuple[str, ...]] = {
    Setting.OTP: ("methadone",),
    Setting.OFFICE: ("buprenorphine",),
    Setting.MUTUAL_HELP: ("twelve-step",),
    Setting.RESIDENCE: ("recovery-residence",),
}


def suggest(facts: Facts, library: Mapping[str, Entry], *, areas: frozenset[LifeArea] = frozenset()) -> list[Suggestion]:
    """What may help, best first: life and safety, what fits the goal's part of life (`areas`), the rest, and last what they do
    not want.

    What the plan has is left out. What it had, and what was tried elsewhere, says so.
    """
    found: dict[str, list[Cause]] = defaultdict(list)
    for cause in causes(facts):
        found[cause.code].append(cause)
    wishes = list(read_wishes(facts.said))
    spoken = {code: wish for code, entry in library.items() if (wish := wish_about(entry.no_words, wishes))}
    for code, wish in spoken.items():
        if not wish.is_no:
            found[code].append(Cause(code, WISHED_ALONE, f"Said: “{wish.words}”.", Because.WISH))
    if not found:
        found[ALWAYS.code].append(ALWAYS)
    for entry in library.values():  # a clinic's own stands beside what it goes with
        if entry.beside and entry.beside in found and entry.code not in found:
            found[entry.code] = [replace(cause, code=entry.code, weight=cause.weight - 1) for cause in found[entry.beside]]
    offered = [
        _suggestion(library[code], reasons, spoken.get(code), facts, areas)
        for code, reasons in found.items()
        if code in library and code not in facts.in_plan
    ]
    return sorted(offered, key=lambda one: (one.place, -one.weight, one.code))


def _suggestion(entry: Entry, reasons: list[Cause], wish: Wish | None, facts: Facts, areas: frozenset[LifeArea]) -> Suggestion:
    best = sorted(reasons, key=lambda cause: -cause.weight)
    weight = best[0].weight + 2 * (len(best) - 1)
    if wish is not None and not wish.is_no and best[0].because is not Because.WISH:
        weight += ASKED_FOR
    said = [cause.reason for cause in best[:REASONS]]
    rests_on = [cause.because for cause in best]
    no = (wish.words, wish.where) if wish is not None and wish.is_no else ("", "")
    for tried in facts.tried:
        if not _was(entry, tried):
            continue
        rests_on.append(Because.PAST)
        if tried.helped is Helped.LOT or tried.helped is Helped.SOME:
            weight += HELPED if tried.helped is Helped.LOT else HELPED // 2
            said.append(f"Helped before ({tried.said}).")
        elif tried.helped is Helped.NOT:
            weight += TRIED_IN_VAIN
            said.append(f"Did not help before ({tried.said}): ask what would have to be different.")
        elif tried.helped is Helped.HARMED and not no[0]:
            no = (f"Made things worse before ({tried.said})", "Past treatment")
    if entry.code in facts.stopped:
        rests_on.append(Because.PAST)
        weight += TRIED_IN_VAIN
        why = facts.stopped[entry.code]
        said.append(f"Was in the plan and stopped: {why}" if why else "Was in the plan and stopped.")
    return Suggestion(
        code=entry.code,
        reason=" ".join(dict.fromkeys(said)),
        because=tuple(dict.fromkeys(rests_on)),
        weight=weight,
        place=_place(weight, is_no=bool(no[0]), fits=bool(entry.areas & areas)),
        said_no=no[0],
        said_where=no[1],
    )


def _place(weight: int, *, is_no: bool, fits: bool) -> Place:
    if is_no:
        return Place.SAID_NO
    return Place.FIRST if weight >= FIRST_FROM else Place.GOAL if fits else Place.ALSO


def _was(entry: Entry, tried: Tried) -> bool:
    """Whether a time in treatment was of this intervention: by its setting, or by a medicine or a word that was named."""
    named = bool(wish_about([entry.code, *entry.no_words], [(tried.words, Wish(tried.words, "", is_no=False))]))
    return named or entry.code in _SETTINGS.get(tried.setting, ())


# --- what a goal is about ------------------------------------------------------------------------------------------------------

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
