"""The person's copy of a plan on paper: one page in letters as large as it holds, or large print on as many as it needs."""

from datetime import date
from itertools import product

from care.actor.vocabulary import Described
from care.lib.pdf import DOT, LARGE_PRINT, Block, Look, Text, document, first_on_one_page
from treatment_plans.own_copy import OwnCopy, copy_of, most_lines
from treatment_plans.queries.rows import PlanRow

# 16, 15, 14 and 13 points, then the same closer together: as large as one page allows
LOOKS = (
    *(Look(scale=scale, margin=15.0, foot=9.0) for scale in (1.7, 1.58, 1.48, 1.37)),
    Look(scale=1.37, margin=15.0, gap=0.4, foot=9.0),
)


class Print(Described):
    """How large the letters are, and on how many pages."""

    PAGE = "page", "One page", "As large as one page holds, 13 points at least."
    LARGE = "large", "Large print", "18 points, all of it, on as many pages as it takes."


def own_blocks(copy: OwnCopy) -> list[Block]:
    """The goals by number, then the rest; the numbers to call come before it."""
    count = sum(part.is_goal for part in copy.parts)
    blocks = [Block(copy.goals_title)] if count else []
    for number, part in enumerate(copy.parts, 1):
        title = f"{number}.  {part.title}" if part.is_goal and count > 1 else part.title
        blocks.append(Block(title, [f"{DOT}{line}" for line in part.lines] if part.is_goal else part.lines))
    return blocks


def printed(plan: PlanRow, *, name: str, on: date, language: str = "en", print_as: Print = Print.PAGE) -> bytes:
    """The copy as a file. Where one page cannot hold all lines of a goal at 13 points, it says how many are left out."""
    if print_as is Print.LARGE:
        return _file(copy_of(plan, name=name, on=on, language=language, is_whole=True), LARGE_PRINT)
    copies = [copy_of(plan, name=name, on=on, language=language, lines=lines) for lines in range(most_lines(plan), 0, -1)]
    texts = [Text(copy.title, copy.subtitle, _all(copy)) for copy in copies]
    found = first_on_one_page(product(texts, LOOKS), footer=copies[0].foot)
    return _file(copies[texts.index(found[0])], found[1]) if found else _file(copies[-1], LOOKS[-1])


def _all(copy: OwnCopy) -> list[Block]:
    return [Block("", copy.help, boxed=True), *own_blocks(copy)]


def _file(copy: OwnCopy, look: Look) -> bytes:
    return document(
        title=copy.title,
        subtitle=copy.subtitle,
        blocks=_all(copy),
        footer=copy.foot,
        look=look,
        language=copy.language,
    )
