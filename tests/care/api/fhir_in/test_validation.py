"""What is FHIR R4 and what is not, with its place and never with its content."""

import pytest

from care.api.fhir_in.validation import problems_of
from tests.care.api.fhir_in.people import CLINICAL, allergy, concept, condition, observation, patient

NOT_A_CODE = "is no code that R4 allows there"
NOT_ALLOWED = "has a value that R4 does not allow there"


@pytest.mark.parametrize("resource", [patient(), condition(), allergy(), observation()])
def test_what_the_tests_invent_is_valid(resource):
    assert problems_of(resource) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"gender": "banana"}, f"gender: {NOT_A_CODE}"),
        ({"active": "true"}, "active: must not be a text"),
        ({"active": 1}, "active: must be a boolean"),
        ({"birthDate": "1980-13-01"}, f"birthDate: {NOT_ALLOWED}"),
        ({"birthDate": "1980-02-30"}, f"birthDate: {NOT_ALLOWED}"),
        ({"birthDate": 19800101}, f"birthDate: {NOT_ALLOWED}"),
        ({"name": {"family": "Quill"}}, "name: must be a list"),
        ({"name": []}, "name: is empty"),
        ({"name": [{}]}, "name[0]: is empty"),
        ({"name": [{"family": ""}]}, f"name[0].family: {NOT_ALLOWED}"),
        ({"name": [{"family": 5}]}, "name[0].family: must be a text"),
        ({"name": [{"use": "stage", "family": "Quill"}]}, f"name[0].use: {NOT_A_CODE}"),
        ({"telecom": [{"system": "carrier", "value": "1"}]}, f"telecom[0].system: {NOT_A_CODE}"),
        ({"maritalStatus": '{"text": "hidden in a text"}'}, "maritalStatus: must not be a text"),
        ({"multipleBirthInteger": "2"}, "multipleBirthInteger: must not be a text"),
        ({"deceasedBoolean": True, "deceasedDateTime": "2020-01-01"}, f"the whole: {NOT_ALLOWED}"),
        ({"deceasedDateTime": "2020-01-01T10:00:00"}, f"deceasedDateTime: {NOT_ALLOWED}"),
        ({"nickname": "Roz"}, "nickname: is no element of R4"),
        ({"Rosalind Quill": 1}, "?: is no element of R4"),
        ({"id": "has space"}, "id: is no FHIR id"),
        ({"id": "x" * 65}, "id: is no FHIR id"),
        ({"id": 7}, "id: is no FHIR id"),
        ({"contained": [{"resourceType": "Nothing"}]}, "its structure is not that of R4"),
        ({"extension": [{"valueString": "a"}]}, "extension[0].url: is missing"),
        ({"extension": [{"url": "u", "valueString": "a", "valueCode": "b"}]}, f"extension[0]: {NOT_ALLOWED}"),
    ],
)
def test_a_problem_has_its_place(changes, problem):
    assert problems_of(patient(**changes)) == [problem]


def test_null_is_no_value_and_fills_a_gap_in_a_list():
    assert problems_of(patient() | {"birthDate": None}) == ["birthDate: is null"]
    gap = [{"family": "Quill", "given": [None, "Fern"], "_given": [{"extension": [{"url": "u", "valueCode": "x"}]}, None]}]
    assert problems_of(patient(name=gap)) == []


@pytest.mark.parametrize(
    ("resource", "problem"),
    [
        (condition(subject=None), "subject: is missing"),
        (condition(clinicalStatus="active"), "clinicalStatus: must be an object"),
        (condition(participant=[{"actor": {"reference": "Practitioner/1"}}]), "participant: is no element of R4"),
        (condition(onsetDateTime="2015-02-30"), f"onsetDateTime: {NOT_ALLOWED}"),
        (allergy(type=concept(CLINICAL, "allergy")), "type: must be a text"),
        (allergy(criticality="terrible"), f"criticality: {NOT_A_CODE}"),
        (observation(status=None), "status: is missing"),
        (observation(status="done"), f"status: {NOT_A_CODE}"),
        (observation(valueQuantity={"value": "71.5"}), "valueQuantity.value: must not be a text"),
        ({"resourceType": "Encounter", "status": "completed", "class": {"code": "AMB"}}, f"status: {NOT_A_CODE}"),
    ],
)
def test_what_r5_brought_and_what_the_models_let_pass_is_refused(resource, problem):
    assert problems_of(resource) == [problem]


@pytest.mark.parametrize(
    ("kind", "problems"),
    [
        *((kind, []) for kind in ("SubstanceSpecification", "MedicinalProduct", "EffectEvidenceSynthesis")),
        *(
            (kind, ["R4 has no resource of this type"])
            for kind in ("Citation", "Ingredient", "SubscriptionTopic", "Transport", "HumanName", "Element", "DomainResource")
        ),
        ("Patient resource", ["it names no resource type"]),
        ("", ["it names no resource type"]),
        (None, ["it names no resource type"]),
        (["Patient"], ["it names no resource type"]),
    ],
)
def test_the_types_are_those_of_r4(kind, problems):
    assert problems_of({"resourceType": kind, "id": "x"}) == problems


def test_many_problems_are_cut_short():
    assert len(problems_of(patient(**{f"unknown{number}": 1 for number in range(50)}))) == 3


def test_no_problem_repeats_what_the_resource_says():
    secret = "Canary Quillfeather"
    values = [secret, [secret], {"x": secret}, 7, None, [[secret]], {secret: secret}]
    for name in ("name", "birthDate", "gender", "telecom", "deceasedDateTime", "contact", secret, "contained", "text", "id"):
        for value in values:
            assert "Canary" not in str(problems_of(patient() | {name: value}))


def test_a_resource_that_is_nested_very_deeply_is_refused_and_not_fatal():
    inner = {"url": "u", "valueString": "x"}
    for _ in range(400):
        inner = {"url": "u", "extension": [inner]}
    assert problems_of(patient(extension=[inner])) == ["its structure is not that of R4"]


@pytest.mark.parametrize(
    ("kind", "status", "is_allowed"),
    [
        ("Observation", "entered-in-error", True),
        ("Observation", "corrected", True),
        ("Observation", "finished", False),
        ("Observation", "+", False),
        ("Encounter", "entered-in-error", True),
        ("Encounter", "final", False),
    ],
)
def test_codes_below_those_that_the_models_list_are_codes_of_r4(kind, status, is_allowed):
    coded = {"code": {"text": "Weight"}} if kind == "Observation" else {"class": {"code": "AMB"}}
    found = problems_of({"resourceType": kind, "id": "x", "status": status} | coded)
    assert found == ([] if is_allowed else ["status: is no code that R4 allows there"])
