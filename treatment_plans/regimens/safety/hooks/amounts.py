"""How much: a FHIR Quantity in milligrams, and how often: a FHIR Timing as times a day. Pure."""

import re
from decimal import Decimal
from typing import Any

from treatment_plans.regimens.safety.drugs import Strength
from treatment_plans.regimens.safety.hooks.concepts import concept
from treatment_plans.regimens.safety.hooks.shape import Json, Unreadable, number, obj, word, words

MASSES = {
    "mg": Decimal(1),
    "milligram": Decimal(1),
    "g": Decimal(1000),
    "gm": Decimal(1000),
    "gram": Decimal(1000),
    "ug": Decimal("0.001"),
    "mcg": Decimal("0.001"),
    "microgram": Decimal("0.001"),
    "ng": Decimal("0.000001"),
}
VOLUMES = {"ml": Decimal(1), "milliliter": Decimal(1), "cc": Decimal(1), "l": Decimal(1000), "ul": Decimal("0.001")}
PIECES = frozenset(
    [
        "tablet",
        "tab",
        "tbl",
        "capsule",
        "cap",
        "film",
        "strip",
        "piece",
        "syringe",
        "kit",
        "patch",
        "spray",
        "dose",
        "each",
        "unit",
        "injection",
        "vial",
        "lozenge",
        "1",
    ]
)
MORE_THAN_ONE = re.compile(r"(?<=[a-z]{2})s$")
# How many of a unit of time make one day; months and years as 30 and 365 days.
A_DAY = {
    "s": Decimal(86400),
    "min": Decimal(1440),
    "h": Decimal(24),
    "d": Decimal(1),
    "wk": Decimal(1) / 7,
    "mo": Decimal(1) / 30,
    "a": Decimal(1) / 365,
}
# Codes of http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation, and the older spellings of prescriptions.
CODES = {
    "QD": Decimal(1), "DAILY": Decimal(1), "OD": Decimal(1), "AM": Decimal(1), "PM": Decimal(1), "BED": Decimal(1),
    "QHS": Decimal(1), "QAM": Decimal(1), "QPM": Decimal(1), "HS": Decimal(1), "ONCE": Decimal(1), "STAT": Decimal(1),
    "BID": Decimal(2), "TID": Decimal(3), "QID": Decimal(4), "QOD": Decimal("0.5"), "WK": Decimal(1) / 7, "MO": Decimal(1) / 30,
    "Q1H": Decimal(24), "Q2H": Decimal(12), "Q3H": Decimal(8), "Q4H": Decimal(6), "Q6H": Decimal(4), "Q8H": Decimal(3),
    "Q12H": Decimal(2), "Q24H": Decimal(1),
}  # fmt: skip
COUNTS = {"once": 1, "one time": 1, "1 time": 1, "twice": 2, "two times": 2, "2 times": 2, "three times": 3, "3 times": 3,
          "thrice": 3, "four times": 4, "4 times": 4}  # fmt: skip
UNITS = {"hour": "h", "hr": "h", "h": "h", "day": "d", "d": "d", "week": "wk", "wk": "wk", "month": "mo", "mo": "mo"}
EVERY = re.compile(r"\b(?:every|each|q\.?)\s*(\d+|other|\b)\s*(?:-\s*\d+\s*)?(hours?|hrs?|h|days?|d|weeks?|wks?|months?|mo)\b")
AMOUNT = re.compile(
    r"(\d+(?:\.\d+)?)\s*(mg|mcg|µg|μg|ug|g|ml|tablets?|tabs?|films?|strips?|capsules?|caps?)\b(?!\s*/)", re.IGNORECASE
)


def milligrams(quantity: Any, strength: Strength) -> Decimal:
    """The mass of a Quantity. Volumes and pieces need the strength of the product.

    Raises:
        Unreadable: no number, a unit that is not known, or a strength that is not known.
    """
    found = obj(quantity)
    value = number(found.get("value"))
    if value is None or value < 0:
        raise Unreadable("a dose without a number")
    unit = unit_word(found)
    if unit in MASSES:
        return value * MASSES[unit]
    if unit in VOLUMES:
        if strength.per_ml is None:
            raise Unreadable("a dose as a volume, and the concentration is not known")
        return value * VOLUMES[unit] * strength.per_ml
    if unit in PIECES:
        if strength.each is None:
            raise Unreadable("a dose as a number of pieces, and their strength is not known")
        return value * strength.each
    raise Unreadable(f"a dose in “{unit[:30]}”" if unit else "a dose without a unit")


def unit_word(quantity: Json) -> str:
    """The unit of a Quantity as one small word: its code, else what is printed."""
    for text in (word(quantity.get("code")), word(quantity.get("unit"))):
        plain = plain_unit(text)
        if plain in MASSES or plain in VOLUMES or plain in PIECES:
            return plain
    return plain_unit(word(quantity.get("unit")) or word(quantity.get("code")))


def plain_unit(text: str) -> str:
    """'{tbl}' and 'Tablets' are the same unit; both micro signs are 'u'."""
    small = re.sub(r"\(.*?\)|[{}\[\]]", "", text.lower()).replace("µ", "u").replace("μ", "u").strip(" .")
    first = small.split(" ")[-1 if small.startswith(("sublingual", "oral", "buccal", "prefilled")) else 0] if small else ""
    return MORE_THAN_ONE.sub("", first)


def ratio_strength(ratio: Any) -> Strength:
    """The strength of an ingredient: 10 mg in 1 mL, or 8 mg in 1 tablet. What cannot be read is left out."""
    top, bottom = obj(obj(ratio).get("numerator")), obj(obj(ratio).get("denominator"))
    try:
        mass = milligrams(top, Strength())
    except Unreadable:
        return Strength()
    over = number(bottom.get("value")) or Decimal(1)
    unit = unit_word(bottom)
    if unit in VOLUMES:
        return Strength(per_ml=mass / (over * VOLUMES[unit]))
    return Strength(each=mass / over) if unit in PIECES or not unit else Strength()


def times_a_day(timing: Any) -> Decimal | None:
    """How often a day, the most that the order allows; below 1 for every few days. None: it is not said."""
    found = obj(timing)
    repeat = obj(found.get("repeat"))
    period, unit = number(repeat.get("period")), word(repeat.get("periodUnit"))
    often = number(repeat.get("frequencyMax")) or number(repeat.get("frequency"))
    at_times = len(words(repeat.get("timeOfDay"))) or len(words(repeat.get("when")))
    if at_times and (not often or often == 1):
        often = Decimal(at_times)
    if period and period > 0 and unit in A_DAY:
        return (often or Decimal(1)) * A_DAY[unit] / period
    code = concept(found.get("code"))
    for text in (*(coding.code for coding in code.codings), code.text, *(coding.display for coding in code.codings)):
        if (known := _said(text)) is not None:
            return known
    if often:
        return often
    one_time = number(repeat.get("count")) == 1 or len(words(found.get("event"))) == 1
    return Decimal(1) if one_time else None


def said_times(text: str) -> Decimal | None:
    """How often a day, from a sentence: 'take 1 film twice daily'."""
    for piece in re.split(r"[;,.]\s", text):
        if (known := _said(piece)) is not None:
            return known
    return None


def said_amount(text: str, strength: Strength) -> Decimal | None:
    """How much each time, in milligrams, from a sentence; None when it does not say."""
    found = AMOUNT.search(text)
    if not found:
        return None
    try:
        return milligrams({"value": Decimal(found[1]), "unit": found[2]}, strength)
    except Unreadable:
        return None


def _said(text: str) -> Decimal | None:
    small = text.lower().strip()
    if small.upper().replace(".", "") in CODES:
        return CODES[small.upper().replace(".", "")]
    if every := EVERY.search(small):
        count = Decimal(2) if every[1] == "other" else Decimal(every[1] or 1)
        often = next((times for words_, times in COUNTS.items() if words_ in small), 1)
        return often * A_DAY[UNITS[every[2].rstrip("s")]] / count if count else None
    found = next(
        (code for code in re.findall(r"[a-z0-9.]+", small) if code.upper().replace(".", "") in CODES and len(code) > 2), ""
    )
    often = next((times for words_, times in COUNTS.items() if words_ in small), 0)
    span = next((days for unit, days in (("week", 7), ("month", 30)) if re.search(rf"\b{unit}|\b{unit}ly", small)), 1)
    if often:
        return Decimal(often) / span
    if "weekly" in small or "monthly" in small:
        return Decimal(1) / span
    return CODES[found.upper().replace(".", "")] if found else None
