"""Check-ins on the chart, in a browser: what is shown, logged, written down, started and stopped; and the end of treatment."""

import html
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from care.accounts.models import Staff
from care.actor import Actor
from care.followups import operations
from care.followups.models import Answer, CheckIn, ContactAttempt, ProtocolRun
from care.followups.vocabulary import State
from care.lib.dates import local_date
from care.outbox.models import Delivery
from care.teams.models import Enrolment
from care.worklist.models import Task
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of
from tests.factories.patients import ContactPointFactory, enrolled_patient, permit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice)


@pytest.fixture
def run(alice: Staff, mari: Patient, now: datetime) -> ProtocolRun:
    """Aftercare since yesterday, with the first check-in open."""
    at = now - timedelta(hours=20)
    permit = permit_for(alice, mari, at=at)
    day_zero = local_date(at, mari.zone)
    made = operations.start_protocol(permit=permit, protocol="aftercare", day_zero=day_zero, at=at)
    CheckIn.objects.filter(run=made, step__position=1).update(
        opens_at=now - timedelta(hours=10), next_step_at=now - timedelta(hours=10), closes_at=now + timedelta(hours=10)
    )
    operations.advance_check_ins(actor=Actor.system(job="followups.advance"), at=now - timedelta(hours=9))
    return made


@pytest.fixture
def browser(as_: SignIn, alice: Staff) -> Client:
    return as_(alice)


def text_of(answer: Any) -> str:
    """What a page says, without its markup."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def first(run: ProtocolRun) -> CheckIn:
    return CheckIn.objects.get(run=run, step__name="Day 1")


def path(mari: Patient, *rest: object) -> str:
    return "/".join([f"/people/{mari.uuid}/check-ins", *(str(part) for part in rest), ""])


def test_without_a_protocol_the_tab_says_so_and_offers_one(browser, mari):
    page = text_of(browser.get(path(mari)))
    assert "No check-ins are planned for Marisol" in page
    assert "Complete treatment" in page


def test_the_tab_shows_the_run_what_is_open_and_what_is_to_come(browser, mari, run, alice):
    page = text_of(browser.get(path(mari)))
    for words in ("Aftercare", "day zero", f"started by {alice.user.name}", "Day 1 Due", "To come: 8", "Day 365"):
        assert words in page, words


def test_own_words_stand_as_they_were_written(browser, mari, run, alice, now):
    permit = permit_for(alice, mari, at=now)
    operations.answer_by_phone(permit=permit, check_in=first(run).uuid, answers={"note": "<b>Better</b>", "craving": 9}, at=now)
    response = browser.get(path(mari))
    assert "&lt;b&gt;Better&lt;/b&gt;" in response.content.decode()
    assert "Raised answer" in text_of(response)
    page = text_of(browser.get(path(mari, first(run).uuid)))
    assert "How strong is craving? 9 of 10" in page


def test_an_attempt_is_logged_and_the_next_step_is_kept(browser, mari, run):
    answer = browser.post(
        path(mari, first(run).uuid, "attempt"),
        {"channel": "call", "result": "no_answer", "note": "Rang out", "next_step": "Again at 5 pm"},
    )
    assert answer.status_code == 302
    attempt = ContactAttempt.objects.get()
    assert (attempt.result, attempt.note, attempt.next) == ("no_answer", "Rang out", "Again at 5 pm")
    assert "Call: no answer" in text_of(browser.get(answer.url))


def test_a_message_is_offered_only_where_the_record_allows_one(browser, mari, run):
    address = path(mari, first(run).uuid, "attempt")
    assert "Left a message" not in text_of(browser.get(address))
    assert browser.post(address, {"channel": "call", "result": "left_message"}).status_code == 422
    ContactPointFactory(patient=mari, may_leave_message=True)
    assert "Left a message" in text_of(browser.get(address))


def test_a_kinder_word_is_offered_and_nothing_is_held_back(browser, mari, run):
    answer = browser.post(
        path(mari, first(run).uuid, "attempt"), {"channel": "call", "result": "reached", "note": "Says he is clean"}, follow=True
    )
    assert "A kinder word" in text_of(answer)
    assert first(run).state == State.COMPLETED


def test_answers_by_phone_are_saved_and_ask_for_help(browser, mari, run):
    answer = browser.post(
        path(mari, first(run).uuid, "answer"), {"safe": "no", "feeling": "2", "need": ["call", "food"]}, follow=True
    )
    assert "somebody is asked to act" in text_of(answer)
    row = Answer.objects.get()
    assert (row.level, row.values["need"]) == (3, ["call", "food"])
    assert Task.objects.filter(subject=first(run).uuid, title="Not safe tonight").exists()


def test_an_impossible_answer_is_told_beside_its_question(browser, mari, run):
    answer = browser.post(path(mari, first(run).uuid, "answer"), {"feeling": "12", "note": "Kept"})
    assert answer.status_code == 422
    assert "How are you feeling?" in text_of(answer)
    assert "Kept" in answer.content.decode()
    assert not Answer.objects.exists()


def test_answers_posted_twice_have_one_effect(browser, mari, run):
    for _ in range(2):
        browser.post(path(mari, first(run).uuid, "answer"), {"craving": "9"})
    assert Answer.objects.count() == 1
    assert Task.objects.filter(title="Craving 9 of 10").count() == 1


def test_what_has_not_opened_takes_neither_attempt_nor_answer(browser, mari, run):
    planned = CheckIn.objects.get(run=run, step__name="Day 30")
    for what in ("attempt", "answer", "send"):
        answer = browser.post(path(mari, planned.uuid, what), {})
        assert answer.status_code == 409
        assert "Nothing was changed" in text_of(answer)


def test_the_link_goes_out_again(browser, mari, run):
    before = Delivery.objects.filter(kind="reminder").count()
    assert browser.post(path(mari, first(run).uuid, "send")).status_code == 302
    assert Delivery.objects.filter(kind="reminder").count() == before + 1


def test_another_protocol_starts_with_a_day_zero_of_its_own(browser, mari, run, now):
    today = local_date(now, mari.zone)
    answer = browser.post(path(mari, "start"), {"protocol": "after-overdose", "day_zero": today.isoformat()})
    assert answer.status_code == 302
    assert ProtocolRun.objects.get(protocol__code="after-overdose").day_zero == today


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"protocol": "aftercare", "day_zero": "today"}, "under way already"),
        ({"protocol": "check-ups", "day_zero": "tomorrow"}, "or earlier"),
        ({"protocol": "detox", "day_zero": "today"}, "Select a valid choice"),
        ({"day_zero": "today"}, "required"),
    ],
)
def test_what_cannot_start_is_told(browser, mari, run, now, given, said):
    today = local_date(now, mari.zone)
    days = {"today": today, "tomorrow": today + timedelta(days=1)}
    answer = browser.post(path(mari, "start"), given | {"day_zero": days[given["day_zero"]].isoformat()})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_a_protocol_stops_with_a_reason(browser, mari, run):
    address = path(mari, "protocols", run.uuid, "stop")
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"reason": "own_wish", "note": "Will call us"}).status_code == 302
    page = text_of(browser.get(path(mari)))
    assert "stopped" in page
    assert "own wish (Will call us)" in page
    assert browser.post(address, {"reason": "own_wish"}).status_code == 302  # twice changes nothing


def test_a_check_in_or_run_of_somebody_else_is_not_there(browser, alice, mari, run):
    other = enrolled_patient(alice)
    assert browser.get(path(other, first(run).uuid)).status_code == 404
    assert browser.get(path(other, "protocols", run.uuid, "stop")).status_code == 404


def test_what_is_typed_and_not_saved_is_restored(browser, mari, run):
    key = f"attempt:{mari.uuid}:{first(run).uuid}"
    browser.post(f"/drafts/{key}/", {"note": "Half a sentence"})
    assert "Half a sentence" in browser.get(path(mari, first(run).uuid, "attempt")).content.decode()


# --- the treatment episode ------------------------------------------------------------------------------------------------------


def test_treatment_is_completed_on_a_day_that_can_be_chosen(browser, mari, now):
    Enrolment.objects.update(admitted_at=now - timedelta(days=40))
    address = f"/people/{mari.uuid}/treatment/complete/"
    page = text_of(browser.get(address))
    assert "9 check-ins: Day 1, Day 3" in page
    day = local_date(now, mari.zone) - timedelta(days=3)
    answer = browser.post(address, {"on": day.isoformat()}, follow=True)
    assert "treatment completed, aftercare begins" in text_of(answer)
    assert Enrolment.objects.get().treatment_completed_on == day
    assert Delivery.objects.filter(kind="event:treatment.completed").count() == 1
    assert "Treatment was completed on" in text_of(browser.get(address))


@pytest.mark.parametrize(("days", "said"), [(1, "or earlier"), (-4000, "Not before the admission")])
def test_an_impossible_day_of_completion_is_told(browser, mari, now, days, said):
    day = local_date(now, mari.zone) + timedelta(days=days)
    answer = browser.post(f"/people/{mari.uuid}/treatment/complete/", {"on": day.isoformat()})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_treatment_can_go_on_after_all(browser, mari, now):
    browser.post(f"/people/{mari.uuid}/treatment/complete/", {"on": local_date(now, mari.zone).isoformat()})
    answer = browser.post(f"/people/{mari.uuid}/treatment/reopen/", follow=True)
    assert "treatment goes on" in text_of(answer)
    assert Enrolment.objects.get().treatment_completed_at is None


# --- elsewhere ------------------------------------------------------------------------------------------------------------------


def test_the_summary_says_which_check_in_is_next_and_the_history_tells_them(browser, mari, run):
    page = text_of(browser.get(f"/people/{mari.uuid}/"))
    assert "Next check-in" in page
    assert "Aftercare, day 1 Due" in page
    assert "Aftercare started" in text_of(browser.get(f"/people/{mari.uuid}/history/"))


def test_a_task_leads_to_its_check_in(browser, mari, run, alice, now):
    permit = permit_for(alice, mari, at=now)
    operations.answer_by_phone(permit=permit, check_in=first(run).uuid, answers={"craving": 9, "need": ["food"]}, at=now)
    link = f'href="{path(mari, first(run).uuid)}"'
    assert link in browser.get("/").content.decode()
    task = Task.objects.get(title="Needs food")
    assert link in browser.get(f"/tasks/{task.uuid}/").content.decode()


def test_the_tab_costs_the_same_with_one_and_with_many_check_ins(browser, mari, run, alice, now):
    few = queries_of(browser, path(mari))
    permit = permit_for(alice, mari, at=now)
    operations.start_protocol(permit=permit, protocol="telephone-care", day_zero=local_date(now, mari.zone), at=now)
    for check_in in CheckIn.objects.filter(run=run):
        ContactAttempt.objects.create(
            check_in=check_in, patient=mari, organisation=mari.organisation, channel="call", result="no_answer", made_at=now,
            made_by=alice.user,
        )  # fmt: skip
    many = queries_of(browser, path(mari))
    assert many <= few + 1  # the names of who tried
