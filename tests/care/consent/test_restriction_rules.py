"""What a restriction may ask for, how it moves, and what it keeps from whom."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care import consent
from care.actor import Category, Purpose, Requester
from care.consent.rules import (
    MAY_BE_WITHHELD,
    MAY_BE_WITHHELD_FOR,
    MAY_BE_WITHHELD_FROM,
    RESTRICTION,
    SELF_PAID_PURPOSES,
    BadRestriction,
    EndedBy,
    Restriction,
    RestrictionFacts,
    RestrictionState,
    RestrictionStep,
    RestrictionTerms,
    StepRefused,
    Target,
    can_step_restriction,
    check_restriction,
    next_restriction_state,
    restriction_diagram,
    withheld,
)

AT = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
TODAY = date(2026, 11, 23)
TERMS = RestrictionTerms(
    target=Target.REQUESTER,
    requester=Requester.FAMILY,
    recipient_id=None,
    categories=frozenset({Category.SUD}),
    purposes=frozenset({Purpose.FAMRQT}),
    own_words="Not my brother",
)
PAID = replace(
    TERMS, target=Target.SELF_PAID, requester=Requester.HEALTH_PLAN, purposes=SELF_PAID_PURPOSES, paid_on=date(2026, 11, 3)
)


def test_terms_that_can_be_kept() -> None:
    check_restriction(TERMS, today=TODAY)
    check_restriction(PAID, today=TODAY)
    check_restriction(replace(TERMS, target=Target.ORGANISATION, recipient_id=7), today=TODAY)


@pytest.mark.parametrize(
    ("field", "terms"),
    [
        ("requester", replace(TERMS, requester=Requester.COURT)),
        ("requester", replace(TERMS, requester=Requester.EMERGENCY_CLINICIAN)),
        ("requester", replace(TERMS, requester=Requester.CHILD_PROTECTION)),
        ("recipient", replace(TERMS, target=Target.ORGANISATION)),
        ("recipient", replace(TERMS, recipient_id=7)),
        ("categories", replace(TERMS, categories=frozenset())),
        ("categories", replace(TERMS, categories=frozenset({Category.COUNSELLING_NOTE}))),
        ("purposes", replace(TERMS, purposes=frozenset())),
        ("purposes", replace(TERMS, purposes=frozenset({Purpose.HLEGAL}))),
        ("purposes", replace(TERMS, purposes=frozenset({Purpose.ETREAT}))),
        ("own_words", replace(TERMS, own_words="  ")),
        ("paid_on", replace(TERMS, paid_on=TODAY)),
        ("paid_on", replace(PAID, paid_on=None)),
        ("paid_on", replace(PAID, paid_on=TODAY + timedelta(days=1))),
        ("purposes", replace(PAID, purposes=frozenset({Purpose.TREAT}))),
        ("purposes", replace(PAID, requester=Requester.PROVIDER)),
    ],
)
def test_terms_that_cannot(field: str, terms: RestrictionTerms) -> None:
    with pytest.raises(BadRestriction) as refusal:
        check_restriction(terms, today=TODAY)
    assert (refusal.value.field, bool(refusal.value.words)) == (field, True)


def test_the_table_is_the_guard() -> None:
    for state, step in product(RestrictionState, RestrictionStep):
        expected = RESTRICTION.get((state, step))
        assert can_step_restriction(state, step, target=Target.REQUESTER) is (expected is not None)
        if expected is not None:
            assert next_restriction_state(state, step, target=Target.REQUESTER) is expected


def test_what_was_paid_in_full_the_program_neither_declines_nor_ends() -> None:
    with pytest.raises(StepRefused, match="decline from asked") as refusal:
        next_restriction_state(RestrictionState.ASKED, RestrictionStep.DECLINE, target=Target.SELF_PAID)
    assert "must agree" in refusal.value.words
    assert can_step_restriction(RestrictionState.ASKED, RestrictionStep.AGREE, target=Target.SELF_PAID)
    agreed, end = RestrictionState.AGREED, RestrictionStep.END
    assert can_step_restriction(agreed, end, target=Target.SELF_PAID, by=EndedBy.PERSON)
    assert not can_step_restriction(agreed, end, target=Target.SELF_PAID, by=EndedBy.PROGRAM)
    assert can_step_restriction(agreed, end, target=Target.ORGANISATION, by=EndedBy.PROGRAM)


def test_the_diagram_in_readme_is_the_table() -> None:
    readme = (Path(consent.__file__).parent / "README.md").read_text()
    shown = re.search(r"<!-- restriction -->\n```mermaid\n(.*?)\n```", readme, re.DOTALL)
    assert shown, "README.md shows no diagram of a restriction"
    assert shown.group(1) == restriction_diagram()


ONE = RestrictionFacts(
    target=Target.REQUESTER,
    requester=Requester.PROVIDER,
    recipient_id=None,
    categories=frozenset({Category.SUD, Category.DEMOGRAPHICS}),
    purposes=frozenset({Purpose.TREAT}),
    state=RestrictionState.AGREED,
)


def kept(*found: RestrictionFacts, requester: Requester = Requester.PROVIDER, recipient_id: int | None = 7) -> Restriction:
    answers = withheld(found, requester=requester, recipient_id=recipient_id, purpose=Purpose.TREAT, at=AT)
    return answers.get(Category.SUD, Restriction.NONE)


def test_it_keeps_what_it_names_from_whom_it_names() -> None:
    assert kept(ONE) is Restriction.AGREED
    assert kept(ONE, requester=Requester.COMMUNITY) is Restriction.NONE
    assert kept(replace(ONE, purposes=frozenset({Purpose.HPAYMT}))) is Restriction.NONE
    assert kept(replace(ONE, categories=frozenset({Category.GENERAL}))) is Restriction.NONE
    named = replace(ONE, target=Target.ORGANISATION, recipient_id=7)
    assert kept(named) is Restriction.AGREED
    assert kept(named, recipient_id=8) is Restriction.NONE
    assert kept(named, recipient_id=None) is Restriction.AGREED, "whoever gives no name may be the one"
    assert kept(named, requester=Requester.COMMUNITY, recipient_id=None) is Restriction.NONE


def test_it_counts_once_agreed_and_until_its_end() -> None:
    for state in (RestrictionState.ASKED, RestrictionState.DECLINED, RestrictionState.WITHDRAWN, RestrictionState.ENDED):
        assert kept(replace(ONE, state=state)) is Restriction.NONE
    noticed = replace(ONE, state=RestrictionState.ENDED, counts_until=AT + timedelta(microseconds=1))
    assert kept(noticed) is Restriction.AGREED
    assert kept(replace(noticed, counts_until=AT)) is Restriction.NONE


def test_what_was_paid_in_full_counts_from_the_asking_on() -> None:
    paid = RestrictionFacts(
        Target.SELF_PAID, Requester.HEALTH_PLAN, None, frozenset({Category.SUD}), SELF_PAID_PURPOSES, RestrictionState.ASKED
    )
    agreed = replace(paid, target=Target.REQUESTER, state=RestrictionState.AGREED)
    for found in ([paid], [paid, agreed], [agreed, paid]):
        answer = withheld(found, requester=Requester.HEALTH_PLAN, recipient_id=7, purpose=Purpose.HPAYMT, at=AT)
        assert answer == {Category.SUD: Restriction.SELF_PAID}
    assert not withheld([replace(paid, state=RestrictionState.WITHDRAWN)], requester=Requester.HEALTH_PLAN, recipient_id=7,
                        purpose=Purpose.HPAYMT, at=AT)  # fmt: skip


RESTRICTIONS = st.builds(
    RestrictionFacts,
    target=st.sampled_from(Target),
    requester=st.sampled_from(MAY_BE_WITHHELD_FROM),
    recipient_id=st.sampled_from([None, 7, 8]),
    categories=st.frozensets(st.sampled_from(MAY_BE_WITHHELD), min_size=1),
    purposes=st.frozensets(st.sampled_from(MAY_BE_WITHHELD_FOR), min_size=1),
    state=st.sampled_from(RestrictionState),
    counts_until=st.sampled_from([None, AT - timedelta(days=1), AT + timedelta(days=1)]),
)


@given(st.lists(RESTRICTIONS, max_size=5), st.sampled_from(Requester), st.sampled_from(Purpose))
def test_one_more_restriction_never_opens_anything(found: list[RestrictionFacts], requester: Requester, purpose: Purpose) -> None:
    def keeps(some: list[RestrictionFacts]) -> set[Category]:
        return set(withheld(some, requester=requester, recipient_id=7, purpose=purpose, at=AT))

    everything = keeps(found)
    for left_out in range(len(found)):
        assert keeps(found[:left_out] + found[left_out + 1 :]) <= everything
    assert everything == set().union(*(keeps([one]) for one in found))
