"""How check-ins move, when they open and close across changes of the clocks, and what answers ask for. No database."""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from care.actor import Role
from care.followups import rules
from care.followups.catalogue import questions_of, read_rows
from care.followups.rules import CHECK_IN, NotPossible, can_step, diagram, next_state
from care.followups.rules.form import AnswersWrong, clean_answers
from care.followups.rules.states import ANSWERABLE, ENDED, answer_step
from care.followups.rules.times import (
    RungTime,
    ask_again_at,
    end_of_workday,
    link_expires_at,
    next_rung_at,
    rung_at,
    window_of,
)
from care.followups.rules.worries import assess, speaks_of_suicide
from care.followups.vocabulary import State, Step
from care.worklist.rules import Priority

BOSTON = "America/New_York"

# --- states -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "step"), list(product(State, Step)), ids=lambda word: word.value)
def test_a_step_is_possible_just_where_the_table_has_it(state, step):
    if (state, step) in CHECK_IN:
        assert next_state(state, step) is CHECK_IN[state, step]
        assert can_step(state, step)
    else:
        assert not can_step(state, step)
        with pytest.raises(NotPossible) as refused:
            next_state(state, step)
        assert (refused.value.state, refused.value.step) == (state, step)


def test_the_diagram_in_readme_is_the_table():
    readme = (Path(rules.__file__).parents[1] / "README.md").read_text()
    shown = re.search(r"```mermaid\n(.*?)\n```", readme, re.DOTALL)
    assert shown
    assert shown.group(1) == diagram()


def test_the_story_of_the_design_can_be_walked():
    state = State.PLANNED
    for step in (Step.OPEN, Step.REMIND, Step.MISS, Step.SEEK, Step.LOSE, Step.REACH):
        state = next_state(state, step)
    assert state is State.REACHED


def test_nothing_leads_from_a_check_in_that_was_answered_reached_or_called_off():
    assert {state for state, _ in CHECK_IN} == set(State) - {State.COMPLETED, State.REACHED, State.CANCELLED}


def test_who_is_lost_to_contact_can_come_back_by_answering():
    assert State.LOST_TO_CONTACT in ANSWERABLE & ENDED
    assert answer_step(State.LOST_TO_CONTACT) is Step.REACH
    assert answer_step(State.REMINDED) is Step.ANSWER


# --- windows ----------------------------------------------------------------------------------------------------------------


def window(day_zero, day, opens, closes, zone=BOSTON):
    return window_of(day_zero=day_zero, day=day, opens_day=opens, closes_day=closes, zone=zone)


def test_a_window_opens_at_ten_and_closes_when_its_last_day_ends():
    seven = window(date(2026, 11, 23), 7, 5, 7)
    assert seven.opens_at == datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
    assert seven.closes_at == datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
    assert seven.due_on == date(2026, 11, 30)


def test_day_fourteen_is_due_on_the_last_day_of_its_window():
    assert window(date(2026, 11, 23), 14, 10, 13).due_on == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        # clocks go back on November 1, 2026 and forward on March 14, 2027
        (date(2026, 10, 31), "2026-10-31T14:00", "2026-11-02T05:00"),
        (date(2026, 11, 1), "2026-11-01T15:00", "2026-11-03T05:00"),
        (date(2027, 3, 13), "2027-03-13T15:00", "2027-03-15T04:00"),
        (date(2027, 3, 14), "2027-03-14T14:00", "2027-03-16T04:00"),
    ],
)
def test_a_window_keeps_its_local_hours_when_the_clocks_change(day, opens, closes):
    one = window(day, 1, 0, 1)
    assert one.opens_at == datetime.fromisoformat(opens).replace(tzinfo=UTC)
    assert one.closes_at == datetime.fromisoformat(closes).replace(tzinfo=UTC)
    assert one.opens_at.astimezone(ZoneInfo(BOSTON)).time() == time(10)
    assert one.closes_at.astimezone(ZoneInfo(BOSTON)).time() == time(0)


def test_a_window_lies_in_the_person_s_zone():
    assert window(date(2026, 11, 23), 1, 0, 1, "Pacific/Honolulu").opens_at == datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def test_somebody_is_asked_again_halfway_through_what_is_left():
    opens, closes = datetime(2026, 11, 28, 15, tzinfo=UTC), datetime(2026, 12, 1, 5, tzinfo=UTC)
    assert ask_again_at(opens_at=opens, closes_at=closes, at=opens) == datetime(2026, 11, 29, 22, tzinfo=UTC)
    assert ask_again_at(opens_at=opens, closes_at=closes, at=closes - timedelta(hours=2)) == closes - timedelta(hours=1)


MISSED = datetime(2026, 10, 31, 4, 0, tzinfo=UTC)  # midnight in Boston, two nights before the clocks go back


def test_the_ladder_counts_hours_from_the_miss_and_days_by_the_local_clock():
    assert rung_at(RungTime(2, None, None), missed_at=MISSED, zone=BOSTON) == MISSED + timedelta(hours=2)
    assert rung_at(RungTime(None, 0, time(10)), missed_at=MISSED, zone=BOSTON) == datetime(2026, 10, 31, 14, tzinfo=UTC)
    assert rung_at(RungTime(None, 1, time(15)), missed_at=MISSED, zone=BOSTON) == datetime(2026, 11, 1, 20, tzinfo=UTC)


def test_after_an_outage_the_steps_of_a_ladder_do_not_fall_together():
    late = MISSED + timedelta(days=9)
    assert next_rung_at(RungTime(None, 1, time(15)), missed_at=MISSED, zone=BOSTON, at=late) == late + timedelta(hours=1)


def test_work_of_the_evening_is_due_the_next_day():
    morning, evening = datetime(2026, 11, 23, 15, tzinfo=UTC), datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
    assert end_of_workday(morning, BOSTON) == datetime(2026, 11, 23, 22, tzinfo=UTC)
    assert end_of_workday(evening, BOSTON) == datetime(2026, 11, 24, 22, tzinfo=UTC)


def test_a_link_outlasts_the_window_so_that_a_late_answer_comes_in():
    at = datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert link_expires_at(closes_at=at, at=at - timedelta(days=2)) > at + timedelta(days=30)
    assert link_expires_at(closes_at=at, at=at + timedelta(days=60)) > at + timedelta(days=90)


# --- the files ----------------------------------------------------------------------------------------------------------------


def test_aftercare_is_that_of_the_clinical_reference():
    steps = [row for row in read_rows("protocol_steps.csv") if row["protocol"] == "aftercare"]
    assert [(int(row["day"]), int(row["opens_day"]), int(row["closes_day"])) for row in steps] == [
        (1, 0, 1), (3, 2, 4), (7, 5, 7), (14, 10, 13), (30, 26, 30), (60, 53, 67), (90, 83, 97), (180, 166, 194), (365, 335, 395),
    ]  # fmt: skip


def test_windows_of_one_protocol_do_not_overlap():
    rows = read_rows("protocol_steps.csv")
    for one, following in pairwise(rows):
        if one["protocol"] == following["protocol"] != "after-overdose":
            assert int(one["closes_day"]) < int(following["opens_day"]), following


def test_every_protocol_has_a_ladder_that_begins_with_a_message_and_ends_without_discharge():
    rungs = read_rows("ladder_rungs.csv")
    for protocol in read_rows("protocols.csv"):
        kinds = [row["kind"] for row in rungs if row["ladder"] == protocol["ladder"]]
        assert (kinds[0], kinds[-1]) == ("message", "end")
        assert set(kinds[1:-1]) == {"task"}


# --- the form -----------------------------------------------------------------------------------------------------------------


def clean(**given):
    return clean_answers(questions_of(), given)


def test_everything_can_be_skipped():
    assert clean() == {}
    assert clean(feeling="", need=[], note="  ", used=None) == {}
    assert not any(question.required for question in questions_of())


def test_answers_are_taken_as_a_form_posts_them():
    given = clean(feeling="6", craving=4, used="prefer_not", medication="none", need=["ride", "call"], note=" Better.\x00 ")
    assert given == {
        "feeling": 6, "craving": 4, "used": "prefer_not", "medication": "none", "need": ["call", "ride"], "note": "Better.",
    }  # fmt: skip


def test_nothing_beside_something_is_something():
    assert clean(need=["nothing", "food"]) == {"need": ["food"]}
    assert clean(need="nothing") == {"need": ["nothing"]}


def test_what_no_question_asks_for_is_passed_over():
    assert clean(csrfmiddlewaretoken="x", level="3") == {}


@pytest.mark.parametrize(
    "given",
    [
        {"feeling": "11"}, {"feeling": "-1"}, {"feeling": "a lot"}, {"craving": 4.5}, {"used": "maybe"}, {"safe": "prefer_not"},
        {"medication": "8"}, {"need": ["call", "money"]}, {"note": "x" * 2001},
    ],
    ids=str,
)  # fmt: skip
def test_answers_that_the_form_does_not_have_are_refused_by_question(given):
    with pytest.raises(AnswersWrong) as wrong:
        clean(**given)
    assert list(wrong.value.errors) == list(given)


# --- what answers ask for -----------------------------------------------------------------------------------------------------


def reasons(after_break=False, **answers):
    return assess(clean(**answers), after_break=after_break).reasons


@pytest.mark.parametrize(
    ("answers", "level", "found"),
    [
        ({}, 0, []),
        ({"feeling": 6, "craving": 7, "withdrawal": 6, "safe": "yes", "naloxone": "yes", "need": ["nothing"]}, 0, []),
        ({"craving": 8}, 1, ["craving"]),
        ({"craving": 10}, 1, ["craving"]),
        ({"feeling": 1}, 1, ["low_feeling"]),
        ({"feeling": 2}, 0, []),
        ({"withdrawal": 7}, 2, ["withdrawal"]),
        ({"medication": "4"}, 1, ["medication"]),
        ({"medication": "5"}, 0, []),
        ({"medication": "none"}, 0, []),
        ({"safe": "no"}, 3, ["not_safe"]),
        ({"naloxone": "no"}, 0, ["no_naloxone"]),
        ({"side_effects": "yes"}, 1, ["side_effects"]),
        ({"side_effects_what": "I sweat at night"}, 1, ["side_effects"]),
        ({"side_effects": "no", "side_effects_what": "no"}, 0, []),
        ({"side_effects_what": "enough to end my life"}, 2, ["suicide_words", "side_effects"]),
        ({"need": ["call"]}, 0, ["asks_for_call"]),
        ({"need": ["ride", "food"]}, 0, ["ride", "food"]),
        ({"used": "no"}, 0, []),
        ({"used": "prefer_not"}, 0, []),
        ({"used": "yes"}, 1, ["used"]),
        ({"note": "I think about suicide"}, 2, ["suicide_words"]),
        ({"used_what": "enough to end my life"}, 2, ["suicide_words"]),
    ],
    ids=str,
)
def test_what_an_answer_asks_for(answers, level, found):
    assessment = assess(clean(**answers), after_break=False)
    assert (assessment.level, assessment.reasons) == (level, found)


def test_use_after_a_break_is_urgent_and_rather_not_said_is_not():
    assert reasons(after_break=True, used="yes") == ["used_after_break"]
    assert reasons(after_break=True, used="prefer_not") == []
    assert reasons(after_break=True) == []


def test_the_gravest_comes_first_and_gives_the_level():
    assessment = assess(clean(craving=9, safe="no", note="i want to die", need=["call"], naloxone="no"), after_break=False)
    assert (assessment.level, assessment.reasons[0]) == (3, "not_safe")
    assert set(assessment.reasons) == {"not_safe", "suicide_words", "craving", "asks_for_call", "no_naloxone"}


def test_levels_have_the_times_of_the_clinical_reference():
    by_code = {
        worry.code: worry for worry in assess(clean(craving=9, safe="no", withdrawal=9, need=["call"]), after_break=True).worries
    }
    assert by_code["craving"].priority is Priority.RAISED
    assert by_code["craving"].due_in == timedelta(hours=24)
    assert (by_code["withdrawal"].due_in, by_code["withdrawal"].role) == (timedelta(hours=4), Role.NURSE)
    assert by_code["not_safe"].due_in == timedelta(minutes=5)
    assert by_code["not_safe"].priority is Priority.CRISIS
    assert by_code["asks_for_call"].priority is Priority.RAISED


@pytest.mark.parametrize(
    "text",
    [
        "Suicide", "suicidal thoughts again", "SUICIDIO", "pienso en suicidarme", "I want to kill myself", "killing my self",
        "I don't want to live anymore", "i dont want to be here", "better off dead", "everyone is better off without me",
        "ready to end it all", "I wanna die", "wish I was dead", "no reason to go on", "me quiero morir", "quiero morir",
        "ya no quiero vivir", "quitarme la vida", "voy a matarme", "sin ganas de vivir", "estaría mejor muerta",
        "Pienso en hacerme daño", "acabar con mi vida", "I have been hurting myself",
    ],
)  # fmt: skip
def test_words_of_suicide_are_heard_in_english_and_spanish(text):
    assert speaks_of_suicide(text)


@pytest.mark.parametrize(
    "text",
    ["", "my phone died", "I could die laughing", "killing time at the bus stop", "quiero ver a mi hija",
     "la vida es bella", "the suite is nice"],
)  # fmt: skip
def test_other_words_are_not(text):
    assert not speaks_of_suicide(text)
