"""Whole requests through reading, rules and cards: the vectors of the clinical reference, from both sides. No database."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from time import perf_counter
from typing import Any

from tests.treatment_plans.regimens.hooks.little_request import bundle, draft, given, order, request
from treatment_plans.regimens.safety.hooks.answers import answer

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
KIT = order("Narcan nasal spray", 4, authoredOn="2026-10-01")
STEADY = order("methadone", 60, authoredOn="2026-10-10")
Case = tuple[str, dict[str, Any], list[dict[str, Any]], str, str]  # what it shows, draft, what is sent, rule, severity or ""


def person(born: str, gender: str) -> dict[str, Any]:
    return {"resourceType": "Patient", "id": "p1", "birthDate": born, "gender": gender}


def lab(code: str, value: Any, unit: str, at: str = "2026-11-10", text: str = "") -> dict[str, Any]:
    coding = [{"system": "http://loinc.org", "code": code}] if code else []
    quantity = {"value": value, "unit": unit}
    body = {"resourceType": "Observation", "id": f"{code}{text}{at}", "status": "final", "code": {"coding": coding, "text": text}}
    return body | {"effectiveDateTime": at, "valueQuantity": quantity}


def screen(words: str, at: str) -> dict[str, Any]:
    return lab("", 0, "", at, "Opioid screen, urine") | {"valueQuantity": None, "valueString": words}


def by_route(name: str, mg: int, route: str) -> dict[str, Any]:
    line = {"route": {"text": route}, "doseAndRate": [{"doseQuantity": {"value": mg, "unit": "mg"}}]}
    return draft(name, mg, dosageInstruction=[line])


def until(name: str, end: str) -> dict[str, Any]:
    line = {"timing": {"repeat": {"boundsPeriod": {"start": "2026-01-01", "end": end}}}}
    return order(name, 20, status="stopped", dosageInstruction=[line])


def acamprosate() -> Iterator[Case]:
    """Clinical reference 1.8, with every unit."""
    three = [
        {
            "timing": {"code": {"coding": [{"code": "TID"}]}},
            "doseAndRate": [{"doseQuantity": {"value": 2, "unit": "tablet"}}],
        }
    ]
    full = draft("acamprosate calcium 333 MG Delayed Release Oral Tablet", code="835726", dosageInstruction=three)
    for born, gender, weight, creatinine, rule, severity in (
        ("1986-01-01", "male", (72, "kg"), (1, "mg/dL"), "A-01", ""),
        ("1986-01-01", "male", (Decimal("158.733"), "[lb_av]"), (Decimal("88.4"), "umol/L"), "A-01", ""),
        ("1956-01-01", "female", (60, "kg"), (Decimal("1.5"), "mg/dL"), "A-01", "OVR"),
        ("1956-01-01", "female", (60000, "g"), (Decimal("132.6"), "µmol/L"), "A-01", "OVR"),
        ("1946-01-01", "male", (60, "kg"), (Decimal("1.8"), "mg/dL"), "I-20", "HARD"),
    ):
        sent = [person(born, gender), lab("29463-7", *weight), lab("2160-0", *creatinine)]
        yield f"acamprosate {born} {creatinine}", full, sent, rule, severity
    weight = lab("29463-7", 72, "kg")
    yield "no creatinine", full, [person("1986-01-01", "male"), weight], "A-02", "OVR"
    for at, severity in (("2025-11-19", "OVR"), ("2025-11-20", "")):
        yield f"creatinine {at}", full, [person("1986-01-01", "male"), weight, lab("2160-0", 1, "mg/dL", at)], "A-02", severity


def agonists() -> Iterator[Case]:
    """Clinical reference 0.2 and 1.4 to 1.6."""
    for mg, rule, severity in (
        (30, "M-02", ""),
        (31, "M-02", "INFO"),
        (50, "M-01", ""),
        (51, "M-01", "OVR"),
        (90, "M-01", "OVR"),
    ):
        yield f"first dose {mg}", draft("methadone", mg), [], rule, severity
    for mg, rule, severity in ((70, "M-03", ""), (71, "M-03", "OVR")):
        yield f"step to {mg}", draft("methadone", mg), [STEADY], rule, severity
    for qtc, rule, severity in ((449, "Q-01", ""), (450, "Q-01", "OVR"), (499, "Q-01", "OVR"), (500, "Q-02", "HARD")):
        yield f"QTc {qtc}", draft("methadone", 70), [STEADY, lab("8636-3", qtc, "ms")], rule, severity
    yield "going on at QTc 500", draft("methadone", 60), [STEADY, lab("8636-3", 500, "ms")], "Q-02", "OVR"
    cows = lab("", 5, "{score}", "2026-11-20T08:00:00-05:00", "COWS")
    yield "COWS 5", draft("Suboxone 8-2 mg", 4), [cows], "B-01", "OVR"
    low = draft("Suboxone 8-2 mg", 1, category=[{"text": "Low-dose initiation"}])
    yield "COWS 5, low-dose initiation", low, [cows], "B-01", ""
    before = [given("Sublocade", 300, at) for at in ("2026-08-20", "2026-09-20")]
    for at, severity in (("2026-10-25", ""), ("2026-10-26", "OVR")):
        now = by_route("Sublocade", 100, "subcutaneous")
        yield f"Sublocade after {at}", now, [*before, given("Sublocade", 300, at)], "I-21", severity
    yield "Sublocade into a vein", by_route("Sublocade", 300, "IV"), [], "I-21", "HARD"
    yield "new benzodiazepine", draft("Xanax 1 mg", 1), [STEADY], "I-01", "OVR"
    yield "methadone goes on", draft("methadone", 60), [STEADY, order("Xanax 1 mg", 1)], "I-01", "INFO"
    yield "inhibitor", draft("clarithromycin 500 mg", 500), [STEADY], "I-10", "OVR"
    yield "kit in hand", draft("methadone", 60), [STEADY, KIT], "I-24", ""
    yield "no kit", draft("methadone", 60), [STEADY], "I-24", "INFO"
    pregnant = lab("82810-3", 0, "") | {"valueQuantity": None, "valueCodeableConcept": {"coding": [{"code": "LA15173-0"}]}}
    yield "pregnant", draft("methadone", 60), [STEADY, person("1995-01-01", "female"), pregnant], "I-22", "INFO"


def others() -> Iterator[Case]:
    """Naltrexone, disulfiram, and what is not known."""
    naltrexone = draft("naltrexone", 50)
    yield "methadone active", naltrexone, [STEADY], "I-06", "HARD"
    yield "tramadol active", naltrexone, [order("Ultram", 50)], "I-06", "HARD"
    negative = screen("negative", "2026-11-20")
    for name, end, severity in (("methadone", "2026-11-06", "HARD"), ("methadone", "2026-11-05", ""),
                                ("oxycodone", "2026-11-13", "HARD"), ("oxycodone", "2026-11-12", "")):  # fmt: skip
        yield f"{name} until {end}", naltrexone, [until(name, end)], "I-06", severity
    yield "negative screen after the interval", naltrexone, [until("methadone", "2026-11-01"), negative], "I-06", ""
    yield "positive screen", naltrexone, [screen("POSITIVE", "2026-11-19")], "I-06", "HARD"
    yield "ALT 121", naltrexone, [lab("1742-6", 121, "U/L")], "I-25", "OVR"
    yield "ALT 120", naltrexone, [lab("1742-6", 120, "U/L")], "I-25", ""
    yield "opioid under Vivitrol", draft("oxycodone 5 mg", 5), [given("Vivitrol", 380, "2026-11-01")], "I-07", "OVR"
    yield "Vivitrol under the skin", by_route("Vivitrol", 380, "SC"), [], "I-21", "HARD"
    yield "disulfiram 501", draft("Antabuse", 501), [], "D-01", "OVR"
    yield "disulfiram 500", draft("Antabuse", 500), [], "D-01", ""
    yield "metronidazole", draft("disulfiram", 250), [order("Flagyl", 500)], "I-17", "HARD"
    breath = lab("", Decimal("0.04"), "g/210L", "2026-11-20T01:00:00-05:00", "Breath alcohol")
    yield "drinking", draft("disulfiram", 250), [breath], "I-18", "HARD"
    yield "unknown", draft("foozumab", 3), [], "F-07", "INFO"
    yield "no concern of ours", draft("lisinopril", 10), [STEADY, KIT], "F-07", ""


def spoken(the_draft: dict[str, Any], sent: list[dict[str, Any]]) -> dict[str, str]:
    """Rule and severity of each card, as a partner system reads them."""
    found = answer(request(the_draft, everything=bundle(*sent)), now=NOW)
    json.dumps(found, default=str)
    return {card["extension"]["rule"]: card["extension"]["severity"] for card in found["cards"]}


def test_each_vector_of_the_reference_is_answered_as_it_says() -> None:
    wrong = []
    for family in (acamprosate, agonists, others):
        for what, the_draft, sent, rule, severity in family():
            found = spoken(the_draft, sent)
            if found.get(rule, "") != severity or "F-90" in found:
                wrong.append((what, rule, severity, found))
    assert not wrong


def test_an_answer_takes_milliseconds() -> None:
    sent = bundle(
        STEADY, KIT, person("1986-01-01", "male"), *[lab("2160-0", 1, "mg/dL", f"2026-{month:02d}-01") for month in range(1, 11)]
    )
    body = request(draft("methadone", 70), everything=sent)
    answer(body, now=NOW)
    started = perf_counter()
    for _ in range(20):
        answer(body, now=NOW)
    each = (perf_counter() - started) / 20 * 1000
    print(f"one answer: {each:.2f} ms")
    assert each < 100
