"""Who signs, whom nobody can replace, and what a parent never gets by that alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.actor import Purpose
from care.consent.rules import (
    EVIDENCE_FOR,
    OF_THE_DEAD,
    OPENS_RECORD,
    BadRepresentative,
    Evidence,
    Grounds,
    MayNotSign,
    MinorLaw,
    MinorRule,
    Person,
    RepresentativeFacts,
    RepresentativeKind,
    RepresentativeTerms,
    Service,
    Signers,
    Who,
    check_representative,
    check_signatures,
    is_minor,
    majority,
    majority_on,
    minor_law,
    opens_record,
    who_may_sign,
)
from care.lib.states import STATES

AT = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
ADULT = Person(date(1988, 3, 14))
MINOR = Person(date(2011, 5, 2))  # 15
DEAD = replace(ADULT, deceased_on=date(2026, 11, 1))
LAW = MinorRule("VT", Service.OUTPATIENT, 12, "A statute", date(2026, 1, 5))
K = RepresentativeKind


def one(kind: RepresentativeKind, **changes: object) -> RepresentativeFacts:
    facts = RepresentativeFacts(uuid4(), kind, "Rosa Duarte", "Sister", AT - 100 * DAY, None, None)
    return replace(facts, **changes)  # type: ignore[arg-type]


def ask(person: Person, *people: RepresentativeFacts, **changes: object) -> Signers:
    given_: dict[str, object] = {"state": "VT", "service": Service.OUTPATIENT, "laws": [LAW], "today": TODAY, "at": AT}
    return who_may_sign(person=person, representatives=people, **(given_ | changes))  # type: ignore[arg-type]


def test_an_adult_signs_alone_whatever_is_on_file_of_the_wrong_kind() -> None:
    for people in ((), (one(K.PARENT),), (one(K.NEXT_OF_KIN), one(K.PERSONAL_REPRESENTATIVE))):
        assert ask(ADULT, *people).who is Who.PERSON


def test_a_guardian_whom_a_court_appointed_signs_while_it_lasts() -> None:
    guardian = one(K.GUARDIAN)
    answer = ask(ADULT, guardian)
    assert (answer.who, answer.grounds, answer.people) == (Who.REPRESENTATIVE, Grounds.ADJUDICATED, (guardian,))
    for over in ({"ended_at": AT}, {"expires_at": AT}, {"starts_at": AT + DAY}):
        assert ask(ADULT, replace(guardian, **over)).who is Who.PERSON  # type: ignore[arg-type]


def test_a_director_signs_for_payment_only_and_not_beside_a_guardian() -> None:
    director = one(K.DIRECTOR, expires_at=AT + DAY)
    answer = ask(ADULT, director)
    assert (answer.who, answer.purposes) == (Who.DIRECTOR, frozenset({Purpose.HPAYMT}))
    check_signatures(answer, person_signed=False, representative=director.uuid, purposes=[Purpose.HPAYMT])
    with pytest.raises(MayNotSign, match="may not sign"):
        check_signatures(answer, person_signed=False, representative=director.uuid, purposes=[Purpose.HPAYMT, Purpose.TREAT])
    assert ask(ADULT, director, one(K.GUARDIAN)).who is Who.REPRESENTATIVE


def test_for_somebody_who_died_who_was_appointed_goes_before_the_next_of_kin() -> None:
    appointed, kin = one(K.PERSONAL_REPRESENTATIVE), one(K.NEXT_OF_KIN)
    assert ask(DEAD, kin).people == (kin,)
    assert ask(DEAD, kin, appointed).people == (appointed,)
    nobody = ask(DEAD, one(K.GUARDIAN))
    assert (nobody.who, nobody.is_possible) == (Who.NOBODY, False)


def test_a_minor_signs_alone_only_where_a_verified_law_says_so() -> None:
    assert ask(MINOR).grounds is Grounds.MINOR_ALONE
    assert ask(MINOR, one(K.PARENT)).people == ()
    for laws, grounds in (
        ([], Grounds.MINOR_UNKNOWN),
        ([replace(LAW, verified_on=None)], Grounds.MINOR_UNKNOWN),
        ([replace(LAW, state="NH")], Grounds.MINOR_UNKNOWN),
        ([replace(LAW, service=Service.MEDICATION)], Grounds.MINOR_UNKNOWN),
        ([replace(LAW, min_age=16)], Grounds.MINOR_WITH_PARENT),
        ([replace(LAW, min_age=None)], Grounds.MINOR_WITH_PARENT),
    ):
        answer = ask(MINOR, laws=laws)
        assert (answer.who, answer.grounds, answer.is_possible) == (Who.PERSON_AND_PARENT, grounds, False)
    assert ask(MINOR, state="").grounds is Grounds.MINOR_UNKNOWN


def test_without_a_service_the_strictest_holds() -> None:
    assert ask(MINOR, service=None).grounds is Grounds.MINOR_UNKNOWN
    every = [replace(LAW, service=service) for service in Service]
    assert ask(MINOR, service=None, laws=every).grounds is Grounds.MINOR_ALONE
    every[1] = replace(every[1], min_age=17)
    assert ask(MINOR, service=None, laws=every).grounds is Grounds.MINOR_WITH_PARENT
    assert minor_law([LAW], state="VT", service=Service.OUTPATIENT, birth_date=MINOR.birth_date, today=TODAY) == (
        MinorLaw.ALONE,
        "A statute",
    )


def test_both_sign_where_both_must() -> None:
    parent = one(K.PARENT)
    both = ask(MINOR, parent, laws=[])
    check_signatures(both, person_signed=True, representative=parent.uuid, purposes=[Purpose.TREAT])
    for person_signed, representative in ((True, None), (False, parent.uuid), (True, uuid4()), (False, None)):
        with pytest.raises(MayNotSign):
            check_signatures(both, person_signed=person_signed, representative=representative, purposes=[Purpose.TREAT])


def test_nobody_signs_beside_or_instead_of_who_signs_alone() -> None:
    alone = ask(ADULT)
    check_signatures(alone, person_signed=True, representative=None, purposes=[Purpose.TREAT])
    for person_signed, representative in ((True, uuid4()), (False, uuid4()), (False, None)):
        with pytest.raises(MayNotSign) as refusal:
            check_signatures(alone, person_signed=person_signed, representative=representative, purposes=[Purpose.TREAT])
        assert refusal.value.words
    guardian = one(K.GUARDIAN)
    with pytest.raises(MayNotSign):
        check_signatures(ask(ADULT, guardian), person_signed=True, representative=guardian.uuid, purposes=[Purpose.TREAT])


def test_of_age_by_the_law_of_the_state() -> None:
    eighteen = date(2008, 11, 23)
    assert not is_minor(birth_date=eighteen, state="RI", today=TODAY)
    assert is_minor(birth_date=eighteen + DAY, state="RI", today=TODAY)
    assert is_minor(birth_date=eighteen, state="NE", today=TODAY)
    assert is_minor(birth_date=eighteen, state="", today=TODAY), "unknown is the strictest"
    assert majority_on(birth_date=date(2008, 2, 29), state="RI") == date(2026, 3, 1)
    assert all(majority(state) <= majority("") for state in STATES)


TERMS = RepresentativeTerms(
    K.GUARDIAN, "Rosa Duarte", "Sister", Evidence.COURT_ORDER, "Probate court, file 1", TODAY - DAY, AT - DAY, None
)


@pytest.mark.parametrize(
    ("field", "person", "changes"),
    [
        ("kind", ADULT, {"kind": K.PARENT, "evidence": Evidence.BIRTH_RECORD}),
        ("kind", MINOR, {}),
        ("kind", MINOR, {"kind": K.DIRECTOR, "evidence": Evidence.FINDING}),
        ("kind", DEAD, {}),
        ("kind", ADULT, {"kind": K.NEXT_OF_KIN, "evidence": Evidence.STATEMENT}),
        ("evidence", ADULT, {"evidence": Evidence.STATEMENT}),
        ("name", ADULT, {"name": " "}),
        ("relation", ADULT, {"relation": ""}),
        ("evidence_words", ADULT, {"evidence_words": " "}),
        ("evidence_on", ADULT, {"evidence_on": TODAY + DAY}),
        ("expires_at", ADULT, {"expires_at": AT}),
        ("expires_at", ADULT, {"kind": K.DIRECTOR, "evidence": Evidence.FINDING}),
        ("expires_at", ADULT, {"kind": K.DIRECTOR, "evidence": Evidence.FINDING, "expires_at": AT + 40 * DAY}),
    ],
)
def test_who_cannot_be_put_on_file(field: str, person: Person, changes: dict[str, object]) -> None:
    check_representative(TERMS, person=ADULT, state="VT", today=TODAY, at=AT)
    with pytest.raises(BadRepresentative) as refusal:
        check_representative(replace(TERMS, **changes), person=person, state="VT", today=TODAY, at=AT)  # type: ignore[arg-type]
    assert (refusal.value.field, bool(refusal.value.words)) == (field, True)


def test_every_kind_says_what_must_be_seen() -> None:
    assert EVIDENCE_FOR.keys() == set(K)
    assert all(EVIDENCE_FOR.values())
    assert OPENS_RECORD.isdisjoint({K.PARENT, K.DIRECTOR})


PEOPLE = st.lists(
    st.builds(
        RepresentativeFacts,
        uuid=st.uuids(),
        kind=st.sampled_from(RepresentativeKind),
        name=st.just("Rosa"),
        relation=st.just("Sister"),
        starts_at=st.sampled_from([AT - DAY, AT, AT + DAY]),
        expires_at=st.sampled_from([None, AT, AT + DAY]),
        ended_at=st.sampled_from([None, AT - DAY, AT]),
    ),
    max_size=5,
)
PERSONS = st.builds(
    Person,
    birth_date=st.dates(min_value=date(1940, 1, 1), max_value=TODAY),
    deceased_on=st.sampled_from([None, None, TODAY]),
)
LAWS = st.lists(
    st.builds(
        MinorRule,
        state=st.sampled_from(["VT", "NE", "RI"]),
        service=st.sampled_from(Service),
        min_age=st.one_of(st.none(), st.integers(0, 18)),
        source=st.just("A statute"),
        verified_on=st.sampled_from([None, TODAY]),
    ),
    max_size=4,
)


@given(PERSONS, PEOPLE, LAWS, st.sampled_from(["VT", "NE", "RI", ""]), st.sampled_from([None, *Service]))
def test_whoever_signs_has_the_right_at_that_moment_and_silence_of_the_law_opens_nothing(
    person: Person, people: list[RepresentativeFacts], laws: list[MinorRule], state: str, service: Service | None
) -> None:
    answer = who_may_sign(person=person, state=state, service=service, representatives=people, laws=laws, today=TODAY, at=AT)
    for found in answer.people:
        assert found.starts_at <= AT
        assert found.expires_at is None or found.expires_at > AT
        assert found.ended_at is None or found.ended_at > AT
        assert (found.kind in OF_THE_DEAD) is (person.deceased_on is not None)
        assert (found.kind is K.PARENT) is (answer.who is Who.PERSON_AND_PARENT)
    young = person.deceased_on is None and is_minor(birth_date=person.birth_date, state=state, today=TODAY)
    if young and not any(law.verified_on and law.state == state for law in laws):
        assert answer.who is Who.PERSON_AND_PARENT
    if answer.who is Who.PERSON and young:
        assert answer.law
    assert answer.source.startswith("42 CFR")


@given(PEOPLE, st.uuids())
def test_only_who_is_on_file_now_opens_the_record_and_never_a_parent(people: list[RepresentativeFacts], nobody: UUID) -> None:
    for found in people:
        now = found.starts_at <= AT and (found.expires_at is None or found.expires_at > AT) and found.ended_at is None
        if opens_record(people, uuid=found.uuid, at=AT):
            assert now
            assert found.kind not in {K.PARENT, K.DIRECTOR}
    assert not opens_record(people, uuid=None, at=AT)
    assert not opens_record([one for one in people if one.uuid != nobody], uuid=nobody, at=AT)
