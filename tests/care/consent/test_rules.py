"""When a consent counts, and what may be consented to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from care.actor import Category, Purpose, Requester
from care.consent.rules import (
    CONSENT,
    KINDS,
    LARGEST_SCAN,
    MAY_BE_FOR,
    UNSIGNED,
    BadPaper,
    BadTerms,
    ConsentFacts,
    Kind,
    Match,
    NotPossible,
    State,
    Step,
    Terms,
    can_be_taken_back,
    can_step,
    check_drawing,
    check_scan,
    check_terms,
    diagram,
    match,
    next_state,
    state_of,
)
from care.consent.wording import BLOCKS, FILE, described, versions, wording
from care.consent.wording import words as said
from care.language.reading import reading_grade

AT = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
DAY = timedelta(days=1)
NOTES = frozenset({Category.COUNSELLING_NOTE})
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


@pytest.mark.parametrize("kind", Kind)
def test_every_wording_has_every_block_in_english_and_spanish(kind: Kind) -> None:
    for version in versions():
        english = wording(language="en", kind=kind, version=version)
        spanish = wording(language="es", kind=kind, version=version)
        expected = [block for block in BLOCKS if version != "1" or block != "about"]
        assert [block for block, _ in english.blocks] == [block for block, _ in spanish.blocks] == expected
        assert (english.language, spanish.language) == ("en", "es")
        assert version == "1" or (english.title and spanish.title and english.title != spanish.title)
        assert all(text for found in (english, spanish) for _, text in found.blocks)
        assert not {text for _, text in english.blocks} & {text for _, text in spanish.blocks}


def test_a_language_that_is_not_written_yet_reads_english() -> None:
    assert wording(language="pt").language == "en"


def test_the_wording_says_what_the_regulation_asks() -> None:
    for kind in (Kind.TPO, Kind.SPECIFIC):
        text = dict(wording(language="en", kind=kind).blocks)
        assert "take this back" in text["revoke"]
        assert "cannot be pulled back" in text["revoke"]
        assert "pass it on" in text["redisclosure"]
        assert "may no longer protect" in text["redisclosure"]
    assert "if you say no" in dict(wording(language="en").blocks)["choice"]
    # 2.31(a)(9), (10): what follows from saying no
    assert "bill your plan" in dict(wording(language="en", kind=Kind.TPO).blocks)["choice"]
    # 2.35: until when it stands; 2.24: the list that an exchange owes
    assert "cannot take this back before" in dict(wording(language="en", kind=Kind.CRIMINAL_JUSTICE).blocks)["revoke"]
    assert "30 days" in dict(wording(language="en", kind=Kind.INTERMEDIARY).blocks)["redisclosure"]
    # 2.31(b): no condition of care
    assert "Nobody may make you sign" in dict(wording(language="en", kind=Kind.COUNSELING_NOTES).blocks)["choice"]


@pytest.mark.parametrize("kind", Kind)
def test_the_english_is_read_with_six_years_of_school(kind: Kind) -> None:
    """Flesch-Kincaid grade of the whole text."""
    text = " ".join(words for _, words in wording(language="en", kind=kind).blocks)
    grade = reading_grade(text)
    assert grade <= 6.5, f"{kind}: grade {grade:.1f}"


def test_every_word_for_the_person_is_there_in_both_languages() -> None:
    for language in ("en", "es"):
        say = said(language=language)
        assert say.language == language
        assert say.categories.keys() == {category.value for category in Category}
        assert say.purposes.keys() == {purpose.value for purpose in MAY_BE_FOR}
    assert said(language="en").purposes["TREAT"] != said(language="es").purposes["TREAT"]
    assert described([Category.SUD, Category.DEMOGRAPHICS]) == "Who you are; your plan of care, medication and care team"


# --- the eight kinds ----------------------------------------------------------------------------------------------------------

FOR_KIND: dict[Kind, Terms] = {
    Kind.SPECIFIC: replace(TERMS, recipient_kind=Requester.PROVIDER),
    Kind.TPO: Terms(Kind.TPO, ONE.categories, KINDS[Kind.TPO].purposes, "All", None),
    Kind.COUNSELING_NOTES: Terms(Kind.COUNSELING_NOTES, NOTES, frozenset({Purpose.TREAT}), "Notes", AT + DAY, Requester.PROVIDER),
    Kind.LEGAL: Terms(
        Kind.LEGAL, ONE.categories, frozenset({Purpose.HLEGAL}), "Plan", AT + DAY, Requester.COURT, matter="Custody of Ana"
    ),
    Kind.RESEARCH: Terms(
        Kind.RESEARCH, ONE.categories, frozenset({Purpose.HRESCH}), "Plan", None, Requester.RESEARCHER, matter="Bay study"
    ),
    Kind.INTERMEDIARY: Terms(
        Kind.INTERMEDIARY,
        ONE.categories,
        frozenset({Purpose.ROUTING}),
        "Plan",
        AT + DAY,
        Requester.INTERMEDIARY,
        members=("Bay Clinic",),
    ),
    Kind.CRIMINAL_JUSTICE: Terms(
        Kind.CRIMINAL_JUSTICE,
        ONE.categories,
        frozenset({Purpose.SUPERVISION}),
        "Attendance",
        None,
        Requester.SUPERVISION,
        matter="Case 12",
        end_event="the final disposition",
        irrevocable_event="the final disposition",
    ),
    Kind.REGISTRY: Terms(
        Kind.REGISTRY, ONE.categories, frozenset({Purpose.TREAT}), "Enrollment", AT + DAY, Requester.INTERMEDIARY, matter="State"
    ),
}


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_takes_what_is_its_own(kind: Kind) -> None:
    check_terms(FOR_KIND[kind], signed_at=AT, at=AT)


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.COUNSELING_NOTES}))
def test_counseling_notes_are_combined_with_nothing(kind: Kind) -> None:
    mixed = replace(FOR_KIND[kind], categories=FOR_KIND[kind].categories | NOTES)
    with pytest.raises(BadTerms, match="categories") as refusal:
        check_terms(mixed, signed_at=AT, at=AT)
    assert "of their own" in refusal.value.words
    notes = FOR_KIND[Kind.COUNSELING_NOTES]
    with pytest.raises(BadTerms, match="categories"):
        check_terms(replace(notes, categories=NOTES | {Category.SUD}), signed_at=AT, at=AT)


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.LEGAL}))
def test_a_proceeding_is_combined_with_nothing(kind: Kind) -> None:
    mixed = replace(FOR_KIND[kind], purposes=FOR_KIND[kind].purposes | {Purpose.HLEGAL})
    with pytest.raises(BadTerms, match="purposes"):
        check_terms(mixed, signed_at=AT, at=AT)
    legal = FOR_KIND[Kind.LEGAL]
    with pytest.raises(BadTerms, match="purposes") as refusal:
        check_terms(replace(legal, purposes=legal.purposes | {Purpose.TREAT}), signed_at=AT, at=AT)
    assert "stands alone" in refusal.value.words


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.TPO, Kind.RESEARCH}))
def test_each_of_the_others_ends(kind: Kind) -> None:
    endless = replace(FOR_KIND[kind], expires_at=None, end_event="")
    with pytest.raises(BadTerms, match="expires_at"):
        check_terms(endless, signed_at=AT, at=AT)
    check_terms(replace(endless, end_event="the last visit"), signed_at=AT, at=AT)


@pytest.mark.parametrize("kind", [kind for kind, rule in KINDS.items() if rule.matter])
def test_what_a_kind_is_about_is_named(kind: Kind) -> None:
    with pytest.raises(BadTerms, match="matter"):
        check_terms(replace(FOR_KIND[kind], matter=" "), signed_at=AT, at=AT)


@pytest.mark.parametrize(
    ("kind", "field", "changes"),
    [
        (Kind.TPO, "recipient", {"recipient_kind": Requester.PROVIDER}),
        (Kind.TPO, "recipient", {"recipient_name": "Bay Clinic"}),
        (Kind.SPECIFIC, "recipient_kind", {"recipient_kind": Requester.COURT}),
        (Kind.SPECIFIC, "recipient_kind", {"recipient_kind": Requester.POLICE}),
        (Kind.SPECIFIC, "purposes", {"recipient_kind": Requester.FAMILY}),
        (
            Kind.SPECIFIC,
            "categories",
            {"recipient_kind": Requester.COMMUNITY, "purposes": frozenset({Purpose.REFERRAL})},
        ),
        (Kind.SPECIFIC, "members", {"members": ("Bay Clinic",)}),
        (Kind.SPECIFIC, "irrevocable_until", {"irrevocable_until": AT + DAY}),
        (Kind.INTERMEDIARY, "members", {"members": ()}),
        (Kind.CRIMINAL_JUSTICE, "irrevocable_until", {"irrevocable_event": ""}),
        (Kind.CRIMINAL_JUSTICE, "irrevocable_until", {"irrevocable_until": AT}),
        (Kind.CRIMINAL_JUSTICE, "irrevocable_until", {"irrevocable_until": AT + 9 * DAY, "expires_at": AT + DAY}),
        (Kind.REGISTRY, "categories", {"categories": frozenset({Category.MENTAL_HEALTH})}),
    ],
)
def test_a_kind_refuses_what_is_not_its_own(kind: Kind, field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(BadTerms) as refusal:
        check_terms(replace(FOR_KIND[kind], **changes), signed_at=AT, at=AT)
    assert refusal.value.field == field
    assert refusal.value.words


def test_a_criminal_justice_consent_is_taken_back_from_its_day_or_event_on() -> None:
    def can(**changes: Any) -> bool:
        given = {"kind": Kind.CRIMINAL_JUSTICE, "irrevocable_until": None, "freed_at": None, "at": AT} | changes
        return can_be_taken_back(**given)

    assert can(kind=Kind.SPECIFIC)
    assert not can()
    assert not can(irrevocable_until=AT + DAY)
    assert can(irrevocable_until=AT)
    assert can(irrevocable_until=AT + DAY, freed_at=AT)


@pytest.mark.parametrize("state", sorted(set(State) - {State.SIGNED}))
def test_only_what_is_signed_counts(state: State) -> None:
    assert ask(replace(ONE, state=state)) is not Match.VALID_MATCH


@pytest.mark.parametrize("state", sorted(UNSIGNED))
def test_what_was_never_signed_is_not_there(state: State) -> None:
    assert ask(replace(ONE, state=state)) is Match.NONE


def test_a_consent_names_its_recipient_or_a_class_of_them() -> None:
    rosa = replace(ONE, recipient_kind=Requester.FAMILY)
    assert rosa.names(Requester.FAMILY)
    assert not rosa.names(Requester.EMPLOYER)
    general = replace(ONE, kind=Kind.TPO, recipient_id=None)
    assert general.names(Requester.PROVIDER)
    assert general.names(Requester.HEALTH_PLAN)
    assert not general.names(Requester.INTERMEDIARY)


# --- states ---------------------------------------------------------------------------------------------------------------------


def test_the_diagram_in_the_readme_is_made_from_the_table() -> None:
    readme = (FILE.parent.parent / "README.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{diagram()}\n```" in readme


@pytest.mark.parametrize(("state", "step"), list(product(State, Step)))
def test_the_guard_allows_the_table_and_nothing_else(state: State, step: Step) -> None:
    assert can_step(state, step) is ((state, step) in CONSENT)
    if can_step(state, step):
        assert next_state(state, step) is CONSENT[state, step]
    else:
        with pytest.raises(NotPossible):
            next_state(state, step)


# --- signatures -----------------------------------------------------------------------------------------------------------------


def test_a_drawing_is_moves_and_lines_within_the_box() -> None:
    assert check_drawing("") == ""
    assert check_drawing("M10 20L30 40L600 200M5 5L6 6") == "M10 20L30 40L600 200M5 5L6 6"
    for bad in (
        "M10 20",
        "L10 20",
        "M10 20C1 2 3 4 5 6",
        'M1 1L2 2"/><script>',
        "M601 20L30 40",
        "M10 20L30 201",
        "M1 1" + "L2 2" * 5000,
        "M１ 1L2 2",
    ):
        with pytest.raises(BadPaper):
            check_drawing(bad)


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00" + b"\x00" * 20 + b"IEND\xaeB`\x82"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n1 0 obj\n%%EOF\n", "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0 a picture \xff\xd9", "image/jpeg"),
    ],
)
def test_a_scan_is_known_by_its_bytes(content: bytes, media_type: str) -> None:
    assert check_scan(content).media_type == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ a program",
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7 cut off",
        b"\xff\xd8\xff\xe0 cut off",
        PNG[:40],
        PNG.replace(b"\x00\x00\x01\x00", b"\x00\xff\xff\xff"),
        b"%PDF-1.7\n" + b" " * LARGEST_SCAN + b"%%EOF",
    ],
)
def test_whatever_else_is_no_scan(content: bytes) -> None:
    with pytest.raises(BadPaper) as refusal:
        check_scan(content)
    assert refusal.value.words
