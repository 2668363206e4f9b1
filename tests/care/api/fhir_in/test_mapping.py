"""What a resource says, in our words."""

from datetime import date

import pytest

from care.actor import Category
from care.api.fhir_in.mapping import Unmappable, map_resource, patient_reference
from patients.rules import ClinicalStatus, SaidAllergy, SaidCondition, SaidNoAllergy, SaidPerson, VerificationStatus
from tests.care.api.fhir_in.people import (
    ALLERGY_CLINICAL,
    ALLERGY_VERIFICATION,
    CLINICAL,
    ICD,
    SNOMED,
    VERIFICATION,
    allergy,
    concept,
    condition,
    no_known_allergy,
    patient,
)

NUMBER_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203"


def said(resource):
    return map_resource(resource).said


def refusal(resource) -> str:
    with pytest.raises(Unmappable) as caught:
        map_resource(resource)
    return caught.value.reason


# --- people ---------------------------------------------------------------------------------------------------------------


def test_a_person_with_their_names_numbers_and_language():
    person = patient(
        name=[
            {"use": "nickname", "text": "Roz"},
            {"use": "maiden", "family": "Marsh", "given": ["Rosalind"]},
            {"use": "official", "family": " Quill\n", "given": ["Rosalind", "Fern"], "prefix": ["Ms."]},
            {"use": "usual", "given": ["Ros"], "family": "Earlier", "period": {"end": "2001"}},
        ],
        telecom=[
            {"system": "phone", "value": "(401) 555-0177", "rank": 2},
            {"system": "phone", "value": "+44 20 7946 0958", "rank": 1},
            {"system": "email", "value": "Roz@Quill.example"},
            {"system": "phone", "value": "401-555-0199", "use": "old"},
            {"system": "fax", "value": "401-555-0111"},
            {"system": "phone", "value": "555-532-1156"},
        ],
        communication=[
            {"language": concept("urn:ietf:bcp:47", "en-US")},
            {"language": concept("urn:ietf:bcp:47", "es"), "preferred": True},
        ],
        deceasedDateTime="2025-02-03T23:30:00-05:00",
        gender="female",
    )
    mapped = map_resource(person)
    assert mapped.said == SaidPerson(
        birth_date=date(1984, 5, 6),
        legal_given="Rosalind Fern",
        legal_family="Quill",
        chosen_name="Roz",
        former_names=("Rosalind Marsh", "Ros Earlier"),
        language="es",
        points=(("phone", "+442079460958"), ("phone", "+14015550177"), ("email", "roz@quill.example")),
        identifiers=(("https://hospital.example/numbers", "H-p1"),),
        died=date(2025, 2, 3),
        gender="female",
    )
    assert set(mapped.left) == {
        "Patient.name: prefix",
        "Patient.telecom: no longer in use",
        "Patient.telecom: fax",
        "Patient.telecom: a number that cannot be called",
    }


@pytest.mark.parametrize(
    ("names", "given", "family", "chosen"),
    [
        ([{"family": "Quill", "given": ["Ada"]}], "Ada", "Quill", ""),
        ([{"use": "usual", "family": "Quill", "given": ["Ada"]}], "Ada", "Quill", ""),
        ([{"text": "Ada Quill"}], "Ada Quill", "", ""),
        ([{"use": "official", "family": "Quill", "given": ["Ada"]}, {"use": "usual", "given": ["Bo"]}], "Ada", "Quill", "Bo"),
        ([{"use": "anonymous", "text": "X"}, {"use": "nickname", "text": "Bo"}], "Bo", "", ""),
        ([{"use": "official", "family": "Lemke654", "given": ["Abram53"]}], "Abram53", "Lemke654", ""),
        ([{"use": "official", "given": [None, "Fern"]}], "Fern", "", ""),
    ],
)
def test_which_name_is_which(names, given, family, chosen):
    person = said(patient(name=names))
    assert (person.legal_given, person.legal_family, person.chosen_name) == (given, family, chosen)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"birthDate": None}, "birthDate: is missing"),
        ({"birthDate": "1984"}, "birthDate: the day is not given"),
        ({"birthDate": "1984-05"}, "birthDate: the day is not given"),
        ({"name": None}, "name: there is none that is in use now"),
        ({"name": [{"use": "old", "family": "Quill"}]}, "name: there is none that is in use now"),
        ({"name": [{"use": "official", "prefix": ["Dr."]}]}, "name: it is empty"),
        ({"name": [{"family": "Q" * 121}]}, "name.family: is longer than 120 characters"),
        ({"deceasedBoolean": True}, "deceased: the person died, and the day is not given; record it by hand"),
        ({"deceasedDateTime": "2020-03"}, "deceased: the person died, and the day is not given; record it by hand"),
        ({"implicitRules": "https://rules.example"}, "it has a modifier that changes its meaning, which is not known here"),
    ],
)
def test_what_a_row_needs_is_asked_for(changes, reason):
    assert refusal(patient(**changes)) == reason


def test_the_living_are_not_dead():
    assert said(patient(deceasedBoolean=False)).died is None


@pytest.mark.parametrize("changes", [{"active": False}, {"link": [{"other": {"reference": "Patient/2"}, "type": "replaced-by"}]}])
def test_a_record_that_the_source_no_longer_uses_is_set_aside(changes):
    mapped = map_resource(patient(**changes))
    assert mapped.said is None
    assert mapped.aside


def test_numbers_of_papers_are_not_kept():
    papers = [
        {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-99-9999"},
        {"system": "x", "value": "1", "type": concept(NUMBER_TYPES, "DL")},
        {"value": "no system"},
        {
            "system": "https://clinic.example",
            "value": "A-1",
            "type": concept(NUMBER_TYPES, "MR"),
        },
    ]
    mapped = map_resource(patient(identifier=papers))
    assert mapped.said.identifiers == (("https://clinic.example", "A-1"),)
    assert "Patient.identifier: numbers of papers (Social Security, license, passport)" in mapped.left


def test_a_language_that_is_not_offered_is_said():
    mapped = map_resource(patient(communication=[{"language": concept("urn:ietf:bcp:47", "tlh")}]))
    assert mapped.said.language == ""
    assert "Patient.communication: a language that is not offered here" in mapped.left


def test_nobody_may_be_called_or_written_to_because_of_an_import():
    contact = said(
        patient(telecom=[{"system": "phone", "value": "401-555-0122"}, {"system": "email", "value": "a@b.example"}])
    ).contact()
    assert len(contact.points) == 2
    assert not any(point.may_call or point.may_text or point.may_leave_message for point in contact.points)


# --- allergies ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "substance"),
    [
        ("Allergy to peanuts", "Peanuts"),
        ("Latex allergy", "Latex"),
        ("Allergy to bee venom (disorder)", "Bee venom"),
        ("Dander (animal) allergy", "Dander (animal)"),
        ("Penicillin G", "Penicillin G"),
        ("penicillin (substance)", "Penicillin"),
    ],
)
def test_a_list_of_allergies_names_the_substance(words, substance):
    assert said(allergy(code={"text": words})).substance == substance


def test_what_it_did_and_how_dangerous_it_is():
    reaction = [
        {"manifestation": [{"text": "Hives"}, concept(SNOMED, "271807003", "Rash")], "severity": "severe"},
        {"manifestation": [{"text": "Hives"}], "description": "at school"},
    ]
    mapped = map_resource(allergy(reaction=reaction, criticality="high"))
    assert mapped.said == SaidAllergy("Peanuts", "Hives, Rash (severe); Hives; high risk")
    assert "AllergyIntolerance.reaction: more than what it did and how severely" in mapped.left


@pytest.mark.parametrize(
    "changes",
    [
        {"clinicalStatus": concept(ALLERGY_CLINICAL, "inactive")},
        {"clinicalStatus": concept(ALLERGY_CLINICAL, "resolved")},
        {"verificationStatus": concept(ALLERGY_VERIFICATION, "refuted")},
        {"clinicalStatus": None, "verificationStatus": concept(ALLERGY_VERIFICATION, "entered-in-error")},
    ],
)
def test_only_active_allergies_are_facts(changes):
    mapped = map_resource(allergy(**changes))
    assert mapped.aside
    assert not mapped.said.is_open


def test_no_known_allergies_and_what_is_not_the_same():
    assert said(no_known_allergy()) == SaidNoAllergy()
    mapped = map_resource(allergy(code=concept(SNOMED, "409137002", "No known drug allergy")))
    assert mapped.said is None
    assert "one kind only" in mapped.aside


def test_what_was_taken_back_needs_no_words():
    assert map_resource(allergy(code=None, clinicalStatus=concept(ALLERGY_CLINICAL, "resolved"))).said is None
    error = concept(VERIFICATION, "entered-in-error")
    assert map_resource(condition(code=None, verificationStatus=error, clinicalStatus=None)).said is None


def test_a_long_reaction_is_cut_and_said():
    mapped = map_resource(allergy(reaction=[{"manifestation": [{"text": "x" * 300}]}]))
    assert len(mapped.said.reaction) == 200
    assert "AllergyIntolerance.reaction: what goes beyond 200 characters" in mapped.left


def test_a_period_begins_and_ends():
    spell = condition(
        clinicalStatus=concept(CLINICAL, "resolved"),
        onsetDateTime=None,
        onsetPeriod={"start": "2001-02", "end": "2001-03"},
        abatementPeriod={"start": "2002", "end": "2003"},
    )
    mapped = map_resource(spell)
    assert (mapped.said.onset, mapped.said.abatement) == ("2001-02", "2003")
    assert "Condition.onsetPeriod.end" in mapped.left


def test_an_allergy_to_nothing_is_refused():
    assert refusal(allergy(code=None)) == "code: names no substance"
    assert refusal(allergy(clinicalStatus=concept(ALLERGY_CLINICAL, "mad"))) == "clinicalStatus: is no code that R4 allows there"


# --- conditions -----------------------------------------------------------------------------------------------------------


def test_a_condition_with_its_code_status_and_dates():
    over = concept(CLINICAL, "resolved")
    assert said(condition(clinicalStatus=over, abatementDateTime="2016")) == SaidCondition(
        system=ICD,
        code="I10",
        display="Essential (primary) hypertension",
        category=Category.GENERAL,
        clinical_status=ClinicalStatus.RESOLVED,
        verification_status=VerificationStatus.CONFIRMED,
        onset="2015-03-14",
        abatement="2016",
        noted="2015-04-01",
    )


def test_what_is_not_said_is_unknown():
    bare = said(condition(clinicalStatus=None, verificationStatus=None, onsetDateTime=None, recordedDate=None))
    assert bare.clinical_status is ClinicalStatus.UNKNOWN
    assert bare.verification_status is VerificationStatus.UNKNOWN
    assert (bare.onset, bare.abatement, bare.noted) == ("", "", "")


def test_of_several_codes_the_billing_code_is_kept_and_all_decide_who_may_read():
    coding = [*concept(SNOMED, "38341003", "Hypertension")["coding"], *concept(ICD, "F11.20", "Opioid dependence")["coding"]]
    mapped = map_resource(condition(code={"coding": coding}))
    assert (mapped.said.code, mapped.said.category) == ("F11.20", Category.SUD)
    assert "Condition.code: further codes" in mapped.left


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"code": None}, "code: names no condition"),
        ({"clinicalStatus": concept(CLINICAL, "unknown")}, "clinicalStatus: is no code that R4 allows there"),
        ({"verificationStatus": concept(VERIFICATION, "sure")}, "verificationStatus: is no code that R4 allows there"),
        ({"clinicalStatus": concept("https://elsewhere.example", "active")}, "clinicalStatus: is no code that R4 allows there"),
        ({"abatementDateTime": "2016"}, "abatement: it is over and present at once (R4, con-4)"),
        ({"abatementString": "last year"}, "abatement: it is over and present at once (R4, con-4)"),
        ({"code": {"text": "x" * 301}}, "code: is longer than 300 characters"),
    ],
)
def test_a_condition_that_says_nothing_is_refused(changes, reason):
    assert refusal(condition(**changes)) == reason


def test_what_was_entered_in_error_is_no_fact():
    mapped = map_resource(condition(verificationStatus=concept(VERIFICATION, "entered-in-error"), clinicalStatus=None))
    assert mapped.aside == "the source says entered in error"
    assert not mapped.said.is_open


@pytest.mark.parametrize(
    ("holder", "reference"),
    [
        ({"subject": {"reference": "Patient/1"}}, "Patient/1"),
        ({"patient": {"reference": "urn:uuid:1"}}, "urn:uuid:1"),
        ({"subject": {"identifier": {"value": "1"}}}, ""),
        ({}, None),
    ],
)
def test_whom_a_resource_is_about(holder, reference):
    assert patient_reference({"resourceType": "Observation", **holder}) == reference
