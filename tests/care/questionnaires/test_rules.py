"""Which question follows, what is an answer to one, how a questionnaire moves: by table."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from care.questionnaires.phone.presenters import question_of
from care.questionnaires.rules import states
from care.questionnaires.rules.times import LASTS, REMIND_AFTER, expires_at, remind_at
from care.questionnaires.rules.walking import (
    LONGEST_TEXT,
    NotReadable,
    answer_of,
    danger_of,
    link_id_after,
    link_id_before,
    place_of,
    place_to_go_on,
    talks_now,
)
from care.questionnaires.vocabulary import State, Step
from patients.assessments.catalogue import definitions
from patients.assessments.queries import shown
from patients.assessments.rules import Danger, Item, ItemKind, Option, Trigger, problems

CHOICE = Item("1", "One", ItemKind.CHOICE, options=(Option(Decimal(0), "No"), Option(Decimal(2), "Yes")))
NUMBER = Item("2", "Two", ItemKind.NUMBER, low=Decimal(0), high=Decimal(30))
TEXT = Item("3", "Three", ItemKind.TEXT)
ITEMS = [CHOICE, NUMBER, TEXT]


def test_what_is_an_answer() -> None:
    right = [
        (CHOICE, "0", Decimal(0)), (CHOICE, " 2 ", Decimal(2)), (CHOICE, "", ""), (NUMBER, "30", Decimal(30)),
        (NUMBER, "0", Decimal(0)), (TEXT, " a\r\nb ", "a\nb"), (TEXT, "x\x00y", "xy"),
        (TEXT, "y" * LONGEST_TEXT, "y" * LONGEST_TEXT),
    ]  # fmt: skip
    assert [(item.link_id, text) for item, text, value in right if answer_of(item, text) != value] == []
    wrong = [
        (CHOICE, "1"), (CHOICE, "yes"), (CHOICE, "NaN"), (CHOICE, "Infinity"), (NUMBER, "31"), (NUMBER, "-1"), (NUMBER, "1.5"),
        (NUMBER, "1e9"), (TEXT, "y" * (LONGEST_TEXT + 1)),
    ]  # fmt: skip
    for item, text in wrong:
        with pytest.raises(NotReadable):
            answer_of(item, text)


def test_the_way_through() -> None:
    assert [place_to_go_on(ITEMS, given).item.link_id for given in ((), ("1",), ("2",), ("1", "2"), ("1", "2", "3"))] == [
        *("1", "2", "1", "3", "3")
    ]
    assert [link_id_after(ITEMS, one) for one in ("1", "2", "3", "x")] == ["2", "3", "", ""]
    assert [link_id_before(ITEMS, one) for one in ("1", "2", "3", "x")] == ["1", "1", "2", ""]
    place = place_of(ITEMS, "3")
    assert place is not None
    assert (place.number, place.count, place.is_first, place.is_last) == (3, 3, False, True)
    with pytest.raises(ValueError, match="asks something"):
        place_to_go_on([], ())


def test_the_worst_answer_decides_who_talks_now() -> None:
    def trigger(danger: Danger) -> Trigger:
        return Trigger(danger.value, danger, "", "")

    for dangers, worst, now in (
        ([], None, False),
        ([Danger.RAISED], Danger.RAISED, False),
        ([Danger.RAISED, Danger.URGENT], Danger.URGENT, True),
        ([Danger.CRISIS, Danger.RAISED], Danger.CRISIS, True),
    ):
        found = danger_of([trigger(danger) for danger in dangers])
        assert (found, talks_now(found)) == (worst, now)


def test_an_answer_is_taken_from_every_state_in_which_the_link_can_open_and_no_end_is_left() -> None:
    assert {State.ASKED, State.SENT, State.REMINDED, State.NOT_SENT} == states.WAITING
    for state in states.WAITING:
        assert states.can_step(state, Step.EXPIRE)
        assert states.can_step(state, Step.TAKE_BACK)
    for state in states.ENDED:
        assert not any(states.can_step(state, step) for step in Step)
        with pytest.raises(states.NotPossible):
            states.next_state(state, Step.ANSWER)


def test_the_diagram_of_the_readme_is_the_table() -> None:
    readme = Path(states.__file__).parents[1] / "README.md"
    assert states.diagram() in readme.read_text()


def test_a_week_and_one_reminder_within_it() -> None:
    at = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
    assert at < remind_at(sent_at=at) < expires_at(at=at)
    assert (timedelta(days=2), timedelta(days=7)) == (REMIND_AFTER, LASTS)


def test_every_question_of_every_instrument_for_phones_can_be_drawn_and_answered_in_both_languages() -> None:
    instruments = [one for one in definitions().values() if one.goes_by_link]
    assert {"phq9", "gad7", "auditc", "craving"} <= {one.code for one in instruments}
    assert not {"cssrs", "cows", "dsm5_sud"} & {one.code for one in instruments}, "somebody stays beside them, or looks"
    wrong = []
    for definition in instruments:
        for language in ("en", "es"):
            words = {one.link_id: one for one in shown(definition, None, language=language)}
            for item in definition.items:
                place = place_of(definition.items, item.link_id)
                assert place is not None
                question = question_of(place, words[item.link_id], {})
                given = [choice.value for choice in question.choices] or (["x"] if item.kind is ItemKind.TEXT else [question.low])
                if question.kind in ("choice", "scale") and len(given) < 2:
                    wrong.append(f"{definition.code} {item.link_id}: nothing to choose from")
                for value in given:
                    if problems(definition, {item.link_id: answer_of(item, value or "0")}).get(item.link_id):
                        wrong.append(f"{definition.code} {item.link_id}: {value}")
    assert wrong == []
