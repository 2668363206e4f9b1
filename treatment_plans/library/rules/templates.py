"""A template: what is usual in a common situation, and which of its lines a plan still lacks. Pure.

It asks for the person's own goal before it fills anything. What stands in the plan stays; nothing is doubled.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from care.lib.text import fold


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One intervention of a template. `is_usual`: chosen unless somebody takes it away. An empty frequency is the library's."""

    code: str
    why: str
    frequency: str = ""
    is_usual: bool = True


@dataclass(frozen=True, slots=True)
class Template:
    """What is usual in one situation. `asks` are questions for the person, `check` what to make sure of first."""

    code: str
    name: str
    for_whom: str
    asks: tuple[str, ...]
    measure: str
    target_weeks: int
    check: tuple[str, ...]
    lines: tuple[TemplateLine, ...]


@dataclass(frozen=True, slots=True)
class TemplateSaid:
    """What a clinic says of a template of its own; `asks` and `check` hold one to a line."""

    name: str
    for_whom: str
    asks: str
    measure: str
    target_weeks: int
    check: str
    lines: tuple[TemplateLine, ...]


def said_in_template(template: Template) -> TemplateSaid:
    """What a template says, as a form holds it."""
    return TemplateSaid(
        name=template.name,
        for_whom=template.for_whom,
        asks="\n".join(template.asks),
        measure=template.measure,
        target_weeks=template.target_weeks,
        check="\n".join(template.check),
        lines=template.lines,
    )


@dataclass(frozen=True, slots=True)
class Sorted:
    """The chosen lines: those to add, and those that the plan has."""

    to_add: tuple[str, ...]
    there: tuple[str, ...]


def sort_lines(chosen: Iterable[str], *, standing: Collection[str]) -> Sorted:
    """Which of the chosen interventions a plan still lacks, each once, in the order in which they were chosen."""
    codes = tuple(dict.fromkeys(chosen))
    return Sorted(
        to_add=tuple(code for code in codes if code not in standing),
        there=tuple(code for code in codes if code in standing),
    )


def same_goal(words: str, other: str) -> bool:
    """Whether two goals say the same, whatever the capitals, the spaces and the full stop."""
    return fold(words) == fold(other)
