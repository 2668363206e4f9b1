"""A FHIR CodeableConcept: its codings and its text. Pure."""

from dataclasses import dataclass
from typing import Any

from treatment_plans.regimens.safety.hooks.shape import Json, obj, objects, word

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
# Systems as FHIR names them, and the other spellings under which they arrive.
SYSTEMS = {
    "urn:oid:2.16.840.1.113883.6.88": RXNORM,
    "urn:oid:2.16.840.1.113883.6.1": LOINC,
    "urn:oid:2.16.840.1.113883.6.96": SNOMED,
}


@dataclass(frozen=True, slots=True)
class Coding:
    """One code of a system."""

    system: str
    code: str
    display: str


@dataclass(frozen=True, slots=True)
class Concept:
    """The same thing in several code systems, and in words."""

    codings: tuple[Coding, ...] = ()
    text: str = ""

    def codes(self, system: str) -> list[str]:
        """Its codes in a system."""
        return [coding.code for coding in self.codings if coding.system == system]

    def all_words(self) -> str:
        """Text and displays, for looking at words."""
        return " | ".join(part for part in (self.text, *(coding.display for coding in self.codings)) if part)

    def label(self) -> str:
        """What a reader is shown."""
        parts = (self.text, *(coding.display for coding in self.codings), *(coding.code for coding in self.codings))
        return next((part for part in parts if part), "")


def concept(value: Any) -> Concept:
    """A CodeableConcept; a Coding alone or a string reads as one, too."""
    if isinstance(value, str):
        return Concept(text=value.strip())
    found = obj(value)
    codings = objects(found.get("coding")) or ([found] if word(found.get("code")) else [])
    return Concept(tuple(map(_coding, codings)), word(found.get("text")))


def _coding(found: Json) -> Coding:
    system = word(found.get("system")).rstrip("/")
    return Coding(SYSTEMS.get(system.lower(), system), word(found.get("code")), word(found.get("display")))
