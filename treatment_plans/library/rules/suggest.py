"""What may help this person: the reasons of each intervention put together, what they said of it, and what fits the goal. Pure.

Nothing is done by itself: somebody reads the reason and chooses. What the person does not want, and what made things worse, never
stands among the suggestions: it comes last, with their words.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from patients.story.rules import Helped, LifeArea, Setting
from treatment_plans.library.rules.causes import AGONISTS, Cause, causes
from treatment_plans.library.rules.entries import Entry
from treatment_plans.library.rules.facts import Facts, Tried
from treatment_plans.library.rules.goals import areas_of, goal_causes
from treatment_plans.library.rules.wishes import Wish, named_noes, read_wishes, wish_about
from treatment_plans.library.vocabulary import Because

HELPED, TRIED_IN_VAIN, ASKED_FOR = 22, -35, 20
WISHED_ALONE = 55  # the weight of what is offered only because they would like it
ALWAYS = Cause("mi", 20, "A good way to begin while little is known.", Because.BEGINNING)
FIRST_FROM = 95  # the weight of what is for life and safety
FOR_USE_OF_OPIOIDS = frozenset({"buprenorphine", "methadone", "naltrexone-oud"})
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


def suggest(facts: Facts, library: Mapping[str, Entry], *, goal: str = "") -> list[Suggestion]:
    """What may help, best first: life and safety, what fits the goal (`goal` are its own words), the rest, and last what they do
    not want.

    What the plan has is left out. What it had, and what was tried elsewhere, says so.
    """
    found: dict[str, list[Cause]] = defaultdict(list)
    areas = areas_of(goal)
    for cause in [*causes(facts), *goal_causes(goal)]:
        found[cause.code].append(cause)
    if facts.is_in_danger:  # who hurts them may be the partner
        found.pop("couples", None)
    if facts.has_no_home:  # there is no place to keep
        found.pop("housing-keep", None)
    wishes, noes = read_wishes(facts.said), named_noes(facts.said)
    spoken = {
        code: wish for code, entry in library.items() if (wish := noes.get(entry.name) or wish_about(entry.no_words, wishes))
    }
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
    return sorted(offered, key=lambda one: (one.place, Because.GOAL not in one.because, -one.weight, one.code))


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
        place=_place(weight, is_no=bool(no[0]), fits=Because.GOAL in rests_on or bool(entry.areas & areas)),
        said_no=no[0],
        said_where=no[1],
    )


def held_back(code: str, facts: Facts, found: Mapping[str, Suggestion]) -> str:
    """Why a line of a template is better not taken without asking: what they said, or a medicine that they have."""
    one = found.get(code)
    if one is not None and one.said_no:
        return f"They said: “{one.said_no}”."
    if code in FOR_USE_OF_OPIOIDS and (ordered := sorted(facts.orders & AGONISTS)):
        return f"On {ordered[0]} now."
    return ""


def _place(weight: int, *, is_no: bool, fits: bool) -> Place:
    if is_no:
        return Place.SAID_NO
    return Place.FIRST if weight >= FIRST_FROM else Place.GOAL if fits else Place.ALSO


def _was(entry: Entry, tried: Tried) -> bool:
    """Whether a time in treatment was of this intervention: by its setting, or by a medicine or a word that was named."""
    named = bool(wish_about([entry.code, *entry.no_words], [(tried.words, Wish(tried.words, "", is_no=False))]))
    return named or entry.code in _SETTINGS.get(tried.setting, ())
