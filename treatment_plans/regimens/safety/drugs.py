"""Which medicine is meant: by RxNorm code, else by the words in its name. Pure.

Names are compared word by word, without regard to case: "naltrexone" is not found in "methylnaltrexone". A code from a confirmed
source speaks before the words, the words before a code that is only general knowledge (clinical reference 0.1).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from treatment_plans.regimens.safety.facts import Drug
from treatment_plans.regimens.safety.settings import read_rows

WORD = re.compile(r"[a-z0-9.]+")
LONGEST = 4  # words of a name
EXTENDED = re.compile(r"\b(?:extended[- ]release|(?:12|24|72|168) hr|xr|er|cr|xl|depot|transdermal|patch(?:es)?)\b")
# Labels: the strengths of each depot (clinical reference 1.2) and its concentration.
WEEKLY = frozenset(map(Decimal, (8, 16, 24, 32)))
MONTHLY = frozenset(map(Decimal, (64, 96, 128)))
SUBLOCADE = frozenset(map(Decimal, (100, 300)))
CONCENTRATIONS = {"200": "sublocade", "50": "brixadi_weekly", "356": "brixadi_monthly"}
ZUBSOLV = frozenset(map(Decimal, ("0.7", "1.4", "2.9", "5.7", "8.6", "11.4")))
UNDER_THE_SKIN = "subcutaneous"


@dataclass(frozen=True, slots=True)
class Strength:
    """How much of the medicine is in one piece (tablet, film, syringe) and in one milliliter, in milligrams."""

    each: Decimal | None = None
    per_ml: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Recognized:
    """The medicine, its strength, and the route that its form says."""

    drug: Drug
    strength: Strength = Strength()
    route: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one written name or one code stands for."""

    ingredients: frozenset[str]
    classes: frozenset[str] = frozenset()
    product: str = ""
    route: str = ""
    strength: Strength = Strength()


def recognize(name: str, *, words: Iterable[str] = (), rxcuis: Iterable[str] = ()) -> Recognized:
    """The medicine that these codes and words name. Nothing recognized: a drug without ingredients."""
    text = " | ".join(dict.fromkeys(part for part in (name, *words) if part)).lower()
    sure, likely = _by_code(rxcuis)
    written = _by_words(text)
    found = sure or written or likely
    if sure and written and _ingredients(sure) < _ingredients(written):
        found = written + sure  # a code of the active substance alone; the words name the rest
    ingredients = _ingredients(found)
    classes = frozenset(kind for entry in found for kind in entry.classes)
    if EXTENDED.search(text):
        classes |= _long_acting(ingredients)
    named = next((entry.product for entry in (*found, *written) if entry.product and entry.ingredients <= ingredients), "")
    strength = next((entry.strength for entry in found if entry.strength != Strength()), None) or strength_in(text, ingredients)
    route = next((entry.route for entry in found if entry.route), "") or form_route(text)
    drug = Drug(name, ingredients, classes, _product(named, text, ingredients, strength.each))
    return Recognized(drug, strength, route)


def settle(drug: Drug, *, dose: Decimal | None, route: str, text: str = "") -> Drug:
    """The same medicine with its product, where only dose or route tell which it is."""
    if drug.product and drug.product != "brixadi":
        return drug
    product = _product(drug.product, text.lower(), drug.ingredients, dose)
    if not product and "buprenorphine" in drug.ingredients and route == UNDER_THE_SKIN:
        product = _by_dose(dose)
    if not product and drug.ingredients == {"naltrexone"} and (route == "intramuscular" or dose == Decimal(380)):
        product = "vivitrol"
    return replace(drug, product=product) if product != drug.product else drug


def strength_in(text: str, ingredients: frozenset[str]) -> Strength:
    """The strength in a name as RxNorm or a label writes it: '8 MG / naloxone 2 MG Film', '10 mg/mL', '5 mg/5 mL'."""
    lead = next((one for one in ("naltrexone", "buprenorphine", "methadone") if one in ingredients), "")
    part = next((piece for piece in re.split(r"\s/\s|\|", text.lower()) if lead and lead in piece), text.lower())
    if pair := re.search(r"(\d*\.?\d+) ?[-/] ?\d*\.?\d+ ?mg\b", part):
        return Strength(each=Decimal(pair[1]))  # "8-2 mg": the active substance stands first
    found = re.search(r"(\d*\.?\d+)\s*(mg|mcg|g)\b(?:\s*/\s*(\d*\.?\d*)\s*(ml|hr|actuat)\b)?", part)
    if not found or found[4] in {"hr", "actuat"}:
        return Strength()
    amount = Decimal(found[1]) * {"mg": Decimal(1), "mcg": Decimal("0.001"), "g": Decimal(1000)}[found[2]]
    if found[4] != "ml":
        return Strength(each=amount)
    over = Decimal(found[3]) if found[3] else Decimal(1)
    volume = re.search(r"(?:^|\| )\s*(\d*\.?\d+) ml ", text.lower())
    per_ml = amount / over if over else None
    return Strength(each=per_ml * Decimal(volume[1]) if per_ml and volume else None, per_ml=per_ml)


def form_route(text: str) -> str:
    """The route that a form says in a name: 'sublingual film'."""
    for word in ("sublingual", "buccal", "transdermal", "nasal"):
        if re.search(rf"\b{word}\b", text):
            return word
    return "oral" if re.search(r"\b(?:oral|tablets?|capsules?)\b", text) else ""


def _product(named: str, text: str, ingredients: frozenset[str], amount: Decimal | None) -> str:
    """The product: as named, by its concentration, or by amount where the words say extended release."""
    if named and named != "brixadi":
        return named
    if named == "brixadi":
        return _brixadi(text, amount)
    if "buprenorphine" in ingredients:
        if "naloxone" in ingredients:
            return "zubsolv" if amount in ZUBSOLV else ""
        if concentration := re.search(r"\b(200|50|356) ?mg ?/ ?ml\b", text):
            return CONCENTRATIONS[concentration[1]]
        return _by_dose(amount) if _is_depot(text) else ""
    if ingredients == {"naltrexone"} and (_is_depot(text) or re.search(r"\b380 ?mg\b", text)):
        return "vivitrol"
    return ""


def _brixadi(text: str, amount: Decimal | None) -> str:
    if amount in MONTHLY or (amount not in WEEKLY and re.search(r"\bmonthly\b|\b356 ?mg", text)):
        return "brixadi_monthly"
    if amount in WEEKLY or re.search(r"\bweekly\b|\b50 ?mg ?/ ?ml", text):
        return "brixadi_weekly"
    return "brixadi"


def _by_dose(dose: Decimal | None) -> str:
    sizes = ((SUBLOCADE, "sublocade"), (WEEKLY, "brixadi_weekly"), (MONTHLY, "brixadi_monthly"))
    return next((product for amounts, product in sizes if dose in amounts), "")


def _is_depot(text: str) -> bool:
    return bool(
        re.search(r"\bextended[- ]release\b|\bxr\b|\ber\b|\bdepot\b|\blong[- ]acting\b|\bxr-|\binjection\b", text)
    ) and not (re.search(r"\btablets?\b|\bcapsules?\b", text))


def _ingredients(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(one for entry in entries for one in entry.ingredients)


def _long_acting(ingredients: frozenset[str]) -> frozenset[str]:
    """The classes of the long-acting forms of what is in it."""
    return frozenset(kind for one in ingredients for kind in _catalogue().long_acting.get(one, ()))


def _by_code(rxcuis: Iterable[str]) -> tuple[list[Entry], list[Entry]]:
    """Entries of codes from a confirmed source, and of those that are general knowledge."""
    catalogue = _catalogue()
    sure = [catalogue.sure[code] for code in rxcuis if code in catalogue.sure]
    return sure, [catalogue.likely[code] for code in rxcuis if code in catalogue.likely]


def _by_words(text: str) -> list[Entry]:
    """Every name in a text, the longest at each place."""
    names = _catalogue().names
    tokens = _tokens(text)
    found: list[Entry] = []
    place = 0
    while place < len(tokens):
        for length in range(min(LONGEST, len(tokens) - place), 0, -1):
            if entry := names.get(tuple(tokens[place : place + length])):
                found.append(entry)
                place += length
                break
        else:
            place += 1
    return list(dict.fromkeys(found))


def _tokens(text: str) -> list[str]:
    return [token.strip(".") for token in WORD.findall(text.lower().replace("'", "").replace("’", ""))]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The files of this folder, ready to be looked up."""

    names: dict[tuple[str, ...], Entry]
    sure: dict[str, Entry]
    likely: dict[str, Entry]
    long_acting: dict[str, frozenset[str]]


@cache
def _catalogue() -> Catalogue:
    """Read the files once."""
    classes: dict[str, frozenset[str]] = {}
    long_acting: dict[str, frozenset[str]] = {}
    names: dict[tuple[str, ...], Entry] = {}
    sure: dict[str, Entry] = {}
    likely: dict[str, Entry] = {}
    for row in read_rows("ingredients.csv"):
        ingredient, kinds = row["ingredient"], frozenset(row["classes"].split())
        entry = Entry(frozenset({ingredient}), kinds)
        if "opioid_long_acting" in kinds:
            long_acting[ingredient] = kinds
        for written in filter(None, row["also_written"].split(";")):
            names[tuple(_tokens(written))] = entry
        if ingredient not in classes or "opioid_long_acting" not in kinds:
            classes[ingredient] = kinds
            names[tuple(_tokens(ingredient))] = entry
        if row["rxcui"]:
            sure[row["rxcui"]] = entry
    for row in read_rows("brands.csv"):
        names[tuple(_tokens(row["written"]))] = _entry(row, classes)
    for row in read_rows("products.csv"):
        (sure if row["flag"] == "checked" else likely)[row["rxcui"]] = _entry(row, classes)
    return Catalogue(names, sure, likely, long_acting)


def _entry(row: dict[str, str], classes: dict[str, frozenset[str]]) -> Entry:
    ingredients = frozenset(row["ingredients"].split())
    each, per_ml = (Decimal(row[name]) if row.get(name) else None for name in ("each_mg", "per_ml_mg"))
    kinds = frozenset(kind for one in ingredients for kind in classes.get(one, ()))
    return Entry(ingredients, kinds, row["product"], row["route"], Strength(each, per_ml))
