"""What the person's copy of a plan says: short, in plain words, the numbers to call first. Pure.

Their own words, and what the team wrote, stand as they were written; all other sentences are ours (`data/own_copy.csv`, in both
languages), and a test holds them to six years of school.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from care.lib.dates import date_in
from treatment_plans.queries.rows import GoalRow, InterventionRow, PlanRow
from treatment_plans.vocabulary import ObjectiveStatus, SectionKind

DATA = Path(__file__).resolve().parent / "data" / "own_copy.csv"
HELP = ("danger", "lifeline", "helpline")
MOST_GOALS = 3
MOST_LINES = 9  # of all goals together: nine of one, three of each of three; what one page cannot hold is read out


@cache
def own_words(language: str) -> Mapping[str, str]:
    """Our words in a language, English where we do not write in it."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row.get(language) or row["en"] for row in csv.DictReader(file)}


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What stands under one heading: a goal in the person's words, what they do not want, when it is looked at again."""

    title: str
    lines: tuple[str, ...]
    is_goal: bool = False


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """What it is called, for whom, and what it says."""

    language: str
    title: str
    subtitle: str
    help: tuple[str, ...]
    goals_title: str
    parts: tuple[OwnPart, ...]
    foot: str
    sentences: tuple[str, ...]  # of ours, without what the person and the team wrote


@dataclass(frozen=True, slots=True)
class _Writer:
    """Our sentences as they are written, each noted."""

    words: Mapping[str, str]
    language: str
    ours: list[str]

    def say(self, code: str, **what: object) -> str:
        said = self.words[code].format(**what)
        self.ours.append(said)
        return said

    def day(self, day: date) -> str:
        return date_in(day, self.language)


def most_lines(plan: PlanRow) -> int:
    """How many lines of each goal one page is asked to hold."""
    return MOST_LINES // min(max(len(plan.open_goals), 1), MOST_GOALS)


def copy_of(
    plan: PlanRow, *, name: str, on: date, language: str = "en", is_whole: bool = False, lines: int | None = None
) -> OwnCopy:
    """The copy of one version, as of a day: the first goals with so many lines each, or everything that is open in it."""
    words = own_words(language)
    write = _Writer(words, language, [])
    lines = most_lines(plan) if lines is None else lines
    goals = plan.open_goals if is_whole else plan.open_goals[:MOST_GOALS]
    parts = [
        OwnPart(f"“{goal.own_words}”", tuple(_goal_lines(write, goal, None if is_whole else lines)), is_goal=True)
        for goal in goals
    ]
    if more := len(plan.open_goals) - len(goals):
        parts.append(OwnPart("", (write.say("more_goal" if more == 1 else "more_goals", count=more),)))
    if is_whole and plan.strengths:
        parts.append(OwnPart(words["strengths"], (plan.strengths,)))
    if unwanted := plan.text_of(SectionKind.NOT_WANTED):
        parts.append(OwnPart(words["not_wanted"], (unwanted,)))
    is_agreed = plan.is_in_force and plan.review_due_on is not None
    again = write.say("review", day=write.day(plan.review_due_on)) if is_agreed and plan.review_due_on else write.say("draft")
    parts.append(OwnPart(words["again"] if is_whole else "", (again,)))
    numbers = tuple(write.say(code) for code in HELP)
    return OwnCopy(
        language=language,
        title=words["title"],
        subtitle=words["printed"].format(name=name, day=write.day(on)),
        help=numbers,
        goals_title=words["want"],
        parts=tuple(parts),
        foot=write.say("foot"),
        sentences=tuple(write.ours),
    )


def _goal_lines(write: _Writer, goal: GoalRow, most: int | None) -> Iterator[str]:
    found = [line for line in goal.interventions if line.is_open]
    yield from (_line(write, line) for line in found[:most])
    if most is not None and len(found) > most:
        yield write.say("more_lines", count=len(found) - most)
    steps = [step.text.rstrip(". ") for step in goal.objectives if step.status is ObjectiveStatus.OPEN]
    if most is None:
        yield from (write.words["later" if number else "step"].format(text=text) for number, text in enumerate(steps))
        yield from [write.say("by", day=write.day(goal.target_on))] if goal.target_on else []
        return
    last = [write.say("by", day=write.day(goal.target_on))] if goal.target_on else []
    last += [write.words["step"].format(text=steps[0])] if steps else []
    yield from [" ".join(last)] if last else []


def _line(write: _Writer, line: InterventionRow) -> str:
    who = write.words["with"].format(who=line.who) if line.who else ""
    until = write.words["until"].format(day=write.day(line.until)) if line.until else ""
    return f"{', '.join(part for part in (line.title, who, line.frequency, until) if part)}."
