"""The questions as somebody meets them on their phone: one a page, kept when left, sent once, and nothing of the record on it."""

import re
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.actor import Permit
from care.links.models import Link
from care.questionnaires import operations
from care.questionnaires.models import Questionnaire
from care.questionnaires.phone import views
from care.questionnaires.vocabulary import EndReason, State
from care.worklist.models import Task
from care.worklist.rules import Priority
from patients.assessments import operations as assessments
from patients.assessments.models import Answer, Response
from patients.assessments.rules import Mode
from patients.assessments.rules import State as ResponseState
from patients.models import Patient
from patients.operations import record_death
from tests.care.questionnaires.conftest import address_of, gives, outbox, phq9_answers, question_on, text_of

pytestmark = pytest.mark.django_db

CRISIS = ("tel:988", "sms:988", "tel:911", "sms:741741")


def test_one_question_a_page_in_order_with_help_in_sight_and_nothing_of_the_record(
    phone: Client, address: str, mari: Patient
) -> None:
    page = phone.get(address)
    for number in range(1, 10):
        html = page.content.decode()
        assert question_on(page) == str(number)
        assert [line for line in CRISIS if f'href="{line}' not in html] == []
        for secret in (mari.legal_given, mari.legal_family, mari.mrn, mari.organisation.name, str(mari.uuid), "PHQ", "depress"):
            assert secret not in html, secret
        assert page.cookies == {}
        assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "no-referrer")
        page = phone.post(address, {"question": str(number), "answer": "1", "next": "1"})


def test_answers_are_kept_and_go_on_where_they_stopped(phone: Client, address: str, at: datetime) -> None:
    assert phone.post(address, {"question": "1", "answer": "2", "keep": "1"}).status_code == 204
    assert phone.post(address, {"question": "1", "answer": "9", "keep": "1"}).status_code == 204
    assert Answer.objects.get().number == 2
    assert question_on(phone.get(address)) == "2"
    back = phone.post(address, {"question": "2", "answer": "3", "back": "1"})
    assert question_on(back) == "1"
    assert re.search(r'id="answer-2"[^>]* checked', back.content.decode())
    skipped = phone.post(address, {"question": "3", "skip": "1"})
    assert question_on(skipped) == "4"
    response = Response.objects.get()
    assert (response.mode, response.state) == (Mode.SELF, ResponseState.OPEN)
    assert {row.link_id: row.is_declined for row in Answer.objects.all()} == {"1": False, "2": False, "3": True}


def test_switching_the_language_keeps_the_answer_and_the_question(phone: Client, address: str) -> None:
    page = phone.post(address, {"question": "1", "answer": "2", "language": "en", "switch": "es"})
    html = page.content.decode()
    assert question_on(page) == "1"
    assert '<html lang="es">' in html
    assert re.search(r'id="answer-2"[^>]* checked', html)
    for word in ("Next", "Skip", "Question", "Need", "Some days"):
        assert word not in text_of(page), word


def test_what_cannot_be_read_is_asked_again(phone: Client, permit: Permit, clock: SimpleNamespace, at: datetime) -> None:
    row = operations.ask_questionnaire(permit=permit, instrument="phq9", at=at)
    address = address_of(row, permit, at)
    for answer in ("7", "x", "1.5", "NaN", "1e400"):
        page = phone.post(address, {"question": "1", "answer": answer, "next": "1"})
        assert (page.status_code, question_on(page)) == (422, "1"), answer
    assert not Answer.objects.exists()
    assert question_on(phone.post(address, {"question": "no-such", "answer": "1", "next": "1"})) == "1"


def test_sent_once_scored_once_and_the_link_is_used(phone: Client, address: str, phq9: Questionnaire) -> None:
    page = gives(phone, address, phq9_answers(0))
    assert "Thank you" in text_of(page)
    response = Response.objects.get()
    assert (response.state, response.scores.get(name="total").value) == (ResponseState.COMPLETED, 8)
    phq9.refresh_from_db()
    assert (phq9.state, phq9.response, phq9.answered_by_job) == (State.ANSWERED, response.uuid, "questionnaire")
    assert Link.objects.get().used_at is not None
    again = phone.post(address, {"question": "10", "answer": "1", "send": "1"})
    assert text_of(again) == text_of(page)
    assert Response.objects.count() == 1
    assert "nothing more to answer" in text_of(phone.get(address))


@pytest.mark.parametrize(("ninth", "talks"), [(0, False), (1, True), (3, True)])
def test_after_a_dangerous_answer_the_numbers_come_first_and_the_task_is_there(
    phone: Client, address: str, ninth: int, talks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    rendered = views.page_of
    monkeypatch.setattr(
        views,
        "page_of",
        lambda *given, **named: (
            seen.append(Task.objects.filter(priority=Priority.URGENT).count()),
            rendered(*given, **named),
        )[1],
    )
    page = gives(phone, address, phq9_answers(ninth))
    main = page.content.decode().partition("<main>")[2]
    assert ("Call 988 now" in main) is talks
    if talks:
        assert main.index("tel:988") < main.index("Thank you"), "the numbers before the thanks"
        assert "will call you" in main
        assert seen[-1] >= 1, "the urgent task is there before the page is drawn"
        assert seen[0] == 0
        task = Task.objects.filter(priority=Priority.URGENT).first()
        assert task is not None
        assert task.patient_id is not None
        repeated = phone.post(address, {"question": "10", "answer": "1", "send": "1"})
        assert "Call 988 now" in repeated.content.decode()
        assert Task.objects.filter(priority=Priority.URGENT).count() == seen[-1]


def test_a_dangerous_answer_that_is_never_sent_is_not_left_unread(phone: Client, address: str, at: datetime) -> None:
    for number in range(1, 9):
        phone.post(address, {"question": str(number), "answer": "1", "next": "1"})
    page = phone.post(address, {"question": "9", "answer": "2", "next": "1"})
    assert "Call 988 now" in page.content.decode().partition("<main>")[2]
    outbox(at + timedelta(minutes=4))
    assert "Call 988 now" in phone.get(address).content.decode().partition("<main>")[2], "and when it is opened again"
    unsent = Task.objects.filter(kind=operations.UNFINISHED_TASK)
    assert not unsent.exists()
    outbox(at + timedelta(minutes=6))
    outbox(at + timedelta(minutes=7))
    task = unsent.get()
    assert (task.priority, task.kind, task.subject_kind) == (Priority.URGENT, operations.UNFINISHED_TASK, "questionnaire")
    phone.post(address, {"question": "10", "answer": "1", "send": "1"})
    task.refresh_from_db()
    assert task.state == "done", "the answers ask by themselves for what follows"
    assert Task.objects.filter(priority=Priority.URGENT, state="open").exists()


def test_one_that_was_changed_again_calls_nobody(phone: Client, address: str, at: datetime) -> None:
    phone.post(address, {"question": "9", "answer": "2", "keep": "1"})
    phone.post(address, {"question": "9", "answer": "0", "keep": "1"})
    outbox(at + timedelta(minutes=6))
    assert not Task.objects.filter(kind=operations.UNFINISHED_TASK).exists()


def test_nothing_answered_is_nothing_sent(phone: Client, address: str) -> None:
    page = phone.get(address)
    for _ in range(12):
        if 'name="send"' in page.content.decode():
            break
        page = phone.post(address, {"question": question_on(page), "skip": "1"})
    page = phone.post(address, {"question": question_on(page), "answer": "", "send": "1"})
    assert page.status_code == 422
    assert "Nothing is answered yet" in text_of(page)
    assert Link.objects.get().used_at is None


def test_a_colleagues_part_is_not_shown_on_a_phone(
    phone: Client, address: str, permit: Permit, phq9: Questionnaire, at: datetime
) -> None:
    begun = Response.objects.get()
    assessments.save_answers(permit=permit, response=begun.uuid, version_number=None, answers={"1": 3, "2": 3}, at=at)
    page = phone.get(address)
    assert question_on(page) == "1"
    assert " checked" not in page.content.decode()
    page = gives(phone, address, phq9_answers(0))
    assert "Thank you" in text_of(page)
    assert Response.objects.get().uuid == begun.uuid, "the same set of answers is completed"
    assert Response.objects.get().scores.get(name="total").value == 8, "what the person said last"


def test_what_a_colleague_set_aside_is_begun_anew_by_the_person(
    phone: Client, address: str, permit: Permit, phq9: Questionnaire, at: datetime
) -> None:
    phone.post(address, {"question": "1", "answer": "3", "next": "1"})
    assert phq9.response is not None
    assessments.set_aside_response(permit=permit, response=phq9.response, reason="Asked on paper", at=at)
    phone.post(address, {"question": "1", "answer": "3", "next": "1"})
    anew = Response.objects.get(state=ResponseState.OPEN)
    assessments.set_aside_response(permit=permit, response=anew.uuid, reason="Asked again", at=at)
    assessments.begin_response(permit=permit, instrument="phq9", mode=Mode.CLINICIAN, at=at)
    page = gives(phone, address, phq9_answers(1))
    assert "Call 988 now" in page.content.decode().partition("<main>")[2]
    assert Task.objects.filter(priority=Priority.URGENT).count() == 1


class TestClosed:
    def closed(self, phone: Client, address: str, status: int) -> Any:
        page = phone.get(address)
        assert page.status_code == status
        assert "does not open any more" in text_of(page)
        assert 'href="tel:988"' in page.content.decode()
        return page

    def test_expired_unknown_taken_back_and_after_a_death(
        self, phone: Client, address: str, clock: SimpleNamespace, permit: Permit, phq9: Questionnaire, at: datetime
    ) -> None:
        self.closed(phone, "/q/no-such/", 404)
        self.closed(phone, address[:5] + ("B" if address[5] != "B" else "C") + address[6:], 404)
        self.closed(phone, address.replace("/q/", "/c/"), 404)
        clock.at = at + timedelta(days=8)
        self.closed(phone, address, 410)
        clock.at = at
        operations.take_back(permit=permit, questionnaire=phq9.uuid, reason=EndReason.OWN_WISH, at=at)
        self.closed(phone, address, 410)

    def test_after_a_death(self, phone: Client, address: str, permit: Permit, phq9: Questionnaire, at: datetime) -> None:
        record_death(permit=permit, deceased_on=at.date(), at=at)
        self.closed(phone, address, 410)
        outbox(at)
        phq9.refresh_from_db()
        assert (phq9.state, phq9.end_reason) == (State.TAKEN_BACK, EndReason.DIED)


def test_completed_by_a_colleague_there_is_nothing_left_to_answer(
    phone: Client, address: str, permit: Permit, phq9: Questionnaire, at: datetime
) -> None:
    phone.post(address, {"question": "1", "answer": "1", "next": "1"})
    response = Response.objects.get()
    assessments.complete_response(permit=permit, response=response.uuid, at=at)
    page = phone.post(address, {"question": "2", "answer": "1", "next": "1"})
    assert "nothing more to answer" in text_of(page)
    outbox(at)
    phq9.refresh_from_db()
    assert phq9.state == State.ANSWERED


def test_the_page_is_light_and_asks_as_much_at_the_end_as_in_the_middle(phone: Client, address: str, settings: Any) -> None:
    counted = []
    for number in range(1, 9):
        phone.post(address, {"question": str(number), "answer": "1", "next": "1"})
        with CaptureQueriesContext(connection) as queries:
            page = phone.get(address)
        counted.append(len(queries))
    assert len(set(counted)) == 1, counted
    assert counted[0] <= 16, counted
    loaded = re.findall(r'(?:src|href)="/static/([^"]+)"', page.content.decode())
    size = len(page.content) + sum((settings.BASE_DIR / "static" / name).stat().st_size for name in loaded)
    assert size < 25_000, f"{size} bytes before compression"
