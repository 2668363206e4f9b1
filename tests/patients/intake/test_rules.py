"""States, the order of the sections, the safety questions, and the summary's seal."""

import re
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from care.consent.rules import Grounds, Signers, Who
from care.worklist.rules import Priority
from patients.intake import rules
from patients.intake.rules import (
    INTAKE,
    SECTION,
    SECTIONS,
    Answered,
    Asked,
    Concern,
    NotPossible,
    Part,
    Question,
    Reason,
    Reply,
    SectionKey,
    SectionStep,
    State,
    Step,
    Told,
    Use,
    When,
    assess,
    diagram,
    next_section,
    next_state,
    what_is_asked,
)
from patients.intake.rules.treatment import BadConsent, TreatmentPart, check_consent
from patients.intake.wording import wording

README = Path(rules.__file__).parents[1] / "README.md"
YES, NO, UNSAID = Reply.YES, Reply.NO, Reply.UNSAID
ADULT = Signers(Who.PERSON, Grounds.ADULT, "42 CFR 2.31(a)(8)")
NUMBER = UUID("0190a000-0000-7000-8000-000000000001")


@pytest.mark.parametrize(("name", "table", "start"), [("intake", INTAKE, State.OPEN), ("section", SECTION, Answered.WAITING)])
def test_the_readme_shows_the_tables(name, table, start):
    shown = re.search(rf"<!-- {name} -->\n```mermaid\n(.*?)\n```", README.read_text(), re.DOTALL)
    assert shown
    assert shown.group(1) == diagram(table, start)


@pytest.mark.parametrize(("state", "step"), list(product(State, Step)))
def test_an_intake_moves_as_its_table_says(state, step):
    if (state, step) in INTAKE:
        assert next_state(INTAKE, state, step) is INTAKE[state, step]
    else:
        with pytest.raises(NotPossible):
            next_state(INTAKE, state, step)


def test_what_was_answered_cannot_be_declined_any_more():
    with pytest.raises(NotPossible):
        next_state(SECTION, Answered.SAVED, SectionStep.DECLINE)


# --- the order ----------------------------------------------------------------------------------------------------------------


def test_every_section_has_its_place_once():
    assert sorted(section.key for section in SECTIONS) == sorted(SectionKey)


def test_the_next_section_is_the_one_after_and_then_round_again():
    assert next_section({}, Told()) is SectionKey.IDENTITY
    assert next_section({}, Told(), after=SectionKey.MEDICINES) is SectionKey.ALLERGIES
    assert next_section({}, Told(), after=SectionKey.GOALS) is SectionKey.IDENTITY


def test_what_was_put_off_or_declined_is_not_offered_by_itself():
    states = dict.fromkeys(SectionKey, Answered.SAVED)
    states |= {SectionKey.SAFETY: Answered.LATER, SectionKey.NEEDS: Answered.UNSAID, SectionKey.GOALS: Answered.WAITING}
    assert next_section(states, Told()) is SectionKey.GOALS
    assert next_section(states | {SectionKey.GOALS: Answered.SAVED}, Told()) is None


def test_withdrawal_comes_first_once_alcohol_or_sedatives_were_told():
    told = Told(uses=frozenset({Use.DANGEROUS}), ever_used=True)
    assert what_is_asked(told)[SectionKey.WITHDRAWAL] == Asked(is_first=True, reason=Reason.DANGER)
    assert next_section({}, told, after=SectionKey.GOALS) is SectionKey.WITHDRAWAL


@pytest.mark.parametrize(
    ("told", "key", "reason"),
    [
        (Told(ever_used=False), SectionKey.OVERDOSE, Reason.NO_USE),
        (Told(ever_used=False), SectionKey.WITHDRAWAL, Reason.NO_USE),
        (Told(ever_used=True, uses=frozenset({Use.OTHER})), SectionKey.WITHDRAWAL, Reason.NO_WITHDRAWAL),
        (Told(may_be_pregnant=False), SectionKey.PREGNANCY, Reason.NOT_POSSIBLE),
    ],
)
def test_what_is_asked_follows_from_what_was_told(told, key, reason):
    assert what_is_asked(told)[key] == Asked(is_asked=False, reason=reason)
    assert next_section({}, told, after=SECTIONS[[one.key for one in SECTIONS].index(key) - 1].key) is not key


def test_what_nobody_knows_is_asked():
    assert all(asked.is_asked for asked in what_is_asked(Told()).values())


@pytest.mark.parametrize(
    ("age", "is_male", "asked"), [(34, False, True), (34, True, False), (8, False, False), (70, False, False), (11, False, True)]
)
def test_a_pregnancy_is_asked_about_where_it_can_be(age, is_male, asked):
    assert rules.may_be_pregnant(age=age, is_male=is_male) is asked


def test_an_answer_that_was_not_asked_for_counts_all_the_same():
    told = Told(may_be_pregnant=False)
    assert rules.progress({}, told).asked == len(SectionKey) - 1
    counted = rules.progress({SectionKey.PREGNANCY: Answered.SAVED, SectionKey.GOALS: Answered.UNSAID}, told)
    assert (counted.asked, counted.done, counted.left) == (len(SectionKey), 2, len(SectionKey) - 2)


# --- safety -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("replies", "when", "level", "first"),
    [
        ({}, None, 0, None),
        ({Question.WISH: NO, Question.THOUGHTS: UNSAID, Question.SAFE_TONIGHT: YES}, None, 0, None),
        ({Question.WISH: YES}, None, 1, Concern.WISH),
        ({Question.THOUGHTS: YES, Question.METHOD: NO, Question.INTENT: NO, Question.PLAN: NO}, None, 1, Concern.THOUGHTS),
        ({Question.THOUGHTS: YES}, None, 2, Concern.UNCLEAR),
        ({Question.THOUGHTS: YES, Question.METHOD: UNSAID, Question.INTENT: NO, Question.PLAN: NO}, None, 2, Concern.UNCLEAR),
        ({Question.THOUGHTS: YES, Question.METHOD: YES, Question.INTENT: NO, Question.PLAN: NO}, None, 2, Concern.METHOD),
        ({Question.THOUGHTS: YES, Question.INTENT: YES}, None, 3, Concern.INTENT),
        ({Question.THOUGHTS: YES, Question.PLAN: YES}, None, 3, Concern.INTENT),
        ({Question.TRIED: YES}, When.EARLIER, 2, Concern.EARLIER),
        ({Question.TRIED: YES}, When.RECENT, 3, Concern.RECENT),
        ({Question.TRIED: YES}, When.UNSAID, 3, Concern.RECENT),
        ({Question.TRIED: YES}, None, 3, Concern.RECENT),
        ({Question.SAFE_TONIGHT: NO}, None, 3, Concern.NOT_SAFE),
        ({Question.HURT: YES}, None, 3, Concern.HURT),
        ({Question.MEANS: YES, Question.WISH: YES}, None, 1, Concern.WISH),
    ],
)
def test_the_levels_are_those_of_the_reference(replies, when, level, first):
    found = assess(replies, tried_when=when)
    assert found.level == level
    assert next(iter(found.concerns), None) is first
    assert found.priority is [Priority.ROUTINE, Priority.RAISED, Priority.URGENT, Priority.CRISIS][level]


@given(some.dictionaries(some.sampled_from(Question), some.sampled_from(Reply)), some.sampled_from([None, *When]))
def test_one_more_yes_never_makes_it_less_grave(replies, when):
    for question in set(Question) - {Question.SAFE_TONIGHT}:
        assert assess(replies | {question: YES}, tried_when=when).level >= assess(replies, tried_when=when).level or (
            question in (Question.METHOD, Question.INTENT, Question.PLAN)
        )


def test_three_questions_follow_from_thoughts_and_one_from_any_dark_answer():
    assert rules.follow_ups({}) == []
    assert rules.follow_ups({Question.THOUGHTS: YES}) == [Question.METHOD, Question.INTENT, Question.PLAN, Question.MEANS]
    assert rules.follow_ups({Question.WISH: YES}) == [Question.MEANS]


def test_a_milder_answer_asks_nobody_again_while_a_graver_one_waits():
    assert rules.needs_a_task(level=2, asked_for=0)
    assert rules.needs_a_task(level=3, asked_for=2)
    assert not rules.needs_a_task(level=2, asked_for=2)
    assert not rules.needs_a_task(level=0, asked_for=0)


# --- treatment, summary -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "field"),
    [({"parts": []}, "parts"), ({"name": " "}, "name"), ({"drawing": "M1 1"}, "name"), ({"drawing": "<svg>"}, "name")],
)
def test_a_consent_that_nobody_signed_or_that_agrees_to_nothing_is_refused(change, field):
    given_ = {"parts": [TreatmentPart.MEDICATION], "name": "Marisol", "beside": "", "drawing": "", "signers": ADULT}
    check_consent(**given_)
    with pytest.raises(BadConsent) as refused:
        check_consent(**given_ | change)
    assert refused.value.field == field


def test_a_minor_needs_the_second_name_where_the_law_asks_for_it():
    minor = Signers(Who.PERSON_AND_PARENT, Grounds.MINOR_WITH_PARENT, "42 CFR 2.14(c)")
    with pytest.raises(BadConsent, match="name"):
        check_consent(parts=[TreatmentPart.COUNSELING], name="Noa", beside="", drawing="", signers=minor)


@pytest.mark.parametrize("language", ["en", "es", "vi"])
def test_every_part_is_said_in_every_language(language):
    words = wording(language=language)
    assert words.parts.keys() == {part.value for part in TreatmentPart}
    assert words.language == ("es" if language == "es" else "en")
    assert "988" in " ".join(words.paragraphs)


def test_a_summary_reads_as_it_was_written_and_a_change_shows():
    parts = [Part("goals", "What you want", voice=("Ver a mi hija.",), facts=(("Since", "2015"),), unsaid=("pronouns",))]
    text = rules.written(parts)
    assert rules.read(text) == parts
    seal = rules.seal_of(b"key", uuid=NUMBER, text=text)
    assert rules.is_as_sealed(b"key", seal=seal, uuid=NUMBER, text=text)
    assert not rules.is_as_sealed(b"key", seal=seal, uuid=NUMBER, text=text.replace("2015", "2016"))


def test_a_summary_has_an_end():
    with pytest.raises(rules.TooLong):
        rules.written([Part("goals", "x" * 200_001)])
