"""What all mappings share: what a mapping gives, and how texts, codes, days and numbers of a resource are read. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from patients.rules import Coding

TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
SNOMED = "http://snomed.info/sct"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC = "http://loinc.org"


class Unmappable(ValueError):
    """The resource is valid FHIR and cannot be taken; `reason` says why, without its content."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Left:
    """What of a resource has no place here."""

    names: list[str] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Note it, once."""
        if what not in self.names:
            self.names.append(what)


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a resource says, in the words of the room that takes it.

    `aside` says why it is no fact here where it is none (inactive, entered in error).

    `left` names what of it has no place here.
    """

    said: Any
    aside: str = ""
    left: tuple[str, ...] = ()


Found = Callable[[str], Mapping[str, Any] | None]


def found_nowhere(reference: str) -> None:
    """Where no other resource of the person is at hand."""


def line_of(text: str) -> str:
    """One line without doubled spaces."""
    return " ".join(text.split())


def fits(text: str, longest: int, what: str) -> str:
    """The text, where it is no longer than its column; else it is refused rather than cut."""
    if len(text) > longest:
        raise Unmappable(f"{what}: is longer than {longest} characters")
    return text


def codings_of(concept: Mapping[str, Any]) -> list[Coding]:
    """The codes of a concept; what has words alone has none."""
    return [
        Coding(one.get("system", ""), one["code"], line_of(one.get("display", "")))
        for one in concept.get("coding", ())
        if one.get("code")
    ]


def words_of(concept: Mapping[str, Any]) -> str:
    """What a concept says: its text, else the words of a code, else a code."""
    found = codings_of(concept)
    said = (line_of(concept.get("text", "")), *(coding.display for coding in found), *(coding.code for coding in found))
    return next((words for words in said if words), "")


def status_of(concept: Mapping[str, Any] | None, known: Iterable[str], what: str, system: str) -> str:
    """The one code of a status that R4 binds to a list; empty where none is given."""
    if concept is None:
        return ""
    allowed = {(TERMINOLOGY + system, code) for code in known}
    found = [coding.code for coding in codings_of(concept) if (coding.system, coding.code) in allowed]
    if not found:
        raise Unmappable(f"{what}: is no code that R4 allows there")
    return found[0]


def main_code(codings: Sequence[Coding], *systems: str) -> Coding:
    """The code that a row keeps: that of the first of these systems, else the first of a named system."""
    named = [coding for coding in codings if coding.system]
    for system in systems:
        for coding in named:
            if coding.system == system:
                return coding
    return named[0] if named else Coding("", "")


def day_of(moment: str) -> str:
    """The day of a moment as it was written, in the precision that it has."""
    return moment[:10]


def clipped(text: str, longest: int, left: Left, what: str) -> str:
    """Words that may be cut: the report says that they were."""
    text = line_of(text)
    if len(text) <= longest:
        return text
    left.note(f"{what}: what goes beyond {longest:,} characters")
    return f"{text[: longest - 1].rstrip()}…"
