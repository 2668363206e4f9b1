"""What a Patient resource says of sex, gender, origin and addresses, and how it meets what was said here."""

from datetime import UTC, date, datetime

import pytest

from care.actor import Role
from care.api.fhir_in.mapping.background import addresses, background
from patients import operations, queries
from patients.rules import (
    Address,
    AddressState,
    Background,
    BirthSex,
    Gender,
    GenderIdentity,
    Mail,
    Outcome,
    Place,
    Race,
    ResourceKey,
    SaidPerson,
    Sex,
    Statement,
    Whereabouts,
)
from tests.factories.accounts import actor_for, staff_with
from tests.factories.patients import permit_for

US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/"
RACE = {
    "url": f"{US_CORE}us-core-race",
    "extension": [
        {"url": "ombCategory", "valueCoding": {"code": "2106-3", "display": "White"}},
        {"url": "ombCategory", "valueCoding": {"code": "1002-5"}},
        {"url": "detailed", "valueCoding": {"code": "1586-7", "display": "Shoshone"}},
        {"url": "text", "valueString": "Mixed"},
    ],
}
ETHNICITY = {
    "url": f"{US_CORE}us-core-ethnicity",
    "extension": [
        {"url": "ombCategory", "valueCoding": {"code": "2186-5", "display": "Not Hispanic or Latino"}},
        {"url": "text", "valueString": "Not Hispanic or Latino"},
    ],
}
TRIBE = {
    "url": f"{US_CORE}us-core-tribal-affiliation",
    "extension": [{"url": "tribalAffiliation", "valueCodeableConcept": {"coding": [{"code": "91", "display": "Fort Mojave"}]}}],
}
RESOURCE = {
    "gender": "female",
    "name": [{"use": "official", "family": "Quill", "suffix": ["III"]}],
    "extension": [
        RACE,
        ETHNICITY,
        TRIBE,
        {"url": f"{US_CORE}us-core-birthsex", "valueCode": "F"},
        {"url": f"{US_CORE}us-core-sex", "valueCode": "248152002"},
        {
            "url": f"{US_CORE}us-core-genderIdentity",
            "valueCodeableConcept": {"coding": [{"code": "446141000124107"}]},
        },
    ],
}
HOME = {"line": ["14 Elm St", "Apt 2"], "city": "Providence", "state": "Rhode Island", "postalCode": "02903", "country": "US"}
KEPT = ("home", "14 Elm St", "Apt 2", "Providence", "RI", "02903", "US")


def test_each_answer_is_taken_by_its_code():
    notes: list[str] = []
    assert background(RESOURCE, notes.append) == {
        "gender": "female",
        "birth_sex": "F",
        "sex": "female",
        "gender_identity": "woman",
        "name_suffix": "III",
        "race": ("1002-5", "2106-3"),
        "race_detail": "Shoshone",
        "ethnicity": "2186-5",
        "tribes": ("Fort Mojave",),
    }
    assert notes == []


def test_what_is_not_said_or_not_known_here_is_left_and_told():
    notes: list[str] = []
    assert background({}, notes.append) == {}
    birthplace = {"url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace"}
    odd = {
        "url": f"{US_CORE}us-core-race",
        "extension": [{"url": "ombCategory", "valueCoding": {"code": code}} for code in ("UNK", "2106-3")],
    }
    assert background({"gender": "martian", "extension": [odd, birthplace]}, notes.append) == {}
    assert notes == ["Patient.extension", "Patient.race: a category beside 'unknown'"]


def test_addresses_in_use_are_taken_and_others_told():
    notes: list[str] = []
    given = [
        HOME,
        HOME,
        {"use": "old", "line": ["1 Elm"]},
        {"line": ["1 Elm"], "postalCode": "12", "country": "US"},
        {"line": ["1 Rua"], "country": "XX"},
        {"line": ["x" * 130]},
        {"type": "postal", "text": "P.O. Box 12", "country": "USA"},
        {"use": "temp", "city": "Boston", "state": "ma"},
    ]
    assert addresses(given, notes.append) == (
        KEPT,
        ("mail", "P.O. Box 12", "", "", "", "", "US"),
        ("staying", "", "", "Boston", "MA", "", "US"),
    )
    assert list(dict.fromkeys(notes)) == [
        "Patient.address: no longer in use, or for bills",
        "Patient.address: one that cannot be",
    ]


# --- meeting what was said here -------------------------------------------------------------------------------------------

ROZ = SaidPerson(
    birth_date=date(1984, 5, 6), legal_given="Rosalind", legal_family="Quill", gender="female", birth_sex="F",
    race=("2106-3",), addresses=(KEPT,),
)  # fmt: skip
KEY = ResourceKey("Patient", "p1")


@pytest.fixture
def at():
    return datetime(2026, 11, 23, 15, 50, tzinfo=UTC)


@pytest.fixture
def alice(db):
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def permit(alice, at):
    patient = operations.register_imported(
        actor=actor_for(alice), source="hospital", statement=Statement(KEY, ROZ), zone="America/New_York",
        lead_staff_id=alice.pk, at=at,
    )  # fmt: skip
    return permit_for(alice, patient, at=at)


def take(permit, said, at):
    [taken] = operations.take_statements(permit=permit, source="hospital", statements=[Statement(KEY, said)], at=at)
    return taken


def test_an_import_fills_in_what_nobody_asked_and_twice_gives_the_same(permit, at):
    assert take(permit, ROZ, at).outcome is not Outcome.REFUSED
    said = queries.background_of(permit=permit).said
    assert said == Background(gender=Gender.FEMALE, birth_sex=BirthSex.FEMALE, race=(Race.WHITE,))
    known = queries.whereabouts_of(permit=permit)
    assert known.said.state is AddressState.GIVEN
    assert [(address.line1, address.mail) for address in known.said.addresses] == [("14 Elm St", None)]
    assert take(permit, ROZ, at).outcome is Outcome.UNCHANGED
    assert queries.background_of(permit=permit).version == known.version == 2


def test_what_somebody_said_here_stays_and_is_named(permit, at):
    take(permit, ROZ, at)
    known = queries.background_of(permit=permit)
    mine = Background(gender=Gender.FEMALE, sex=Sex.FEMALE, gender_identity=GenderIdentity.WOMAN, race=(Race.BLACK,))
    operations.change_background(permit=permit, version=known.version, background=mine, at=at)
    later = SaidPerson(
        birth_date=ROZ.birth_date, legal_given="Rosalind", legal_family="Quill", gender="female", birth_sex="F",
        race=("2028-9",), ethnicity="2186-5", addresses=(KEPT,),
    )  # fmt: skip
    assert take(permit, later, at).kept == ("race",)
    said = queries.background_of(permit=permit).said
    assert (said.race, said.ethnicity.value, said.gender_identity) == ((Race.BLACK,), "2186-5", GenderIdentity.WOMAN)


def test_an_address_that_was_worked_on_stays_when_the_source_drops_it(permit, at):
    take(permit, ROZ, at)
    known = queries.whereabouts_of(permit=permit)
    home = known.said.addresses[0]
    plain = Address(**{name: getattr(home, name) for name in ("place", "line1", "line2", "city", "state", "postal_code", "uuid")},
                    mail=Mail.PLAIN)  # fmt: skip
    said = Whereabouts(AddressState.GIVEN, (plain,))
    operations.change_addresses(permit=permit, version=known.version, whereabouts=said, at=at)
    moved = ("home", "9 Ferry Ln", "", "Boston", "MA", "", "US")
    later = SaidPerson(birth_date=ROZ.birth_date, legal_given="Rosalind", legal_family="Quill", gender="female",
                       birth_sex="F", race=("2106-3",), addresses=(moved,))  # fmt: skip
    assert take(permit, later, at).kept == ("address",)
    assert [address.line1 for address in queries.whereabouts_of(permit=permit).said.addresses] == ["14 Elm St", "9 Ferry Ln"]


def test_who_has_no_fixed_address_here_is_given_none_by_an_import(permit, at):
    said = Whereabouts(AddressState.NO_FIXED, (Address(Place.FOUND, directions="Maple Park"),))
    operations.change_addresses(permit=permit, version=0, whereabouts=said, at=at)
    assert take(permit, ROZ, at).kept == ("address",)
    known = queries.whereabouts_of(permit=permit).said
    assert known.state is AddressState.NO_FIXED
    assert [address.place for address in known.addresses] == [Place.FOUND]
