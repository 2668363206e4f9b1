"""The tab of measures, results, scores in a row, what is put off, marked in error, due."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from care.actor import Role
from care.lib.dates import local_date
from patients.assessments.models import Reassessment, Response
from patients.assessments.rules import State
from tests.factories.accounts import sign_in, staff_with
from tests.factories.assessments import AnswerFactory, ReassessmentFactory, ResponseFactory, ScoreFactory
from tests.factories.patients import enrolled_patient
from tests.patients.assessments.screens.conftest import answers, page

pytestmark = pytest.mark.django_db


def completed(patient, instrument="phq9", *, days=0, hours=0, value=12, answered=(), **score):
    at = timezone.now() - timedelta(days=days, hours=hours)
    category = "sud" if instrument in ("cows", "ciwa") else "mental_health"
    row = ResponseFactory(patient=patient, instrument=instrument, category=category, begun_at=at, administered_at=at)
    for link_id, number in answered:
        AnswerFactory(response=row, link_id=link_id, number=Decimal(number))
    row.state, row.completed_at, row.completed_by = State.COMPLETED.value, at, row.begun_by
    row.save()
    ScoreFactory(response=row, value=Decimal(value), **score)
    return row


def today():
    return local_date(timezone.now(), "America/New_York")


def test_before_anything_was_answered_the_page_offers_every_instrument(browser, url):
    shown = page(browser.get(url("measures")))
    assert "Nothing has been answered yet" in shown
    assert "Nothing is due" in shown
    assert url("begin", "phq9") in shown
    assert url("begin", "cows") in shown


def test_the_latest_stands_beside_the_one_before_with_band_and_change(browser, url, patient):
    completed(patient, days=40, value=17, band="moderately_severe", band_label="Moderately severe")
    row = completed(patient, days=2, value=12)
    shown = page(browser.get(url("measures")))
    assert url("result", row.uuid) in shown
    assert "<b>12</b>" in shown
    assert "Moderate" in shown
    assert "17, " in shown
    assert "5 less" in shown
    assert "5 less than on" in page(browser.get(url("result", row.uuid)))


@pytest.mark.parametrize("times", [1, 20])
def test_the_page_takes_the_same_queries_however_much_was_answered(browser, url, patient, times, django_assert_max_num_queries):
    for number in range(times):
        completed(patient, days=number, value=number)
    ReassessmentFactory(patient=patient, due_on=today())
    browser.get(url("measures"))
    with django_assert_max_num_queries(25):
        browser.get(url("measures"))


def test_what_is_due_is_begun_or_put_off_with_a_reason(browser, url, patient):
    ReassessmentFactory(patient=patient, instrument="phq9", due_on=today() - timedelta(days=3))
    shown = page(browser.get(url("measures")))
    assert "Due: 1" in shown
    assert "3 days late" in shown
    assert url("put_off", "phq9") in shown
    assert "Put off PHQ-9" in page(browser.get(url("put_off", "phq9")))
    assert browser.post(url("put_off", "phq9"), {"until": today(), "reason": "Not now"}).status_code == 422
    until = today() + timedelta(days=10)
    back = reverse("measures:due") + "?show=all"
    answer = browser.post(url("put_off", "phq9"), {"until": until, "reason": "In the hospital", "next": back})
    assert answer.url == back
    assert Reassessment.objects.get().due_on == until
    assert browser.post(url("put_off", "phq9"), {"until": until, "reason": "x", "next": "//evil.example/"}).url == url("measures")
    assert browser.get(url("put_off", "nothing")).status_code == 404


def test_recorded_in_error_it_counts_nowhere_and_says_why(browser, url, patient):
    row = completed(patient)
    assert "counts nowhere from then on" in page(browser.get(url("in_error", row.uuid)))
    assert browser.post(url("in_error", row.uuid), {"reason": ""}).status_code == 422
    browser.post(url("in_error", row.uuid), {"reason": "It was for another person"})
    assert Response.objects.get().state == State.IN_ERROR
    assert "Recorded in error: counts nowhere." in page(browser.get(url("result", row.uuid)))
    assert "Latest results: 0" in page(browser.get(url("measures")))
    assert browser.get(url("in_error", row.uuid)).url == url("result", row.uuid)


def test_set_aside_it_is_kept_and_not_scored(browser, url, begin):
    row = begin("phq9")
    browser.post(url("fill", row.uuid), answers({"1": "2"}, do="save"))
    assert "Set PHQ-9 aside" in page(browser.get(url("set_aside", row.uuid)))
    browser.post(url("set_aside", row.uuid), {"reason": "The visit ended"})
    shown = page(browser.get(url("result", row.uuid)))
    assert "Set aside: not finished, not scored." in shown
    assert "More than half the days" in shown
    assert browser.post(url("set_aside", row.uuid), {"reason": "Again"}).url == url("measures")


def test_withdrawal_in_a_row_shows_the_dose_and_agrees_with_its_table(browser, url, patient):
    for hours, value, minutes in ((3, 9, None), (2, 7, None), (1, 15, 30)):
        answered = [("dose-minutes", minutes)] if minutes else []
        completed(patient, "cows", hours=hours, value=value, answered=answered, band="mild", band_label="Mild", is_positive=False)
    shown = page(browser.get(url("serial", "cows")))
    assert shown.count('circle class="is-dot') == 3
    assert "in 3 times" in shown
    assert "between 7 and 15" in shown
    assert "8 up in 1 h" in shown
    assert shown.count("Dose at") == 1
    assert browser.get(url("serial", "phq9")).status_code == 404


def test_alcohol_withdrawal_says_when_to_look_again(browser, url, patient):
    completed(patient, "ciwa", hours=5, value=12, band="moderate", band_label="Moderate")
    shown = page(browser.get(url("serial", "ciwa")))
    assert "Look again: " in shown
    assert "late." in shown
    assert "Scored once in three days" in shown


def test_the_worklist_shows_mine_or_everybodys_the_longest_due_first(browser, alice, patient):
    other = enrolled_patient(alice, on_team=False, legal_given="Quinn", legal_family="Else")
    stranger = enrolled_patient(staff_with(Role.COORDINATOR), legal_given="Far", legal_family="Away")
    for instrument in ("phq9", "gad7"):
        ReassessmentFactory(patient=patient, instrument=instrument, due_on=today() - timedelta(days=1))
    ReassessmentFactory(patient=other, instrument="phq9", due_on=today() - timedelta(days=9))
    ReassessmentFactory(patient=stranger, instrument="phq9", due_on=today() - timedelta(days=9))
    ReassessmentFactory(patient=patient, instrument="cssrs", due_on=today() + timedelta(days=1))
    due = reverse("measures:due")
    mine = page(browser.get(due))
    assert mine.count("data-care-row>") == 1, "what is due since one day is one row a person"
    assert "1 day late" in mine
    assert "begin PHQ-9" in mine
    assert "begin GAD-7" in mine
    everybody = page(browser.get(f"{due}?show=all"))
    assert everybody.count("data-care-row>") == 2
    assert everybody.index("9 days late") < everybody.index("1 day late")
    assert "Away" not in everybody
    for text in (mine, everybody):
        counts = re.findall(r'class="tl-chip"[^>]*>(Mine|Everybody) <b>(\d+)</b>', text)
        assert counts == [("Mine", "1"), ("Everybody", "2")], "each chip tells how many rows it shows"
    assert everybody.count("data-care-row>") == 2
    assert browser.get(f"{due}?after=x").status_code == 404


def test_who_reads_no_care_sees_no_list(client):
    shown = page(sign_in(client, staff_with(Role.FRONT_DESK)).get(reverse("measures:due") + "?show=all"))
    assert "Nothing is due" in shown
