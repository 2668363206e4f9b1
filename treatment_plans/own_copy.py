"""What the person's copy of a plan says: short, in plain words, with the numbers to call. Pure.

Their own words stand as they said them; all other sentences are ours, and a test holds them to six years of school.
"""

from dataclasses import dataclass
from datetime import date

from care.lib.dates import date_text
from care.lib.pdf import Block, document, pages_of
from treatment_plans.queries.rows import GoalRow, InterventionRow, PlanRow
from treatment_plans.vocabulary import SectionKind

HELP = (
    "In danger now? Call 911.",
    "Thoughts of suicide? Call or text 988. Day or night.",
    "Want to talk about use? Call 1-800-662-4357. It is free.",
)
FOOT = "This is your plan. You can ask us to change it. Keep this page safe: it says that you get care here."
MOST_GOALS = 3
MOST_LINES = (3, 2, 1)  # of each goal, as many as one page holds
SIZES = (1.7, 1.5, 1.35)  # 16, 14 and 13 points: as large as one page allows


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """One page: what it is called, for whom, and what it says."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    foot: str
    sentences: tuple[str, ...]  # of ours, without the person's own words


def copy_of(plan: PlanRow, *, name: str, on: date, lines: int = MOST_LINES[0]) -> OwnCopy:
    """The copy of one version, as of a day, with so many lines under each goal."""
    ours: list[str] = []
    blocks = []
    goals = plan.open_goals[:MOST_GOALS]
    for number, goal in enumerate(goals, 1):
        said = _steps(goal, lines)
        ours += said
        blocks.append(Block(f"What you want ({number})" if len(goals) > 1 else "What you want", [f"“{goal.own_words}”", *said]))
    if more := len(plan.open_goals) - len(goals):
        ours.append(f"You have {more} more goal{'s' if more > 1 else ''}. Ask us to read them to you.")
        blocks.append(Block("", [ours[-1]]))
    if plan.text_of(SectionKind.NOT_WANTED):
        blocks.append(Block("What you do not want", [plan.text_of(SectionKind.NOT_WANTED)]))
    ours.append(
        f"We look at this plan with you by {date_text(plan.review_due_on)}. You can ask for it sooner."
        if plan.review_due_on
        else "This is a draft. You have not said yes to it yet."
    )
    blocks.append(Block("When we look at it again", [ours[-1]]))
    ours += HELP
    blocks.append(Block("If you need help", HELP, boxed=True))
    return OwnCopy("My plan", f"{name}. Printed {date_text(on)}.", tuple(blocks), FOOT, (*ours, FOOT))


def printed(plan: PlanRow, *, name: str, on: date) -> bytes:
    """The copy on one page, in the largest letters that it holds."""
    content = b""
    for lines in MOST_LINES:
        paper = copy_of(plan, name=name, on=on, lines=lines)
        for size in SIZES:
            content = document(title=paper.title, subtitle=paper.subtitle, blocks=paper.blocks, footer=paper.foot, scale=size)
            if pages_of(content) == 1:
                return content
    return content


def _steps(goal: GoalRow, most: int) -> list[str]:
    lines = [line for line in goal.interventions if line.is_open]
    said = [f"•  {_line(line)}" for line in lines[:most]]
    if len(lines) > most:
        said.append(f"•  And {len(lines) - most} more. Ask us to read them to you.")
    said += [f"•  Next step: {step.text}" for step in goal.objectives if step.status == "open"][:1]
    if goal.target_on:
        said.append(f"You hope for this by {date_text(goal.target_on)}.")
    return said


def _line(line: InterventionRow) -> str:
    parts = [line.title, f"with {line.who}" if line.who else "", line.frequency]
    until = f" until {date_text(line.until)}" if line.until else ""
    return f"{', '.join(part for part in parts if part)}{until}."
