"""What a resource says happened elsewhere: each type, its kind of data, and what is refused, cut or left."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from care.actor import Category
from care.api.fhir_in.mapping import Unmappable, map_resource
from care.api.fhir_in.mapping.coverage import SaidCoverage, payers_of_bills
from patients.elsewhere.rules import RecordKind
from patients.story.rules import MedicineKind, Taking
from tests.care.api.fhir_in.people import SNOMED, concept, condition, observation, without_none

LOINC, CVX = "http://loinc.org", "http://hl7.org/fhir/sid/cvx"
ME = {"reference": "Patient/p1"}
WEIGHT = concept(LOINC, "29463-7", "Body Weight")
OVERDOSE = condition("over", code=concept(SNOMED, "55680006", "Drug overdose"))
SPRAIN = condition("sprain", code=concept(SNOMED, "44465007", "Sprain of ankle"))


def resource(kind: str, **values: Any) -> dict[str, Any]:
    return without_none({"resourceType": kind, "id": "x1", "subject": ME} | values)


def said(one: dict[str, Any], *others: dict[str, Any]) -> Any:
    """What it says, with these at hand."""
    at_hand = {f"{other['resourceType']}/{other['id']}": other for other in others}
    mapped = map_resource(one, at_hand.get)
    assert not mapped.aside
    return mapped.said


# --- results ----------------------------------------------------------------------------------------------------------------


def test_a_result_with_its_number_range_and_performer():
    record = said(
        observation(
            code=WEIGHT,
            effectiveDateTime="2020-03-14T09:30:00-04:00",
            interpretation=[{"text": "High"}],
            referenceRange=[{"low": {"value": 50, "unit": "kg"}, "high": {"value": 70, "unit": "kg"}}],
            performer=[{"display": "Renata Cole"}],
            encounter={"reference": "Encounter/e1"},
        )
    )
    assert (record.kind, record.code, record.category) == (RecordKind.OBSERVATION, "29463-7", Category.GENERAL)
    assert (record.value, record.number, record.unit) == ("71.5 kg", Decimal("71.5"), "kg")
    assert (record.interpretation, record.reference_range, record.who, record.visit) == (
        "High", "50 kg to 70 kg", "Renata Cole", "e1",
    )  # fmt: skip
    assert record.happened == "2020-03-14T09:30:00-04:00"


@pytest.mark.parametrize(
    ("value", "words", "number"),
    [
        ({"valueQuantity": {"value": 5, "comparator": "<", "unit": "mg/dL"}}, "<5 mg/dL", None),
        ({"valueQuantity": {"value": 1e30, "unit": "1"}}, "1e+30 1", None),
        ({"valueString": "  Clear \n"}, "Clear", None),
        ({"valueBoolean": False}, "No", None),
        ({"valueInteger": 3}, "3", None),
        ({"valueRange": {"low": {"value": 1}}}, "from 1", None),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 8}}}, "1 / 8", None),
        ({"valueCodeableConcept": {"text": "Yellow"}}, "Yellow", None),
        ({"dataAbsentReason": {"text": "Refused"}}, "Not known: Refused", None),
        ({}, "", None),
    ],
)
def test_each_kind_of_value(value, words, number):
    record = said(observation(**({"code": WEIGHT, "valueQuantity": None} | value)))
    assert (record.value, record.number) == (words, number)


def test_components_and_members_are_parts():
    pressure = said(
        observation(
            code=concept(LOINC, "85354-9", "Blood pressure"),
            valueQuantity=None,
            component=[{"code": concept(LOINC, "8462-4", "Diastolic"), "valueQuantity": {"value": 82, "unit": "mm[Hg]"}}],
        )
    )
    (part,) = pressure.parts
    assert (part.label, part.code, part.number, part.unit) == ("Diastolic", "8462-4", 82, "mm[Hg]")
    report = said(
        resource(
            "DiagnosticReport",
            status="final",
            code=concept(LOINC, "57698-3", "Lipid Panel"),
            result=[{"reference": "Observation/o1"}],
        ),
        observation(code=concept(LOINC, "2093-3", "Cholesterol"), valueQuantity={"value": 190, "unit": "mg/dL"}),
    )
    (part,) = report.parts
    assert (part.label, part.number, part.refers_to) == ("Cholesterol", 190, "o1")
    assert report.category is Category.GENERAL


@pytest.mark.parametrize(
    ("changes", "category"),
    [
        ({"code": WEIGHT}, Category.GENERAL),
        ({"code": {"text": "Weight"}}, Category.SUD),  # words are not read
        ({"code": {"coding": [*WEIGHT["coding"], {"system": "urn:local", "code": "w"}]}}, Category.SUD),
        ({"code": concept(LOINC, "55758-7", "PHQ-2")}, Category.MENTAL_HEALTH),
        (
            {"code": WEIGHT, "valueQuantity": None, "valueCodeableConcept": concept(SNOMED, "266919005", "Never smoker")},
            Category.SUD,
        ),
        ({"code": WEIGHT, "valueQuantity": None, "valueCodeableConcept": concept(SNOMED, "1", "?")}, Category.SUD),
        ({"code": WEIGHT, "component": [{"code": concept(LOINC, "99999-1", "?"), "valueBoolean": True}]}, Category.SUD),
        ({"code": WEIGHT, "hasMember": [{"reference": "Observation/not-at-hand"}]}, Category.SUD),
    ],
)
def test_which_kind_of_data_a_result_is(changes, category):
    assert said(observation(**changes)).category is category


def test_a_conclusion_in_words_makes_a_report_strict():
    report = said(
        resource("DiagnosticReport", status="final", code=concept(LOINC, "57698-3"), conclusion="Liver as in alcohol use")
    )
    assert (report.category, report.value) == (Category.SUD, "Liver as in alcohol use")


# --- visits and what was done -----------------------------------------------------------------------------------------------


def test_a_visit_with_its_reason_place_and_end():
    visit = said(
        resource(
            "Encounter",
            status="finished",
            **{"class": {"code": "EMER"}},
            type=[concept(SNOMED, "50849002", "Emergency room admission")],
            period={"start": "2020-03-14T09:00:00Z", "end": "2020-03-14T15:00:00Z"},
            reasonReference=[{"reference": "Condition/sprain"}],
            serviceProvider={"display": "Bay County Hospital"},
            participant=[{"individual": {"display": "Dr. Adeyemi"}}],
            hospitalization={"dischargeDisposition": {"text": "Discharged home"}},
        ),
        SPRAIN,
    )
    assert (visit.kind, visit.display, visit.reason) == (RecordKind.VISIT, "Emergency room admission", "Sprain of ankle")
    assert (visit.happened, visit.ended) == ("2020-03-14T09:00:00Z", "2020-03-14T15:00:00Z")
    assert (visit.place, visit.who, visit.value) == ("Bay County Hospital", "Dr. Adeyemi", "Discharged home")
    assert visit.parts[0].value == "Emergency visit"
    assert visit.category is Category.GENERAL


@pytest.mark.parametrize(
    ("reason", "at_hand"),
    [
        ({"reasonCode": [concept(SNOMED, "55680006", "Drug overdose")]}, ()),
        ({"reasonReference": [{"reference": "Condition/over"}]}, (OVERDOSE,)),
        ({"reasonReference": [{"reference": "Condition/sprain"}]}, ()),  # not at hand: nobody knows what it is
        ({"reasonCode": [{"text": "Sprain"}]}, ()),
        ({"type": None}, ()),
    ],
)
def test_a_visit_whose_reason_is_strict_or_not_known_is_strict(reason, at_hand):
    values = {
        "status": "finished",
        "class": {"code": "AMB"},
        "type": [concept(SNOMED, "185345009", "Encounter for symptom")],
    } | reason
    assert said(resource("Encounter", **values), *at_hand).category is Category.SUD


def test_an_immunization_that_was_not_given_says_so():
    shot = said(
        resource(
            "Immunization", subject=None, patient=ME, status="not-done", vaccineCode=concept(CVX, "140", "Influenza"),
            occurrenceDateTime="2020", lotNumber="A1", protocolApplied=[{"doseNumberPositiveInt": 2}],
        )
    )  # fmt: skip
    assert (shot.status, shot.happened, shot.category) == ("not-done", "2020", Category.GENERAL)
    assert [(part.label, part.value) for part in shot.parts] == [("Lot", "A1"), ("Dose of the series", "2")]


def test_a_procedure_an_image_and_a_device():
    done = said(
        resource(
            "Procedure", status="completed", code=concept(SNOMED, "73761001", "Colonoscopy"),
            performedPeriod={"start": "2020-03"}, bodySite=[{"text": "Colon"}], outcome=concept(SNOMED, "260385009", "Negative"),
        )
    )  # fmt: skip
    assert (done.kind, done.value, done.happened, done.parts[0].value) == (RecordKind.PROCEDURE, "Negative", "2020-03", "Colon")
    image = said(
        resource(
            "ImagingStudy", status="available", started="2020-03-14",
            series=[{"uid": "1", "modality": {"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "DX",
                     "display": "Digital Radiography"}, "bodySite": {"display": "Knee"}}],
        )
    )  # fmt: skip
    assert (image.kind, image.display, image.category) == (RecordKind.IMAGING, "Digital Radiography: Knee", Category.GENERAL)
    device = said(
        resource(
            "Device", subject=None, patient=ME, status="active", serialNumber="77",
            type=concept(SNOMED, "706004007", "Implantable cardiac pacemaker"),
        )
    )  # fmt: skip
    assert (device.kind, device.happened, device.parts[0].value) == (RecordKind.DEVICE, "", "77")


# --- teams, plans, goals ----------------------------------------------------------------------------------------------------


def test_a_plan_with_what_it_is_for_what_is_done_and_its_goal():
    plan = resource(
        "CarePlan",
        status="active",
        category=[concept(SNOMED, "326051000000105", "Self care")],
        activity=[{"detail": {"code": concept(SNOMED, "229065009", "Exercise therapy"), "status": "in-progress"}}],
        addresses=[{"reference": "Condition/sprain"}],
    )
    read = said(plan, SPRAIN)
    assert (read.category, read.reason) == (Category.GENERAL, "Sprain of ankle")
    assert (read.parts[0].label, read.parts[0].value) == ("Exercise therapy", "in progress")
    assert said(plan | {"addresses": [{"reference": "Condition/over"}]}, OVERDOSE).category is Category.SUD
    goal = resource("Goal", id="g1", lifecycleStatus="accepted", description={"text": "Walk to the park"})
    with_goal = said(plan | {"goal": [{"reference": "Goal/g1"}]}, SPRAIN, goal)
    assert with_goal.parts[-1].label == "Goal: Walk to the park"
    assert with_goal.category is Category.SUD  # words alone
    assert said(goal).category is Category.SUD


def test_a_team_is_its_members_and_not_the_person():
    team = said(
        resource(
            "CareTeam",
            status="active",
            reasonCode=[concept(SNOMED, "44465007", "Sprain of ankle")],
            participant=[
                {"role": [concept(SNOMED, "116153009", "Patient")], "member": ME | {"display": "Rosalind Quill"}},
                {"role": [concept(SNOMED, "223366009", "Healthcare professional")], "member": {"display": "Dr. Ito"}},
            ],
        )
    )
    assert [(part.label, part.value) for part in team.parts] == [("Dr. Ito", "Healthcare professional")]
    assert (team.display, team.reason) == ("Care team", "Sprain of ankle")


# --- what is no fact --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "aside"),
    [
        ("entered-in-error", "the source says entered in error"),
        ("cancelled", "the source says cancelled: it did not happen"),
    ],
)
def test_what_did_not_happen_is_set_aside(status, aside):
    mapped = map_resource(observation(code=WEIGHT, status=status))
    assert (mapped.aside, mapped.said.is_open) == (aside, False)


def test_what_says_nothing_is_refused_and_what_is_too_long_is_cut_with_a_word():
    with pytest.raises(Unmappable, match="code: says nothing"):
        map_resource(observation(code={}))
    mapped = map_resource(observation(code=WEIGHT, valueQuantity=None, valueString="x" * 2100))
    assert len(mapped.said.value) == 2000
    assert "Observation: its value: what goes beyond 2,000 characters" in mapped.left


# --- medicines and coverage -------------------------------------------------------------------------------------------------


RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"


def request(**changes: Any) -> dict[str, Any]:
    values = {
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": concept(RXNORM, "314076", "lisinopril 10 MG Oral Tablet"),
        "authoredOn": "2020-03-14T09:30:00-04:00",
        "requester": {"display": "Dr. Ito"},
    }
    return resource("MedicationRequest", **(values | changes))


def test_a_medicine_with_its_dose_reason_and_prescriber():
    told = said(
        request(
            reasonReference=[{"reference": "Condition/sprain"}],
            dosageInstruction=[
                {
                    "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
                    "asNeededBoolean": True,
                    "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}],
                }
            ],
        ),
        SPRAIN,
    )
    medicine = told.medicine
    assert (told.key, told.is_open) == ("x1", True)
    assert (medicine.name, medicine.system, medicine.code) == ("lisinopril 10 MG Oral Tablet", RXNORM, "314076")
    assert (medicine.dose, medicine.how_often, medicine.taking) == ("1 tablet", "2 times a day", Taking.AS_NEEDED)
    assert (medicine.reason, medicine.prescriber, medicine.since) == ("Sprain of ankle", "Dr. Ito", "2020-03-14")
    assert medicine.kind is MedicineKind.PRESCRIBED


@pytest.mark.parametrize(
    ("changes", "is_open", "why"),
    [
        ({"status": "stopped"}, False, "The other system says: stopped"),
        ({"status": "completed"}, False, "The other system says: completed"),
        ({"status": "on-hold"}, True, ""),
    ],
)
def test_a_medicine_that_was_stopped_is_kept_off_the_list(changes, is_open, why):
    told = said(request(**changes))
    assert (told.is_open, told.medicine.stop_reason) == (is_open, why)


def test_a_medicine_named_within_or_by_a_reference_and_a_proposal():
    within = [{"resourceType": "Medication", "id": "m", "code": {"text": "Naloxone nasal spray"}}]
    told = said(request(medicationCodeableConcept=None, medicationReference={"reference": "#m"}, contained=within))
    assert told.medicine.name == "Naloxone nasal spray"
    named = said(
        request(medicationCodeableConcept=None, medicationReference={"reference": "Medication/9", "display": "Naloxone"})
    )
    assert named.medicine.name == "Naloxone"
    with pytest.raises(Unmappable, match="names no medicine"):
        map_resource(request(medicationCodeableConcept=None, medicationReference={"reference": "Medication/9"}))
    assert map_resource(request(intent="proposal")).aside == "a proposal or a plan, not an order"


def test_who_pays():
    paid = said(
        {
            "resourceType": "Coverage", "id": "c1", "status": "active", "beneficiary": ME, "payor": [{"display": "Medicaid"}],
            "subscriberId": "M-1", "period": {"start": "2020-01-01", "end": "2021"},
            "class": [{"type": {"coding": [{"code": "plan"}]}, "value": "7", "name": "Expansion"}],
        }
    )  # fmt: skip
    assert paid == SaidCoverage("Medicaid", "Expansion", "M-1", date(2020, 1, 1), None)


def test_bills_name_each_payer_once_from_the_first_day_on():
    def bill(payer: str, day: str) -> dict[str, Any]:
        within = {"resourceType": "Coverage", "id": "coverage", "type": {"text": payer}, "payor": [{"display": payer}]}
        return {"contained": [within], "billablePeriod": {"start": f"{day}T10:00:00Z"}}

    found = payers_of_bills([bill("Medicaid", "2020-02-01"), bill("Aetna", "2019-01-01"), bill("Medicaid", "2018-05-01")], "p1")
    assert [(one["payor"][0]["display"], one["period"]["start"]) for one in found] == [
        ("Medicaid", "2018-05-01"),
        ("Aetna", "2019-01-01"),
    ]
    assert len({one["id"] for one in found}) == 2
    assert found[0]["id"] != payers_of_bills([bill("Medicaid", "2020-02-01")], "p2")[0]["id"]
