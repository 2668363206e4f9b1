"""Each kind of resource in the room that keeps it: once, again, for somebody else, and where a number names another person."""

import pytest

from care.audit.models import AuditEvent
from patients.coverage.models import Coverage
from patients.elsewhere.models import Record
from patients.models import Patient
from patients.story.models import Medicine
from tests.care.api.fhir_in.people import SNOMED, concept, fates, message, observation, patient, reasons, somebody
from tests.care.api.fhir_in.test_import import rows, versions
from tests.care.api.fhir_in.test_records import OVERDOSE, WEIGHT, request, resource

pytestmark = pytest.mark.django_db

VISIT = resource(
    "Encounter",
    id="e1",
    status="finished",
    **{"class": {"code": "EMER"}},
    type=[concept(SNOMED, "50849002", "Emergency room admission")],
    period={"start": "2020-03-14T09:00:00Z", "end": "2020-03-14T15:00:00Z"},
    reasonReference=[{"reference": "Condition/over"}],
)
MEDICAID = {
    "resourceType": "Coverage",
    "id": "c1",
    "status": "active",
    "beneficiary": {"reference": "Patient/p1"},
    "payor": [{"display": "Medicaid"}],
    "period": {"start": "2020-01-01"},
}
SENT = [
    patient(),
    OVERDOSE,
    VISIT,
    observation(code=WEIGHT),
    request(id="m1"),
    request(id="m2", status="stopped"),
    MEDICAID,
    message(),
]


def test_everything_finds_its_room_and_the_same_again_writes_nothing(take):
    report = take(SENT)
    assert fates(report) == {
        ("Patient", "taken"): 1,
        ("Condition", "taken"): 1,
        ("Encounter", "taken"): 1,
        ("Observation", "taken"): 1,
        ("MedicationRequest", "taken"): 2,
        ("Coverage", "taken"): 1,
        ("Communication", "no home yet"): 1,
    }
    person = Patient.objects.get()
    visit = Record.objects.get(kind="visit")
    assert (visit.patient_id, visit.category, visit.reason) == (person.pk, "sud", "Drug overdose")
    assert {row.key: row.removed_at is None for row in Medicine.objects.filter(patient=person)} == {"m1": True, "m2": False}
    coverage = Coverage.objects.get(patient=person)
    assert (coverage.payer, coverage.kind, str(coverage.starts_on)) == ("Medicaid", "medicaid", "2020-01-01")
    before = rows(), versions()
    again = take(SENT)
    assert {fate for (kind, fate), _ in fates(again).items() if kind != "Communication"} == {"unchanged"}
    assert (rows(), versions()) == before


def test_what_each_room_took_is_told_in_the_audit(take):
    take(SENT)
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"patient.import_taken", "elsewhere.taken", "medicines.taken_in", "coverage.imported"} <= verbs


def test_what_changed_changes_in_its_room(take):
    take(SENT)
    report = take(
        [
            patient(),
            observation(code=WEIGHT, status="amended"),
            request(id="m1", status="stopped"),
            MEDICAID | {"subscriberId": "M-1"},
        ]
    )
    assert fates(report) == {
        ("Patient", "unchanged"): 1,
        ("Observation", "updated"): 1,
        ("MedicationRequest", "updated"): 1,
        ("Coverage", "updated"): 1,
    }
    assert Record.objects.get(kind="observation").status == "amended"
    assert Medicine.objects.get(key="m1").removed_at is not None
    assert Coverage.objects.get().member_number == "M-1"


def test_what_was_taken_for_somebody_is_not_taken_for_somebody_else(take):
    take(SENT)
    theirs = [observation(about="Patient/s1", code=WEIGHT), request(id="m1", subject={"reference": "Patient/s1"})]
    theirs.append(MEDICAID | {"beneficiary": {"reference": "Patient/s1"}})
    report = take([somebody(1), *theirs])
    assert reasons(report) == ["it was taken for another person before"] * 3
    assert Medicine.objects.filter(key="m1").count() == Record.objects.filter(kind="observation").count() == 1


def test_a_number_that_names_another_person_now_takes_nothing_into_any_room(take):
    take([patient()])
    other = somebody(3) | {"id": "p1"}
    report = take([other, VISIT, request(id="m1"), MEDICAID])
    assert [reason for reason in reasons(report) if reason != "its patient was not taken"] == [
        "this number named another person before: other names and another birth date"
    ]
    assert not Record.objects.exists()
    assert not Medicine.objects.exists()
    assert not Coverage.objects.exists()


def test_what_is_taken_back_before_it_came_is_set_aside(take):
    report = take([patient(), observation(code=WEIGHT, status="entered-in-error"), request(status="entered-in-error")])
    assert fates(report) == {
        ("Patient", "taken"): 1,
        ("Observation", "set aside"): 1,
        ("MedicationRequest", "set aside"): 1,
    }
    assert not Record.objects.exists()
    assert not Medicine.objects.exists()


def test_a_date_that_cannot_be_is_refused_with_its_reason(take):
    late = VISIT | {"period": {"start": "2020-03-14", "end": "2020-03-01"}}
    report = take([patient(), OVERDOSE, late, request(authoredOn="2099-01-01")])
    assert sorted(reasons(report)) == ["a date in the future, before the birth, or out of order", "it ends before it begins"]


def test_a_bill_gives_who_pays_and_nothing_else(take):
    within = {
        "resourceType": "Coverage",
        "id": "coverage",
        "status": "active",
        "beneficiary": {"reference": "Patient/p1"},
        "payor": [{"display": "NO_INSURANCE"}],
    }
    bill = {
        "resourceType": "ExplanationOfBenefit",
        "id": "b1",
        "contained": [within],
        "status": "active",
        "type": {"text": "institutional"},
        "use": "claim",
        "patient": {"reference": "Patient/p1"},
        "billablePeriod": {"start": "2019-05-02T10:00:00Z"},
        "created": "2019-05-02T10:00:00Z",
        "insurer": {"display": "NO_INSURANCE"},
        "provider": {"display": "Bay County Hospital"},
        "outcome": "complete",
        "insurance": [{"focal": True, "coverage": {"reference": "#coverage"}}],
    }
    report = take([patient(), bill, bill | {"id": "b2", "billablePeriod": {"start": "2018-01-01T10:00:00Z"}}])
    assert fates(report) == {
        ("Patient", "taken"): 1,
        ("Coverage", "taken"): 1,
        ("ExplanationOfBenefit", "set aside"): 2,
    }
    row = Coverage.objects.get()
    assert (row.kind, str(row.starts_on)) == ("self_pay", "2018-01-01")
