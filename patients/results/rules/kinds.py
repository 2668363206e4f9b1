"""What is known of each kind of result, out of its file: its units, what is plausible, how long it speaks for now. Pure."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from care.actor import Category
from patients.results.rules.vocabulary import Certainty, Panel, ResultAnswer, ResultKind, Shape

FILE = Path(__file__).resolve().parent.parent / "data" / "kinds.csv"
# Units as people and other systems write them, where it is not as the file does.
OTHER_WRITINGS = {
    "[lb_av]": "lb", "lbs": "lb", "pounds": "lb", "kgs": "kg", "mm[hg]": "mmhg", "mm hg": "mmhg", "msec": "ms", "sec": "s",
    "beats/min": "/min", "{beats}/min": "/min", "bpm": "/min", "[iu]/l": "u/l", "iu/l": "u/l", "units/l": "u/l",
    "{inr}": "ratio", "{ratio}": "ratio", "1": "ratio", "inr": "ratio", "ml/min/{1.73_m2}": "ml/min/1.73m2",
    "ml/min/1.73 m2": "ml/min/1.73m2", "ml/min/{1.73_m2}/{body}": "ml/min/1.73m2", "ml/min": "ml/min/1.73m2",
    "10^3/ul": "10*3/ul", "k/ul": "10*3/ul", "10^9/l": "10*9/l", "{score}": "points",
}  # fmt: skip
SAID = {
    "umol/L": "µmol/L", "ukat/L": "µkat/L", "10*3/uL": "10³/µL", "10*9/L": "10⁹/L", "/uL": "/µL", "ug/L": "µg/L",
    "mL/min/1.73m2": "mL/min/1.73 m²", "g/210L": "g/210 L", "ratio": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindFacts:
    """One line of the file. `units`: each unit that may be written, and by what it is multiplied to be the first."""

    kind: ResultKind
    panel: Panel
    shape: Shape
    category: Category
    units: Mapping[str, Decimal]
    low: Decimal | None
    high: Decimal | None
    least: Decimal | None
    most: Decimal | None
    places: int
    has_upper: bool
    stale_months: int | None
    stale_source: str
    answers: tuple[ResultAnswer, ...]
    loinc: str
    loinc_source: str
    source: str
    flag: Certainty

    @property
    def unit(self) -> str:
        """The unit in which values are compared."""
        return next(iter(self.units), "")

    def rounded(self, value: Decimal) -> Decimal:
        """A value in that unit, as precisely as it says something."""
        return value.quantize(Decimal(1).scaleb(-self.places), rounding=ROUND_HALF_UP)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _rows() -> Iterator[KindFacts]:
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            units = {row["unit"]: Decimal(1)} if row["unit"] else {}
            units |= {
                name: Decimal(factor) for name, _, factor in (one.rpartition(":") for one in row["other_units"].split("|") if one)
            }
            yield KindFacts(
                kind=ResultKind(row["kind"]),
                panel=Panel(row["panel"]),
                shape=Shape(row["shape"]),
                category=Category(row["category"]),
                units=units,
                low=_number(row["low"]),
                high=_number(row["high"]),
                least=_number(row["least"]),
                most=_number(row["most"]),
                places=int(row["places"]),
                has_upper=row["has_upper"] == "yes",
                stale_months=int(row["stale_months"]) if row["stale_months"] else None,
                stale_source=row["stale_source"],
                answers=tuple(ResultAnswer(one) for one in row["answers"].split("|") if one),
                loinc=row["loinc"],
                loinc_source=row["loinc_source"],
                source=row["source"],
                flag=Certainty(row["flag"]),
            )


@cache
def kinds() -> Mapping[ResultKind, KindFacts]:
    """All of the file, in the order of the vocabulary. Read once in a process."""
    found = {facts.kind: facts for facts in _rows()}
    return {kind: found[kind] for kind in ResultKind}


def facts_of(kind: ResultKind) -> KindFacts:
    """What is known of one kind."""
    return kinds()[kind]


def kinds_of(panel: Panel) -> list[KindFacts]:
    """The kinds that are written down together."""
    return [facts for facts in kinds().values() if facts.panel is panel]


@cache
def kinds_by_code() -> Mapping[str, ResultKind]:
    """Kinds by their LOINC code, and by that of the status of pregnancy."""
    found = {facts.loinc: facts.kind for facts in kinds().values() if facts.loinc}
    return found | {"82810-3": ResultKind.PREGNANCY}


def unit_words(unit: str) -> str:
    """A unit as a screen shows it."""
    return SAID.get(unit, unit)


def unit_as_filed(facts: KindFacts, written: str) -> str:
    """A unit that somebody wrote, as the file writes it; '' where the kind has no such unit."""
    text = written.strip().casefold().replace("µ", "u").replace("μ", "u")
    text = OTHER_WRITINGS.get(text, text)
    return next((unit for unit in facts.units if unit.casefold() == text), "")


def compared(facts: KindFacts, value: Decimal, unit: str) -> Decimal:
    """A value in the unit in which values of its kind are compared. The unit is one of the file's."""
    return facts.rounded(value * facts.units[unit])
