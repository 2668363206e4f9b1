"""Medicines that the person takes or took: MedicationRequest and MedicationStatement. Pure.

RxNorm: http://www.nlm.nih.gov/research/umls/rxnorm. A medicine that was stopped is kept, off the list, with what the source says.
"""

from collections.abc import Mapping
from typing import Any

from care.api.fhir_in.mapping.values import quantity_of
from care.api.fhir_in.mapping.words import (
    Found,
    Left,
    Mapped,
    Unmappable,
    clipped,
    codings_of,
    day_of,
    fits,
    line_of,
    main_code,
    words_of,
)
from patients.story.rules import Medicine, MedicineKind, SaidMedicine, Taking

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ORDERS = frozenset({"order", "original-order", "reflex-order", "filler-order", "instance-order"})
_OVER = {
    "stopped": "stopped",
    "cancelled": "canceled",
    "completed": "completed",
    "not-taken": "not taken",
}
_UNITS = {"s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
_LONGEST_KEY = 64


def medicine(resource: Mapping[str, Any], left: Left, find: Found) -> Mapped:
    """One medicine, as it was ordered or told elsewhere; a proposal or a plan is no medicine that anybody takes."""
    kind, status = resource["resourceType"], str(resource.get("status", ""))
    aside = "the source says entered in error" if status == "entered-in-error" else ""
    if resource.get("intent", "order") not in ORDERS:
        return Mapped(None, "a proposal or a plan, not an order", tuple(left.names))
    concept = _concept(resource, find)
    name = words_of(concept)
    if not name:
        if aside:
            return Mapped(None, aside, tuple(left.names))
        raise Unmappable("medication: names no medicine")
    found = codings_of(concept)
    if len(found) > 1:
        left.note(f"{kind}.medicationCodeableConcept: further codes")
    main = main_code(found, RXNORM)
    dose, how_often, as_needed = _dosage(resource, left)
    over = _OVER.get(status, "")
    taking = Taking.NOT if status == "not-taken" else Taking.AS_NEEDED if as_needed else None
    said = Medicine(
        name=clipped(name, 200, left, f"{kind}: its name"),
        kind=MedicineKind.PRESCRIBED if kind == "MedicationRequest" else None,
        system=fits(main.system, 200, "medication.coding.system"),
        code=fits(main.code, 64, "medication.coding.code"),
        dose=clipped(dose, 120, left, f"{kind}: its dose"),
        how_often=clipped(how_often, 120, left, f"{kind}: how often"),
        reason=clipped(_reasons(resource, find), 200, left, f"{kind}: its reasons"),
        prescriber=clipped(_prescriber(resource), 120, left, f"{kind}: who prescribes it"),
        since=day_of(resource.get("authoredOn") or _since(resource)),
        taking=taking,
        stopped=day_of(resource.get("effectivePeriod", {}).get("end", "")) if over else "",
        stop_reason=f"The other system says: {over}" if over else "",
    )
    key = str(resource["id"]) if kind == "MedicationRequest" else f"s:{resource['id']}"
    if len(key) > _LONGEST_KEY:
        raise Unmappable("id: is too long")
    return Mapped(SaidMedicine(key, said, is_open=not over and not aside), aside, tuple(left.names))


def _concept(resource: Mapping[str, Any], find: Found) -> Mapping[str, Any]:
    """What the medicine is: coded here, within, or in another resource; else as the reference calls it."""
    if "medicationCodeableConcept" in resource:
        concept: Mapping[str, Any] = resource["medicationCodeableConcept"]
        return concept
    reference = resource.get("medicationReference", {})
    name = str(reference.get("reference", ""))
    within = {f"#{one.get('id')}": one for one in resource.get("contained", ())}
    named = within.get(name) or find(name)
    code = named.get("code") if named else None
    return code if isinstance(code, dict) else {"text": reference.get("display", "")}


def _dosage(resource: Mapping[str, Any], left: Left) -> tuple[str, str, bool]:
    """How much, how often, and whether only when needed."""
    lines = resource.get("dosageInstruction", resource.get("dosage", ()))
    if not lines:
        return "", "", False
    if len(lines) > 1:
        left.note(f"{resource['resourceType']}: further doses")
    first = lines[0]
    amounts = [quantity_of(one.get("doseQuantity", {}))[0] for one in first.get("doseAndRate", ())]
    amount = next(filter(None, amounts), "")
    timing = first.get("timing", {})
    words = words_of(timing.get("code", {})) or _repeat(timing.get("repeat", {}))
    text = line_of(first.get("text", ""))
    return (
        amount or text,
        words or (text if amount else ""),
        bool(first.get("asNeededBoolean") or first.get("asNeededCodeableConcept")),
    )


def _repeat(repeat: Mapping[str, Any]) -> str:
    """'2 times a day', 'once every 8 hours'."""
    if "frequency" not in repeat or repeat.get("periodUnit") not in _UNITS:
        return ""
    times = "once" if repeat["frequency"] == 1 else f"{repeat['frequency']} times"
    unit, period = _UNITS[repeat["periodUnit"]], repeat.get("period", 1)
    return f"{times} a {unit}" if period == 1 else f"{times} every {period:g} {unit}s"


def _reasons(resource: Mapping[str, Any], find: Found) -> str:
    words = [words_of(concept) for concept in resource.get("reasonCode", ())]
    for reference in resource.get("reasonReference", ()):
        found = find(str(reference.get("reference", "")))
        words.append(words_of(found.get("code", {})) if found else line_of(reference.get("display", "")))
    return "; ".join(dict.fromkeys(filter(None, words)))


def _prescriber(resource: Mapping[str, Any]) -> str:
    return line_of(resource.get("requester", resource.get("informationSource", {})).get("display", ""))


def _since(resource: Mapping[str, Any]) -> str:
    return str(
        resource.get("effectivePeriod", {}).get("start") or resource.get("effectiveDateTime") or resource.get("dateAsserted", "")
    )
