"""What a valid resource says, in our words: people, allergies, conditions. Pure; knows no table and no clock.

Codes: http://terminology.hl7.org/CodeSystem/ condition-clinical, condition-ver-status, allergyintolerance-clinical,
allergyintolerance-verification; identifier types of v2-0203; SNOMED CT for 'no known allergy' (US Core 6.1.0,
AllergyIntolerance: 716186003).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from care.api.fhir_in.background import addresses, background
from patients.rules import (
    BadPhone,
    ClinicalStatus,
    Coding,
    ContactKind,
    Language,
    Said,
    SaidAllergy,
    SaidCondition,
    SaidNoAllergy,
    SaidPerson,
    VerificationStatus,
    category_of,
    normalise_phone,
)

HOMES = frozenset({"Patient", "AllergyIntolerance", "Condition"})
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
SNOMED = "http://snomed.info/sct"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
NO_KNOWN_ALLERGY = frozenset({(SNOMED, "716186003")})
# No known allergy of one kind only (drugs, food, the environment, latex): says nothing about the others.
NO_ALLERGY_OF_A_KIND = frozenset({(SNOMED, "409137002"), (SNOMED, "429625007"), (SNOMED, "428607008")})
# Numbers of papers: they identify somebody everywhere and help nobody's care here.
PAPER_TYPES = frozenset({"SS", "SB", "DL", "PPN", "TAX"})
PAPER_SYSTEMS = frozenset(
    {
        *("http://hl7.org/fhir/sid/us-ssn", "urn:oid:2.16.840.1.113883.4.1", "urn:oid:2.16.840.1.113883.4.3.25"),
        "http://standardhealthrecord.org/fhir/StructureDefinition/passportNumber",
    }
)
KEPT = {
    "Patient": frozenset(
        {"identifier", "active", "name", "telecom", "birthDate", "deceasedBoolean", "deceasedDateTime", "communication"}
        | {"gender", "address", "extension"}
    ),
    "AllergyIntolerance": frozenset({"clinicalStatus", "verificationStatus", "code", "patient", "reaction", "criticality"}),
    "Condition": frozenset(
        {"clinicalStatus", "verificationStatus", "code", "subject", "onsetDateTime", "onsetPeriod", "abatementDateTime"}
        | {"abatementPeriod", "recordedDate"}
    ),
}
_LANGUAGES = frozenset(language.value for language in Language)
_ABOUT_THE_RESOURCE = frozenset({"resourceType", "id", "meta", "text", "implicitRules", "language"})
_CLINICAL = tuple(status.value for status in ClinicalStatus if status is not ClinicalStatus.UNKNOWN)
_VERIFICATION = (
    *(status.value for status in VerificationStatus if status is not VerificationStatus.UNKNOWN),
    "entered-in-error",
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ALLERGY_TO = re.compile(r"^allergy to (?P<what>.+)$|^(?P<first>.+?) allergy$", re.IGNORECASE)
_TAG = re.compile(r"\s*\((disorder|finding|situation|substance)\)?\s*$")


class Unmappable(ValueError):
    """The resource is valid FHIR and cannot be taken; `reason` says why, without its content."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a resource says. `aside` says why it is no fact here where it is none (inactive, entered in error).

    `left` names what of it has no place here.
    """

    said: Said | None
    aside: str = ""
    left: tuple[str, ...] = ()


@dataclass(slots=True)
class _Left:
    """What of a resource has no place here."""

    names: list[str] = field(default_factory=list)

    def note(self, what: str) -> None:
        if what not in self.names:
            self.names.append(what)


def map_resource(resource: Mapping[str, Any]) -> Mapped:
    """What a resource of one of the `HOMES` says.

    Raises:
        Unmappable: it lacks what a row here needs.
    """
    kind = resource["resourceType"]
    left = _Left([f"{kind}.{name}" for name in resource if name not in KEPT[kind] | _ABOUT_THE_RESOURCE])
    if "modifierExtension" in resource or "implicitRules" in resource:
        raise Unmappable("it has a modifier that changes its meaning, which is not known here")
    if kind == "Patient":
        return _person(resource, left)
    if kind == "AllergyIntolerance":
        return _allergy(resource, left)
    return _condition(resource, left)


def patient_reference(resource: Mapping[str, Any]) -> str | None:
    """The reference to the person whom a resource is about; None where it has none, empty where it names nobody."""
    holder = resource.get("subject", resource.get("patient"))
    if not isinstance(holder, dict):
        return None
    reference = holder.get("reference")
    return reference if isinstance(reference, str) else ""


# --- people ------------------------------------------------------------------------------------------------------------------


def _person(resource: Mapping[str, Any], left: _Left) -> Mapped:
    if resource.get("active") is False:
        return Mapped(None, "the source no longer uses this record", tuple(left.names))
    if any(link.get("type") == "replaced-by" for link in resource.get("link", ())):
        return Mapped(None, "the source has replaced this record by another", tuple(left.names))
    born = resource.get("birthDate", "")
    if not _DAY.fullmatch(born):
        raise Unmappable("birthDate: the day is not given" if born else "birthDate: is missing")
    given, family, chosen, former = _names(resource.get("name", ()), left)
    said = SaidPerson(
        birth_date=date.fromisoformat(born),
        legal_given=_fits(given, 120, "name.given"),
        legal_family=_fits(family, 120, "name.family"),
        chosen_name=_fits(chosen, 120, "name"),
        former_names=tuple(_fits(name, 240, "name") for name in former),
        language=_language(resource.get("communication", ()), left),
        points=_points(resource.get("telecom", ()), left),
        identifiers=_identifiers(resource.get("identifier", ()), left),
        died=_died(resource),
        addresses=addresses(resource.get("address", ()), left.note),
        **background(resource, left.note),
    )
    return Mapped(said, left=tuple(left.names))


def _names(names: Sequence[Mapping[str, Any]], left: _Left) -> tuple[str, str, str, list[str]]:
    """Legal given and family names, the chosen name, and former ones."""
    former = [name for name in names if name.get("use") in ("old", "maiden") or "end" in name.get("period", {})]
    current = [name for name in names if name not in former and name.get("use") not in ("temp", "anonymous")]
    by_use = {name.get("use", ""): name for name in reversed(current)}
    legal = next((by_use[use] for use in ("official", "", "usual", "nickname") if use in by_use), None)
    if legal is None:
        raise Unmappable("name: there is none that is in use now")
    if any(name.get("prefix") or name.get("suffix") for name in names):
        left.note("Patient.name: prefix or suffix")
    given, family = _parts(legal)
    if not given and not family:
        raise Unmappable("name: it is empty")
    chosen = next((_whole(by_use[use]) for use in ("nickname", "usual") if by_use.get(use) not in (None, legal)), "")
    used = {_whole(legal), chosen}
    return given, family, chosen, list(dict.fromkeys(_whole(name) for name in former if _whole(name) not in used | {""}))


def _parts(name: Mapping[str, Any]) -> tuple[str, str]:
    given = _line(" ".join(part for part in name.get("given", ()) if part))
    family = _line(name.get("family", ""))
    return (given, family) if given or family else (_line(name.get("text", "")), "")


def _whole(name: Mapping[str, Any]) -> str:
    return _line(" ".join(_parts(name)))


def _line(text: str) -> str:
    return " ".join(text.split())


def _fits(text: str, longest: int, what: str) -> str:
    if len(text) > longest:
        raise Unmappable(f"{what}: is longer than {longest} characters")
    return text


def _language(spoken: Sequence[Mapping[str, Any]], left: _Left) -> str:
    """The preferred language, else the first; only those that the platform knows."""
    ordered = sorted(spoken, key=lambda one: not one.get("preferred", False))
    for one in ordered:
        for coding in _codings(one.get("language", {})):
            for code in (coding.code.lower(), coding.code.lower().split("-")[0]):
                if code in _LANGUAGES:
                    return code
    if ordered:
        left.note("Patient.communication: a language that is not offered here")
    return ""


def _points(telecom: Sequence[Mapping[str, Any]], left: _Left) -> tuple[tuple[str, str], ...]:
    points: list[tuple[str, str]] = []
    for one in sorted(telecom, key=lambda point: point.get("rank", 1000)):
        system, value = one.get("system", ""), _line(one.get("value", ""))
        if not value or one.get("use") == "old" or "end" in one.get("period", {}):
            left.note("Patient.telecom: no longer in use")
        elif system in ("phone", "sms"):
            try:
                points.append((ContactKind.PHONE.value, normalise_phone(value)))
            except BadPhone:
                left.note("Patient.telecom: a number that cannot be called")
        elif system == "email" and "@" in value and len(value) <= 254:
            points.append((ContactKind.EMAIL.value, value.lower()))
        else:
            left.note(f"Patient.telecom: {system or 'without a system'}")
    return tuple(dict.fromkeys(points))


def _identifiers(identifiers: Sequence[Mapping[str, Any]], left: _Left) -> tuple[tuple[str, str], ...]:
    kept: list[tuple[str, str]] = []
    for one in identifiers:
        system, value = one.get("system", ""), _line(one.get("value", ""))
        types = {coding.code for coding in _codings(one.get("type", {}))}
        if types & PAPER_TYPES or system in PAPER_SYSTEMS:
            left.note("Patient.identifier: numbers of papers (Social Security, license, passport)")
        elif not system or not value or len(system) > 200 or len(value) > 120:
            left.note("Patient.identifier: without a system or a value, or too long")
        else:
            kept.append((system, value))
    return tuple(dict.fromkeys(kept))


def _died(resource: Mapping[str, Any]) -> date | None:
    at = resource.get("deceasedDateTime", "")
    if _DAY.match(at):
        return date.fromisoformat(at[:10])
    if at or resource.get("deceasedBoolean"):
        raise Unmappable("deceased: the person died, and the day is not given; record it by hand")
    return None


# --- codes ---------------------------------------------------------------------------------------------------------------------


def _codings(concept: Mapping[str, Any]) -> list[Coding]:
    return [
        Coding(one.get("system", ""), one["code"], _line(one.get("display", "")))
        for one in concept.get("coding", ())
        if one.get("code")
    ]


def _words(concept: Mapping[str, Any]) -> str:
    codings = _codings(concept)
    said = (_line(concept.get("text", "")), *(coding.display for coding in codings), *(coding.code for coding in codings))
    return next((words for words in said if words), "")


def _status(concept: Mapping[str, Any] | None, known: Iterable[str], what: str, system: str) -> str:
    """The one code of a status that R4 binds to a list; empty where none is given."""
    if concept is None:
        return ""
    allowed = {(TERMINOLOGY + system, code) for code in known}
    found = [coding.code for coding in _codings(concept) if (coding.system, coding.code) in allowed]
    if not found:
        raise Unmappable(f"{what}: is no code that R4 allows there")
    return found[0]


# --- allergies -----------------------------------------------------------------------------------------------------------------


def _allergy(resource: Mapping[str, Any], left: _Left) -> Mapped:
    clinical = _status(
        resource.get("clinicalStatus"), ("active", "inactive", "resolved"), "clinicalStatus", "allergyintolerance-clinical"
    )
    verified = ("unconfirmed", "presumed", "confirmed", "refuted", "entered-in-error")
    sure = _status(resource.get("verificationStatus"), verified, "verificationStatus", "allergyintolerance-verification")
    code = resource.get("code", {})
    aside = ""
    if sure in ("refuted", "entered-in-error"):
        aside = f"the source says {sure.replace('-', ' ')}"
    elif clinical in ("inactive", "resolved"):
        aside = f"the source says {clinical}: only active allergies are on the list"
    codes = {(coding.system, coding.code) for coding in _codings(code)}
    if codes & NO_KNOWN_ALLERGY:
        return Mapped(SaidNoAllergy(is_open=not aside), aside, tuple(left.names))
    if codes & NO_ALLERGY_OF_A_KIND:
        return Mapped(None, "no known allergy of one kind only, which has no place here", tuple(left.names))
    substance = _substance(_words(code))
    if not substance:
        if aside:
            return Mapped(None, aside, tuple(left.names))
        raise Unmappable("code: names no substance")
    said = SaidAllergy(_fits(substance, 120, "code"), _reaction(resource, left), is_open=not aside)
    return Mapped(said, aside, tuple(left.names))


def _substance(words: str) -> str:
    """'Allergy to peanuts' and 'Latex allergy' are a list's 'Peanuts' and 'Latex'."""
    words = _TAG.sub("", words) or words
    found = _ALLERGY_TO.match(words)
    what = (found["what"] or found["first"]) if found else words
    return what[:1].upper() + what[1:]


def _reaction(resource: Mapping[str, Any], left: _Left) -> str:
    """What it did, in the source's words; a high criticality is said."""
    parts: list[str] = []
    for reaction in resource.get("reaction", ()):
        severity = reaction.get("severity", "")
        words = ", ".join(filter(None, (_words(concept) for concept in reaction.get("manifestation", ()))))
        parts += [f"{words} ({severity})" if severity and words else words]
        if reaction.keys() - {"manifestation", "severity", "id"}:
            left.note("AllergyIntolerance.reaction: more than what it did and how severely")
    parts += ["high risk"] if resource.get("criticality") == "high" else []
    text = "; ".join(dict.fromkeys(filter(None, parts)))
    if len(text) > 200:
        left.note("AllergyIntolerance.reaction: what goes beyond 200 characters")
    return text if len(text) <= 200 else f"{text[:199].rstrip()}…"


# --- conditions -----------------------------------------------------------------------------------------------------------------


def _condition(resource: Mapping[str, Any], left: _Left) -> Mapped:
    clinical = _status(resource.get("clinicalStatus"), _CLINICAL, "clinicalStatus", "condition-clinical")
    sure = _status(resource.get("verificationStatus"), _VERIFICATION, "verificationStatus", "condition-ver-status")
    is_error = sure == "entered-in-error"
    if clinical in ("active", "recurrence", "relapse") and any(name.startswith("abatement") for name in resource):
        raise Unmappable("abatement: it is over and present at once (R4, con-4)")
    code = resource.get("code", {})
    codings = _codings(code)
    words = _words(code)
    aside = "the source says entered in error" if is_error else ""
    if not words:
        if aside:
            return Mapped(None, aside, tuple(left.names))
        raise Unmappable("code: names no condition")
    main = _main(codings)
    if len(codings) > 1:
        left.note("Condition.code: further codes")
    if "end" in resource.get("onsetPeriod", {}):
        left.note("Condition.onsetPeriod.end")
    said = SaidCondition(
        system=_fits(main.system, 200, "code.coding.system"),
        code=_fits(main.code, 64, "code.coding.code"),
        display=_fits(words, 300, "code"),
        category=category_of(codings),
        clinical_status=ClinicalStatus(clinical or ClinicalStatus.UNKNOWN),
        verification_status=VerificationStatus(sure if sure and not is_error else VerificationStatus.UNKNOWN),
        onset=_day(resource.get("onsetDateTime") or resource.get("onsetPeriod", {}).get("start", "")),
        abatement=_day(resource.get("abatementDateTime") or resource.get("abatementPeriod", {}).get("end", "")),
        noted=_day(resource.get("recordedDate", "")),
        is_open=not aside,
    )
    return Mapped(said, aside, tuple(left.names))


def _main(codings: Sequence[Coding]) -> Coding:
    """The code that the row keeps: that of billing, else that of the clinic, else the first of a named system."""
    named = [coding for coding in codings if coding.system]
    for system in (ICD_10_CM, SNOMED):
        for coding in named:
            if coding.system == system:
                return coding
    return named[0] if named else Coding("", "")


def _day(moment: str) -> str:
    """The day of a moment as it was written, in the precision that it has."""
    return moment[:10]
