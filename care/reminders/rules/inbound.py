"""What somebody means who texts us: stop, start, help, or something that a person must read. Pure.

The words are data (`data/reply_words.csv`): those that the law names (47 CFR 64.1200(a)(10)), their Spanish, and our own for
what people write in other words. A per-se word counts when it is the whole message, courtesies aside: "I can't stop using"
is no request to stop, and a person reads it.
"""

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from care.lib.text import fold

_SENTENCE = re.compile(r"[.!?,;:\n]+")
DATA = Path(__file__).resolve().parent.parent / "data" / "reply_words.csv"


class Intent(StrEnum):
    """What a word or phrase means."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    DANGER = "danger"
    COURTESY = "courtesy"
    KEEP = "keep"


class Match(StrEnum):
    """How a word of the table is compared: with the whole message, or with any part of it at the edge of words."""

    WHOLE = "whole"
    PART = "part"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message means. `is_danger` stands beside any other: a person looks at once. `is_bare`: nothing else was said."""

    intent: Intent | None
    is_danger: bool
    is_bare: bool = False

    @property
    def is_for_people(self) -> bool:
        """Whether somebody must read it: whatever is more than a bare command."""
        return not self.is_bare or self.is_danger


@cache
def _words() -> dict[tuple[Intent, Match], tuple[str, ...]]:
    found: dict[tuple[Intent, Match], list[str]] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((Intent(row["intent"]), Match(row["match"])), []).append(fold(row["words"]))
    return {key: tuple(words) for key, words in found.items()}


def read_text(body: str) -> Reading:
    """What a text means, whatever its case, accents and punctuation."""
    text = _plain(body)
    is_danger = _has(Intent.DANGER, text)
    whole = _command(text)
    if whole is not None:
        return Reading(whole, is_danger, is_bare=True)
    first = next((part for part in map(_plain, _SENTENCE.split(body)) if _without_courtesies(part)), "")
    is_stop = _command(first) is Intent.STOP and not (is_danger and " " in first)  # "no more. I want to die" is no such request
    if is_stop or (_has(Intent.STOP, text) and not _has(Intent.KEEP, text)):
        return Reading(Intent.STOP, is_danger)
    return Reading(None, is_danger)


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").split())


def _command(text: str) -> Intent | None:
    """The command that a text is, when it is nothing else."""
    bare = _without_courtesies(text)
    commands = (Intent.STOP, Intent.START, Intent.HELP)
    return next((intent for intent in commands if bare in _words().get((intent, Match.WHOLE), ())), None)


def _has(intent: Intent, text: str) -> bool:
    padded = f" {text} "
    return any(f" {words} " in padded for words in _words().get((intent, Match.PART), ())) or any(
        f" {words}" in padded for words in _words().get((intent, Match.BEGINNING), ())
    )


def _without_courtesies(text: str) -> str:
    """The message without 'please' and the like, and without a word said twice ('stop stop')."""
    padded = f" {' '.join(text.split())} ".replace(" ", "  ")
    for words in _words().get((Intent.COURTESY, Match.PART), ()):
        padded = padded.replace(f" {words.replace(' ', '  ')} ", " ")
    rest = padded.split()
    return rest[0] if rest and len(set(rest)) == 1 else " ".join(rest)
