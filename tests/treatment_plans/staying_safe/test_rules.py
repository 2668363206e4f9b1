"""The table of states as the README shows it; lines with numbers; how versions differ; what a word needs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from care.consent.rules import Grounds, MayNotSign, RepresentativeFacts, RepresentativeKind, Signers, Who
from care.language.reading import reading_grade
from treatment_plans.rules import can_step, diagram
from treatment_plans.staying_safe import rules
from treatment_plans.staying_safe.presenters import PAPER
from treatment_plans.staying_safe.vocabulary import Part, PlanKind, PlanState, PlanStep, Way

README = Path(rules.__file__).parent / "README.md"


def test_the_diagram_in_the_readme_is_the_table() -> None:
    assert diagram(rules.PLAN, PlanState.DRAFT) in README.read_text()


def test_every_state_and_step_is_decided() -> None:
    allowed = {(state, step) for state in PlanState for step in PlanStep if can_step(rules.PLAN, state, step)}
    assert allowed == set(rules.PLAN)
    assert not any(state is PlanState.ENDED for state, _ in allowed)


def test_a_number_in_a_line_can_be_called() -> None:
    wrong = [
        (text, found)
        for text, number, dial in (
            ("Rosa 401-555-0133", "401-555-0133", "4015550133"),
            ("Rosa (401) 555-0133, evenings", "(401) 555-0133", "4015550133"),
            ("Call +1 401 555 0133", "+1 401 555 0133", "+14015550133"),
            ("988, at any hour", "988", "988"),
            ("at 7:30, room 12", "", ""),
            ("in 2019 and 2020", "", ""),
            ("", "", ""),
        )
        if ((found := rules.line_of(text)).number, found.dial) != (number, dial)
        or found.before + found.number + found.after != text
    ]
    assert not wrong


def test_versions_differ_by_lines_and_a_moved_line_is_the_same() -> None:
    before = {Part.NALOXONE: "Drawer\nCar", Part.CHECKS: "Rosa"}
    found = rules.changes(PlanKind.OVERDOSE, before, {Part.NALOXONE: "Car\nDrawer\nBag", Part.OTHERS: "Asthma"})
    assert [(one.title, list(one.added), list(one.removed)) for one in found if one.is_changed] == [
        ("Where my naloxone is", ["Bag"], []),
        ("Who is with me or checks on me", [], ["Rosa"]),
        ("What others should know", ["Asthma"], []),
    ]
    assert rules.change_sentence(found) == "2 lines added, 1 line taken out, in 3 parts."
    assert rules.change_sentence(rules.changes(PlanKind.OVERDOSE, before, before)) == "The two versions say the same."


def test_every_part_has_its_words_in_both_languages_and_stands_once() -> None:
    for kind in PlanKind:
        told = rules.parts_of(kind)
        assert len({one.part for one in told}) == len(told)
        for one in told:
            assert one.title("es") != one.title("en")
            assert one.title("fr") == one.title("en")
            assert one.hint


def test_a_word_is_a_name_where_one_is_signed() -> None:
    kept = [
        (rules.check_word(Way.TYPED, "  Mari   Delgado ", ""), (Way.TYPED, "Mari Delgado", "")),
        (rules.check_word(Way.TYPED, "Mari", "M1 1L2 2"), (Way.DRAWN, "Mari", "M1 1L2 2")),
        (rules.check_word(Way.PAPER, "Mari", "M1 1L2 2"), (Way.PAPER, "Mari", "")),
        (rules.check_word(Way.DECLINED, "", ""), (Way.DECLINED, "", "")),
    ]
    assert [(got, meant) for got, meant in kept if got != meant] == []
    with pytest.raises(rules.BadWord):
        rules.check_word(Way.PAPER, " ", "")


def test_the_clock_is_ninety_days() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert rules.look_again_on(at.date()) - at.date() == timedelta(days=90)
    assert rules.is_recent(at - timedelta(days=89), at=at)
    assert not rules.is_recent(at - timedelta(days=90), at=at)
    assert not rules.is_recent(None, at=at)


def test_our_own_words_are_read_with_six_years_of_school() -> None:
    said = [f"{told.title('en')}." for kind in PlanKind for told in rules.parts_of(kind)]
    paper = [
        str(words).format(lifeline="988", emergency="911", words="HOME", crisis_text="741741") for words in PAPER["en"].values()
    ]
    assert reading_grade(" ".join(said)) <= 6.0
    assert reading_grade(" ".join(words if words.endswith((".", "?")) else f"{words}." for words in paper)) <= 6.0


def test_who_may_sign_beside_somebody_or_in_their_place() -> None:
    """Who is on file, who comes, whether the person signs, and what follows."""
    at = datetime(2026, 11, 1, tzinfo=UTC)

    def on_file(kind: RepresentativeKind) -> RepresentativeFacts:
        return RepresentativeFacts(uuid4(), kind, "Rosa Duarte", "Sister", at, None, None)

    guardian, parent = on_file(RepresentativeKind.GUARDIAN), on_file(RepresentativeKind.PARENT)
    director = on_file(RepresentativeKind.DIRECTOR)
    adult = Signers(Who.PERSON, Grounds.ADULT, "")
    guarded = Signers(Who.REPRESENTATIVE, Grounds.ADJUDICATED, "", (guardian,))
    minor = Signers(Who.PERSON_AND_PARENT, Grounds.MINOR_WITH_PARENT, "", (parent,))
    unable = Signers(Who.DIRECTOR, Grounds.UNABLE, "", (director,))
    nobody, refused = None, "refused"
    wrong = []
    for signers, who, person_signs, expected in (
        (adult, nobody, True, nobody),
        (adult, guardian, True, refused),
        (guarded, nobody, True, nobody),  # their own word is enough for a plan of their own
        (guarded, guardian, True, guardian),
        (guarded, guardian, False, guardian),
        (guarded, nobody, False, refused),
        (guarded, parent, False, refused),
        (minor, nobody, True, nobody),
        (minor, parent, True, parent),
        (minor, parent, False, refused),
        (unable, director, True, refused),
        (unable, director, False, refused),
    ):
        beside = rules.Beside(who.uuid, "Rosa Duarte") if who else None
        try:
            found: object = rules.check_beside(signers, beside, person_signs=person_signs)
        except MayNotSign:
            found = refused
        if found != expected:
            wrong.append((signers.who, who and who.kind, person_signs, found))
    assert not wrong
    with pytest.raises(rules.BadWord):
        rules.check_beside(guarded, rules.Beside(guardian.uuid, " "), person_signs=False)
