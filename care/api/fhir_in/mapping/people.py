"""People: names, numbers, ways to reach them, a death. Identifier types are those of v2-0203. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from care.api.fhir_in.mapping.background import addresses, background
from care.api.fhir_in.mapping.words import Left, Mapped, Unmappable, codings_of, fits, line_of
from patients.rules import BadPhone, ContactKind, Language, SaidPerson, normalise_phone

# Numbers of papers: they identify somebody everywhere and help nobody's care here.
PAPER_TYPES = frozenset({"SS", "SB", "DL", "PPN", "TAX"})
PAPER_SYSTEMS = frozenset(
    {
        *("http://hl7.org/fhir/sid/us-ssn", "urn:oid:2.16.840.1.113883.4.1", "urn:oid:2.16.840.1.113883.4.3.25"),
        "http://standardhealthrecord.org/fhir/StructureDefinition/passportNumber",
    }
)
_LANGUAGES = frozenset(language.value for language in Language)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def person(resource: Mapping[str, Any], left: Left) -> Mapped:
    """Who the person is. Numbers of papers are left where they are."""
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
        legal_given=fits(given, 120, "name.given"),
        legal_family=fits(family, 120, "name.family"),
        chosen_name=fits(chosen, 120, "name"),
        former_names=tuple(fits(name, 240, "name") for name in former),
        language=_language(resource.get("communication", ()), left),
        points=_points(resource.get("telecom", ()), left),
        identifiers=_identifiers(resource.get("identifier", ()), left),
        died=_died(resource),
        addresses=addresses(resource.get("address", ()), left.note),
        **background(resource, left.note),
    )
    return Mapped(said, left=tuple(left.names))


def _names(names: Sequence[Mapping[str, Any]], left: Left) -> tuple[str, str, str, list[str]]:
    """Legal given and family names, the chosen name, and former ones."""
    former = [name for name in names if name.get("use") in ("old", "maiden") or "end" in name.get("period", {})]
    current = [name for name in names if name not in former and name.get("use") not in ("temp", "anonymous")]
    by_use = {name.get("use", ""): name for name in reversed(current)}
    legal = next((by_use[use] for use in ("official", "", "usual", "nickname") if use in by_use), None)
    if legal is None:
        raise Unmappable("name: there is none that is in use now")
    if any(name.get("prefix") for name in names):
        left.note("Patient.name: prefix")
    given, family = _parts(legal)
    if not given and not family:
        raise Unmappable("name: it is empty")
    chosen = next((_whole(by_use[use]) for use in ("nickname", "usual") if by_use.get(use) not in (None, legal)), "")
    used = {_whole(legal), chosen}
    return given, family, chosen, list(dict.fromkeys(_whole(name) for name in former if _whole(name) not in used | {""}))


def _parts(name: Mapping[str, Any]) -> tuple[str, str]:
    given = line_of(" ".join(part for part in name.get("given", ()) if part))
    family = line_of(name.get("family", ""))
    return (given, family) if given or family else (line_of(name.get("text", "")), "")


def _whole(name: Mapping[str, Any]) -> str:
    return line_of(" ".join(_parts(name)))


def _language(spoken: Sequence[Mapping[str, Any]], left: Left) -> str:
    """The preferred language, else the first; only those that the platform knows."""
    ordered = sorted(spoken, key=lambda one: not one.get("preferred", False))
    for one in ordered:
        for coding in codings_of(one.get("language", {})):
            for code in (coding.code.lower(), coding.code.lower().split("-")[0]):
                if code in _LANGUAGES:
                    return code
    if ordered:
        left.note("Patient.communication: a language that is not offered here")
    return ""


def _points(telecom: Sequence[Mapping[str, Any]], left: Left) -> tuple[tuple[str, str], ...]:
    points: list[tuple[str, str]] = []
    for one in sorted(telecom, key=lambda point: point.get("rank", 1000)):
        system, value = one.get("system", ""), line_of(one.get("value", ""))
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


def _identifiers(identifiers: Sequence[Mapping[str, Any]], left: Left) -> tuple[tuple[str, str], ...]:
    kept: list[tuple[str, str]] = []
    for one in identifiers:
        system, value = one.get("system", ""), line_of(one.get("value", ""))
        types = {coding.code for coding in codings_of(one.get("type", {}))}
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
