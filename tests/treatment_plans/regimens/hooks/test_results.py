"""Observations as measured facts, and the person's problems and allergies. Tables; each case takes microseconds."""

from decimal import Decimal
from typing import Any

import pytest

from treatment_plans.regimens.safety.facts import Drug
from treatment_plans.regimens.safety.hooks.measures import read_results
from treatment_plans.regimens.safety.hooks.people import read_allergy, read_person, read_problems
from treatment_plans.regimens.safety.hooks.shape import Unreadable

LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"


def result(code: str = "", text: str = "", **value: Any) -> dict[str, Any]:
    codings = [{"system": LOINC, "code": code}] if code else []
    body = {"resourceType": "Observation", "status": "final", "code": {"coding": codings, "text": text}}
    return body | {"effectiveDateTime": "2026-11-01T08:00:00-05:00"} | value


def quantity(value: Any, unit: str, code: str = "") -> dict[str, Any]:
    return {"valueQuantity": {"value": value, "unit": unit} | ({"code": code} if code else {})}


def coded(code: str, system: str = LOINC) -> dict[str, Any]:
    return {"valueCodeableConcept": {"coding": [{"system": system, "code": code}]}}


# the resource, then key, value, unit, words of each fact in it
CASES: tuple[tuple[dict[str, Any], list[tuple[str, str | None, str, str]]], ...] = (
    (result("2160-0", **quantity(Decimal("1.2"), "mg/dL")), [("creatinine", "1.2", "mg/dL", "")]),
    (result("2160-0", **quantity(106, "umol/L")), [("creatinine", "106", "umol/L", "")]),
    (result("2160-0", **quantity(106, "µmol/L")), [("creatinine", "106", "umol/L", "")]),
    (result("2160-0", **quantity(106, "μmol/l")), [("creatinine", "106", "umol/L", "")]),
    (result("2160-0", **quantity(12, "mg/L")), [("creatinine", "1.2", "mg/dL", "")]),
    (result("29463-7", **quantity(72, "kilograms", "kg")), [("weight", "72", "kg", "")]),
    (result("29463-7", **quantity(160, "lb", "[lb_av]")), [("weight", "160", "[lb_av]", "")]),
    (result("29463-7", **quantity(160, "lbs")), [("weight", "160", "[lb_av]", "")]),
    (result("29463-7", **quantity(72000, "g")), [("weight", "72000", "g", "")]),
    (result("8636-3", **quantity(455, "ms")), [("qtc", "455", "ms", "")]),
    (result("8636-3", **quantity(Decimal("0.455"), "s")), [("qtc", "455", "ms", "")]),
    (result("", "QTc (Fridericia)", **quantity(480, "msec")), [("qtc", "480", "ms", "")]),
    (result("1742-6", **quantity(90, "U/L")), [("alt", "90", "U/L", "")]),
    (result("1920-8", **quantity(90, "[IU]/L")), [("ast", "90", "U/L", "")]),
    (result("82810-3", **coded("LA15173-0")), [("pregnancy", None, "", "pregnant")]),
    (result("82810-3", **coded("77386006", SNOMED)), [("pregnancy", None, "", "pregnant")]),
    (result("82810-3", **coded("LA26683-5")), [("pregnancy", None, "", "not pregnant")]),
    (result("82810-3", valueString="Not pregnant"), [("pregnancy", None, "", "not pregnant")]),
    (result("2106-3", **coded("10828004", SNOMED)), [("pregnancy", None, "", "positive")]),
    (result("", "COWS total score", valueInteger=11), [("cows", "11", "", "")]),
    (result("", "Clinical Opiate Withdrawal Scale", **quantity(9, "{score}")), [("cows", "9", "{score}", "")]),
    (result("", "Opioid screen, urine", valueString="Negative"), [("opioid_screen", None, "", "negative")]),
    (result("", "Fentanyl [Presence] in Urine", **coded("260373001", SNOMED)), [("fentanyl_screen", None, "", "positive")]),
    (result("", "Naloxone challenge", valueString="no withdrawal"), [("naloxone_challenge", None, "", "negative")]),
    (result("", "Breath alcohol", **quantity(Decimal("0.04"), "g/210L")), [("breath_alcohol", "0.04", "g/210L", "")]),
    (result("", "Methadone level, peak", **quantity(610, "ng/mL")), [("methadone_peak", "610", "ng/mL", "")]),
    (result("", "Trough methadone level", **quantity(300, "ng/mL")), [("methadone_trough", "300", "ng/mL", "")]),
    (result("", "INR", valueString="2.4"), [("inr", "2.4", "", "")]),
    (result("", "Drug test, urine", component=[
        {"code": {"text": "Opiates"}, "valueString": "not detected"},
        {"code": {"text": "Fentanyl"}, "valueString": "DETECTED"},
        {"code": {"text": "Cocaine"}, "valueString": "negative"},
    ]), [("opioid_screen", None, "", "negative"), ("fentanyl_screen", None, "", "positive")]),
    # of no rule's concern, or never to be used
    (result("", "Creatinine [Mass/volume] in Urine", **quantity(90, "mg/dL")), []),
    (result("33914-3", "eGFR, creatinine based", **quantity(90, "mL/min")), []),
    (result("", "Weight-for-length per age and sex", **quantity(60, "%")), []),
    (result("", "Recurrent opioid use", valueString="yes"), []),
    (result("8867-4", "Heart rate", **quantity(70, "/min")), []),
    (result("2160-0", **quantity(1, "mg/dL")) | {"status": "entered-in-error"}, []),
    (result("2160-0", **quantity(1, "mg/dL")) | {"status": "cancelled"}, []),
)  # fmt: skip
UNREADABLE = (
    result("2160-0", **quantity(1, "")),
    result("2160-0", **quantity(1, "furlong")),
    result("2160-0", **quantity("much", "mg/dL")),
    result("2160-0"),
    result("2160-0", **quantity(1, "mg/dL")) | {"effectiveDateTime": ""},
    result("2160-0", **quantity(1, "mg/dL")) | {"effectiveDateTime": "yesterday"},
    result("82810-3", dataAbsentReason={"text": "unknown"}),
)


def test_each_result_is_the_fact_that_it_says() -> None:
    wrong = []
    for resource, expected in CASES:
        found = [(key, fact.value, fact.unit, fact.words) for key, fact in read_results(resource)]
        if found != [(key, Decimal(value) if value else None, unit, words) for key, value, unit, words in expected]:
            wrong.append((resource["code"], found, expected))
    assert not wrong


def test_a_result_that_a_rule_asks_for_is_never_dropped_in_silence() -> None:
    for resource in UNREADABLE:
        with pytest.raises(Unreadable):
            list(read_results(resource))


def test_the_reference_range_of_the_result_is_kept_in_its_unit() -> None:
    for span, upper in (
        ({"high": {"value": 55, "unit": "U/L"}}, 55),
        ({"text": "10-45 U/L"}, 45),
        ({"high": {"value": 1, "unit": "ukat/L"}}, 60),
        ({"low": {"value": 5}}, None),
    ):
        ((_, fact),) = read_results(result("1742-6", **quantity(90, "U/L")) | {"referenceRange": [span]})
        assert fact.upper == upper


def test_problems_keep_each_code_and_say_whether_they_are_active() -> None:
    def condition(**more: Any) -> dict[str, Any]:
        return {
            "code": {"coding": [{"system": "a", "code": "F11.20"}, {"system": SNOMED, "code": "75544000"}], "text": "OUD"}
        } | more

    def said(word: str) -> dict[str, Any]:
        return {"coding": [{"code": word}]}

    assert [(line.code, line.is_active) for line in read_problems(condition())] == [("F11.20", True), ("75544000", True)]
    for word, is_active in (("active", True), ("recurrence", True), ("relapse", True), ("resolved", False), ("remission", False)):
        assert {line.is_active for line in read_problems(condition(clinicalStatus=said(word)))} == {is_active}
    assert not read_problems(condition(abatementDateTime="2020-01-01"))[0].is_active
    assert read_problems(condition(verificationStatus=said("refuted"))) == []
    assert str(read_problems(condition(onsetDateTime="2020-03"))[0].since) == "2020-03-01"
    assert read_problems({"code": {"text": "Hepatitis, acute"}})[0].text == "Hepatitis, acute"
    with pytest.raises(Unreadable):
        read_problems({})


def test_the_person_and_what_they_are_allergic_to() -> None:
    born = {"birthDate": "1986-05-01", "gender": "male"}
    at_birth = {"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex", "valueCode": "F"}
    assert [part if isinstance(part, str) else part.isoformat() for part in read_person(born) if part] == ["1986-05-01", "male"]
    assert read_person(born | {"extension": [at_birth]})[1] == "female"
    assert read_person({"gender": "other"}) == (None, "")
    with pytest.raises(Unreadable):
        read_person({"birthDate": "1986"})
    naltrexone = read_allergy({"code": {"text": "Naltrexone"}})
    assert isinstance(naltrexone, Drug)
    assert naltrexone.ingredients == {"naltrexone"}
    assert read_allergy({"code": {"text": "Polylactide-co-glycolide"}}) == "Polylactide-co-glycolide"
    assert read_allergy({"code": {"text": "No known allergies"}}) is None
    assert read_allergy({"code": {"text": "Naloxone"}, "clinicalStatus": {"coding": [{"code": "resolved"}]}}) is None
    with pytest.raises(Unreadable):
        read_allergy({})
