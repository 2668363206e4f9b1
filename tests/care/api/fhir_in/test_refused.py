"""What an import refuses, and whom each resource is about: references of any form, numbers used twice, who may not."""

import json
from uuid import uuid4

import pytest

from care.actor import Category, Role
from care.api.fhir_in.reading import Limits
from care.audit.models import AuditEvent
from care.teams.models import CareTeamMember
from patients.models import Condition, ImportedResource, Patient
from patients.queries import conditions_of
from tests.care.api.fhir_in.people import (
    ICD,
    allergy,
    bundle,
    concept,
    condition,
    fates,
    message,
    observation,
    patient,
    reasons,
    somebody,
)
from tests.factories.accounts import staff_with
from tests.factories.patients import permit_for

pytestmark = pytest.mark.django_db

EVERYTHING = [patient(), condition(), allergy(), observation()]


# --- references -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reference",
    [
        "Patient/p1",
        "Patient/p1/_history/3",
        "urn:uuid:p1",
        "https://hospital.example/fhir/Patient/p1",
        "https://hospital.example/fhir/Patient/p1/_history/1",
    ],
)
def test_a_reference_finds_its_person_in_any_form_and_forwards(take, reference):
    report = take(bundle(condition(about=reference), allergy(about=reference), patient(), kind="transaction", urn=True))
    assert fates(report) == {("Patient", "taken"): 1, ("Condition", "taken"): 1, ("AllergyIntolerance", "taken"): 1}
    assert Condition.objects.get().patient_id == Patient.objects.get().pk


def test_a_reference_by_full_url_needs_no_id(take):
    nameless = {name: value for name, value in patient().items() if name != "id"}
    number = str(uuid4())
    sent = bundle(condition(about=f"urn:uuid:{number}"))
    sent["entry"].append({"fullUrl": f"urn:uuid:{number}", "resource": nameless})
    assert fates(take(sent)) == {("Patient", "taken"): 1, ("Condition", "taken"): 1}
    assert ImportedResource.objects.get(resource_type="Patient").resource_id == number
    assert fates(take(sent)) == {("Patient", "unchanged"): 1, ("Condition", "unchanged"): 1}


def test_a_reference_finds_its_person_in_another_file_and_in_an_earlier_import(take):
    report = take([condition()], [patient()])
    assert fates(report) == {("Patient", "taken"): 1, ("Condition", "taken"): 1}
    report = take([condition("c2"), message(), observation()])
    assert fates(report) == {("Condition", "taken"): 1, ("Observation", "taken"): 1, ("Communication", "no home yet"): 1}
    assert Condition.objects.count() == 2


@pytest.mark.parametrize(
    "reference", ["Patient/nobody", "urn:uuid:nobody", "https://elsewhere.example/Patient/nobody", "#p1", "Patient?identifier=1"]
)
def test_a_reference_to_nowhere_is_refused_and_the_rest_taken(take, reference):
    report = take([patient(), condition("c1"), condition("c2", about=reference), allergy("a2", about=reference)])
    nowhere = "its patient is neither in these files nor taken before"
    assert reasons(report) == [nowhere, nowhere]
    assert {(line.place.type, line.place.id, line.place.file, line.place.entry) for line in report.lines} == {
        ("Condition", "c2", 1, 3),
        ("AllergyIntolerance", "a2", 1, 4),
    }
    assert Condition.objects.count() == 1


def test_a_reference_to_nowhere_is_refused_where_there_is_no_home_too(take):
    report = take([patient(), message("o1"), message("o2", "Patient/nobody"), message("o3", "Group/g")])
    assert fates(report) == {("Patient", "taken"): 1, ("Communication", "no home yet"): 2, ("Communication", "refused"): 1}


def test_a_condition_of_a_group_is_refused(take):
    group = {"resourceType": "Group", "id": "p1", "type": "person", "actual": True}
    report = take([group, condition(about="Group/p1")])
    assert fates(report) == {("Group", "no home yet"): 1, ("Condition", "refused"): 1}


def test_equal_urls_in_two_files_are_two_people(take):
    """Two exports that number from one: what is in a file belongs to who is in it."""
    report = take([patient("1"), condition("x", "Patient/1")], [somebody(3) | {"id": "1"}, condition("y", "Patient/1")])
    assert reasons(report) == [
        "another Patient with this id and other content stands in file 1, entry 1",
        "its patient stands in these files twice, with two contents",
    ]
    assert Condition.objects.get().patient.legal_family == "Quill"


# --- refused --------------------------------------------------------------------------------------------------------------


def test_each_resource_is_refused_alone_with_its_place(take):
    report = take(
        [
            patient(),
            condition("bad", clinicalStatus="active"),
            condition("good"),
            {"resourceType": "Spell", "id": "s"},
            somebody(1, birthDate=None),
            condition("orphan", "Patient/s1"),
        ]
    )
    assert [(line.place.entry, line.place.type, line.place.id, line.reason) for line in report.lines] == [
        (2, "Condition", "bad", "clinicalStatus: must be an object"),
        (4, "Spell", "s", "R4 has no resource of this type"),
        (5, "Patient", "s1", "birthDate: is missing"),
        (6, "Condition", "orphan", "its patient was not taken"),
    ]
    assert Condition.objects.count() == 1


def test_one_number_with_two_contents_is_refused_and_the_same_content_is_not(take):
    report = take([patient(), condition(), condition(), condition(onsetDateTime="2001"), patient()])
    assert fates(report) == {
        ("Patient", "taken"): 1,
        ("Patient", "repeated"): 1,
        ("Condition", "taken"): 1,
        ("Condition", "repeated"): 1,
        ("Condition", "refused"): 1,
    }
    assert reasons(report) == ["another Condition with this id and other content stands in file 1, entry 2"]


def test_a_number_that_now_names_somebody_else_is_refused(take):
    take([patient()])
    report = take([patient(name=[{"family": "Orme", "given": ["Teo"]}], birthDate="1990-01-02"), condition("c9")])
    assert reasons(report) == [
        "this number named another person before: other names and another birth date",
        "its patient was not taken",
    ]
    assert Patient.objects.get().legal_family == "Quill"
    assert not Condition.objects.exists()


def test_a_condition_that_moves_to_another_person_is_refused(take):
    take([patient(), somebody(1), condition()])
    report = take([somebody(1), condition(about="Patient/s1")])
    assert reasons(report) == ["it was taken for another person before"]
    assert Condition.objects.get().patient.legal_family == "Quill"


def test_who_resembles_somebody_is_refused_by_record_number_alone(take, alice):
    take([patient()])
    mrn = Patient.objects.get().mrn
    twin = patient("p2", identifier=None, telecom=None)
    report = take([twin, condition("c2", "Patient/p2")])
    assert reasons(report) == [
        f"resembles MRN {mrn[:4]} {mrn[4:]}: --anyway registers all the same",
        "its patient was not taken",
    ]
    assert Patient.objects.count() == 1
    assert AuditEvent.objects.filter(verb="list.similar").count() == 1
    assert fates(take([twin], anyway=True)) == {("Patient", "taken"): 1}


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('"given": ["Ros\\u0000alind"]', "it holds a character without meaning (U+0000)"),
        ('"given": ["Ros\\ud800alind"]', "name[0].given[0]: has a value that R4 does not allow there"),
        ('"given": ["A"], "given": ["B"]', "an element of it stands there twice"),
    ],
)
def test_what_no_database_can_keep_is_refused(take, files, broken, reason):
    text = f'{{"resourceType": "Patient", "id": "p1", "birthDate": "1984-05-06", "name": [{{{broken}}}]}}'
    assert reasons(take(files.put("a.json", text))) == [reason]


def test_what_turns_out_to_be_no_bundle_is_not_taken(take, files):
    text = json.dumps({"entry": [{"resource": patient()}], "resourceType": "Patient"})
    assert reasons(take(files.put("a.json", text))) == ["this is no Bundle: it has entries and another type"]
    assert not Patient.objects.exists()


def test_who_resembles_somebody_whom_the_colleague_does_not_open_is_not_named(take, alice):
    take([patient()])
    take.staff = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    report = take([patient("p2", identifier=None)], lead_staff_id=take.staff.pk, lead_function=Role.COUNSELOR)
    assert reasons(report) == ["resembles somebody whose record you do not open: --anyway registers all the same"]


def test_a_resource_without_any_number_is_refused(take, files):
    nameless = {name: value for name, value in patient().items() if name != "id"}
    assert reasons(take(files.put("a.json", nameless))) == ["it has no id by which it could be told again"]


def test_more_resources_than_agreed_are_not_read(take):
    report = take([patient(), condition(), allergy()], limits=Limits(count=2))
    assert reasons(report) == ["more than 2 resources in one import: the rest is not read"]
    assert fates(report)[("Condition", "taken")] == 1


# --- who imports ----------------------------------------------------------------------------------------------------------


def test_a_colleague_who_works_with_their_own_teams_leads_whom_they_bring(take, alice):
    take.staff = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    lead = {"lead_staff_id": take.staff.pk, "lead_function": Role.COUNSELOR}
    assert fates(take(EVERYTHING, **lead))[("Condition", "taken")] == 1
    assert CareTeamMember.objects.get().is_lead


def test_a_colleague_who_may_not_change_a_record_is_refused_by_the_gate(take, alice):
    take([patient()])
    take.staff = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    report = take([patient(), condition()])
    assert reasons(report) == ["the gate refused: NOT_ON_CARE_TEAM"]
    assert AuditEvent.objects.filter(verb="record.refused").count() == 1


def test_what_a_role_does_not_write_is_refused_and_the_rest_is_taken(take, alice):
    take([patient()])
    take.staff = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    report = take([patient(telecom=None), condition(), allergy()])
    assert fates(report) == {("Patient", "updated"): 1, ("Condition", "refused"): 1, ("AllergyIntolerance", "refused"): 1}
    assert not Condition.objects.exists()


def test_another_programme_takes_the_same_files_as_people_of_its_own(take, alice):
    take(EVERYTHING)
    take.staff = staff_with(Role.COORDINATOR)
    assert fates(take(EVERYTHING))[("Patient", "taken")] == 1
    assert Patient.objects.values("organisation").distinct().count() == 2


def test_conditions_are_read_by_what_the_permit_covers(take, alice, at):
    coded = {"F32.9": "mental_health", "F11.20": "sud", "I10": "general", "Z99": "sud"}
    take([patient(), *(condition(f"c{n}", code=concept(ICD, code, code)) for n, code in enumerate(coded))])
    person = Patient.objects.get()
    found = conditions_of(permit=permit_for(alice, person, at=at))
    assert {line.code: line.category.value for line in found} == coded
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    assert conditions_of(permit=permit_for(desk, person, category=Category.DEMOGRAPHICS, at=at)) == []
