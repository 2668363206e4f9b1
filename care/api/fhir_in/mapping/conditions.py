"""Conditions: what the person has or had. Codes: condition-clinical, condition-ver-status. Pure."""

from collections.abc import Mapping
from typing import Any

from care.api.fhir_in.mapping.words import (
    ICD_10_CM,
    SNOMED,
    Left,
    Mapped,
    Unmappable,
    codings_of,
    day_of,
    fits,
    main_code,
    status_of,
    words_of,
)
from patients.rules import ClinicalStatus, SaidCondition, VerificationStatus, category_of

_CLINICAL = tuple(status.value for status in ClinicalStatus if status is not ClinicalStatus.UNKNOWN)
_VERIFICATION = (
    *(status.value for status in VerificationStatus if status is not VerificationStatus.UNKNOWN),
    "entered-in-error",
)


def condition(resource: Mapping[str, Any], left: Left) -> Mapped:
    """One condition with its statuses and dates."""
    clinical = status_of(resource.get("clinicalStatus"), _CLINICAL, "clinicalStatus", "condition-clinical")
    sure = status_of(resource.get("verificationStatus"), _VERIFICATION, "verificationStatus", "condition-ver-status")
    is_error = sure == "entered-in-error"
    if clinical in ("active", "recurrence", "relapse") and any(name.startswith("abatement") for name in resource):
        raise Unmappable("abatement: it is over and present at once (R4, con-4)")
    code = resource.get("code", {})
    found = codings_of(code)
    words = words_of(code)
    aside = "the source says entered in error" if is_error else ""
    if not words:
        if aside:
            return Mapped(None, aside, tuple(left.names))
        raise Unmappable("code: names no condition")
    main = main_code(found, ICD_10_CM, SNOMED)
    if len(found) > 1:
        left.note("Condition.code: further codes")
    if "end" in resource.get("onsetPeriod", {}):
        left.note("Condition.onsetPeriod.end")
    said = SaidCondition(
        system=fits(main.system, 200, "code.coding.system"),
        code=fits(main.code, 64, "code.coding.code"),
        display=fits(words, 300, "code"),
        category=category_of(found),
        clinical_status=ClinicalStatus(clinical or ClinicalStatus.UNKNOWN),
        verification_status=VerificationStatus(sure if sure and not is_error else VerificationStatus.UNKNOWN),
        onset=day_of(resource.get("onsetDateTime") or resource.get("onsetPeriod", {}).get("start", "")),
        abatement=day_of(resource.get("abatementDateTime") or resource.get("abatementPeriod", {}).get("end", "")),
        noted=day_of(resource.get("recordedDate", "")),
        is_open=not aside,
    )
    return Mapped(said, aside, tuple(left.names))
