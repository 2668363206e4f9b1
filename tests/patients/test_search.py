"""Finding people: names in any order, former names, fragments of phones, other scripts, and who may be found by whom."""

from datetime import date

import pytest

from care.access import gate
from care.accounts.models import Staff
from care.actor import Category, Purpose, Role
from patients import operations, queries
from patients.operations import people
from patients.rules import Contact, ContactKind, Identity, Nearness, Point
from tests.factories.accounts import actor_for, staff_with
from tests.factories.patients import enrolled_patient

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


def register(staff: Staff, at, *, phone: str = "", **fields):
    values = {"birth_date": date(1988, 3, 14)} | fields
    contact = Contact((Point(ContactKind.PHONE, phone),) if phone else ())
    mrn = values.pop("mrn", "")
    return operations.register_patient(
        actor=actor_for(staff), identity=Identity(**values), contact=contact, mrn=mrn, anyway=True, at=at
    )


def found(staff: Staff, terms: str, **options) -> queries.Found:
    condition = gate.readable(actor=actor_for(staff), category=Category.DEMOGRAPHICS, purpose=Purpose.TREAT, path="patient_id")
    return queries.search(condition=condition, terms=terms, organisation_id=staff.organisation_id, **options)


def names(staff: Staff, terms: str) -> list[str]:
    return [person.display_name for person in found(staff, terms).people]


@pytest.fixture
def mari(alice, at):
    register(alice, at, legal_given="Jay", legal_family="Whitaker", birth_date=date(1970, 1, 2), phone="+14015550199")
    return register(
        alice,
        at,
        legal_given="Marisol",
        legal_family="Vega Duarte",
        chosen_name="Mari",
        former_names=("Marisol O'Hara-Ruiz",),
        phone="+14015550122",
        mrn="40221733",
    )


@pytest.mark.parametrize(
    "terms",
    [
        "mari", "MARI", "vega", "Duarte", "marisol vega", "vega mari", "Vega, Mari", "mari veg", "ma ve du",
        "vegaduarte", "o'hara", "ohara", "hara ruiz", "ruiz mari",
        "0122", "5550122", "555-0122", "(401) 555-0122", "+1 401 555 0122",
        "40221733", "4022 1733", "4022",
        "3/14/1988", "1988-03-14", "Mar 14 1988", "14 March 1988", "3/14/88",
        "mari 0122", "vega 3/14/1988", "1988-03-14 5550122 duarte",
    ],
)  # fmt: skip
def test_she_is_found_by(alice, mari, terms):
    assert names(alice, terms) == ["Mari Vega Duarte"]


@pytest.mark.parametrize("terms", ["whitaker mari", "mari 0199", "vega 3/15/1988", "xyz", "9999", "%", "arii"])
def test_she_is_not_found_by(alice, mari, terms):
    assert names(alice, terms) == []


def test_the_beginning_of_a_phone_number_finds_everyone_who_has_it(alice, mari):
    assert sorted(names(alice, "401555")) == ["Jay Whitaker", "Mari Vega Duarte"]


def test_whom_nobody_matches_as_typed_is_found_by_sound_and_it_says_so(alice, mari):
    result = found(alice, "maresol vaiga")
    assert [person.display_name for person in result.people] == ["Mari Vega Duarte"]
    assert result.is_near
    assert not found(alice, "marisol vega").is_near


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("marsol vega", Nearness.TYPO), ("marisool vega", Nearness.TYPO), ("marsiol vega", Nearness.TYPO),
        ("marisop vega", Nearness.TYPO), ("marisol vgea", Nearness.TYPO), ("duarte marisoll", Nearness.TYPO),
        ("marisol duarta", Nearness.TYPO), ("mary vega", Nearness.FORM), ("marysol vega", Nearness.TYPO),
        ("maresull vega", Nearness.SOUND), ("ruis marisol", Nearness.TYPO), ("duartte 0122", Nearness.TYPO),
        ("vegga 3/14/1988", Nearness.TYPO), ("vegga 14.3.1988", Nearness.TYPO),
    ],
)  # fmt: skip
def test_who_is_typed_with_a_typo_is_found_and_it_says_how(alice, mari, typed, how):
    result = found(alice, typed)
    assert result.near == {mari.pk: how}


def test_another_form_of_a_given_name_stands_behind_who_matches_as_typed(alice, at):
    register(alice, at, legal_given="William", legal_family="Okafor")
    register(alice, at, legal_given="Bill", legal_family="Okafor-Webb")
    assert names(alice, "bill okafor") == ["Bill Okafor-Webb", "William Okafor"]
    assert names(alice, "bil") == ["Bill Okafor-Webb"]
    assert sorted(names(alice, "willy")) == ["Bill Okafor-Webb", "William Okafor"]


def test_a_number_that_is_nearly_right_is_somebody_elses(alice, mari):
    assert names(alice, "40221734") == names(alice, "5550123") == []


@pytest.mark.parametrize(
    ("fields", "terms"),
    [
        ({"legal_given": "Sukarno"}, "sukarno"),
        ({"legal_given": "Søren", "legal_family": "Łukasz"}, "soren lukasz"),
        ({"legal_given": "José", "legal_family": "Núñez"}, "nunez jose"),
        ({"legal_given": "小明", "legal_family": "王"}, "王小明"),
        ({"legal_given": "小明", "legal_family": "王"}, "王"),
        ({"legal_given": "Владимир", "legal_family": "Ильин"}, "ИЛЬИН"),
        ({"legal_given": "فاطمة", "legal_family": "الزهراء"}, "فاطمة"),
        ({"legal_given": "민준", "legal_family": "김"}, "김민"),
        ({"legal_given": "Ana", "legal_family": "De la Cruz"}, "delacruz"),
        ({"legal_given": "ß", "legal_family": "Weiß"}, "weiss"),
    ],
)
def test_names_of_every_script_and_of_one_word_are_found(alice, at, fields, terms):
    register(alice, at, **fields)
    assert len(names(alice, terms)) == 1


def test_a_person_with_several_matching_words_is_shown_once(alice, at):
    register(alice, at, legal_given="Maria", legal_family="Martinez", chosen_name="Mary", former_names=("Marlene Marsh",))
    assert len(names(alice, "mar")) == 1


def test_the_whole_word_comes_before_the_longer_ones(alice, at):
    register(alice, at, legal_given="Maria", legal_family="Ost")
    register(alice, at, legal_given="Mari", legal_family="West")
    assert names(alice, "mari") == ["Mari West", "Maria Ost"]


def test_more_than_a_page_is_said(alice, at):
    for number in range(4):
        register(alice, at, legal_given=f"Ann{number}", legal_family="Ost")
    assert found(alice, "ost", limit=4).is_cut is False
    result = found(alice, "ost", limit=3)
    assert (len(result.people), result.is_cut) == (3, True)


@pytest.mark.parametrize("terms", ["", " ", "m", "12"])
def test_too_little_finds_nobody_and_says_so(alice, mari, terms):
    assert found(alice, terms) == queries.Found([], is_too_short=True)


def test_who_works_with_their_own_teams_finds_only_their_people(alice, mari):
    bob = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    mine = enrolled_patient(bob)
    people.put_keys(mine, Contact())
    assert [person.uuid for person in found(bob, "vega").people] == [mine.uuid]
    assert len(found(alice, "vega").people) == 2


def test_another_organization_finds_nobody(mari):
    assert names(staff_with(Role.COORDINATOR), "mari") == []


def test_an_auditor_finds_nobody(alice, mari):
    assert names(staff_with(Role.AUDITOR, organisation=alice.organisation), "mari") == []


@pytest.mark.parametrize(("terms", "number"), [("ost", 1), ("ost 3/14/1988", 1), ("nobody", 2), ("osst", 3), ("99999", 1)])
def test_a_search_is_one_query_and_two_more_for_what_comes_near(alice, at, terms, number, django_assert_num_queries):
    for count in range(30):
        register(alice, at, legal_given=f"Ann{count}", legal_family="Ost")
    actor = actor_for(alice)
    condition = gate.readable(actor=actor, category=Category.DEMOGRAPHICS, purpose=Purpose.TREAT, path="patient_id")
    with django_assert_num_queries(number):
        queries.search(condition=condition, terms=terms, organisation_id=alice.organisation_id)
