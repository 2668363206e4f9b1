"""The parts of a progress note, what is carried forward, what a signature needs, and names that do not belong. Pure.

How a note moves on is the table of every note that is signed (`treatment_plans.signed.rules.NOTE`).
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from care.actor import Role
from care.lib.dates import date_text
from treatment_plans.progress.vocabulary import REMOTE, Modality, Structure
from treatment_plans.signed.rules import EARLIEST
from treatment_plans.signed.rules import NOTE as NOTE
from treatment_plans.signed.rules import STANDING as STANDING

LONGEST_PART = 8_000  # characters
LONGEST_ADDENDUM = 5_000
LONGEST_SESSION = timedelta(hours=12)
FEWEST_NOTES = 10  # of a template, before its rate is shown: fewer would say something of whoever wrote them
COSIGNERS = frozenset({Role.SUPERVISOR})

# The parts of each structure: key, title, what belongs there.
PARTS: dict[Structure, tuple[tuple[str, str, str], ...]] = {
    Structure.FREE: (("text", "Note", ""),),
    Structure.SOAP: (
        ("subjective", "Subjective", "What the person says, in their words where you can."),
        ("objective", "Objective", "What was seen and measured."),
        ("assessment", "Assessment", "What you make of it."),
        ("plan", "Plan", "What happens next, and who does it."),
    ),
    Structure.DAP: (
        ("data", "Data", "What was said, seen and measured."),
        ("assessment", "Assessment", "What you make of it."),
        ("plan", "Plan", "What happens next, and who does it."),
    ),
    Structure.ACTS: (
        ("seen", "What was seen", "How the person was."),
        ("did", "What we did", "What you offered and worked on together."),
        ("answer", "How the person answered", "What helped, and what did not."),
        ("next", "What comes next", "Until the next time, and who does it."),
    ),
    Structure.GROUP: (
        ("shared", "What the group did", "The same in everybody’s note: it names nobody."),
        ("own", "How this person took part", "It names nobody else."),
    ),
}


class SessionTime(ValueError):
    """A session began today or before, within a year, and ended after it began, within half a day."""


class NotComplete(ValueError):
    """What is missing before a note can be signed, in words."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__("NOT_COMPLETE")
        self.missing = tuple(missing)


class NamesOthers(ValueError):
    """A part of a group note says the name of somebody else of the group."""

    def __init__(self, part: str, words: Sequence[str]) -> None:
        super().__init__("NAMES_OTHERS")
        self.part = part
        self.words = tuple(words)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a note. Where its text came along from an earlier note, `carried` is that note's day and `was` marks its text;
    both are gone with the first change of a word."""

    key: str
    text: str = ""
    carried: str = ""
    was: str = ""

    @property
    def carried_on(self) -> date | None:
        """The day of the note from which the text came along unchanged."""
        return date.fromisoformat(self.carried) if self.carried else None


def titles(structure: Structure) -> dict[str, str]:
    """The title of each part, by its key."""
    return {key: title for key, title, _ in PARTS[structure]}


def blank(structure: Structure, texts: Mapping[str, str] | None = None) -> tuple[Part, ...]:
    """The parts of a structure, empty or with the texts of a template."""
    return tuple(Part(key, (texts or {}).get(key, "")) for key, _, _ in PARTS[structure])


def carry_forward(parts: Iterable[Part], last: Iterable[Part], day: date) -> tuple[Part, ...]:
    """Parts with the words of the last note in them, each marked as such until somebody changes a word."""
    words = {part.key: part.text for part in last}
    return tuple(
        replace(part, text=words[part.key], carried=day.isoformat(), was=_mark(words[part.key]))
        if words.get(part.key, "").strip()
        else part
        for part in parts
    )


def typed(parts: Iterable[Part], texts: Mapping[str, str]) -> tuple[Part, ...]:
    """Parts with what was typed; what is changed is carried forward no longer."""
    found = []
    for part in parts:
        text = texts.get(part.key, part.text)
        stays = part.carried and _mark(text) == part.was
        found.append(replace(part, text=text) if stays else Part(part.key, text))
    return tuple(found)


def _mark(text: str) -> str:
    return hashlib.sha256(text.strip().encode()).hexdigest()


def is_empty(parts: Iterable[Part]) -> bool:
    """Whether nothing is written."""
    return not any(part.text.strip() for part in parts)


def stored(parts: Iterable[Part]) -> list[dict[str, str]]:
    """Parts as a column keeps them."""
    return [{"key": part.key, "text": part.text, "carried": part.carried, "was": part.was} for part in parts]


def read(kept: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Parts as a column kept them."""
    return tuple(Part(part["key"], part["text"], part["carried"], part["was"]) for part in kept)


def as_text(structure: Structure, parts: Iterable[Part]) -> str:
    """The whole note as a text: what the seal is about, what is copied and printed. What came along says so."""
    titled = titles(structure)
    said = []
    for part in parts:
        if part.text.strip():
            day = part.carried_on
            mark = f" (carried forward from {date_text(day)}, unchanged)" if day else ""
            said.append(f"{titled[part.key]}{mark}\n{part.text}")
    return "\n\n".join(said)


# --- when and how they met -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Session:
    """When and how they met. The last four are of a visit at a distance."""

    starts_at: datetime
    ends_at: datetime | None = None
    place: str = "clinic"
    modality: str = "in_person"
    consent: str = ""
    person_place: str = ""
    fallback_phone: str = ""
    identity: str = ""


def check_times(session: Session, at: datetime) -> None:
    """Refuse a session to come, one longer ago than a year, and an end before its beginning or half a day after it.

    Raises:
        SessionTime.
    """
    if not at - EARLIEST <= session.starts_at <= at:
        raise SessionTime
    if session.ends_at is not None and not timedelta(0) < session.ends_at - session.starts_at <= LONGEST_SESSION:
        raise SessionTime


def missing(session: Session, parts: Iterable[Part]) -> list[str]:
    """What a note needs before it is signed, in words. Source of the telehealth fields: clinical reference 12.9."""
    found = ["something written"] if is_empty(parts := tuple(parts)) else []
    if any(part.key == "own" and not part.text.strip() for part in parts):
        found.append("how this person took part")
    if session.ends_at is None:
        found.append("when it ended")
    if session.modality in {word.value for word in REMOTE}:
        asked = (
            (session.consent, "consent to a visit at a distance"),
            (session.person_place, "where the person was at the start"),
            (session.fallback_phone, "a phone number in case the line breaks"),
            (session.identity, "how you made sure who it was"),
        )
        found += [words for value, words in asked if not value.strip()]
    return found


def check_complete(session: Session, parts: Iterable[Part]) -> None:
    """Refuse a signature under what is not complete.

    Raises:
        NotComplete.
    """
    found = missing(session, parts)
    if found:
        raise NotComplete(found)


def is_remote(modality: str) -> bool:
    """Whether they met at a distance, so that the telehealth fields are asked for."""
    return Modality(modality) in REMOTE


# --- group notes ---------------------------------------------------------------------------------------------------------------


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Which of some names a text says: whole words with a capital, each once. Words of one letter are no names."""
    said = set(re.findall(r"[^\W\d_][\w’'-]*", text))
    said |= {word.removesuffix("’s").removesuffix("'s") for word in said}
    words = {word for name in names for word in name.split() if len(word) > 1 and word[:1].isupper()}
    return sorted(words & said)


def check_names(shared: str, own: Mapping[int, str], names: Mapping[int, Sequence[str]]) -> None:
    """Refuse a shared part that names anybody of the group, and an own part that names anybody but its person.

    Raises:
        NamesOthers.
    """
    found = names_in(shared, [name for all_names in names.values() for name in all_names])
    if found:
        raise NamesOthers("shared", found)
    for person, text in own.items():
        others = {word for other, all_names in names.items() if other != person for word in names_in(text, all_names)}
        found = sorted(others - set(names_in(text, names[person])))
        if found:
            raise NamesOthers(f"own-{person}", found)


# --- words of templates --------------------------------------------------------------------------------------------------------


def rate(words: int, hits: int) -> float:
    """Words for which there is a kinder one, in a thousand."""
    return round(1000 * hits / words, 1) if words else 0.0
