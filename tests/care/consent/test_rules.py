"""When a consent counts, and what may be consented to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from care.actor import Category, Purpose
from care.consent.rules import BadTerms, ConsentFacts, Kind, Match, State, Terms, check_terms, match, state_of
from care.consent.wording import BLOCKS, versions, wording

AT = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
DAY = timedelta(days=1)
ONE = ConsentFacts(
    consent_id=1,
    uuid=UUID(int=1),
    organisation_id=1,
    recipient_id=2,
    categories=frozenset({Category.DEMOGRAPHICS, Category.SUD}),
    purposes=frozenset({Purpose.TREAT}),
    signed_at=AT - 100 * DAY,
    expires_at=AT + 100 * DAY,
    revoked_at=None,
)
TERMS = Terms(Kind.SPECIFIC, ONE.categories, ONE.purposes, "Plan and medication", AT + 100 * DAY)


def ask(*consents: ConsentFacts, category: Category = Category.SUD, purpose: Purpose = Purpose.TREAT) -> Match:
    return match(consents, kinds=frozenset(Kind), category=category, purpose=purpose, at=AT)[0]


def test_a_consent_in_force_matches_what_it_names_and_nothing_else() -> None:
    assert ask(ONE) is Match.VALID_MATCH
    assert ask(ONE, category=Category.MENTAL_HEALTH) is Match.VALID_NOMATCH
    assert ask(ONE, category=Category.COUNSELLING_NOTE) is Match.VALID_NOMATCH
    assert ask(ONE, purpose=Purpose.HPAYMT) is Match.VALID_NOMATCH
    assert ask() is Match.NONE


def test_it_ends_at_its_moment_and_not_before() -> None:
    assert ask(replace(ONE, expires_at=AT + timedelta(microseconds=1))) is Match.VALID_MATCH
    assert ask(replace(ONE, expires_at=AT)) is Match.EXPIRED
    assert ask(replace(ONE, expires_at=None)) is Match.VALID_MATCH


def test_taken_back_counts_from_that_moment() -> None:
    assert ask(replace(ONE, revoked_at=AT)) is Match.REVOKED
    assert ask(replace(ONE, revoked_at=AT - DAY)) is Match.REVOKED
    assert ask(replace(ONE, revoked_at=AT - DAY), replace(ONE, consent_id=2)) is Match.VALID_MATCH


def test_one_signed_for_tomorrow_does_not_count_today() -> None:
    assert ask(replace(ONE, signed_at=AT + DAY)) is not Match.VALID_MATCH


def test_where_several_say_yes_the_one_that_opens_most_counts() -> None:
    wide = replace(ONE, consent_id=2, categories=ONE.categories | {Category.GENERAL}, signed_at=AT - 200 * DAY)
    assert match([ONE, wide], kinds=frozenset(Kind), category=Category.SUD, purpose=Purpose.TREAT, at=AT) == (
        Match.VALID_MATCH,
        wide,
    )


def test_states() -> None:
    assert state_of(expires_at=None, revoked_at=None, at=AT) is State.SIGNED
    assert state_of(expires_at=AT, revoked_at=None, at=AT) is State.EXPIRED
    assert state_of(expires_at=AT + DAY, revoked_at=AT, at=AT) is State.REVOKED
    assert state_of(expires_at=AT - DAY, revoked_at=AT, at=AT) is State.EXPIRED


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("categories", {"categories": frozenset()}),
        ("categories", {"categories": frozenset({Category.COUNSELLING_NOTE, Category.SUD})}),
        ("purposes", {"purposes": frozenset()}),
        ("purposes", {"purposes": frozenset({Purpose.HLEGAL})}),
        ("purposes", {"purposes": frozenset({Purpose.TREAT, Purpose.HRESCH})}),
        ("what", {"what": "  "}),
        ("expires_at", {"expires_at": None}),
        ("expires_at", {"expires_at": AT}),
        ("expires_at", {"expires_at": AT + 2000 * DAY}),
    ],
)
def test_terms_that_lack_an_element_are_refused(field: str, changes: dict[str, object]) -> None:
    check_terms(TERMS, signed_at=AT, at=AT)
    with pytest.raises(BadTerms) as refusal:
        check_terms(replace(TERMS, **changes), signed_at=AT, at=AT)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert refusal.value.words


def test_only_a_consent_for_treatment_payment_and_operations_needs_no_last_day() -> None:
    check_terms(replace(TERMS, kind=Kind.TPO, expires_at=None), signed_at=AT, at=AT)


def test_nobody_signs_in_the_future() -> None:
    with pytest.raises(BadTerms):
        check_terms(TERMS, signed_at=AT + DAY, at=AT)


def test_every_wording_has_every_block_in_english_and_spanish() -> None:
    assert versions()
    for version in versions():
        english, spanish = wording(language="en", version=version), wording(language="es", version=version)
        assert [block for block, _ in english.blocks] == [block for block, _ in spanish.blocks] == list(BLOCKS)
        assert (english.language, spanish.language) == ("en", "es")
        assert all(text for found in (english, spanish) for _, text in found.blocks)
        assert not {text for _, text in english.blocks} & {text for _, text in spanish.blocks}


def test_a_language_that_is_not_written_yet_reads_english() -> None:
    assert wording(language="pt").language == "en"


def test_the_wording_says_what_the_regulation_asks() -> None:
    text = dict(wording(language="en").blocks)
    assert "take this back" in text["revoke"]
    assert "cannot be pulled back" in text["revoke"]
    assert "pass it on" in text["redisclosure"]
    assert "may no longer protect" in text["redisclosure"]
    assert "whether you sign or not" in text["choice"]
