"""The dosage instructions of an order as one dose: how much each time, how often, how much on one day, where and when. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from treatment_plans.regimens.safety.drugs import Strength
from treatment_plans.regimens.safety.hooks.amounts import A_DAY, milligrams, said_amount, said_times, times_a_day, unit_word
from treatment_plans.regimens.safety.hooks.concepts import SNOMED, Concept, concept
from treatment_plans.regimens.safety.hooks.moments import day
from treatment_plans.regimens.safety.hooks.shape import Json, Unreadable, number, obj, objects, strings_in, word, words

# SNOMED CT codes of routes, as in the value set of FHIR R4 (route-codes).
ROUTES = {
    "26643006": "oral",
    "37839007": "sublingual",
    "54471007": "buccal",
    "34206005": "subcutaneous",
    "78421000": "intramuscular",
    "47625008": "intravenous",
    "46713006": "nasal",
    "45890007": "transdermal",
}
ROUTE_WORDS = {
    "sublingual": r"\bsublingual|\bunder the tongue\b|\bsl\b",
    "buccal": r"\bbuccal|\binside the cheek\b",
    "subcutaneous": r"\bsubcutaneous|\bsub-?q\b|\bsq\b|\bsc\b|\bunder the skin\b|\bsubcut\b",
    "intramuscular": r"\bintramuscular|\bim\b|\binto the muscle\b|\bintragluteal",
    "intravenous": r"\bintravenous|\biv\b|\binto a vein\b",
    "nasal": r"\bnasal|\bintranasal|\bnasinhal",
    "transdermal": r"\btransdermal|\btd\b",
    "oral": r"\boral|\bby mouth\b|\bpo\b|\bper os\b",
}


@dataclass(frozen=True, slots=True)
class Later:
    """A later step of a schedule: from a day, or so many days after the first; what is then taken a day, and at most at once."""

    begins: date | int
    day_total: Decimal | None
    dose: Decimal | None


@dataclass(frozen=True, slots=True)
class Dosage:
    """What an order says; each part None or empty where it does not say it. `doubts` names what could not be read."""

    dose: Decimal | None = None
    times_a_day: Decimal | None = None
    day_total: Decimal | None = None
    route: str = ""
    site: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    doubts: tuple[str, ...] = ()
    later: tuple[Later, ...] = ()


def route_of(found: Concept) -> str:
    """The route by its code, else by its words; '' when it is not said, the words as written when they are not known."""
    for code in found.codes(SNOMED):
        if code in ROUTES:
            return ROUTES[code]
    text = " | ".join((found.all_words(), *(coding.code for coding in found.codings))).lower()
    known = next((route for route, pattern in ROUTE_WORDS.items() if re.search(pattern, text)), "")
    return known or found.label().lower()


def dosage_of(instructions: Any, strength: Strength) -> Dosage:
    """The dose of an order's first step, and its later steps. A step whose first day nobody can tell is named as a doubt."""
    lines = objects(instructions)
    if not lines:
        return Dosage()
    first, later = _first_step(lines)
    parts = [_line(line, strength) for line in first]
    steps = _later_steps(first, later, strength)
    doubts = tuple(dict.fromkeys(doubt for part in parts for doubt in part.doubts))
    if (later and not steps) or (len(lines) == 1 and THEN.search(" ".join(strings_in(lines)))):
        doubts += ("only the first step of its dosage is judged, the later ones are not",)
    often = [part.times_a_day for part in parts if part.times_a_day is not None]
    day_total, dose = _together(parts)
    return Dosage(
        dose=dose,
        times_a_day=sum(often, Decimal(0)) if len(often) == len(parts) else None,
        day_total=day_total,
        route=next((part.route for part in parts if part.route), ""),
        site=next((part.site for part in parts if part.site), ""),
        starts_on=min((part.starts_on for part in parts if part.starts_on), default=None),
        ends_on=max((part.ends_on for part in map(_dates_only, lines) if part.ends_on), default=None),
        doubts=doubts,
        later=steps,
    )


def _together(parts: list[Dosage]) -> tuple[Decimal | None, Decimal | None]:
    """Of lines that are taken on the same days: the day's total, and the largest single dose."""
    totals = [part.day_total for part in parts]
    known = [total for total in totals if total is not None]
    doses = [part.dose for part in parts if part.dose is not None]
    return sum(known, Decimal(0)) if len(known) == len(totals) else None, max(doses, default=None)


def _later_steps(first: list[Json], later: list[Json], strength: Strength) -> tuple[Later, ...]:
    """Each later step by its first day, or by how long those before it last; none where that is not said of every step."""
    starts = sorted({start for line in later if (start := _dates_only(line).starts_on)})
    if starts:
        lines = [*first, *later]
        return tuple(Later(start, *_together([_line(line, strength) for line in _holding(lines, start)])) for start in starts)
    steps: list[Later] = []
    begins, lasts = 0, _lasts(first)
    for place in sorted({found for line in later if (found := number(line.get("sequence"))) is not None}):
        if lasts is None:
            return ()
        step = [line for line in later if number(line.get("sequence")) == place]
        begins += lasts
        steps.append(Later(begins, *_together([_line(line, strength) for line in step])))
        lasts = _lasts(step)
    return tuple(steps)


def _holding(lines: list[Json], day: date) -> list[Json]:
    """The lines of one day: those whose last day is not over, and of those without one the ones that began last."""
    begun = [(start, line) for line in lines if (start := _dates_only(line).starts_on or date.min) <= day]
    latest = max(start for start, _ in begun)
    return [
        line for start, line in begun if ((end := _dates_only(line).ends_on) and end >= day) or (end is None and start == latest)
    ]


def _lasts(lines: list[Json]) -> int | None:
    """For how many days a step is taken: the longest of its lines."""
    found = [obj(obj(obj(line.get("timing")).get("repeat")).get("boundsDuration")) for line in lines]
    days = [
        max(round(value / A_DAY[_period_unit(duration)]), 1)
        for duration in found
        if duration and (value := number(duration.get("value"))) and 0 < value <= LONGEST
    ]
    return max(days) if days and len(days) == len(lines) else None


def _first_step(lines: list[Json]) -> tuple[list[Json], list[Json]]:
    """Lines that are taken together at first, and those of later steps (another `sequence`, or a later start)."""
    starts = [_dates_only(line).starts_on for line in lines]
    if len({start for start in starts if start}) > 1:
        earliest = min(start for start in starts if start)
        first = [line for line, start in zip(lines, starts, strict=True) if start in (None, earliest)]
        return first, [line for line in lines if line not in first]
    order = [number(line.get("sequence")) for line in lines]
    bounded = any(obj(obj(line.get("timing")).get("repeat")).keys() & BOUNDS for line in lines)
    if bounded and all(place is not None for place in order) and len(set(order)) > 1:
        lowest = min(place for place in order if place is not None)
        first = [line for line, place in zip(lines, order, strict=True) if place == lowest]
        return first, [line for line, place in zip(lines, order, strict=True) if place != lowest]
    return lines, []


LONGEST = 1000  # of a unit: more is no step of a schedule
THEN = re.compile(r"\b(?:then|followed by|increase to|raise to)\b\D{0,20}\d", re.IGNORECASE)  # words that hold a later step
BOUNDS = {"boundsPeriod", "boundsDuration", "boundsRange", "duration", "count"}


def _line(line: Json, strength: Strength) -> Dosage:
    text = " ".join((word(line.get("text")), word(line.get("patientInstruction"))))
    timing = obj(line.get("timing"))
    doubts: list[str] = []
    dose = _dose(line, strength, text, doubts)
    often = times_a_day(timing)
    if often is None:
        often = said_times(text)
    most = _most_a_day(line, strength, doubts)
    total = _total(dose, often, most, is_as_needed=_is_as_needed(line, text))
    dates = _dates_only(line)
    return Dosage(
        dose=dose,
        times_a_day=often,
        day_total=total,
        route=route_of(concept(line.get("route"))) or _said_route(text),
        site=_site(line, text),
        starts_on=dates.starts_on,
        ends_on=dates.ends_on,
        doubts=tuple(doubts),
    )


def _total(dose: Decimal | None, often: Decimal | None, most: Decimal | None, *, is_as_needed: bool) -> Decimal | None:
    """The most on one day on which it is taken. As needed: the stated maximum, where there is one."""
    planned = dose * max(often, Decimal(1)) if dose is not None and often is not None else None
    if most is not None:
        return most if planned is None or is_as_needed else min(planned, most)
    return planned if planned is not None or is_as_needed else dose


def _dose(line: Json, strength: Strength, text: str, doubts: list[str]) -> Decimal | None:
    """The dose each time; of a range its upper end."""
    rates = objects(line.get("doseAndRate"))
    quantities = [
        obj(rate.get("doseQuantity")) or obj(obj(rate.get("doseRange")).get("high")) or obj(obj(rate.get("doseRange")).get("low"))
        for rate in (*rates, line)
    ]
    found = next((quantity for quantity in quantities if quantity), None)
    if found is None:
        if any(rate.get("rateQuantity") or rate.get("rateRatio") or rate.get("rateRange") for rate in rates):
            doubts.append("its dose is a rate, which the rules do not judge")
        return said_amount(text, strength)
    try:
        return milligrams(found, strength)
    except Unreadable as why:
        if (said := said_amount(text, strength)) is not None:
            return said
        doubts.append(f"it has {why}")
        return None


def _most_a_day(line: Json, strength: Strength, doubts: list[str]) -> Decimal | None:
    for limit in objects(line.get("maxDosePerPeriod")):
        over = obj(limit.get("denominator"))
        periods = A_DAY[_period_unit(over)] / (number(over.get("value")) or Decimal(1))
        try:
            mass = milligrams(limit.get("numerator"), strength)
        except Unreadable as why:
            doubts.append(f"its maximum is {why}")
            return None
        return mass * periods if periods > 0 else None
    return None


def _period_unit(quantity: Json) -> str:
    code = word(quantity.get("code"))
    return code if code in A_DAY else {"day": "d", "hour": "h", "week": "wk", "month": "mo"}.get(unit_word(quantity), "d")


def _is_as_needed(line: Json, text: str) -> bool:
    asked = line.get("asNeededBoolean") is True or bool(obj(line.get("asNeededCodeableConcept"))) or line.get("asNeeded") is True
    return asked or bool(re.search(r"\bas needed\b|\bprn\b", text.lower()))


def _said_route(text: str) -> str:
    small = text.lower()
    return next((route for route, pattern in ROUTE_WORDS.items() if re.search(pattern, small)), "") if small.strip() else ""


def _site(line: Json, text: str) -> str:
    site = concept(line.get("site"))
    if said := site.label():
        return said.lower() if not said.isdigit() else SITES.get(said, said)
    found = re.search(
        r"\b(?:in|into|to) (?:the |your )?((?:left |right |upper |outer )*(?:abdomen|thigh|buttock|arm|deltoid|gluteal))",
        text.lower(),
    )
    return found[1] if found else ""


# SNOMED CT body structures that come without words.
SITES = {"46862004": "buttock", "68367000": "thigh", "40983000": "upper arm", "818983003": "abdomen", "113345001": "abdomen"}


def _dates_only(line: Json) -> Dosage:
    """First and last day of a line, where its timing has them."""
    timing = obj(line.get("timing"))
    period = obj(obj(timing.get("repeat")).get("boundsPeriod"))
    days = sorted(found for text in words(timing.get("event")) if (found := day(text)))
    return Dosage(
        starts_on=day(period.get("start")) or (days[0] if days else None),
        ends_on=day(period.get("end")) or (days[-1] if days else None),
    )
