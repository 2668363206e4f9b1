"""A small `order-sign` request, written as a test would say it."""

from typing import Any

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": resource} for resource in resources]}


def order(name: str, mg: Any = None, *, code: str = "", **more: Any) -> dict[str, Any]:
    """A MedicationRequest, daily, dated Nov 20 2026 unless it says otherwise."""
    medicine: dict[str, Any] = {"text": name}
    if code:
        medicine["coding"] = [{"system": RXNORM, "code": code}]
    line: dict[str, Any] = {"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}}
    if mg is not None:
        line["doseAndRate"] = [{"doseQuantity": {"value": mg, "unit": "mg"}}]
    return {
        "resourceType": "MedicationRequest",
        "id": f"{name.split()[0].lower()}-1",
        "status": "active",
        "intent": "order",
        "authoredOn": "2026-11-20T09:00:00-05:00",
        "medicationCodeableConcept": medicine,
        "dosageInstruction": [line],
    } | more


def draft(name: str, mg: Any = None, **more: Any) -> dict[str, Any]:
    return order(name, mg, **({"id": "draft-1", "status": "draft"} | more))


def given(name: str, mg: Any, at: str, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "MedicationAdministration",
        "id": f"given-{at}",
        "status": "completed",
        "medicationCodeableConcept": {"text": name},
        "effectiveDateTime": at,
        "dosage": {"dose": {"value": mg, "unit": "mg"}},
    } | more


def request(*drafts: dict[str, Any], **prefetch: Any) -> dict[str, Any]:
    return {
        "hook": "order-sign",
        "hookInstance": "5f3d1b1c-7f60-4f0a-9d3e-1c9f7a4f0001",
        "context": {"userId": "Practitioner/1", "patientId": "p1", "draftOrders": bundle(*drafts)},
        "prefetch": prefetch,
    }
