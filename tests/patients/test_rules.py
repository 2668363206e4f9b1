"""Names, phones, reaching safely, search keys and typed terms, without a database."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients import rules
from patients.rules import Contact, ContactKind, KeyKind, Names, Nearness, Point, Term, TermKind, read_terms

PHONE = ContactKind.PHONE


@pytest.mark.parametrize(
    ("chosen", "given_names", "family", "shown", "legal", "short"),
    [
        ("Mari", "Marisol", "Vega Duarte", "Mari Vega Duarte", "Marisol Vega Duarte", "Mari"),
        ("Mari Vega", "Marisol", "Vega Duarte", "Mari Vega", "Marisol Vega Duarte", "Mari"),
        ("", "Jay", "Whitaker", "Jay Whitaker", "", "Jay"),
        ("Jay", "Jay", "Whitaker", "Jay Whitaker", "", "Jay"),
        ("", "Sukarno", "", "Sukarno", "", "Sukarno"),
        ("", "", "Sukarno", "Sukarno", "", "Sukarno"),
        ("Robin", "", "", "Robin", "", "Robin"),
        ("  Ana   María ", "Ana", "Núñez", "Ana María", "Ana Núñez", "Ana"),
        ("", "小明", "王", "小明 王", "", "小明"),
    ],
)
def test_a_person_is_called_as_they_chose_and_the_legal_name_is_told_only_where_it_differs(
    chosen, given_names, family, shown, legal, short
):
    names = {"chosen": chosen, "given": given_names, "family": family}
    assert rules.display_name(**names) == shown
    assert rules.legal_name_if_different(**names) == legal
    assert rules.short_name(**names) == short


@pytest.mark.parametrize(("stored", "shown"), [("40221733", "4022 1733"), ("A-17", "A-17"), ("123", "123")])
def test_our_record_numbers_are_shown_in_two_groups(stored, shown):
    assert rules.mrn_text(stored) == shown
    assert rules.clean_mrn(shown.lower()) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("(401) 555-0122", "+14015550122"),
        ("401.555.0122", "+14015550122"),
        ("1 401 555 0122", "+14015550122"),
        ("+44 20 7946 0958", "+442079460958"),
        ("+52 55 1234 5678", "+525512345678"),
    ],
)
def test_a_phone_number_is_stored_in_one_form(typed, stored):
    assert rules.normalise_phone(typed) == stored


@pytest.mark.parametrize("typed", ["", "12", "555-0122", "not a number", "+999 1234", "(401) 555-0122 x7", "4" * 40])
def test_what_is_no_phone_number_is_refused(typed):
    with pytest.raises(rules.BadPhone):
        rules.normalise_phone(typed)


def test_a_phone_number_is_shown_as_its_country_writes_it():
    assert rules.phone_text("+14015550122") == "(401) 555-0122"
    assert rules.phone_text("+442079460958") == "+44 20 7946 0958"
    assert rules.phone_text("nonsense") == "nonsense"


@pytest.mark.parametrize(
    ("contact", "sentence", "particulars", "needs_care"),
    [
        (Contact(), "No phone or e-mail known", "", True),
        (Contact((Point(PHONE, "+14015550122", True, True, True),)), "Call or text", "", False),
        (Contact((Point(PHONE, "+14015550122", True, True),)), "Call or text", "no voicemail", True),
        (Contact((Point(PHONE, "+14015550122", may_text=True),)), "Text only", "", True),
        (Contact((Point(PHONE, "+14015550122"),)), "Neither call nor text", "", True),
        (Contact((Point(ContactKind.EMAIL, "mari@post.example", may_leave_message=True),)), "E-mail only: write", "", True),
        (
            Contact(
                (Point(PHONE, "+14015550122", True, False, True, True, time(10), time(16, 30)),),
                ask_for="Mari",
                code_word="garden club",
                note="never on Fridays",
            ),
            "Shared phone: call only",
            "ask for Mari; say “garden club”; 10 am to 4:30 pm Mountain time; never on Fridays",
            True,
        ),
    ],
)
def test_the_banner_says_in_one_line_how_to_reach_somebody_safely(contact, sentence, particulars, needs_care):
    assert rules.reaching(contact, zone="America/Denver") == rules.Reaching(sentence, particulars, needs_care)


def test_the_first_phone_that_may_be_used_is_the_one_the_banner_speaks_of():
    points = (Point(PHONE, "+14015550122"), Point(PHONE, "+14015550123", may_text=True))
    assert rules.reaching(Contact(points)).sentence == "Text only"


def test_one_way_is_told_in_full():
    point = Point(PHONE, "+14015550122", True, False, False, True, time(0), time(12))
    assert (
        rules.point_text(point, zone="Pacific/Guam")
        == "(401) 555-0122, shared: call only; no voicemail; 12 am to 12 pm Guam time"
    )
    assert rules.point_text(Point(ContactKind.EMAIL, "a@b.example")) == "a@b.example: do not write"


def keys_of(kind: KeyKind, **names) -> set[str]:
    found = rules.search_keys(names=Names(**names), birth_date=date(1988, 3, 14), mrn="A-17", phones=["+14015550122"])
    return {key.removeprefix(kind.mark("")) for found_kind, key in found if found_kind is kind}


def test_names_are_folded_into_words_whole_names_and_names_without_their_marks():
    assert keys_of(KeyKind.NAME, given="Séan", family="O'Hara", former=("Núñez-Ruiz",)) == {
        "sean", "o", "hara", "ohara", "nunez", "ruiz", "nunezruiz",
    }  # fmt: skip


def test_letters_that_unicode_does_not_take_apart_have_a_plain_form():
    assert {"soren", "lukasz"} <= keys_of(KeyKind.NAME, given="Søren", family="Łukasz")


def test_a_name_of_a_script_without_spaces_is_found_as_one_word():
    assert keys_of(KeyKind.NAME, given="小明", family="王") == {"小明", "王", "王小明"}


def test_a_phone_is_found_by_its_whole_number_its_last_seven_and_its_last_four():
    assert keys_of(KeyKind.PHONE) == {"4015550122", "5550122", "0122"}


def test_record_number_and_birth_date_have_one_key_each():
    assert (keys_of(KeyKind.MRN), keys_of(KeyKind.BIRTH)) == ({"a17"}, {"1988-03-14"})


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_name_in_any_script_makes_keys_that_fit(given_names, family):
    for _, key in rules.search_keys(names=Names(given_names, family), birth_date=date(2000, 1, 1), mrn="1", phones=[]):
        assert 2 < len(key) <= rules.LONGEST_KEY


@given(st.text(max_size=200))
def test_whatever_is_typed_into_the_search_is_read(typed):
    terms = read_terms(typed)
    assert len(terms) <= 8
    assert all(term.text or term.days for term in terms)


BIRTH = Term(TermKind.BIRTH, days=(date(1988, 3, 14),))


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("3/14/1988", [BIRTH]),
        ("03-14-1988", [BIRTH]),
        ("1988-03-14", [BIRTH]),
        ("Mar 14 1988", [BIRTH]),
        ("march 14th, 1988", [BIRTH]),
        ("14 March 1988", [BIRTH]),
        ("3/14/88", [Term(TermKind.BIRTH, days=(date(1988, 3, 14), date(2088, 3, 14)))]),
        ("Vega 3/14/1988", [BIRTH, Term(TermKind.NAME, "vega")]),
        ("vega, Mari", [Term(TermKind.NAME, "vega"), Term(TermKind.NAME, "mari")]),
        ("O'Hara", [Term(TermKind.NAME, "o"), Term(TermKind.NAME, "hara")]),
        ("(401) 555-0122", [Term(TermKind.NUMBER, "4015550122")]),
        ("+1 401 555 0122", [Term(TermKind.NUMBER, "4015550122")]),
        ("555 0122", [Term(TermKind.NUMBER, "5550122")]),
        ("0122", [Term(TermKind.NUMBER, "0122")]),
        ("4022 1733", [Term(TermKind.NUMBER, "40221733")]),
        ("A-17", [Term(TermKind.NUMBER, "a17")]),
        ("Mari 0122", [Term(TermKind.NUMBER, "0122"), Term(TermKind.NAME, "mari")]),
        ("13/45/1988", [Term(TermKind.NUMBER, "13451988")]),
        ("%_'\"\\ ", []),
    ],
)
def test_typed_terms_are_taken_apart(typed, terms):
    assert sorted(read_terms(typed), key=repr) == sorted(terms, key=repr)


@pytest.mark.parametrize(
    ("typed", "short"), [("", True), ("m", True), ("12", True), ("ma", False), ("王", False), ("012", False)]
)
def test_what_would_match_half_the_register_is_too_short(typed, short):
    assert rules.is_too_short(read_terms(typed)) is short


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (Names("Jon", "Smith"), Names("John", "Smyth"), True),
        (Names("Smith", "John"), Names("John", "Smith"), True),
        (Names("Marisol", "Vega"), Names("Marisol", "Duarte", former=("Marisol Vega",)), True),
        (Names("John", "Smith"), Names("Mary", "Smith"), False),
        (Names("Sukarno"), Names("Sukarno"), True),
        (Names("小明", "王"), Names("小明", "王"), True),
        (Names("小明", "王"), Names("大伟", "王"), False),
    ],
)
def test_two_people_sound_alike_by_two_words_in_any_order(one, other, alike):
    assert rules.sounds_alike(one, other) is alike


@pytest.mark.parametrize(
    ("birth_date", "possible"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),
        (date(1896, 11, 23), True),
        (date(1895, 11, 23), False),
    ],
)
def test_nobody_is_born_tomorrow_or_more_than_130_years_ago(birth_date, possible):
    assert rules.birth_date_is_possible(birth_date, date(2026, 11, 23)) is possible


# --- near what was typed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("vega", "vga", True), ("vega", "vegga", True), ("vega", "vgea", True), ("vega", "vegs", True), ("vega", "vegas", True),
        ("vega", "vega", False), ("vega", "vgs", False), ("vega", "agev", False), ("ab", "ba", True), ("", "a", True),
        ("abcd", "badc", False),
    ],
)  # fmt: skip
def test_one_typo_is_a_letter_missing_doubled_wrong_or_swapped(one, other, near):
    assert rules.one_typo(one, other) is rules.one_typo(other, one) is near


def test_every_near_spelling_is_one_typo_away_and_none_is_forgotten():
    found = rules.near_spellings("vega")
    assert all(rules.one_typo("vega", spelling) for spelling in found)
    assert {"vga", "vegga", "evga", "vegs", "vegan"} <= set(found)
    assert "vega" not in found


@pytest.mark.parametrize("word", ["an", "王小明", "ильин", "4022"])
def test_short_words_and_other_scripts_have_no_near_spellings(word):
    assert rules.near_spellings(word) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("bill", "william", True), ("will", "bill", True), ("kate", "kathy", True), ("pepe", "jose", True),
        ("sasha", "aleksandr", True), ("lupita", "guadalupe", True), ("bill", "bob", False), ("xyz", "william", False),
    ],
)  # fmt: skip
def test_short_forms_go_both_ways(one, other, same):
    assert rules.are_forms_of_one_name(one, other) is rules.are_forms_of_one_name(other, one) is same


def test_every_word_of_the_table_of_short_forms_is_folded():
    lines = rules.nicknames._lines()
    assert all(word == rules.name_words(word)[0] and other_forms for word, other_forms in lines.items())


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("vega", Nearness.WHOLE),
        ("veg", Nearness.BEGINNING),
        ("vegga", Nearness.TYPO),
        ("vaiga", Nearness.SOUND),
        ("xyz", Nearness.FAR),
    ],
)
def test_how_near_a_typed_word_comes(typed, how):
    assert rules.how_near([Term(TermKind.NAME, typed)], {"vega", "duarte"}) == [how]
