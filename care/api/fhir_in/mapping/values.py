"""Values and times as FHIR writes them: value[x] with its number and unit, and when something was. Pure."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from care.api.fhir_in.mapping.words import line_of, words_of

LARGEST = Decimal(10) ** 16  # what the column of a number holds
# Where each type says when it was, in the order in which they are asked.
_WHEN = (
    *("effectiveDateTime", "effectiveInstant", "performedDateTime", "occurrenceDateTime", "started", "startDate"),
    *("effectivePeriod", "performedPeriod", "period", "issued", "recorded", "created", "authoredOn", "statusDate"),
)


def moments_of(resource: Mapping[str, Any]) -> tuple[str, str]:
    """When something was and when it ended, as written; each empty where it is not said."""
    for name in _WHEN:
        value = resource.get(name)
        if isinstance(value, dict):
            if value.get("start") or value.get("end"):
                return str(value.get("start", "")), str(value.get("end", ""))
        elif value:
            return str(value), ""
    return "", ""


def quantity_of(quantity: Mapping[str, Any]) -> tuple[str, Decimal | None, str]:
    """The words of a quantity, its number and its unit. With a comparator ('<5') it is no number."""
    if "value" not in quantity:
        return "", None, ""
    unit = line_of(str(quantity.get("unit") or quantity.get("code") or ""))[:60]
    text = str(quantity["value"])
    words = line_of(f"{quantity.get('comparator', '')}{text} {unit}")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return words, None, unit
    is_number = not quantity.get("comparator") and number.is_finite() and abs(number) < LARGEST
    return words, round(number, 8) if is_number else None, unit


def value_of(
    holder: Mapping[str, Any], judge: Callable[[Mapping[str, Any]], str], *, prefix: str = "value"
) -> tuple[str, Decimal | None, str]:
    """The words, the number and the unit of a value[x]. `judge` takes in the codes of a concept; words alone are not judged,
    for they answer a question whose code is.
    """
    for kind, value in ((name.removeprefix(prefix), holder[name]) for name in holder if name.startswith(prefix)):
        if kind == "Quantity":
            return quantity_of(value)
        if kind == "CodeableConcept":
            return (judge(value) if value.get("coding") else words_of(value)), None, ""
        if kind == "Range":
            low, high = (quantity_of(value.get(end, {}))[0] for end in ("low", "high"))
            return (f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}"), None, ""
        if kind == "Ratio":
            parts = (quantity_of(value.get(part, {}))[0] for part in ("numerator", "denominator"))
            return " / ".join(parts), None, ""
        if kind == "Period":
            return " to ".join(filter(None, (value.get("start", ""), value.get("end", "")))), None, ""
        if kind == "Boolean":
            return "Yes" if value else "No", None, ""
        if kind in ("Integer", "String", "Time", "DateTime"):
            return line_of(str(value)), None, ""
    absent = words_of(holder.get("dataAbsentReason", {}))
    return (f"Not known: {absent}" if absent else ""), None, ""
