"""Names of every script, answers that fit each other, addresses, numbers, who stands by the person: the decisions alone."""

from datetime import date

import pytest

from patients.presenters import names_them
from patients.rules import (
    Address,
    AddressState,
    Background,
    BadAddress,
    BadBackground,
    BadNumber,
    BadPhone,
    BadPreferences,
    BadSupporter,
    Gender,
    GenderIdentity,
    Interpreter,
    Knows,
    Language,
    Mail,
    Number,
    NumberKind,
    Place,
    Preferences,
    Question,
    Race,
    Reading,
    Relation,
    Sex,
    Supporter,
    TribeEnrollment,
    Whereabouts,
    address_text,
    calling_text,
    check_address,
    check_background,
    check_number,
    check_preferences,
    check_supporter,
    check_whereabouts,
    clean_name,
    clean_postal_code,
    code_of,
    emergency_text,
    interpreter_text,
    is_a_name,
    knowing_text,
    mail_text,
    normalise_phone,
    number_key,
    reading_text,
)

HOME = Address(Place.HOME, line1="14 Elm Street", line2="Apt 2", city="Providence", state="RI", postal_code="02903")
ROSA = Supporter(name="Rosa Vega", relation=Relation.PARENT, relation_words="mother", phone="+14015550199")


@pytest.mark.parametrize(
    "name",
    [
        "Σωκράτης",
        "محمد",
        "李小龙",
        "ស៊ីម",
        "Nguyễn Thị Minh Khai",
        "O’Hara",
        "Ng",
        "Þórdís",
        "ʻAnakē",
        "नेहा",
        "Sukarno",
        "Jean-Luc",
    ],
)
def test_a_name_of_any_script_and_of_one_word_is_one(name):
    assert is_a_name(name)
    assert clean_name(name) == name


@pytest.mark.parametrize("name", ["", " ", "—", "123", "..", "\u200b"])
def test_what_has_no_letter_is_no_name(name):
    assert not is_a_name(name)


def test_what_only_turns_or_hides_letters_is_taken_out_of_a_name():
    assert clean_name("Sol\u202e oduD\u202c") == "Sol oduD"
    assert clean_name(" Mari\t\n Vega\u200b ") == "Mari Vega"
    assert clean_name("می\u200cخواهم") == "می\u200cخواهم", "the joiner that Persian writes stays"
    assert clean_name("Ne\u0301") == "Né"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("+44 20 7946 0958", "+442079460958"), ("011 52 55 1234 5678", "+525512345678"), ("+238 262 12 34", "+2382621234")],
)
def test_a_phone_of_another_country_is_taken(typed, stored):
    assert normalise_phone(typed) == stored


@pytest.mark.parametrize("typed", ["+999 123", "020 7946 0958", "555-0122", "call me"])
def test_what_is_no_phone_anywhere_is_refused(typed):
    with pytest.raises(BadPhone):
        normalise_phone(typed)


# --- background ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Background(race=(Race.WHITE, Race.DECLINED)), "race"),
        (Background(gender_identity=GenderIdentity.OWN_WORDS, gender_words=" "), "gender_words"),
        (Background(tribe_enrollment=TribeEnrollment.ENROLLED), "tribes"),
        (Background(tribes=("x" * 121,)), "tribes"),
        (Background(tribes=tuple("abcdefg")), "tribes"),
    ],
)
def test_answers_that_contradict_each_other_are_refused_at_their_field(said, field):
    with pytest.raises(BadBackground) as refusal:
        check_background(said)
    assert refusal.value.field == field


def test_nothing_need_be_answered_and_not_saying_is_an_answer():
    check_background(Background())
    check_background(Background(race=(Race.DECLINED,), tribe_enrollment=TribeEnrollment.DECLINED, gender=Gender.DECLINED))
    check_background(Background(race=(Race.BLACK, Race.NATIVE)))


def test_answers_have_the_codes_of_us_core_and_the_same_word_has_one_for_each_question():
    assert code_of("sex", Sex.FEMALE).code == "248152002"
    assert code_of("gender", Gender.FEMALE).code == "female"
    assert code_of("race", Race.NATIVE).code == "1002-5"
    assert code_of("race", Race.DECLINED).code == "ASKU"
    assert code_of("gender_identity", GenderIdentity.TWO_SPIRIT) is None, "no code is confirmed for it"
    assert code_of("interpreter", Interpreter.SIGN) is None


def test_the_interpreter_and_the_reading_are_said_in_words():
    assert interpreter_text(Language.SPANISH, Interpreter.SPOKEN) == "Spanish interpreter"
    assert interpreter_text(Language.ENGLISH, Interpreter.SIGN) == "Sign language interpreter"
    assert interpreter_text(Language.ENGLISH, Interpreter.SPOKEN) == "Interpreter"
    assert interpreter_text(Language.SPANISH, Interpreter.DECLINED) == interpreter_text(Language.SPANISH, None) == ""
    assert reading_text(Language.KHMER) == "Reads Khmer"
    assert reading_text(Reading.READ_ALOUD) == "Would rather have it read to them"
    assert reading_text(None) == ""


# --- places --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (Address(Place.HOME), "line1"),
        (Address(Place.MAIL, city="Providence"), "line1"),
        (Address(Place.HOME, line1="1 Elm", state="XX"), "state"),
        (Address(Place.HOME, line1="1 Elm", postal_code="1234"), "postal_code"),
        (Address(Place.STAYING, line1="1 Elm", starts_on=date(2026, 5, 2), ends_on=date(2026, 5, 1)), "ends_on"),
        (Address(Place.HOME, line1="1 Rua", country="CV", postal_code="!"), "postal_code"),
    ],
)
def test_an_address_that_cannot_be_is_refused_at_its_field(address, field):
    with pytest.raises(BadAddress) as refusal:
        check_address(address)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [("029031234", "US", "02903-1234"), (" 02903 ", "US", "02903"), ("sw1a  1aa", "GB", "SW1A 1AA"), ("", "US", "")],
)
def test_a_postal_code_is_stored_as_its_country_writes_it(typed, country, stored):
    assert clean_postal_code(typed, country=country) == stored


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        (Whereabouts(), True),
        (Whereabouts(AddressState.NO_FIXED), True),
        (Whereabouts(AddressState.NO_FIXED, (Address(Place.FOUND, directions="Maple Park"),)), True),
        (Whereabouts(AddressState.GIVEN, (HOME,)), True),
        (Whereabouts(AddressState.GIVEN), False),
        (Whereabouts(AddressState.NO_FIXED, (HOME,)), False),
        (Whereabouts(AddressState.DECLINED, (HOME,)), False),
        (Whereabouts(None, (HOME,)), False),
        (Whereabouts(AddressState.GIVEN, (HOME,) * 11), False),
    ],
)
def test_the_list_of_addresses_fits_what_is_said_on_the_whole(said, fits):
    if fits:
        check_whereabouts(said)
    else:
        with pytest.raises(BadAddress) as refusal:
            check_whereabouts(said)
        assert refusal.value.field == "address_state"


def test_an_address_is_one_line_and_nothing_is_mailed_unasked():
    assert address_text(HOME) == "14 Elm Street, Apt 2, Providence, RI 02903"
    assert address_text(Address(Place.FOUND, city="Providence", directions="Maple Park")) == "Maple Park; Providence"
    assert address_text(Address(Place.HOME, line1="1 Rua", country="CV")) == "1 Rua, Cape Verde"
    assert mail_text(HOME) == "mail not asked: send nothing"
    assert mail_text(Address(Place.HOME, mail=Mail.PLAIN)) == "plain envelope"
    assert mail_text(Address(Place.HOME, mail=Mail.NEVER)) == "no mail"


# --- numbers -------------------------------------------------------------------------------------------------------------


def test_a_number_is_compared_without_case_spaces_and_dashes():
    assert number_key("ri-00 12a") == number_key("RI0012A") == "ri0012a"


@pytest.mark.parametrize(
    ("issuer", "value", "field"),
    [("", "12345", "issuer"), ("Rhode Island", "1-", "value"), ("Social Security Administration", "123456789", "issuer")],
)
def test_what_is_no_number_or_not_kept_here_is_refused(issuer, value, field):
    with pytest.raises(BadNumber) as refusal:
        check_number(Number(NumberKind.OTHER, issuer, value))
    assert refusal.value.field == field


# --- who stands by them --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "field"),
    [
        (Supporter(name="?", relation=Relation.FRIEND), "name"),
        (Supporter(name="Jo", relation=Relation.OTHER), "relation_words"),
        (Supporter(name="Jo", relation=Relation.FRIEND, may_be_called=True), "phone"),
        (Supporter(name="Jo", relation=Relation.FRIEND, is_emergency_contact=True), "phone"),
        (Supporter(name="Jo", relation=Relation.FRIEND, phone="+14015550199", may_leave_message=True), "may_leave_message"),
    ],
)
def test_somebody_who_cannot_be_called_as_it_is_said_is_refused_at_the_field(one, field):
    with pytest.raises(BadSupporter) as refusal:
        check_supporter(one)
    assert refusal.value.field == field


def test_who_was_not_asked_about_is_taken_not_to_know():
    assert knowing_text(ROSA) == "may not know of care here"
    assert emergency_text(ROSA) == "(401) 555-0199; may not know of care here"
    told = Supporter(name="Rosa", relation=Relation.PARENT, phone=ROSA.phone, knows=Knows.KNOWS, may_be_called=True)
    assert knowing_text(told) == "knows of care here"
    assert calling_text(told) == "may be called; no voicemail"
    assert calling_text(ROSA) == "do not call"
    assert ROSA.relation_text == "mother"


@pytest.mark.parametrize(
    ("recipient", "names"),
    [("Rosa Vega, mother", True), ("ROSA VEGA", True), ("Rosa Vegas", False), ("Eastside Clinic", False), ("", False)],
)
def test_a_consent_names_somebody_word_by_word(recipient, names):
    assert names_them(recipient, "Rosa Vega") is names


# --- preferences ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Preferences(food="Halal", declined=frozenset({Question.FOOD})), "food"),
        (Preferences(immigration="Never call from a listed number."), "keep_immigration"),
        (Preferences(keep_immigration=True), "immigration"),
    ],
)
def test_preferences_that_contradict_each_other_or_were_not_asked_to_be_kept_are_refused(said, field):
    with pytest.raises(BadPreferences) as refusal:
        check_preferences(said)
    assert refusal.value.field == field
