"""What a Patient resource says of sex, gender, origin and addresses, in our words. US Core 6.1.0, the core of FHIR R4. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from care.lib.states import STATES
from patients.rules import (
    COUNTRIES,
    HOME_COUNTRY,
    NOT_A_RACE,
    Address,
    BadAddress,
    BirthSex,
    Ethnicity,
    Gender,
    GenderIdentity,
    Place,
    Race,
    Sex,
    check_address,
    clean_name,
    clean_postal_code,
    code_of,
)

US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/"
TAKEN = {
    *("us-core-birthsex", "us-core-sex", "us-core-genderIdentity", "us-core-race", "us-core-ethnicity"),
    "us-core-tribal-affiliation",
}
MOST = 5  # addresses of one person
_STATES = {name.casefold(): code for code, name in STATES.items()}
Note = Callable[[str], None]


def background(resource: Mapping[str, Any], note: Note) -> dict[str, Any]:
    """The fields of `SaidPerson` about sex, gender and origin; `note` is told what is left out."""
    parts = {str(one.get("url", "")).removeprefix(US_CORE): one for one in resource.get("extension", ())}
    if parts.keys() - TAKEN:
        note("Patient.extension")
    said: dict[str, Any] = {
        "gender": _known(resource.get("gender", ""), Gender, "gender"),
        "birth_sex": _birth_sex(parts.get("us-core-birthsex", {}).get("valueCode", "")),
        "sex": _by_code("sex", Sex, [parts.get("us-core-sex", {}).get("valueCode", "")]),
        "gender_identity": _by_code("gender_identity", GenderIdentity, _codes(parts.get("us-core-genderIdentity", {}))),
        "name_suffix": clean_name(" ".join(_suffixes(resource.get("name", ()))))[:20],
        "tribes": tuple(_tribes(resource.get("extension", ()))),
    }
    race = parts.get("us-core-race", {}).get("extension", ())
    races = {_race(code) for code in _categories(race)}
    said["race"] = tuple(one.value for one in Race if one.value in races)
    said["race_detail"] = _detail(race, {one.label for one in Race})
    ethnicity = parts.get("us-core-ethnicity", {}).get("extension", ())
    said["ethnicity"] = _by_code("ethnicity", Ethnicity, _categories(ethnicity))
    said["ethnicity_detail"] = _detail(ethnicity, {one.label for one in Ethnicity})
    if len(said["race"]) > 1 and NOT_A_RACE & set(said["race"]):
        note("Patient.race: a category beside 'unknown'")
        said["race"] = ()
    return {name: value for name, value in said.items() if value}


def addresses(given: Sequence[Mapping[str, Any]], note: Note) -> tuple[tuple[str, ...], ...]:
    """The addresses in use, each as `ADDRESS_PARTS` of `patients.rules` names them."""
    found: list[tuple[str, ...]] = []
    for one in given:
        if one.get("use") in ("old", "billing") or "end" in one.get("period", {}):
            note("Patient.address: no longer in use, or for bills")
            continue
        try:
            found.append(_address(one))
        except BadAddress:
            note("Patient.address: one that cannot be")
    return tuple(dict.fromkeys(found))[:MOST]


def _address(one: Mapping[str, Any]) -> tuple[str, ...]:
    lines = [clean_name(line) for line in one.get("line", ()) if line] or [clean_name(one.get("text", ""))]
    country = str(one.get("country", "")).strip().upper() or HOME_COUNTRY
    country = {"USA": "US", "UNITED STATES": "US"}.get(country, country)
    if country not in COUNTRIES:
        raise BadAddress("country", "A country that is not on the list.")
    state = clean_name(one.get("state", ""))
    state = _STATES.get(state.casefold(), state.upper()) if country == HOME_COUNTRY else state
    place = Place.MAIL if one.get("type") == "postal" else Place.STAYING if one.get("use") == "temp" else Place.HOME
    code = clean_postal_code(one.get("postalCode", ""), country=country)
    city = clean_name(one.get("city", ""))
    address = Address(place, lines[0], ", ".join(lines[1:]), city, state, code, country)
    if any(len(text) > most for text, most in ((address.line1, 120), (address.line2, 120), (city, 80), (state, 40))):
        raise BadAddress("line1", "Too long.")
    check_address(address)
    return (place.value, address.line1, address.line2, city, state, code, country)


def _known(value: str, words: Iterable[Any], field: str) -> str:
    return next((str(word.value) for word in words if (coding := code_of(field, word)) and coding.code == value), "")


def _by_code(field: str, words: Iterable[Any], codes: Sequence[str]) -> str:
    return next((found for code in codes if code and (found := _known(code, words, field))), "")


def _birth_sex(code: str) -> str:
    return _known(code, BirthSex, "birth_sex") if code else ""


def _race(code: str) -> str:
    return _known(code, Race, "race") if code else ""


def _codes(extension: Mapping[str, Any]) -> list[str]:
    return [str(coding.get("code", "")) for coding in extension.get("valueCodeableConcept", {}).get("coding", ())]


def _categories(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(part.get("valueCoding", {}).get("code", "")) for part in parts if part.get("url") in ("ombCategory", "detailed")]


def _detail(parts: Sequence[Mapping[str, Any]], labels: set[str]) -> str:
    """The detailed words; the text where it says more than the category."""
    words = [clean_name(part.get("valueCoding", {}).get("display", "")) for part in parts if part.get("url") == "detailed"]
    text = next((clean_name(part.get("valueString", "")) for part in parts if part.get("url") == "text"), "")
    if not any(words) and text.casefold() not in {label.casefold() for label in labels}:
        categories = [part.get("valueCoding", {}).get("display", "") for part in parts if part.get("url") == "ombCategory"]
        words = [] if text.casefold() in {str(category).casefold() for category in categories} else [text]
    return "; ".join(filter(None, words))[:200]


def _suffixes(names: Sequence[Mapping[str, Any]]) -> list[str]:
    legal = next((name for name in names if name.get("use") == "official"), names[0] if names else {})
    return [str(suffix) for suffix in legal.get("suffix", ()) if suffix]


def _tribes(extensions: Sequence[Mapping[str, Any]]) -> list[str]:
    found = []
    for one in extensions:
        if str(one.get("url", "")) == f"{US_CORE}us-core-tribal-affiliation":
            for part in one.get("extension", ()):
                concept = part.get("valueCodeableConcept", {})
                display = next((coding.get("display", "") for coding in concept.get("coding", ())), "")
                found.append(clean_name(concept.get("text") or display)[:120])
    return [tribe for tribe in dict.fromkeys(found) if tribe][:6]
