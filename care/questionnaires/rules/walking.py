"""One question after the other: which one is next, which one was before, and what was given to one. Pure.

Which questions are asked at all follows from the answers so far (`patients.assessments.rules.asked`).
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from patients.assessments.rules import Answers, Danger, Item, ItemKind, Trigger
from patients.assessments.rules.words import DANGER_LEVELS

LONGEST_TEXT = 1000
URGENT = DANGER_LEVELS[Danger.URGENT]


class NotReadable(ValueError):
    """What was given is no answer to this question."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: the question, its number from 1 among those that are asked, and how many these are."""

    item: Item
    number: int
    count: int
    is_first: bool
    is_last: bool


def place_of(items: Sequence[Item], link_id: str) -> Place | None:
    """The place of one question among those that are asked; none where it is not asked."""
    for index, item in enumerate(items):
        if item.link_id == link_id:
            return Place(item, index + 1, len(items), is_first=index == 0, is_last=index == len(items) - 1)
    return None


def place_to_go_on(items: Sequence[Item], given: Collection[str]) -> Place:
    """The first question that was not shown yet; the last one where all were: its button sends.

    Raises:
        ValueError: nothing is asked.
    """
    if not items:
        raise ValueError("an instrument asks something")
    for index, item in enumerate(items):
        if item.link_id not in given or index == len(items) - 1:
            return Place(item, index + 1, len(items), is_first=index == 0, is_last=index == len(items) - 1)
    raise AssertionError


def link_id_after(items: Sequence[Item], link_id: str) -> str:
    """The question after another one; '' after the last, and where that one is not asked (any more)."""
    place = place_of(items, link_id)
    return "" if place is None or place.is_last else items[place.number].link_id


def link_id_before(items: Sequence[Item], link_id: str) -> str:
    """The question before another one; the first stays where it is."""
    place = place_of(items, link_id)
    return items[max(place.number - 2, 0)].link_id if place else ""


def answer_of(item: Item, text: str) -> Decimal | str:
    """What was given to a question; '' for nothing.

    Raises:
        NotReadable: no option of it, no number within its limits, or too long.
    """
    given = "".join(mark for mark in text.replace("\r\n", "\n") if mark == "\n" or unicodedata.category(mark) != "Cc").strip()
    if not given:
        return ""
    if item.kind is ItemKind.TEXT:
        if len(given) > LONGEST_TEXT:
            raise NotReadable
        return given
    try:
        number = Decimal(given.replace(",", "."))
    except InvalidOperation:
        raise NotReadable from None
    if not number.is_finite():
        raise NotReadable
    if item.kind is ItemKind.CHOICE:
        if number not in {option.value for option in item.options}:
            raise NotReadable
    elif (item.is_whole and number != number.to_integral_value()) or not _within(item, number):
        raise NotReadable
    return number


def _within(item: Item, number: Decimal) -> bool:
    return (item.low is None or number >= item.low) and (item.high is None or number <= item.high)


def danger_of(triggers: Sequence[Trigger]) -> Danger | None:
    """The worst that some answers call for; none where they call for nobody."""
    return max((trigger.danger for trigger in triggers), key=lambda danger: DANGER_LEVELS[danger], default=None)


def talks_now(danger: Danger | None) -> bool:
    """Whether the numbers come before the thanks (clinical reference 9.4: urgent and worse)."""
    return danger is not None and DANGER_LEVELS[danger] >= URGENT


def shown_answers(answers: Answers, given: Collection[str]) -> Mapping[str, Decimal | str | None]:
    """Of what the response holds, what was filled in behind this very link: a colleague's part is not shown on a phone."""
    return {link_id: value for link_id, value in answers.items() if link_id in given}
