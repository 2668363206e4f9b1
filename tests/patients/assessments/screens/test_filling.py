"""Filling in: whole, in part, by two people, with and without a script."""

import re

import pytest

from care.worklist.models import Task
from patients.assessments.catalogue import definitions
from patients.assessments.models import Answer, Response, Score
from patients.assessments.rules import State
from patients.models import Condition
from tests.patients.assessments.screens.conftest import answers, page

pytestmark = pytest.mark.django_db
ALL_ONES = {str(number): "1" for number in range(1, 9)} | {"9": "0", "10": "1"}
HTMX = {"HTTP_HX_REQUEST": "true"}


def test_begun_with_one_press_the_questions_stand_there(browser, url):
    answer = browser.post(url("begin", "phq9"))
    row = Response.objects.get()
    assert answer.url == url("fill", row.uuid)
    shown = page(browser.get(answer.url))
    assert "Low interest" in shown
    assert "0 of 9 answered" in shown
    assert 'data-care-digit="3"' in shown
    assert "Difficulty from these" not in shown  # asked once something is more than never


def test_begun_twice_leads_to_what_is_open(browser, url, begin):
    there = begin("phq9")
    assert browser.post(url("begin", "phq9")).url == url("fill", there.uuid)


def test_the_other_ways_to_begin_ask_who_answers_and_about_what(browser, url):
    assert "Who answers" in page(browser.get(url("begin", "phq9")))
    assert browser.post(url("begin", "phq9"), {"mode": "self", "language": "es"}).status_code == 302
    row = Response.objects.get()
    assert (row.mode, row.language) == ("self", "es")
    assert browser.post(url("begin", "phq2"), {"mode": "imported"}).status_code == 422
    assert browser.get(url("begin", "nothing")).status_code == 404


def test_each_answer_is_saved_as_it_is_given_and_the_page_learns_what_changes(browser, url, begin):
    row = begin("phq9")
    form = {f"a-{number}": "" for number in range(1, 10)} | {"shown": [str(number) for number in range(1, 10)]}
    answer = page(browser.post(url("fill", row.uuid), form | {"a-1": "2", "version": 1, "do": "keep"}, **HTMX))
    assert "1 of 9 answered" in answer
    assert "Saved" in answer
    assert 'name="version" value="2"' in answer
    assert re.findall(r'id="(q-\d+)" hx-swap-oob', answer) == ["q-10"]  # the question that is asked now, and no other
    assert Answer.objects.get().number == 2
    gone = page(
        browser.post(
            url("fill", row.uuid), form | {"a-1": "0", "version": 2, "do": "keep", "shown": [*form["shown"], "10"]}, **HTMX
        )
    )
    assert re.search(r'id="q-10" hx-swap-oob="outerHTML" hidden', gone)


def test_what_an_answer_changes_is_what_the_whole_page_shows(browser, url, begin):
    row = begin("phq9")
    posted = {"a-1": "2", "shown": ["1"], "version": 1, "do": "keep"}
    part = page(browser.post(url("fill", row.uuid), posted, **HTMX))
    whole = page(browser.get(url("fill", row.uuid)))
    place = re.search(r'<div class="tl-question" id="q-10".*?</fieldset>', part.replace(' hx-swap-oob="outerHTML"', ""))
    assert place
    assert place.group() in whole


@pytest.mark.parametrize("posted", [{"a-1": "7"}, {"a-1": "two"}])
def test_an_answer_that_there_is_not_is_told_and_the_others_are_saved(browser, url, begin, posted):
    row = begin("phq9")
    sent = {"a-2": "3", "shown": ["1", "2"], "version": 1} | posted
    kept = page(browser.post(url("fill", row.uuid), sent | {"do": "keep"}, **HTMX))
    assert "Not saved: Choose one of the answers shown." in kept
    assert list(Answer.objects.values_list("link_id", "number")) == [("2", 3)]
    again = browser.post(url("fill", row.uuid), sent | {"version": 2, "do": "save"})
    assert again.status_code == 422
    assert "Not saved yet" in page(again)


def test_a_colleague_goes_on_with_what_was_begun(browser, url, begin):
    row = begin("phq9")
    assert browser.post(url("fill", row.uuid), answers({"1": "3", "2": "declined"}, do="save")).url == url("measures")
    shown = page(browser.get(url("measures")))
    assert "Not finished: 1" in shown
    assert "2 answers so far" in shown
    shown = page(browser.get(url("fill", row.uuid)))
    assert re.search(r'name="a-1" id="id_a-1_3" value="3" data-care-digit="3" checked', shown)
    assert re.search(r'name="a-2" id="id_a-2_\d" value="declined" checked', shown)
    assert "2 of 9 answered" in shown


def test_two_colleagues_answer_different_questions_and_both_hold(browser, url, begin):
    row = begin("phq9")
    browser.post(url("fill", row.uuid), answers({"1": "3"}, do="keep"), **HTMX)
    answer = browser.post(url("fill", row.uuid), answers({"1": "", "2": "1"}, version=1, do="keep"), **HTMX)
    assert 'id="q-1" hx-swap-oob' in page(answer)  # the colleague's answer comes onto the page
    assert dict(Answer.objects.values_list("link_id", "number")) == {"1": 3, "2": 1}


def test_two_colleagues_answer_the_same_question_differently_and_both_are_told(browser, url, begin):
    row = begin("phq9")
    browser.post(url("fill", row.uuid), answers({"1": "3"}, do="keep"), **HTMX)
    assert browser.post(url("fill", row.uuid), answers({"1": "0"}, version=1, do="keep"), **HTMX).status_code == 409
    answer = browser.post(url("fill", row.uuid), answers({"1": "0"}, version=1, do="complete"))
    assert answer.status_code == 409
    assert "they gave “Nearly every day”, you gave “Not at all”" in page(answer)
    assert Answer.objects.get().number == 3
    browser.post(url("fill", row.uuid), answers({"1": "0"}, version=2, do="save"))
    assert Answer.objects.get().number == 0


def test_finished_it_is_scored_and_the_result_says_what_it_means(browser, url, begin):
    row = begin("phq9")
    answer = browser.post(url("fill", row.uuid), answers(ALL_ONES, do="complete"))
    assert answer.url == url("result", row.uuid)
    shown = page(browser.get(answer.url))
    assert "<b>8</b>" in shown
    assert "of 27" in shown
    assert "Mild" in shown
    assert "Nothing that these answers call for" in shown
    assert browser.get(url("fill", row.uuid)).url == url("result", row.uuid)


def test_what_waits_for_an_answer_is_told_before_it_is_finished_without(browser, url, begin):
    row = begin("phq9")
    some = {link_id: value for link_id, value in ALL_ONES.items() if link_id not in ("3", "4")}
    asked = browser.post(url("fill", row.uuid), answers(some, do="complete"))
    assert asked.status_code == 422
    assert "Without an answer: 2." in page(asked)
    assert "Finish without 2" in page(asked)
    assert Response.objects.get().state == State.OPEN
    answer = browser.post(url("fill", row.uuid), answers(some, version=2, do="complete_anyway"))
    shown = page(browser.get(answer.url))
    assert "Made up from 7 answers" in shown
    assert Score.objects.get().is_prorated


def test_without_a_score_the_missing_answers_are_named(browser, url, begin):
    row = begin("phq9")
    answer = browser.post(url("fill", row.uuid), answers({"1": "2", "9": "0", "10": "1"}, do="complete_anyway"))
    shown = page(browser.get(answer.url))
    assert "No score:" in shown
    assert "low mood" in shown
    assert "No score" in page(browser.get(url("measures")))


def test_thoughts_of_self_harm_stand_first_with_the_task_and_the_next_instrument(browser, url, begin):
    row = begin("phq9")
    answer = browser.post(url("fill", row.uuid), answers(ALL_ONES | {"9": "1"}, do="complete"))
    task = Task.objects.get()
    shown = page(browser.get(answer.url))
    assert shown.index("988") < shown.index('id="h-result"')
    assert f"/tasks/{task.uuid}/" in shown
    assert url("begin", "cssrs") in shown


def test_it_was_answered_yesterday_on_paper(browser, url, begin):
    row = begin("phq9")
    ahead = browser.post(url("fill", row.uuid), answers(ALL_ONES, do="complete", day="2999-01-01"))
    assert ahead.status_code == 422
    assert "This lies ahead" in page(ahead)
    browser.post(url("fill", row.uuid), answers(ALL_ONES, version=2, do="complete", day="2024-03-01", clock="09:30"))
    assert Response.objects.get().administered_at.strftime("%Y-%m-%d %H:%M") == "2024-03-01 14:30"  # Eastern


def test_a_finished_one_takes_no_more_answers(browser, url, begin):
    row = begin("phq2")
    browser.post(url("fill", row.uuid), answers({"1": "0", "2": "0"}, do="complete"))
    late = browser.post(url("fill", row.uuid), answers({"1": "3"}, version=2, do="keep"), **HTMX)
    assert late.status_code == 204
    assert late["HX-Redirect"] == url("result", row.uuid)
    assert browser.post(url("fill", row.uuid), answers({"1": "3"}, version=2, do="complete")).url == url("result", row.uuid)
    assert Answer.objects.get(link_id="1").number == 0


def test_numbers_have_their_limits_and_may_be_declined(browser, url, begin):
    row = begin("cows")
    wrong = browser.post(url("fill", row.uuid), {"a-dose-minutes": "-5", "shown": "dose-minutes", "version": 1, "do": "save"})
    assert wrong.status_code == 422
    sent = {"none-dose-minutes": "on", "shown": "dose-minutes", "version": Response.objects.get().version_number, "do": "save"}
    browser.post(url("fill", row.uuid), sent)
    assert Answer.objects.get().is_declined


def test_a_page_takes_the_same_queries_with_one_answer_and_with_all(browser, url, begin, django_assert_max_num_queries):
    row = begin("phq9")
    browser.get(url("fill", row.uuid))
    with django_assert_max_num_queries(21):
        browser.get(url("fill", row.uuid))
    browser.post(url("fill", row.uuid), answers(ALL_ONES, do="save"))
    with django_assert_max_num_queries(21):
        browser.get(url("fill", row.uuid))


def test_the_task_leads_to_the_answers(browser, url, begin):
    row = begin("phq9")
    browser.post(url("fill", row.uuid), answers(ALL_ONES | {"9": "1"}, do="complete"))
    assert url("result", row.uuid) in page(browser.get(f"/tasks/{Task.objects.get().uuid}/"))


def test_what_must_be_known_is_asked_before_it_is_finished_even_without_the_rest(browser, url, begin):
    row = begin("asam")
    levels = {"recommended": "2.1", "actual": "1.5", "reason": ""}
    sent = answers(levels, do="complete_anyway")
    assert "Why they differ" not in page(browser.get(url("fill", row.uuid)))  # asked once they do
    answer = browser.post(url("fill", row.uuid), sent)
    assert answer.status_code == 422
    assert 'href="#id_a-reason_group"' in page(answer)
    browser.post(url("fill", row.uuid), answers(levels | {"reason": "1"}, version=2, do="complete_anyway"))
    shown = page(browser.get(url("result", row.uuid)))
    assert "Recommended: 2.1 Intensive outpatient" in shown
    assert "Look at the level of care again by" in shown


def test_criteria_are_about_one_substance_and_lead_to_a_code(browser, url):
    assert browser.post(url("begin", "dsm5_sud"), {"mode": "clinician"}).status_code == 422
    browser.post(url("begin", "dsm5_sud"), {"mode": "clinician", "subject": "alcohol"})
    row = Response.objects.get()
    yes = {str(number): "1" if number < 5 else "0" for number in range(1, 12)}
    browser.post(url("fill", row.uuid), answers(yes, do="complete_anyway"))
    shown = page(browser.get(url("result", row.uuid)))
    for words in ("criteria of a substance use disorder: alcohol", "Moderate", "ICD-10-CM F10.20", "Not on the problem list"):
        assert words in shown, words
    for said in ("the diagnosis is on the problem list", "it is on the problem list, or nothing follows"):
        again = page(browser.post(url("add_diagnosis", row.uuid), follow=True))
        assert said in again
        assert "On the problem list: " in again
    assert Condition.objects.get().code == "F10.20"


def test_every_instrument_can_be_begun_looked_at_and_finished_by_its_last_answers(browser, url, begin):
    wrong = []
    for code, definition in definitions().items():
        subject = definition.subjects[0] if definition.subjects else ""
        row = begin(code, subject=subject)
        form = browser.get(url("fill", row.uuid)).context["form"]
        last = {one.item.link_id: one.choices[-1].value if one.choices else "1" for one in form.questions if one.is_asked}
        ended = browser.post(url("fill", row.uuid), answers(last, do="complete_anyway"))
        if ended.status_code != 302 or browser.get(url("result", row.uuid)).status_code != 200:
            wrong.append(f"{code}: {ended.status_code}")
    assert not wrong
    assert f"Latest results: {len(definitions())}" in page(browser.get(url("measures")))


def test_changing_ones_own_answer_while_a_colleague_gives_another_is_no_clash(browser, url, begin):
    row = begin("phq9")
    browser.post(url("fill", row.uuid), answers({"1": "3"}, do="keep"), **HTMX)
    seen = browser.get(url("fill", row.uuid)).context["form"]["seen_answers"].value()
    browser.post(url("fill", row.uuid), answers({"1": "3", "2": "1"}, version=2, do="keep"), **HTMX)
    mine = answers({"1": "0", "2": ""}, version=2, do="keep", seen_answers=seen)
    assert browser.post(url("fill", row.uuid), mine, **HTMX).status_code == 200
    assert dict(Answer.objects.values_list("link_id", "number")) == {"1": 0, "2": 1}
    browser.post(url("fill", row.uuid), answers({"1": "2"}, version=4, do="keep"), **HTMX)
    stale = answers({"1": "1", "2": "1"}, version=4, do="save", seen_answers='{"1":"0","2":"1"}')
    both = browser.post(url("fill", row.uuid), stale)
    assert both.status_code == 409
    assert "they gave “More than half the days”, you gave “Some days”" in page(both)
    for nonsense in ("[1]", "{", '{"1": [2]}'):
        assert browser.post(url("fill", row.uuid), stale | {"seen_answers": nonsense}).status_code == 409
