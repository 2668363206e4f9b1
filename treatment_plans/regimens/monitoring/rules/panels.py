"""What each analyte of a drug test says against what is prescribed and reported. Pure. Source: clinical reference 1.11.

The answer is information for the conversation: it changes no dose and no take-home. What a panel does not name was not looked
for: an immunoassay for opiates sees neither fentanyl nor methadone nor buprenorphine. Which medicine shows as which analyte is
`data/analytes.csv`. Where there is a confirmation, it speaks and the screen does not.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from treatment_plans.regimens.monitoring.rules.data import read_rows
from treatment_plans.regimens.monitoring.vocabulary import Verdict

MUST_SHOW = frozenset({"itself", "metabolite", "group"})
TREATMENTS = ("methadone", "buprenorphine")


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine on the day of the test: its name, ingredients and classes. `is_ordered` here; `is_regular`: taken every day."""

    name: str
    ingredients: frozenset[str]
    classes: frozenset[str] = frozenset()
    is_ordered: bool = False
    is_regular: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What the laboratory said of one analyte: by which method, and what."""

    analyte: str
    method: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Line:
    """One analyte, judged, and why in words."""

    analyte: str
    method: str
    outcome: str
    verdict: Verdict
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A whole test: each analyte, and the treatments that the panel did not look for."""

    lines: tuple[Line, ...]
    not_looked_for: tuple[str, ...]

    @property
    def unexpected(self) -> tuple[Line, ...]:
        """The lines to talk about."""
        return tuple(line for line in self.lines if line.verdict is Verdict.UNEXPECTED)

    @property
    def verdict(self) -> Verdict:
        """What the test says as a whole: unexpected where a line is, unknown where nothing can be told."""
        verdicts = {line.verdict for line in self.lines}
        if Verdict.UNEXPECTED in verdicts:
            return Verdict.UNEXPECTED
        return Verdict.EXPECTED if verdicts & {Verdict.EXPECTED, Verdict.EITHER} else Verdict.UNKNOWN


@cache
def _shows() -> dict[str, dict[str, str]]:
    """For each ingredient or class, how it shows as which analyte."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_rows("analytes.csv"):
        found[row["medicine"]][row["analyte"]] = row["how"]
    return dict(found)


def shows_as(medicine: Medicine) -> dict[str, str]:
    """As which analytes a medicine shows, and how: itself, a metabolite, a group, or now and then (minor)."""
    found: dict[str, str] = {}
    for name in (*sorted(medicine.ingredients), *(f"class:{one}" for one in sorted(medicine.classes))):
        found = _shows().get(name, {}) | found
    return found


def judge(found: Iterable[Found], medicines: Collection[Medicine]) -> Judged:
    """Every analyte of a test, in the order of the test."""
    told = list(found)
    confirmed = {one.analyte for one in told if one.method == "confirmation" and one.outcome in {"positive", "negative"}}
    lines = tuple(_line(one, medicines) for one in told if one.method == "confirmation" or one.analyte not in confirmed)
    looked_for = {line.analyte for line in lines if line.outcome != "not_done"}
    missing = (
        one.name
        for one in medicines
        if one.is_ordered and one.ingredients & set(TREATMENTS) and lines and not looked_for & set(shows_as(one))
    )
    return Judged(lines, tuple(dict.fromkeys(missing)))


def _line(one: Found, medicines: Collection[Medicine]) -> Line:
    verdict, why = _verdict(one, medicines)
    return Line(one.analyte, one.method, one.outcome, verdict, why)


def _verdict(one: Found, medicines: Collection[Medicine]) -> tuple[Verdict, str]:
    if one.outcome not in {"positive", "negative"}:
        return Verdict.UNKNOWN, "not looked for" if one.outcome == "not_done" else "it could not be read"
    by = [(medicine, shows_as(medicine)[one.analyte]) for medicine in medicines if one.analyte in shows_as(medicine)]
    if one.outcome == "positive":
        if not by:
            sure = "" if one.method == "confirmation" else "; a screen alone, to be confirmed before it counts"
            return Verdict.UNEXPECTED, f"nothing prescribed or reported shows like this{sure}"
        medicine, how = by[0]
        return Verdict.EXPECTED, f"{medicine.name}{' may show' if how == 'minor' else ' shows'} like this"
    must = [medicine for medicine, how in by if how in MUST_SHOW]
    steady = next((medicine for medicine in must if medicine.is_regular and medicine.is_ordered), None)
    if steady is not None:
        return Verdict.UNEXPECTED, f"{steady.name} is ordered and would show"
    if must or by:
        return Verdict.EITHER, f"{(must or [by[0][0]])[0].name} would show if it was taken lately"
    return Verdict.EXPECTED, "nothing prescribed or reported would show"
