"""A whole request into facts: who, which orders, what was given, and what could not be read. No database."""

import copy
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as every
from hypothesis import settings as how
from hypothesis import strategies as st

from tests.treatment_plans.regimens.hooks.little_request import bundle, draft, given, order, request
from treatment_plans.regimens.safety.facts import Facts
from treatment_plans.regimens.safety.hooks.answers import answer
from treatment_plans.regimens.safety.hooks.reading import Reading, read
from treatment_plans.regimens.safety.hooks.requests import NoRequest, request_of

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def reading(*drafts: dict[str, Any], **prefetch: Any) -> Reading:
    return read(request_of(request(*drafts, **prefetch)), now=NOW)


def facts(*drafts: dict[str, Any], **prefetch: Any) -> Facts:
    found = reading(*drafts, **prefetch)
    assert found.unread == ()
    return found.facts[0]


def creatinine(at: str, **more: Any) -> dict[str, Any]:
    code = {"coding": [{"system": "http://loinc.org", "code": "2160-0"}]}
    value = {"value": 1, "unit": "mg/dL"}
    return {
        "resourceType": "Observation",
        "id": at,
        "status": "final",
        "code": code,
        "effectiveDateTime": at,
        "valueQuantity": value,
    } | more


def test_a_draft_is_judged_at_its_own_date_and_in_its_own_zone() -> None:
    labs = bundle(creatinine("2026-11-19T23:30:00-05:00"), creatinine("2026-11-20"), creatinine("2025-01-02"))
    at_nine = facts(draft("Campral", 666), observations=labs)
    assert at_nine.at.isoformat() == "2026-11-20T09:00:00-05:00"
    days = ["2025-01-02T00:00:00-05:00", "2026-11-19T23:30:00-05:00", "2026-11-20T00:00:00-05:00"]
    assert sorted(one.at.isoformat() for one in at_nine.measured["creatinine"]) == days
    assert facts(draft("Campral", 666, authoredOn="2026-11-20"), observations=labs).at.isoformat() == days[2]
    assert facts(draft("Campral", 666, authoredOn="2026-11-20")).at.isoformat() == "2026-11-20T00:00:00+00:00"
    assert facts(draft("Campral", 666, authoredOn=None)).at == NOW


def test_a_schedule_is_read_step_by_step_and_judged() -> None:
    def step(mg: int, start: str) -> dict[str, Any]:
        timing = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "boundsPeriod": {"start": start}}}
        return {"doseAndRate": [{"doseQuantity": {"value": mg, "unit": "mg"}}], "timing": timing}

    def lasting(mg: int, place: int, days: int) -> dict[str, Any]:
        bounds = {"boundsDuration": {"value": days, "code": "d"}}
        timing = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", **bounds}}
        return {"doseAndRate": [{"doseQuantity": {"value": mg, "unit": "mg"}}], "timing": timing, "sequence": place}

    dated = draft("Methadone", dosageInstruction=[step(30, "2026-11-20"), step(40, "2026-11-23"), step(60, "2026-11-24")])
    counted = draft("Methadone", dosageInstruction=[lasting(30, 1, 3), lasting(40, 2, 1), lasting(60, 3, 9)])
    for written in (dated, counted):
        steps = facts(written).draft.steps
        assert [(str(step.first_day), step.day_total) for step in steps] == [
            ("2026-11-20", 30),
            ("2026-11-23", 40),
            ("2026-11-24", 60),
        ]
        cards = {card["extension"]["rule"]: card["detail"] for card in answer(request(written), now=NOW)["cards"]}
        assert "Step 3, from Nov 24, 2026" in cards["M-03"]
        assert "Step 3, from Nov 24, 2026" in cards["M-04"]
    undated = reading(counted | {"authoredOn": None})
    assert undated.facts[0].draft.steps == ()
    assert any("a day not known" in unread.why for unread in undated.unread)


def test_orders_keep_their_status_and_when_they_ended() -> None:
    bounds = [{"timing": {"repeat": {"boundsPeriod": {"start": "2026-01-01", "end": "2026-11-06"}}}}]
    changed = [{"url": "http://x/statusChanged", "valueDateTime": "2026-11-06"}]
    methadone = {"text": "methadone"}
    ended = {
        "bounds": order("methadone", status="stopped") | {"dosageInstruction": bounds},
        "validity": order("methadone", 80, status="completed", dispenseRequest={"validityPeriod": {"end": "2026-11-06"}}),
        "extension": order("methadone", 80, status="stopped", extension=changed),
        "last change": order("methadone", 80, status="stopped", meta={"lastUpdated": "2026-11-06T10:00:00Z"}),
        "statement": {
            "resourceType": "MedicationStatement",
            "status": "completed",
            "medicationCodeableConcept": methadone,
            "effectivePeriod": {"start": "2026-01-01", "end": "2026-11-06"},
        },
        "dispense": {
            "resourceType": "MedicationDispense",
            "status": "completed",
            "medicationCodeableConcept": methadone,
            "whenHandedOver": "2026-10-30",
            "daysSupply": {"value": 7},
        },
    }
    for said_how, resource in ended.items():
        found = facts(draft("naltrexone", 50), medicationRequests=bundle(resource)).orders[0]
        assert (said_how, str(found.ended_on)) == (said_how, "2026-11-06")
    statuses = [
        facts(draft("naltrexone", 50), medicationRequests=bundle(order("x", status=said))).orders
        for said in ("active", "on-hold", "stopped", "cancelled", "entered-in-error")
    ]
    assert [found[0].status if found else "" for found in statuses] == ["active", "on-hold", "stopped", "cancelled", ""]
    assert facts(draft("naltrexone", 50), medicationRequests=bundle(order("x", doNotPerform=True))).orders[0].status == "stopped"


def test_a_medicine_is_found_wherever_the_order_points() -> None:
    medication = {"resourceType": "Medication", "id": "m", "code": {"text": "Methadone 10 mg/mL"}}
    listed = {
        "resourceType": "Medication",
        "id": "m",
        "ingredient": [
            {"itemCodeableConcept": {"text": "Methadone"},
             "strength": {"numerator": {"value": 50, "unit": "mg"}, "denominator": {"value": 5, "unit": "mL"}}}
        ],
    }  # fmt: skip
    eight_ml = [{"doseAndRate": [{"doseQuantity": {"value": 8, "unit": "mL"}}], "timing": {"code": {"text": "daily"}}}]

    def pointing(reference: dict[str, Any], **more: Any) -> dict[str, Any]:
        found = draft("x", dosageInstruction=eight_ml, medicationReference=reference, **more)
        del found["medicationCodeableConcept"]
        return found

    wrong = []
    for resource, beside in (
        (pointing({"reference": "#m"}, contained=[medication]), {}),
        (pointing({"reference": "#m"}, contained=[listed]), {}),
        (pointing({"reference": "Medication/m"}), {"medicationRequests": bundle(medication)}),
        (pointing({"reference": "https://ehr.example.org/fhir/Medication/m/_history/3"}), {"medicationRequests": bundle(listed)}),
        (pointing({"reference": "urn:uuid:1"}),
         {"medicationRequests": {"resourceType": "Bundle", "entry": [{"fullUrl": "urn:uuid:1", "resource": medication}]}}),
    ):  # fmt: skip
        found = facts(resource, **beside).draft
        if found.drug.ingredients != {"methadone"} or found.dose != 80:
            wrong.append((resource["medicationReference"], found))
    assert not wrong
    lost = reading(pointing({"reference": "Medication/none"}))
    assert lost.facts == ()
    assert "was not sent" in lost.unread[0].why


def test_doses_given_and_not_given() -> None:
    sent = bundle(
        given("methadone", 80, "2026-11-19T09:00:00-05:00"),
        given("methadone", 80, "2026-11-18T09:00:00-05:00", status="not-done"),
        given("methadone", 80, "2026-11-17T09:00:00-05:00", status="entered-in-error"),
        given("Sublocade", 300, "2026-10-20", dosage={"dose": {"value": 1, "unit": "syringe"}, "site": {"text": "Abdomen"}}),
    )
    found = reading(draft("methadone", 80), medicationAdministrations=sent)
    doses = found.facts[0].given
    assert [(str(dose.at.date()), dose.amount, dose.taken, dose.drug.product) for dose in doses] == [
        ("2026-10-20", None, True, "sublocade"),
        ("2026-11-18", Decimal(80), False, ""),
        ("2026-11-19", Decimal(80), True, ""),
    ]
    assert doses[0].site == "abdomen"
    assert [unread.why for unread in found.unread] == ["it has a dose as a number of pieces, and their strength is not known"]


def test_what_kind_of_start_a_draft_is() -> None:
    low = {"category": [{"text": "Low-dose initiation"}]}
    flag = {"extension": [{"url": "https://x.example.org/lowDoseInitiation", "valueBoolean": True}]}
    no_flag = {"extension": [{"url": "https://x.example.org/lowDoseInitiation", "valueBoolean": False}]}
    code = {"courseOfTherapyType": {"coding": [{"code": "low_dose_initiation"}]}}
    for said, expected in ((low, True), (flag, True), (code, True), (no_flag, False), ({}, False)):
        assert (said, facts(draft("buprenorphine", 1, **said)).draft.low_dose_initiation) == (said, expected)
    prior = {"priorPrescription": {"reference": "MedicationRequest/methadone-1"}}
    before = bundle(order("methadone", 30))
    assert facts(draft("buprenorphine", 4, **prior), medicationRequests=before).draft.is_transition
    change = facts(draft("methadone", 40, **prior), medicationRequests=before).draft
    assert (change.prior, change.is_transition) == ("methadone-1", False)
    assert facts(draft("Sublocade", code="1996192")).draft.dose == 300  # one syringe, where nothing else is said


def test_drafts_that_are_signed_together_know_of_each_other() -> None:
    found = reading(draft("methadone", 30), draft("naloxone 4 mg nasal spray", id="kit"))
    assert [[(other.id, other.status) for other in one.orders] for one in found.facts] == [
        [("kit", "draft")],
        [("draft-1", "draft")],
    ]
    assert facts(draft("naltrexone", 50), medicationRequests=bundle(draft("methadone", 30, id="never signed"))).orders == ()
    assert str(found.facts[0].naloxone_kit) == "2026-11-20"
    bup_nx = bundle(order("buprenorphine 8 mg / naloxone 2 mg", 8), order("Narcan", 4, authoredOn="2025-02-01"))
    assert str(facts(draft("methadone", 30), medicationRequests=bup_nx).naloxone_kit) == "2025-02-01"


def test_every_order_has_an_id_of_its_own() -> None:
    found = reading(draft("methadone", 30, id=None), draft("naltrexone", 50, id=None)).facts
    assert [one.draft.id for one in found] == ["draft 1", "draft 2"]
    changed = facts(draft("methadone", 40, id="m"), medicationRequests=bundle(order("methadone", 30, id="m")))
    assert changed.draft.prior == changed.orders[0].id != "m"
    dispense = {
        "resourceType": "MedicationDispense",
        "id": "m",
        "status": "completed",
        "medicationCodeableConcept": {"text": "methadone"},
    }
    assert facts(draft("methadone", 40, id="m"), other=bundle(dispense)).orders[0].id == "MedicationDispense/m"


def test_nothing_that_was_sent_is_skipped_in_silence() -> None:
    outcome = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "timeout"}]}
    for prefetch, why in (
        ({"conditions": outcome}, "prefetch.conditions"),
        ({"conditions": bundle(outcome)}, "prefetch.conditions"),
        ({"conditions": "F11.20"}, "prefetch.conditions"),
        ({"conditions": bundle({"resourceType": "Condition", "id": "c"})}, "Condition/c"),
        ({"conditions": {"resourceType": "Bundle", "entry": [{}]}}, "prefetch.conditions"),
        ({"allergies": bundle({"resourceType": "AllergyIntolerance", "id": "a"})}, "AllergyIntolerance/a"),
        ({"patient": {"resourceType": "Patient", "id": "p", "birthDate": "May 1986", "gender": "female"}}, "Patient/p"),
        ({"observations": bundle(creatinine("2026-11-01", valueQuantity={"value": 1}))}, "Observation/2026-11-01"),
        ({"medicationRequests": bundle({"resourceType": "MedicationRequest", "id": "m"})}, "MedicationRequest/m"),
        ({"medicationRequests": bundle(order("methadone", 8, authoredOn="soon"))}, "MedicationRequest/methadone-1"),
        ({"other": {"resourceType": "ImagingStudy", "id": "i"}}, "ImagingStudy/i"),
    ):
        found = reading(draft("methadone", 30), **prefetch)
        assert ([unread.resource for unread in found.unread], len(found.facts)) == ([why], 1)
    person = {"resourceType": "Patient", "id": "p", "birthDate": "May 1986", "gender": "female"}
    assert reading(draft("methadone", 30), patient=person).facts[0].sex == "female"
    assert reading(draft("methadone", 30), conditions=None, patient=None, observations=bundle()).unread == ()
    assert reading({"resourceType": "ServiceRequest", "id": "ecg"}) == Reading((), ())


@pytest.mark.parametrize(
    "body", [None, [], 3, {}, {"hook": "patient-view"}, {"hook": "order-sign"}, {"context": {"draftOrders": []}}]
)
def test_what_is_no_order_sign_request_is_refused(body: Any) -> None:
    with pytest.raises(NoRequest):
        request_of(body)


WHOLE = request(
    draft("Suboxone 8-2 mg", 16),
    patient={"resourceType": "Patient", "birthDate": "1986-05-01", "gender": "male"},
    medicationRequests=bundle(order("methadone", 80, status="stopped", meta={"lastUpdated": "2026-11-01"})),
    medicationAdministrations=bundle(given("methadone", 80, "2026-10-01")),
    observations=bundle(creatinine("2026-11-01")),
    conditions=bundle({"resourceType": "Condition", "code": {"coding": [{"code": "F11.20"}]}}),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=True) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["value", "unit", "coding", "code", "text"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a request, as its holder and its key."""
    inside = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    return [(value, key) for key, _ in inside] + [place for _, part in inside for place in places(part)]


@how(max_examples=60, deadline=None)
@every(st.data())
def test_whatever_is_broken_in_a_request_it_is_answered(data: st.DataObject) -> None:
    body = copy.deepcopy(WHOLE)
    holder, key = data.draw(st.sampled_from(places(body)))
    holder[key] = data.draw(ANYTHING)
    try:
        answer(body, now=NOW)
    except NoRequest:
        assert key in {"hook", "context", "draftOrders"}
