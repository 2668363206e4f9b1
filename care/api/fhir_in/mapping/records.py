"""What happened elsewhere: visits, results, reports, procedures, immunizations, imaging, devices, teams, plans, goals. Pure.

Each function reads one type of FHIR R4. Which kind of data it is, its codes decide, those of its reasons and of what it points
to among them; where a code is not known, or words or a reference stand where a code should, it is the strictest kind.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from care.actor import Category
from care.api.fhir_in.mapping.values import moments_of, quantity_of, value_of
from care.api.fhir_in.mapping.words import (
    LOINC,
    SNOMED,
    Found,
    Left,
    Mapped,
    Unmappable,
    clipped,
    codings_of,
    fits,
    line_of,
    main_code,
    words_of,
)
from patients.elsewhere.rules import LONGEST_VALUE, RecordKind, SaidPart, SaidRecord, category_of_record
from patients.rules import Coding

CVX = "http://hl7.org/fhir/sid/cvx"
# Says that a plan is a plan, and nothing of what it is about.
_SAYS_NOTHING = frozenset({"http://hl7.org/fhir/us/core/CodeSystem/careplan-category"})
# http://terminology.hl7.org/CodeSystem/v3-ActCode, the codes of an encounter's class.
_CLASSES = {
    "AMB": "Outpatient visit",
    "EMER": "Emergency visit",
    "FLD": "Visit in the field",
    "HH": "Home visit",
    "IMP": "Hospital stay",
    "ACUTE": "Hospital stay",
    "NONAC": "Hospital stay",
    "OBSENC": "Observation stay",
    "PRENC": "Before admission",
    "SS": "Short stay",
    "VR": "Telehealth visit",
}
_IS_OVER = {"cancelled": "the source says cancelled: it did not happen", "entered-in-error": "the source says entered in error"}


@dataclass(slots=True)
class _Judged:
    """The codes by which the kind of data is decided; `is_unclear` once something stands there that no code speaks for."""

    find: Found
    codings: list[Coding] = field(default_factory=list)
    is_unclear: bool = False

    def concept(self, concept: Mapping[str, Any]) -> str:
        """Take a concept's codes in; gives its words."""
        found = [coding for coding in codings_of(concept) if coding.system not in _SAYS_NOTHING]
        self.codings += found
        words = words_of(concept)
        if words and not codings_of(concept):
            self.is_unclear = True
        return words

    def reference(self, reference: Mapping[str, Any]) -> tuple[str, Mapping[str, Any] | None]:
        """Take in the codes of what it points to; gives its words and itself where it is at hand."""
        resource = self.find(reference.get("reference", ""))
        if resource is None:
            self.is_unclear = True
            return line_of(reference.get("display", "")), None
        concept = resource.get("code", resource.get("description", {}))
        words = self.concept(concept) if isinstance(concept, dict) else ""
        return words or line_of(reference.get("display", "")), resource

    @property
    def category(self) -> Category:
        return Category.SUD if self.is_unclear else category_of_record(self.codings)


@dataclass(slots=True)
class _Reading:
    """One resource while it is read."""

    kind: RecordKind
    resource: Mapping[str, Any]
    left: Left
    judged: _Judged
    parts: list[SaidPart] = field(default_factory=list)

    @property
    def type(self) -> str:
        return str(self.resource["resourceType"])

    def concepts(self, name: str) -> list[Mapping[str, Any]]:
        """One concept or several under a name."""
        value = self.resource.get(name, [])
        return [value] if isinstance(value, dict) else list(value)

    def words(self, name: str) -> str:
        """The words of the concepts under a name, whose codes are judged."""
        return "; ".join(dict.fromkeys(filter(None, (self.judged.concept(concept) for concept in self.concepts(name)))))

    def reasons(self, *names: str) -> str:
        """Why it was: in concepts, or in conditions and findings to which it points."""
        found: list[str] = []
        for name in names:
            if name.endswith("Reference") or name == "addresses":
                found += [self.judged.reference(reference)[0] for reference in self.concepts(name)]
            else:
                found += [self.words(name)]
        return clipped("; ".join(dict.fromkeys(filter(None, found))), 300, self.left, f"{self.type}: its reasons")

    def part(self, label: str, value: str = "", **more: Any) -> None:
        """One more part, where there is something to say."""
        label = clipped(label, 300, self.left, f"{self.type}: the name of a part")
        if label:
            value = clipped(value, LONGEST_VALUE, self.left, f"{self.type}: a part")
            self.parts.append(SaidPart(label, value=value, **more))

    def said(self, concept: Mapping[str, Any], display: str, *systems: str, **more: Any) -> Mapped:
        """The record, under the words and the code of a concept."""
        status = str(self.resource.get("status", self.resource.get("lifecycleStatus", "")))
        aside = _IS_OVER.get(status, "")
        if not display:
            if aside:
                return Mapped(None, aside, tuple(self.left.names))
            raise Unmappable("code: says nothing")
        found = codings_of(concept)
        main = main_code(found, *systems)
        if len(found) > 1:
            self.left.note(f"{self.type}.code: further codes")
        happened, ended = moments_of(self.resource)
        for name, longest in (("value", LONGEST_VALUE), ("place", 200), ("who", 200), ("interpretation", 200)):
            if name in more:
                more[name] = clipped(more[name], longest, self.left, f"{self.type}: its {name}")
        said = SaidRecord(
            kind=self.kind,
            display=clipped(display, 300, self.left, f"{self.type}: its name"),
            system=fits(main.system, 200, "code.coding.system"),
            code=fits(main.code, 64, "code.coding.code"),
            category=self.judged.category,
            status=fits(status, 24, "status"),
            happened=happened,
            ended=ended,
            visit=_id_of(self.resource.get("encounter", {})),
            parts=tuple(self.parts),
            is_open=not aside,
            **more,
        )
        return Mapped(said, aside, tuple(self.left.names))


def record(resource: Mapping[str, Any], left: Left, find: Found) -> Mapped:
    """What a resource of one of the types below says happened. `find` gives what it points to, of the same person."""
    kind, read = _TYPES[resource["resourceType"]]
    return read(_Reading(kind, resource, left, _Judged(find)))


def _id_of(reference: Mapping[str, Any]) -> str:
    """The id that a reference ends in; empty for one that is longer than an id."""
    text = str(reference.get("reference", "")).split("/_history/")[0].rsplit("/", 1)[-1].removeprefix("urn:uuid:")
    return text if len(text) <= 64 else ""


def _names(references: Iterable[Mapping[str, Any]]) -> str:
    """Those who are named beside references, each once."""
    return ", ".join(dict.fromkeys(filter(None, (line_of(one.get("display", "")) for one in references))))


# --- visits -------------------------------------------------------------------------------------------------------------------


def _visit(reading: _Reading) -> Mapped:
    resource = reading.resource
    display = reading.words("type")
    reading.words("serviceType")
    klass = str(resource.get("class", {}).get("code", ""))
    place = _names(reading.concepts("serviceProvider"))
    if not place:
        place = _names(one.get("location", {}) for one in resource.get("location", ()))
    leaving = resource.get("hospitalization", {})
    if leaving.keys() - {"dischargeDisposition"}:
        reading.left.note("Encounter.hospitalization: more than how it ended")
    if klass in _CLASSES:
        reading.part("Kind of visit", _CLASSES[klass])
    return reading.said(
        next(iter(reading.concepts("type")), {}),
        display or _CLASSES.get(klass, "Visit"),
        SNOMED,
        value=words_of(leaving.get("dischargeDisposition", {})),
        reason=reading.reasons("reasonCode", "reasonReference"),
        place=place,
        who=_names(one.get("individual", {}) for one in resource.get("participant", ())),
    )


# --- results and reports ------------------------------------------------------------------------------------------------------


def _observation(reading: _Reading) -> Mapped:
    resource = reading.resource
    display = reading.words("code")
    value, number, unit = value_of(resource, reading.judged.concept)
    for component in resource.get("component", ()):
        label = reading.judged.concept(component.get("code", {}))
        part_value, part_number, part_unit = value_of(component, reading.judged.concept)
        main = main_code(codings_of(component.get("code", {})), LOINC)
        reading.part(
            label,
            part_value,
            number=part_number,
            unit=part_unit,
            system=fits(main.system, 200, "component.code.coding.system"),
            code=fits(main.code, 64, "component.code.coding.code"),
        )
    _results(reading, "hasMember")
    return reading.said(
        resource.get("code", {}),
        display,
        LOINC,
        value=value,
        number=number,
        unit=unit,
        interpretation="; ".join(words_of(concept) for concept in resource.get("interpretation", ())),
        reference_range=_range(resource.get("referenceRange", ())),
        who=_names(resource.get("performer", ())),
    )


def _range(ranges: Iterable[Mapping[str, Any]]) -> str:
    """The first range of what is usual: '70 to 99 mg/dL', 'up to 5', or its words."""
    for one in ranges:
        if one.get("text"):
            return line_of(one["text"])[:200]
        low, high = (quantity_of(one.get(name, {}))[0] for name in ("low", "high"))
        if low or high:
            return f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}"
    return ""


def _results(reading: _Reading, name: str) -> None:
    """The results to which something points, each with its value where it is at hand."""
    for reference in reading.resource.get(name, ()):
        label, found = reading.judged.reference(reference)
        value, number, unit = value_of(found, reading.judged.concept) if found else ("", None, "")
        if found:
            for component in found.get("component", ()):
                reading.judged.concept(component.get("code", {}))
        reading.part(label or "A result", value, number=number, unit=unit, refers_to=_id_of(reference))


def _report(reading: _Reading) -> Mapped:
    resource = reading.resource
    display = reading.words("code")
    conclusions = [line_of(resource.get("conclusion", "")), reading.words("conclusionCode")]
    if conclusions[0]:
        reading.judged.is_unclear = True  # free text, which no code speaks for
    _results(reading, "result")
    return reading.said(
        resource.get("code", {}),
        display,
        LOINC,
        value="; ".join(filter(None, conclusions)),
        place=_names(resource.get("performer", ())),
    )


# --- what was done ------------------------------------------------------------------------------------------------------------


def _procedure(reading: _Reading) -> Mapped:
    resource = reading.resource
    display = reading.words("code")
    for name, label in (("bodySite", "Where"), ("complication", "Complication"), ("followUp", "Afterwards")):
        for concept in reading.concepts(name):
            words = words_of(concept) if name == "bodySite" else reading.judged.concept(concept)
            if words:
                reading.part(label, words)
    return reading.said(
        resource.get("code", {}),
        display,
        SNOMED,
        value=reading.words("outcome"),
        reason=reading.reasons("reasonCode", "reasonReference", "statusReason"),
        place=_names(reading.concepts("location")),
        who=_names(one.get("actor", {}) for one in resource.get("performer", ())),
    )


def _immunization(reading: _Reading) -> Mapped:
    resource = reading.resource
    display = reading.words("vaccineCode")
    if resource.get("lotNumber"):
        reading.part("Lot", str(resource["lotNumber"]))
    for name, label in (("site", "Where"), ("route", "How")):
        if words_of(resource.get(name, {})):
            reading.part(label, words_of(resource[name]))
    for protocol in resource.get("protocolApplied", ()):
        dose = protocol.get("doseNumberPositiveInt", protocol.get("doseNumberString"))
        if dose:
            reading.part("Dose of the series", str(dose))
    return reading.said(
        resource.get("vaccineCode", {}),
        display,
        CVX,
        value=line_of(resource.get("occurrenceString", "")),
        reason=reading.reasons("reasonCode", "reasonReference", "statusReason"),
        place=_names(reading.concepts("location")),
        who=_names(one.get("actor", {}) for one in resource.get("performer", ())),
    )


def _imaging(reading: _Reading) -> Mapped:
    resource = reading.resource
    done = reading.words("procedureCode")
    seen: list[str] = []
    for series in resource.get("series", ()):
        modality = reading.judged.concept({"coding": [series.get("modality", {})]})
        site = line_of(series.get("bodySite", {}).get("display", ""))
        seen.append(": ".join(filter(None, (modality, site))))
    first = resource["series"][0].get("modality", {}) if resource.get("series") else {}
    return reading.said(
        next(iter(reading.concepts("procedureCode")), {"coding": [first]}),
        done or "; ".join(dict.fromkeys(seen)),
        SNOMED,
        value=line_of(resource.get("description", "")),
        reason=reading.reasons("reasonCode", "reasonReference"),
        place=_names(reading.concepts("location")),
        who=_names(resource.get("interpreter", ())),
    )


def _device(reading: _Reading) -> Mapped:
    resource = reading.resource
    display = reading.words("type") or next((line_of(one.get("name", "")) for one in resource.get("deviceName", ())), "")
    named = (("manufacturer", "Maker"), ("modelNumber", "Model"), ("lotNumber", "Lot"), ("serialNumber", "Serial number"))
    for name, label in (*named, ("expirationDate", "Expires")):
        if resource.get(name):
            reading.part(label, str(resource[name])[:10] if name == "expirationDate" else str(resource[name]))
    return reading.said(resource.get("type", {}), display, SNOMED)


# --- teams, plans, goals ------------------------------------------------------------------------------------------------------


def _care_team(reading: _Reading) -> Mapped:
    resource = reading.resource
    about = reading.words("category")
    reason = reading.reasons("reasonCode", "reasonReference")
    for member in resource.get("participant", ()):
        who = member.get("member", {})
        roles = "; ".join(filter(None, (reading.judged.concept(role) for role in member.get("role", ()))))
        if who.get("reference") != resource.get("subject", {}).get("reference"):
            reading.part(line_of(who.get("display", "")) or roles or "A member", roles)
    return reading.said(
        next(iter(reading.concepts("category")), {}),
        line_of(resource.get("name", "")) or about or "Care team",
        SNOMED,
        reason=reason,
        place=_names(resource.get("managingOrganization", ())),
    )


def _care_plan(reading: _Reading) -> Mapped:
    resource = reading.resource
    about = reading.words("category")
    if resource.get("title") or resource.get("description"):
        reading.judged.is_unclear = True  # free text, which no code speaks for
    for activity in resource.get("activity", ()):
        detail = activity.get("detail", {})
        if detail:
            words = reading.judged.concept(detail.get("code", {})) or line_of(detail.get("description", ""))
            if detail.get("description"):
                reading.judged.is_unclear = True
            reading.part(words, str(detail.get("status", "")).replace("-", " "))
        elif activity.get("reference"):
            reading.part(reading.judged.reference(activity["reference"])[0] or "An activity")
    for reference in resource.get("goal", ()):
        words, _ = reading.judged.reference(reference)
        if words:
            reading.part(f"Goal: {words}")
    return reading.said(
        next(iter(reading.concepts("category")), {}),
        line_of(resource.get("title", "")) or about or "Care plan",
        SNOMED,
        value=line_of(resource.get("description", "")),
        reason=reading.reasons("addresses"),
        who=_names(reading.concepts("author")),
    )


def _goal(reading: _Reading) -> Mapped:
    resource = reading.resource
    display = reading.words("description")
    reading.words("category")
    for target in resource.get("target", ()):
        label = reading.judged.concept(dict(target.get("measure", {}))) or "Target"
        value, number, unit = value_of(target, reading.judged.concept, prefix="detail")
        due = str(target.get("dueDate", ""))
        reading.part(label, "; ".join(filter(None, (value, f"by {due}" if due else ""))), number=number, unit=unit)
    return reading.said(
        resource.get("description", {}),
        display,
        SNOMED,
        value=words_of(resource.get("achievementStatus", {})).replace("-", " "),
        reason=reading.reasons("addresses"),
        who=_names(reading.concepts("expressedBy")),
    )


_TYPES: dict[str, tuple[RecordKind, Callable[[_Reading], Mapped]]] = {
    "Encounter": (RecordKind.VISIT, _visit),
    "Observation": (RecordKind.OBSERVATION, _observation),
    "DiagnosticReport": (RecordKind.REPORT, _report),
    "Procedure": (RecordKind.PROCEDURE, _procedure),
    "Immunization": (RecordKind.IMMUNIZATION, _immunization),
    "ImagingStudy": (RecordKind.IMAGING, _imaging),
    "Device": (RecordKind.DEVICE, _device),
    "CareTeam": (RecordKind.CARE_TEAM, _care_team),
    "CarePlan": (RecordKind.CARE_PLAN, _care_plan),
    "Goal": (RecordKind.GOAL, _goal),
}
RECORDS = frozenset(_TYPES)
