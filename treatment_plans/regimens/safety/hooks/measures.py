"""Results of FHIR: an Observation, its components and its members, as measured facts by LOINC code, else by words. Pure."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from treatment_plans.regimens.safety.facts import Measured
from treatment_plans.regimens.safety.hooks.concepts import LOINC, Concept, concept
from treatment_plans.regimens.safety.hooks.moments import end_of, moment, start_of
from treatment_plans.regimens.safety.hooks.shape import Json, Unreadable, number, obj, objects, word

# LOINC codes that the clinical reference (0.2, issue's list) names, then their siblings by method.
CODES = {
    "2160-0": "creatinine",
    "14682-9": "creatinine",  # moles per volume
    "38483-4": "creatinine",  # in blood
    "29463-7": "weight",
    "3141-9": "weight",
    "8636-3": "qtc",
    "1742-6": "alt",
    "1743-4": "alt",
    "1920-8": "ast",
    "30239-8": "ast",
    "82810-3": "pregnancy",
    "2106-3": "pregnancy",  # hCG in urine
    "2118-8": "pregnancy",  # hCG in serum or plasma
    "80384-1": "pregnancy",
    "6301-6": "inr",
    "34714-6": "inr",
    "777-3": "platelets",
    "26515-7": "platelets",
    "75626-2": "audit_c",
    "19295-5": "opioid_screen",  # opiates in urine by screen method
    "3879-4": "opioid_screen",
    "43199-9": "fentanyl_screen",  # norfentanyl in urine
}
# What the words of a result may say, and what they must not say. Only for results that no known LOINC code names.
WORDS = (
    ("cows", r"\bcows\b|clinical opiate withdrawal", r""),
    ("naloxone_challenge", r"naloxone challenge", r""),
    ("breath_alcohol", r"breath(?:alyzer)?.*(?:alcohol|ethanol)|(?:alcohol|ethanol).*(?:breath|blood|serum)|\bbrac\b", r""),
    ("last_drink", r"last (?:\w+ )?drink|last alcohol", r""),
    ("audit_c", r"audit-?c\b", r""),
    ("sedation", r"\bposs\b|sedation (?:scale|score)", r""),
    ("impaired", r"visibl[ey] impair|\bintoxicated\b|signs of intoxication", r""),
    ("child_pugh", r"child[- ]pugh", r""),
    ("qtc", r"\bqtc\b|corrected qt|qt interval corrected", r""),
    ("creatinine", r"\bcreatinine\b", r"urine|ratio|clearance|gfr|filtration|\bcsf\b|kinase"),
    ("weight", r"\bbody weight\b|^weight\b", r"birth|ideal|percentile|loss|gain|bmi|per |length|goal|estimated fetal"),
    ("alt", r"\balt\b|alanine aminotransferase|sgpt", r"ratio"),
    ("ast", r"\bast\b|aspartate aminotransferase|sgot", r"ratio"),
    ("pregnancy", r"\bpregnancy (?:status|test)|\bhcg\b|choriogonadotropin", r"intent|history|number|outcome|last"),
    ("inr", r"\binr\b", r"target|goal"),
    ("platelets", r"\bplatelets?\b", r"volume|width"),
    ("methadone_peak", r"\bmethadone\b.*\bpeak\b|\bpeak\b.*\bmethadone\b", r"flow|ratio"),
    ("methadone_trough", r"\bmethadone\b.*\btrough\b|\btrough\b.*\bmethadone\b", r"ratio"),
)  # fmt: skip
# A drug test names what it looks for and in what; a question about use names the first alone.
OPIOIDS = re.compile(
    r"\b(?:opioids?|opiates?|oxycodone|oxymorphone|morphine|methadone|eddp|(?:nor)?buprenorphine|heroin|6-?mam|codeine|"
    r"hydrocodone|hydromorphone|tramadol)\b"
)
SPECIMEN = re.compile(
    r"\burine\b|\bsaliva\b|\boral fluid\b|\bscreen|\bpresence\b|\bdrug test|\btoxicolog|\bimmunoassay|\bud[st]\b"
)
NO_SPECIMEN = re.compile(r"withdrawal|\brisk\b|disorder|agreement|question|cutoff|ratio")
# Units as UCUM writes them, by key; what must be converted to one of them, and by which factor.
UNITS: dict[str, dict[str, tuple[str, Decimal]]] = {
    "creatinine": {
        "mg/dl": ("mg/dL", Decimal(1)),
        "mg%": ("mg/dL", Decimal(1)),
        "mg/l": ("mg/dL", Decimal("0.1")),
        "umol/l": ("umol/L", Decimal(1)),
        "micromol/l": ("umol/L", Decimal(1)),
        "mmol/l": ("umol/L", Decimal(1000)),
    },
    "weight": {
        "kg": ("kg", Decimal(1)),
        "g": ("g", Decimal(1)),
        "lb_av": ("[lb_av]", Decimal(1)),
        "lb": ("[lb_av]", Decimal(1)),
        "lbs": ("[lb_av]", Decimal(1)),
        "pound": ("[lb_av]", Decimal(1)),
        "pounds": ("[lb_av]", Decimal(1)),
        "oz_av": ("[lb_av]", Decimal("0.0625")),
        "stone_av": ("[lb_av]", Decimal(14)),
        "stone": ("[lb_av]", Decimal(14)),
        "st": ("[lb_av]", Decimal(14)),
    },
    "qtc": {"ms": ("ms", Decimal(1)), "msec": ("ms", Decimal(1)), "s": ("ms", Decimal(1000)), "sec": ("ms", Decimal(1000))},
    "alt": {
        "u/l": ("U/L", Decimal(1)),
        "iu/l": ("U/L", Decimal(1)),
        "ukat/l": ("U/L", Decimal(60)),
        "units/l": ("U/L", Decimal(1)),
    },
}
UNITS["ast"] = UNITS["alt"]
LOOSE = {
    "milligram per deciliter": "mg/dl",
    "kilogram": "kg",
    "kilograms": "kg",
    "kgs": "kg",
    "grams": "g",
    "gram": "g",
    "millisecond": "ms",
    "milliseconds": "ms",
    "[iu]/l": "iu/l",
    "enzyme unit per liter": "u/l",
}
ANSWERS = {
    "LA15173-0": "pregnant",
    "77386006": "pregnant",
    "LA26683-5": "not pregnant",
    "60001007": "not pregnant",
    "LA4489-6": "unknown",
    "LA6576-8": "positive",
    "10828004": "positive",
    "LA6577-6": "negative",
    "260385009": "negative",
    "LA11882-0": "positive",
    "260373001": "positive",
    "LA11883-8": "negative",
    "260415000": "negative",
    "POS": "positive",
    "NEG": "negative",
    "DET": "positive",
    "ND": "negative",
}
SKIPPED = frozenset({"entered-in-error", "cancelled"})
QUALITATIVE = frozenset({"opioid_screen", "fentanyl_screen", "naloxone_challenge", "pregnancy"})


def key_of(code: Concept, *, panel: str = "") -> str:
    """Which fact a code names; '' when it is none that a rule asks for. `panel` are the words of what it is a part of."""
    for found in code.codes(LOINC):
        if found in CODES:
            return CODES[found]
    text = code.all_words().lower()
    if key := next((key for key, yes, no in WORDS if re.search(yes, text) and not (no and re.search(no, text))), ""):
        return key
    if SPECIMEN.search(f"{text} {panel}") and not NO_SPECIMEN.search(f"{text} {panel}"):
        return "fentanyl_screen" if "fentanyl" in text else "opioid_screen" if OPIOIDS.search(text) else ""
    return ""


def read_results(resource: Json) -> Iterator[tuple[str, Measured]]:
    """The facts in one Observation, with their keys.

    Raises:
        Unreadable: a result that a rule asks for has no value, no date, or a unit that is not known.
    """
    if word(resource.get("status")) in SKIPPED:
        return
    key = key_of(concept(resource.get("code")))
    panel = concept(resource.get("code")).all_words().lower()
    parts = [(key_of(concept(part.get("code")), panel=panel), part) for part in objects(resource.get("component"))]
    parts = [(part_key or (key if key in QUALITATIVE else ""), part) for part_key, part in parts]
    wanted = [(part_key, part) for part_key, part in parts if part_key]
    if not key and not wanted:
        return
    at = _at(resource)
    if key and (_has_value(resource) or not wanted):
        yield key, _measured(key, resource, at)
    for part_key, part in wanted:
        if _has_value(part):
            yield part_key, _measured(part_key, part, at)


def _at(resource: Json) -> datetime:
    period = resource.get("effectivePeriod")
    at = moment(resource.get("effectiveDateTime") or resource.get("effectiveInstant")) or end_of(period) or start_of(period)
    at = at or moment(resource.get("issued"))
    if at is None:
        raise Unreadable("it has no date")
    return at


def _has_value(part: Json) -> bool:
    return any(name.startswith("value") and part[name] not in (None, {}, "") for name in part)


def _measured(key: str, part: Json, at: datetime) -> Measured:
    value, unit, said = _value(part)
    if key == "last_drink" and (drunk := part.get("valueDateTime")):
        at = moment(drunk) or at
    elif not _has_value(part):
        raise Unreadable("it has no value")
    if key in QUALITATIVE and not said:
        said = _interpreted(part)
    factor = Decimal(1)
    if value is not None and key in UNITS:
        unit, factor = _unit(key, unit)
    if value is None and key in UNITS:
        raise Unreadable("it has no number")
    upper = _upper(part, key)
    return Measured(value * factor if value is not None else None, unit, at, upper, said)


def _unit(key: str, unit: str) -> tuple[str, Decimal]:
    small = unit.lower().replace("µ", "u").replace("μ", "u").strip()
    small = LOOSE.get(small, small).replace(" ", "").strip("[]{}.")
    if small not in UNITS[key]:
        raise Unreadable(f"its unit “{unit[:20]}” is not known for this result" if unit else "it has no unit")
    return UNITS[key][small]


def _value(part: Json) -> tuple[Decimal | None, str, str]:
    """Number, unit and words of a value, whatever its type."""
    quantity = obj(part.get("valueQuantity"))
    if quantity:
        value = number(quantity.get("value"))
        return value, word(quantity.get("code")) or word(quantity.get("unit")), ""
    if isinstance(part.get("valueBoolean"), bool):
        return None, "", "positive" if part["valueBoolean"] else "negative"
    for name in ("valueInteger", "valueDecimal"):
        if (whole := number(part.get(name))) is not None:
            return whole, "", ""
    if text := word(part.get("valueString")):
        return _from_text(text)
    if part.get("valueCodeableConcept"):
        return None, "", answer(concept(part.get("valueCodeableConcept")))
    return None, "", ""


def _from_text(text: str) -> tuple[Decimal | None, str, str]:
    found = re.fullmatch(r"[<>=≤≥ ]*(\d+(?:\.\d+)?)\s*([^\d\s].*)?", text)
    if found:
        return Decimal(found[1]), (found[2] or "").strip(), ""
    return None, "", _plain(text)


def answer(found: Concept) -> str:
    """A coded answer in one of our words, else in its own."""
    for coding in found.codings:
        if coding.code in ANSWERS:
            return ANSWERS[coding.code]
    return _plain(found.text or next((coding.display for coding in found.codings if coding.display), found.label()))


def _plain(text: str) -> str:
    small = text.lower().strip()
    if re.search(r"\bnot pregnant\b|\bnonpregnant\b", small):
        return "not pregnant"
    if re.search(r"\bpregnant\b", small):
        return "pregnant"
    if re.search(r"\bnegative\b|\bneg\b|not detected|\bnone detected\b|\babsent\b|\bpassed\b|no withdrawal", small):
        return "negative"
    if re.search(r"\bpositive\b|\bpos\b|\bdetected\b|\bpresent\b|withdrawal (?:signs|seen|precipitated)", small):
        return "positive"
    return small


def _interpreted(part: Json) -> str:
    """Positive or negative, as the result's interpretation says."""
    return next((said for found in objects(part.get("interpretation")) if (said := answer(concept(found)))), "")


def _upper(part: Json, key: str) -> Decimal | None:
    """The upper end of the reference range, in the unit of the result."""
    for span in objects(part.get("referenceRange")):
        kind = concept(span.get("type")).all_words().lower()
        high: Any = number(obj(span.get("high")).get("value"))
        if high is None and (found := re.search(r"(?:-|–|<=?|to)\s*(\d+(?:\.\d+)?)", word(span.get("text")))):
            high = Decimal(found[1])
        if high is None or high <= 0 or (kind and "normal" not in kind and "recommended" not in kind):
            continue
        unit = word(obj(span.get("high")).get("code")) or word(obj(span.get("high")).get("unit"))
        try:
            return Decimal(high) * (_unit(key, unit)[1] if unit and key in UNITS else Decimal(1))
        except Unreadable:
            continue
    return None
