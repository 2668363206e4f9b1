"""Allergies: what harms the person, or that nothing is known. Pure.

Codes: allergyintolerance-clinical, allergyintolerance-verification; SNOMED CT for 'no known allergy' (US Core 6.1.0,
AllergyIntolerance: 716186003).
"""

import re
from collections.abc import Mapping
from typing import Any

from care.api.fhir_in.mapping.words import SNOMED, Left, Mapped, Unmappable, codings_of, fits, status_of, words_of
from patients.rules import SaidAllergy, SaidNoAllergy

NO_KNOWN_ALLERGY = frozenset({(SNOMED, "716186003")})
# No known allergy of one kind only (drugs, food, the environment, latex): says nothing about the others.
NO_ALLERGY_OF_A_KIND = frozenset({(SNOMED, "409137002"), (SNOMED, "429625007"), (SNOMED, "428607008")})
_ALLERGY_TO = re.compile(r"^allergy to (?P<what>.+)$|^(?P<first>.+?) allergy$", re.IGNORECASE)
_TAG = re.compile(r"\s*\((disorder|finding|situation|substance)\)?\s*$")


def allergy(resource: Mapping[str, Any], left: Left) -> Mapped:
    """One substance with what it did, or the statement that none is known."""
    clinical = status_of(
        resource.get("clinicalStatus"), ("active", "inactive", "resolved"), "clinicalStatus", "allergyintolerance-clinical"
    )
    verified = ("unconfirmed", "presumed", "confirmed", "refuted", "entered-in-error")
    sure = status_of(resource.get("verificationStatus"), verified, "verificationStatus", "allergyintolerance-verification")
    code = resource.get("code", {})
    aside = ""
    if sure in ("refuted", "entered-in-error"):
        aside = f"the source says {sure.replace('-', ' ')}"
    elif clinical in ("inactive", "resolved"):
        aside = f"the source says {clinical}: only active allergies are on the list"
    codes = {(coding.system, coding.code) for coding in codings_of(code)}
    if codes & NO_KNOWN_ALLERGY:
        return Mapped(SaidNoAllergy(is_open=not aside), aside, tuple(left.names))
    if codes & NO_ALLERGY_OF_A_KIND:
        return Mapped(None, "no known allergy of one kind only, which has no place here", tuple(left.names))
    substance = _substance(words_of(code))
    if not substance:
        if aside:
            return Mapped(None, aside, tuple(left.names))
        raise Unmappable("code: names no substance")
    said = SaidAllergy(fits(substance, 120, "code"), _reaction(resource, left), is_open=not aside)
    return Mapped(said, aside, tuple(left.names))


def _substance(words: str) -> str:
    """'Allergy to peanuts' and 'Latex allergy' are a list's 'Peanuts' and 'Latex'."""
    words = _TAG.sub("", words) or words
    found = _ALLERGY_TO.match(words)
    what = (found["what"] or found["first"]) if found else words
    return what[:1].upper() + what[1:]


def _reaction(resource: Mapping[str, Any], left: Left) -> str:
    """What it did, in the source's words; a high criticality is said."""
    parts: list[str] = []
    for reaction in resource.get("reaction", ()):
        severity = reaction.get("severity", "")
        words = ", ".join(filter(None, (words_of(concept) for concept in reaction.get("manifestation", ()))))
        parts += [f"{words} ({severity})" if severity and words else words]
        if reaction.keys() - {"manifestation", "severity", "id"}:
            left.note("AllergyIntolerance.reaction: more than what it did and how severely")
    parts += ["high risk"] if resource.get("criticality") == "high" else []
    text = "; ".join(dict.fromkeys(filter(None, parts)))
    if len(text) > 200:
        left.note("AllergyIntolerance.reaction: what goes beyond 200 characters")
    return text if len(text) <= 200 else f"{text[:199].rstrip()}…"
