"""The words of messages: data, what fits into one text, and the check that nothing hints at treatment. Pure.

`data/wording.csv` holds the words in each language, `data/blocked_words.csv` what may not be said in any of them (clinical
reference 7.4). The check runs on the data in a test, and on each rendered message at the moment of sending.
"""

import csv
import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from care.lib.text import fold
from care.reminders.rules import Channel

DATA = Path(__file__).resolve().parent.parent / "data"
LANGUAGES = ("en", "es")
MOST_PLAIN = 160  # letters of the GSM 7-bit alphabet in one text
MOST_WIDE = 70  # UTF-16 units in one text as soon as one letter is not in that alphabet
GLUED = 6  # a blocked beginning of this length is found inside a longer word as well ("sunrisemethadone")

# GSM 03.38, basic alphabet; the second row costs two places each
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWO = frozenset("^{}\\[~]|€")


def fits_one_text(text: str) -> bool:
    """Whether a text leaves as one: 160 places in the phones' own alphabet, 70 with any other letter (á, í, ó, ú, “)."""
    if all(letter in _GSM or letter in _GSM_TWO for letter in text):
        return sum(2 if letter in _GSM_TWO else 1 for letter in text) <= MOST_PLAIN
    return len(text.encode("utf-16-le")) // 2 <= MOST_WIDE


def odd_letters(text: str) -> str:
    """The letters of a text that would make every message with it cost more than twice as much room."""
    return "".join(sorted({letter for letter in text if letter not in _GSM}))


@dataclass(frozen=True, slots=True)
class Wording:
    """One text of the table. Of several variants the first that can be filled and fits is taken."""

    code: str
    language: str
    channel: Channel
    variant: int
    subject: str
    text: str
    version: int

    @property
    def places(self) -> frozenset[str]:
        """What it has to be filled with."""
        return frozenset(name for _, name, _, _ in string.Formatter().parse(self.text) if name)


@cache
def table() -> tuple[Wording, ...]:
    """Every text, in the order in which variants are tried."""
    with (DATA / "wording.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            Wording(
                code=row["code"],
                language=row["language"],
                channel=Channel(row["channel"]),
                variant=int(row["variant"]),
                subject=row["subject"],
                text=row["text"].replace("\\n", "\n"),
                version=int(row["version"]),
            )
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(rows, key=lambda row: (row.code, row.language, row.channel.value, row.variant)))


def codes() -> frozenset[str]:
    """Every wording there is."""
    return frozenset(row.code for row in table())


@dataclass(frozen=True, slots=True)
class Blocked:
    """A word that a message may not hold, in any language; a beginning of words where `is_beginning`."""

    word: str
    is_beginning: bool
    why: str


@cache
def blocked_words() -> tuple[Blocked, ...]:
    """Every blocked word, folded."""
    with (DATA / "blocked_words.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Blocked(fold(row["word"]), row["match"] == "beginning", row["why"]) for row in csv.DictReader(file))


def hints(text: str) -> list[str]:
    """The blocked words in a text: what it would tell somebody who reads over the shoulder. Empty when it is neutral."""
    folded = fold(text)
    words = folded.split()
    found = []
    for blocked in blocked_words():
        if " " in blocked.word:
            is_there = f" {blocked.word} " in f" {folded} "
        elif blocked.is_beginning:
            is_there = any(
                word.startswith(blocked.word) or (len(blocked.word) >= GLUED and blocked.word in word) for word in words
            )
        else:
            is_there = blocked.word in words
        if is_there:
            found.append(blocked.word)
    return found


class WordingRefused(ValueError):
    """No variant is neutral, can be filled and fits. `why` holds blocked words or one of NONE, LONG; never the text."""

    def __init__(self, why: list[str]) -> None:
        super().__init__("no wording")
        self.why = why


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as it leaves. `kept` is what is kept of it: the same without the link, which opens without a password."""

    subject: str
    text: str
    kept: str
    version: int


def language_of(language: str) -> str:
    """The language in which somebody is written to: their own where there are words in it, else English."""
    return language if language in LANGUAGES else LANGUAGES[0]


def render(code: str, *, language: str, channel: Channel, values: Mapping[str, str]) -> Rendered:
    """The first variant that can be filled with these values (name, link, phone) and fits; then checked as it will be read.

    The host of a link is read by anybody who sees the message and is checked with it; the rest of a link is a number.

    Raises:
        WordingRefused: there is no such wording, none fits, or it would hint at treatment.
    """
    given = {name: value for name, value in values.items() if value}
    fitting = [
        row
        for row in table()
        if row.code == code
        and row.language == language_of(language)
        and row.channel is channel
        and row.places <= given.keys()
        and (channel is not Channel.SMS or fits_one_text(row.text.format(**given)))
    ]
    if not fitting:
        raise WordingRefused(["LONG" if any(row.code == code for row in table()) else "NONE"])
    row = fitting[0]
    host = (urlsplit(given.get("link", "")).hostname or "").replace(".", " ").replace("-", " ")
    kept = row.text.format(**(given | {"link": "[link]"}))
    found = hints(f"{row.subject.format(**given)} {kept} {host}")
    if found:
        raise WordingRefused(found)
    return Rendered(row.subject.format(**given), row.text.format(**given), kept, row.version)


# --- what is read aloud before somebody agrees ----------------------------------------------------------------------------

AGREEMENT_VERSION = 1
# own words after 47 CFR 64.1200 and CTIA's principles; read aloud, so it may name what the messages never do
_AGREEMENT = {
    Channel.SMS: (
        "We would like to text {address} with short messages about your care, at most one a day and three a week. The texts"
        " never say what the care is for. You can say no, and your care stays the same. You can stop them at any time: text"
        " STOP, or just tell us. Your phone company may charge for texts."
    ),
    Channel.EMAIL: (
        "We would like to write to {address} with short messages about your care, at most one a day and three a week. The"
        " messages never say what the care is for. You can say no, and your care stays the same. You can stop them at any"
        " time: just tell us."
    ),
}


def agreement(channel: Channel, address: str) -> str:
    """The wording that is read aloud, for one phone or address. Version `AGREEMENT_VERSION`."""
    return _AGREEMENT[channel].format(address=address)
