"""What a card offers to do at once: only what an action of the alert names and what can be written out without a guess. Pure."""

import re
from collections.abc import Callable

from treatment_plans.regimens.safety.alerts import Alert
from treatment_plans.regimens.safety.hooks.concepts import LOINC
from treatment_plans.regimens.safety.hooks.shape import Json, objects

# Tests that an action may ask for: words, what the order says, its LOINC code where the clinical reference names one.
TESTS = (
    (r"creatinine", "Creatinine in serum or plasma", "2160-0"),
    (r"\becg\b", "12-lead ECG with QTc", ""),
    (r"\balt\b|\bast\b|liver test|lft", "ALT and AST", ""),
    (r"pregnancy test", "Pregnancy test", ""),
    (r"drug test|opioid screen|urine test", "Drug test that names opioids, fentanyl, methadone, buprenorphine and oxycodone", ""),
)
VERBS = r"\border\b|\brepeat\b|\btake\b|\bcheck\b|\bget\b|\bmeasure\b"


def suggestions(alert: Alert, *, draft: Json, patient: str, uuid: Callable[[str], str]) -> list[Json]:
    """Suggestions for the actions of an alert that a system can carry out."""
    found: list[Json] = []
    for action in alert.actions:
        small = action.lower()
        if "naloxone kit" in small:
            found.append(_suggestion(action, "create", _kit(patient), uuid))
        elif "333 mg" in small and draft:
            if changed := _reduced(draft):
                found.append(_suggestion(action, "update", changed, uuid))
        elif re.search(VERBS, small):
            for words, text, code in TESTS:
                if re.search(words, small):
                    found.append(_suggestion(action, "create", _test(text, code, patient), uuid))
                    break
    return found


def _suggestion(label: str, kind: str, resource: Json, uuid: Callable[[str], str]) -> Json:
    action = {"type": kind, "description": label, "resource": resource}
    return {"label": label[:80], "uuid": uuid(label), "actions": [action]}


def _kit(patient: str) -> Json:
    return {
        "resourceType": "MedicationRequest",
        "status": "draft",
        "intent": "order",
        "medicationCodeableConcept": {"text": "Naloxone 4 mg nasal spray, kit of two"},
        "dosageInstruction": [{"text": "One spray into one nostril for a suspected overdose; call 911", "asNeededBoolean": True}],
        **_subject(patient),
    }


def _test(text: str, code: str, patient: str) -> Json:
    coding = {"coding": [{"system": LOINC, "code": code, "display": text}]} if code else {}
    return {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "order",
        "code": {**coding, "text": text},
        **_subject(patient),
    }


def _reduced(draft: Json) -> Json:
    """The draft with 333 mg three times daily; nothing where it has more than one dosage line."""
    lines = objects(draft.get("dosageInstruction"))
    if len(lines) > 1:
        return {}
    line = {name: value for name, value in (lines[0] if lines else {}).items() if name in {"route", "sequence"}}
    line |= {
        "text": "333 mg three times daily",
        "timing": {"repeat": {"frequency": 3, "period": 1, "periodUnit": "d"}},
        "doseAndRate": [{"doseQuantity": {"value": 333, "unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}}],
    }
    return {name: value for name, value in draft.items() if not name.startswith("\0")} | {"dosageInstruction": [line]}


def _subject(patient: str) -> Json:
    return {"subject": {"reference": patient}} if patient else {}
