"""What a valid resource says, in our words, cut by noun. Pure; knows no table and no clock.

Codes: http://terminology.hl7.org/CodeSystem/ and the systems that each file names.
"""

from collections.abc import Mapping
from typing import Any

from care.api.fhir_in.mapping.allergies import allergy
from care.api.fhir_in.mapping.conditions import condition
from care.api.fhir_in.mapping.coverage import BILLS, IS_A_BILL, coverage
from care.api.fhir_in.mapping.medicines import medicine
from care.api.fhir_in.mapping.people import person
from care.api.fhir_in.mapping.records import RECORDS, record
from care.api.fhir_in.mapping.words import Found, Left, Mapped, Unmappable, found_nowhere

__all__ = ["HOMES", "KEPT", "Mapped", "Unmappable", "map_resource", "patient_reference"]

MEDICINES = frozenset({"MedicationRequest", "MedicationStatement"})
HOMES = RECORDS | MEDICINES | BILLS | {"Patient", "AllergyIntolerance", "Condition", "Coverage"}
KEPT = {
    "Patient": frozenset(
        {"identifier", "active", "name", "telecom", "birthDate", "deceasedBoolean", "deceasedDateTime", "communication"}
        | {"gender", "address", "extension"}
    ),
    "AllergyIntolerance": frozenset({"clinicalStatus", "verificationStatus", "code", "patient", "reaction", "criticality"}),
    "Condition": frozenset(
        {"clinicalStatus", "verificationStatus", "code", "subject", "onsetDateTime", "onsetPeriod", "abatementDateTime"}
        | {"abatementPeriod", "recordedDate"}
    ),
    "MedicationRequest": frozenset(
        {
            "status",
            "intent",
            "medicationCodeableConcept",
            "medicationReference",
            "subject",
            "encounter",
            "authoredOn",
            "requester",
        }
        | {"reasonCode", "reasonReference", "dosageInstruction", "contained"}
    ),
    "MedicationStatement": frozenset(
        {"status", "medicationCodeableConcept", "medicationReference", "subject", "context", "effectiveDateTime", "contained"}
        | {"effectivePeriod", "dateAsserted", "informationSource", "reasonCode", "reasonReference", "dosage"}
    ),
    "Coverage": frozenset({"status", "beneficiary", "payor", "class", "subscriberId", "period", "type", "relationship"}),
    "Encounter": frozenset(
        {"status", "class", "type", "serviceType", "subject", "participant", "period", "reasonCode", "reasonReference"}
        | {"hospitalization", "serviceProvider", "location"}
    ),
    "Observation": frozenset(
        {"status", "code", "subject", "encounter", "issued", "interpretation", "referenceRange", "performer"}
        | {"component", "hasMember", "dataAbsentReason", "effectiveDateTime", "effectivePeriod", "effectiveInstant"}
        | {f"value{kind}" for kind in ("Quantity", "CodeableConcept", "String", "Boolean", "Integer", "Range", "Ratio", "Time")}
        | {"valueDateTime", "valuePeriod"}
    ),
    "DiagnosticReport": frozenset(
        {"status", "code", "subject", "encounter", "effectiveDateTime", "effectivePeriod", "issued", "performer"}
        | {"result", "conclusion", "conclusionCode"}
    ),
    "Procedure": frozenset(
        {"status", "statusReason", "code", "subject", "encounter", "performedDateTime", "performedPeriod", "performer"}
        | {"location", "reasonCode", "reasonReference", "bodySite", "outcome", "complication", "followUp"}
    ),
    "Immunization": frozenset(
        {"status", "statusReason", "vaccineCode", "patient", "encounter", "occurrenceDateTime", "occurrenceString", "recorded"}
        | {"location", "lotNumber", "site", "route", "performer", "reasonCode", "reasonReference"}
        | {"protocolApplied"}
    ),
    "ImagingStudy": frozenset(
        {"status", "subject", "encounter", "started", "procedureCode"}
        | {"location", "reasonCode", "reasonReference", "description", "series", "interpreter"}
    ),
    "Device": frozenset(
        {"status", "patient", "type", "deviceName", "manufacturer", "modelNumber", "lotNumber", "serialNumber"}
        | {"expirationDate"}
    ),
    "CareTeam": frozenset(
        {"status", "category", "name", "subject", "encounter", "period", "participant", "reasonCode", "reasonReference"}
        | {"managingOrganization"}
    ),
    "CarePlan": frozenset(
        {"status", "category", "title", "description", "subject", "encounter", "period", "created", "author"}
        | {"addresses", "goal", "activity"}
    ),
    "Goal": frozenset(
        {"lifecycleStatus", "achievementStatus", "category", "description", "subject", "startDate", "target", "statusDate"}
        | {"expressedBy", "addresses"}
    ),
}
_ABOUT_THE_RESOURCE = frozenset({"resourceType", "id", "meta", "text", "implicitRules", "language"})


def map_resource(resource: Mapping[str, Any], find: Found = found_nowhere) -> Mapped:
    """What a resource of one of the `HOMES` says. `find` gives the resource of the same person to which a reference points.

    Raises:
        Unmappable: it lacks what a row here needs.
    """
    kind = resource["resourceType"]
    if kind in BILLS:
        return Mapped(None, IS_A_BILL)
    left = Left([f"{kind}.{name}" for name in resource if name not in KEPT[kind] | _ABOUT_THE_RESOURCE])
    if "modifierExtension" in resource or "implicitRules" in resource:
        raise Unmappable("it has a modifier that changes its meaning, which is not known here")
    if kind == "Patient":
        return person(resource, left)
    if kind == "AllergyIntolerance":
        return allergy(resource, left)
    if kind == "Condition":
        return condition(resource, left)
    if kind in MEDICINES:
        return medicine(resource, left, find)
    if kind == "Coverage":
        return coverage(resource, left)
    return record(resource, left, find)


def patient_reference(resource: Mapping[str, Any]) -> str | None:
    """The reference to the person whom a resource is about; None where it has none, empty where it names nobody."""
    holder = resource.get("subject", resource.get("patient", resource.get("beneficiary")))
    if not isinstance(holder, dict):
        return None
    reference = holder.get("reference")
    return reference if isinstance(reference, str) else ""
