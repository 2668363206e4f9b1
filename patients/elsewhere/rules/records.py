"""One record of another system, in our words: what kind of thing it is, and everything that it says. Pure."""

import hashlib
import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from care.actor import Category
from care.actor.vocabulary import Described
from patients.rules import ResourceKey

LONGEST_VALUE = 2000


class RecordKind(Described):
    """What a record of another system is about. Sources: the resources of FHIR R4 that are named."""

    VISIT = "visit", "Visits", "Somebody saw the person, or they stayed somewhere (Encounter)."
    OBSERVATION = "observation", "Results and measurements", "Something was measured, tested or asked (Observation)."
    REPORT = "report", "Reports", "Results that were reported together (DiagnosticReport)."
    PROCEDURE = "procedure", "Procedures", "Something was done (Procedure)."
    IMMUNIZATION = "immunization", "Immunizations", "A vaccine was given, or not given (Immunization)."
    IMAGING = "imaging", "Imaging", "Pictures were taken of the body (ImagingStudy)."
    DEVICE = "device", "Devices", "Something that the person carries in or on the body (Device)."
    CARE_TEAM = "care_team", "Care teams", "Who cares for the person there (CareTeam)."
    CARE_PLAN = "care_plan", "Care plans", "What is planned there (CarePlan)."
    GOAL = "goal", "Goals", "What is aimed at there (Goal)."


# The order in which a page shows them: what a clinician looks for first.
SHOWN_KINDS = (
    RecordKind.OBSERVATION,
    RecordKind.VISIT,
    RecordKind.PROCEDURE,
    RecordKind.IMMUNIZATION,
    RecordKind.REPORT,
    RecordKind.IMAGING,
    RecordKind.DEVICE,
    RecordKind.CARE_PLAN,
    RecordKind.GOAL,
    RecordKind.CARE_TEAM,
)


@dataclass(frozen=True, slots=True)
class SaidPart:
    """One part of a record: a component of a measurement, a result of a report, a member of a team, an activity of a plan.

    `refers_to` is the id of another record of the same source, where the part is that.
    """

    label: str
    system: str = ""
    code: str = ""
    value: str = ""
    number: Decimal | None = None
    unit: str = ""
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class SaidRecord:
    """One record, says the source. Dates have the precision that they came with.

    `is_open` is false once the source took it back. `visit` is the id of the visit at which it was.
    """

    kind: RecordKind
    display: str
    system: str = ""
    code: str = ""
    category: Category = Category.SUD
    status: str = ""
    happened: str = ""
    ended: str = ""
    value: str = ""
    number: Decimal | None = None
    unit: str = ""
    interpretation: str = ""
    reference_range: str = ""
    reason: str = ""
    place: str = ""
    who: str = ""
    visit: str = ""
    parts: tuple[SaidPart, ...] = ()
    is_open: bool = True

    def digest(self) -> str:
        """The same for the same words: what tells an unchanged record from a changed one without reading it."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> str:
    return str(value.normalize()) if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True)
class RecordStatement:
    """One record of a source: how it is named there, and what it says."""

    key: ResourceKey
    said: SaidRecord


def number_words(number: Decimal) -> str:
    """A number as a screen shows it: two decimals at most from 1 on, three digits that count below. The row keeps all of it."""
    if number == number.to_integral_value():
        return f"{number:.0f}"
    text = f"{number:.2f}" if abs(number) >= 1 else f"{number:.3g}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
