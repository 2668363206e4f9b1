"""What other systems say, as a page shows it: results with their units, each kind in its section, nothing rounded away unsaid."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from patients.elsewhere.queries import Measure, PartLine, RecordLine
from patients.elsewhere.rules import SHOWN_KINDS, RecordKind, moment_words, number_words
from patients.presenters import CODE_SYSTEMS
from patients.rules import condition_text

SYSTEMS = CODE_SYSTEMS | {"http://loinc.org": "LOINC", "http://hl7.org/fhir/sid/cvx": "CVX"}
# FHIR's words for a state that needs saying; what is simply done or in force is not said.
_UNSAID = frozenset({"", "final", "finished", "completed", "available", "active", "unknown"})
_STATES = {
    "not-done": "not done",
    "entered-in-error": "entered in error",
    "in-progress": "in progress",
    "on-hold": "on hold",
    "registered": "not yet known",
    "preliminary": "preliminary",
    "amended": "amended",
    "corrected": "corrected",
}
_UNITS = {
    "mm[Hg]": "mmHg",
    "Cel": "°C",
    "[degF]": "°F",
    "[lb_av]": "lb",
    "[in_i]": "in",
    "10*3/uL": "×10³/µL",
    "10*6/uL": "×10⁶/µL",
}
_ANNOTATION = re.compile(r"\{[^}]*\}")
_TAG = re.compile(r"\s*\((procedure|regime/therapy|record artifact|physical object|qualifier value|situation)\)?\s*$")
_NOUNS = {
    RecordKind.VISIT: "Visit",
    RecordKind.OBSERVATION: "",
    RecordKind.REPORT: "Report",
    RecordKind.PROCEDURE: "",
    RecordKind.IMMUNIZATION: "Immunization",
    RecordKind.IMAGING: "Imaging",
    RecordKind.DEVICE: "Device",
    RecordKind.CARE_TEAM: "Care team elsewhere",
    RecordKind.CARE_PLAN: "Care plan elsewhere",
    RecordKind.GOAL: "Goal elsewhere",
}


def unit_text(unit: str) -> str:
    """A unit of UCUM as people write it; what stands in braces is a note, no unit."""
    unit = _ANNOTATION.sub("", unit)
    return _UNITS.get(unit, unit) if unit != "1" else ""


def value_words(value: str, number: Decimal | None, unit: str) -> str:
    """'181.2 cm', 'Never smoker'."""
    if number is None:
        return condition_text(_TAG.sub("", value))
    shown = unit_text(unit)
    return f"{number_words(number)}{'' if shown in ('', '%') else ' '}{shown}"


def state_words(status: str) -> str:
    """What must be said of a state: 'not done'. Empty for what is done or in force."""
    return "" if status in _UNSAID else _STATES.get(status, status.replace("-", " "))


def display_words(display: str) -> str:
    """The name of a thing without the tag that SNOMED CT puts behind it."""
    return condition_text(_TAG.sub("", display) or display)


def record_title(kind: RecordKind, display: str, status: str) -> str:
    """'Immunization: Td (adult), not done'."""
    state = state_words(status)
    words = display_words(display)
    named = f"{_NOUNS[kind]}: {words}" if _NOUNS[kind] and words != _NOUNS[kind] else words
    return f"{named}, {state}" if state else named


# --- the page ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its name, what was found, when, and what else is said about it. `more` leads to the others of its thing."""

    text: str
    value: str
    when: str
    small: str
    parts: list[str]
    is_flagged: bool
    more: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """One kind: how many there are, the newest of them, and the way to all."""

    kind: RecordKind
    number: int
    rows: list[Row]
    all_url: str

    @property
    def label(self) -> str:
        """'Visits'."""
        return self.kind.label


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: whose record, in which zone, on which day."""

    person: UUID
    zone: str
    today: date


def counted_kinds(counts: Mapping[RecordKind, int]) -> list[tuple[str, int]]:
    """'Visits', 12: each kind of which there is something."""
    return [(kind.label, counts[kind]) for kind in SHOWN_KINDS if counts.get(kind)]


def sections(
    counts: Mapping[RecordKind, int],
    newest: Mapping[RecordKind, Sequence[RecordLine]],
    results: Sequence[Measure],
    *,
    reader: Reader,
) -> list[Section]:
    """Each kind of which there is something, in the order in which a clinician looks for it."""
    found = []
    for kind in SHOWN_KINDS:
        if not counts.get(kind):
            continue
        if kind is RecordKind.OBSERVATION:
            rows = [record_row(one.newest, reader=reader, times=one.times) for one in results]
        else:
            rows = [record_row(line, reader=reader) for line in newest.get(kind, ())]
        found.append(Section(kind, counts[kind], rows, list_url(reader.person, kind)))
    return found


def record_row(line: RecordLine, *, reader: Reader, times: int = 1) -> Row:
    """One record in one line, with its parts below it."""
    when = moment_words(line.happened, reader.zone, reader.today, with_time=line.kind is RecordKind.VISIT)
    if line.ended and moment_words(line.ended, reader.zone, reader.today) != moment_words(
        line.happened, reader.zone, reader.today
    ):
        when = f"{when} to {moment_words(line.ended, reader.zone, reader.today)}"
    return Row(
        text=display_words(line.display),
        value=value_words(line.value, line.number, line.unit),
        when=when,
        small="; ".join(_small(line)),
        parts=[part_words(part) for part in line.parts],
        is_flagged=bool(line.interpretation) and line.interpretation.casefold() not in ("n", "normal"),
        more=list_url(reader.person, line.kind, like=line.uuid) if times > 1 else "",
        times=times,
    )


def _small(line: RecordLine) -> Iterable[str]:
    if state_words(line.status):
        yield state_words(line.status)
    if line.interpretation:
        yield line.interpretation
    if line.reference_range:
        yield f"usual: {line.reference_range}"
    if line.reason:
        yield f"because of {display_words(line.reason)}"
    if line.place:
        yield line.place
    if line.who:
        yield line.who
    if line.code:
        yield f"{SYSTEMS.get(line.system, 'code')} {line.code}"
    yield f"from {line.source}"


def part_words(part: PartLine) -> str:
    """'Diastolic Blood Pressure: 82 mmHg'."""
    said = value_words(part.value, part.number, part.unit)
    label = display_words(part.label)
    return f"{label}: {said}" if said else label


def list_url(person: UUID, kind: RecordKind, *, like: UUID | None = None, cursor: str = "") -> str:
    """The page of one kind; with `like` of one thing."""
    query = {"kind": kind.value} | ({"like": str(like)} if like else {}) | ({"before": cursor} if cursor else {})
    return f"{reverse('elsewhere:records', args=[person])}?{urlencode(query)}"
