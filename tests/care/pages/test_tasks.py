"""Tasks from the screen: take, done, snooze, give back, undo, and a new one."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlparse
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client

from care.accounts.models import Organisation, Staff
from care.actor import Category, Role
from care.drafts.models import Draft
from care.pages.forms import TaskForm
from care.worklist.models import Task
from patients.models import Patient
from tests.care.pages.conftest import SignIn, title_of, without_token
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient
from tests.factories.teams import CareTeamMemberFactory
from tests.factories.worklist import TaskFactory, taken_task


@pytest.fixture
def task(mari: Patient, now: datetime) -> Task:
    return TaskFactory(organisation=mari.organisation, patient=mari, title="Call about the ride", due_at=now + timedelta(hours=1))


def said(answer: HttpResponse) -> list[tuple[str, str, str]]:
    return [(message.level_tag, str(message), message.extra_tags or "") for message in get_messages(answer.wsgi_request)]


def fresh(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def undo(browser: Client, answer: HttpResponse) -> HttpResponse:
    """Press Undo in the toast of an answer."""
    return browser.post(said(answer)[0][2])


def test_taking_names_the_person_and_can_be_undone(as_: SignIn, alice: Staff, task: Task) -> None:
    browser = as_(alice)
    answer = browser.post(f"/tasks/{task.uuid}/take/", {"next": "/?show=today"})
    assert answer.headers["Location"] == "/?show=today"
    level, words, address = said(answer)[0]
    assert (level, words) == ("success", "Mari Vega: taken by you.")
    assert address.startswith(f"/tasks/{task.uuid}/undo/?of=take")
    assert fresh(task).owner_id == alice.pk
    undo(browser, answer)
    assert (fresh(task).state, fresh(task).owner_id) == ("open", None)


def test_the_toast_offers_undo_on_the_next_page(as_: SignIn, alice: Staff, task: Task) -> None:
    page = as_(alice).post(f"/tasks/{task.uuid}/take/", follow=True).content.decode()
    assert "data-care-undo" in page
    assert f'action="/tasks/{task.uuid}/undo/?of=take&amp;next=%2F"' in page


def test_no_name_goes_into_a_cookie(as_: SignIn, alice: Staff, task: Task) -> None:
    browser = as_(alice)
    browser.post(f"/tasks/{task.uuid}/take/")
    assert set(browser.cookies) == {"sessionid"}


def test_a_new_task_is_due_this_evening_and_after_that_tomorrow() -> None:
    def initial(hour: int) -> object:
        at = datetime(2026, 11, 23, hour, 0, tzinfo=UTC)
        form = TaskForm(at=at, zone="America/New_York", categories=[Category.SUD], colleagues={}, roles=[])
        return form.fields["due_on"].initial

    assert initial(15) == date(2026, 11, 23)
    assert initial(22) == date(2026, 11, 24)  # 5 pm in Boston


def test_of_two_who_take_it_the_second_is_told_who_has_it(as_: SignIn, alice: Staff, clinic: Organisation, task: Task) -> None:
    ruth = staff_with(Role.SUPERVISOR, organisation=clinic, user__name="Ruth Abara")
    as_(ruth).post(f"/tasks/{task.uuid}/take/")
    level, words, address = said(as_(alice).post(f"/tasks/{task.uuid}/take/"))[0]
    assert level == "error"
    assert words.startswith("Ruth Abara took this at")
    assert "undo" not in address


def test_done_keeps_what_came_of_it_and_can_be_undone(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    task, browser = taken_task(alice, patient=mari, due_at=now), as_(alice)
    answer = browser.post(f"/tasks/{task.uuid}/done/", {"outcome": "Reached, comes on Tuesday"})
    assert fresh(task).outcome == "Reached, comes on Tuesday"
    undo(browser, answer)
    assert fresh(task).state == "taken"


def test_done_twice_changes_nothing_the_second_time(as_: SignIn, alice: Staff, task: Task) -> None:
    browser = as_(alice)
    browser.post(f"/tasks/{task.uuid}/done/", {"outcome": "Reached"})
    level, words, _ = said(browser.post(f"/tasks/{task.uuid}/done/", {"outcome": "Again"}))[-1]
    assert (level, words) == ("error", "This task is done. Nothing was changed.")
    assert fresh(task).outcome == "Reached"


@pytest.mark.parametrize("when", ["hours", "tomorrow", "monday"])
def test_a_snooze_has_a_reason_and_an_end(as_: SignIn, alice: Staff, mari: Patient, now: datetime, when: str) -> None:
    task, browser = taken_task(alice, patient=mari, due_at=now + timedelta(hours=1)), as_(alice)
    answer = browser.post(f"/tasks/{task.uuid}/snooze/", {"when": when, "reason": "Closed until then"})
    assert now < fresh(task).snoozed_until < now + timedelta(days=9)
    assert fresh(task).snooze_reason == "Closed until then"
    undo(browser, answer)
    assert fresh(task).snoozed_until is None


@pytest.mark.parametrize(
    "given",
    [
        {"when": "tomorrow", "reason": ""},
        {"when": "day", "reason": "later"},
        {"when": "day", "day": "2020-01-01", "reason": "later"},
        {"when": "day", "day": "2199-01-01", "reason": "later"},
        {"when": "never", "reason": "later"},
    ],
)
def test_a_snooze_that_cannot_be_keeps_what_was_typed(as_: SignIn, alice: Staff, task: Task, given: dict[str, str]) -> None:
    answer = as_(alice).post(f"/tasks/{task.uuid}/snooze/", given)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert fresh(task).snoozed_until is None


def test_an_escalation_that_nobody_has_taken_is_not_put_to_sleep(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    task = TaskFactory(organisation=mari.organisation, patient=mari, urgent=True, due_at=now + timedelta(hours=4))
    answer = as_(alice).post(f"/tasks/{task.uuid}/snooze/", {"when": "hours", "reason": "busy"})
    assert said(answer)[0][0] == "error"


def test_given_back_it_waits_for_the_role_again(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    task = taken_task(alice, patient=mari, due_at=now + timedelta(hours=1), owner_role=Role.NURSE.value)
    answer = as_(alice).post(f"/tasks/{task.uuid}/give-back/")
    assert said(answer)[0][1] == "Mari Vega: given back; it waits for a nurse."
    assert fresh(task).owner_id is None


def test_no_longer_needed_asks_why(as_: SignIn, alice: Staff, task: Task) -> None:
    browser = as_(alice)
    assert browser.post(f"/tasks/{task.uuid}/cancel/", {"reason": ""}).status_code == 422
    answer = browser.post(f"/tasks/{task.uuid}/cancel/", {"reason": "She moved"})
    assert fresh(task).cancel_reason == "She moved"
    undo(browser, answer)
    assert fresh(task).state == "open"


def test_the_page_of_a_task_says_how_it_stands(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    task = taken_task(alice, patient=mari, title="Call about the ride", why="he asked", due_at=now - timedelta(hours=1))
    page = as_(alice).get(f"/tasks/{task.uuid}/").content.decode()
    for words in ("Call about the ride", "he asked", "Taken by you", "late,", "Give back"):
        assert words in page
    assert title_of(page) == "Task · Throughline"


def test_an_action_leads_back_only_to_pages_of_ours(as_: SignIn, alice: Staff, task: Task) -> None:
    answer = as_(alice).post(f"/tasks/{task.uuid}/take/", {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("way", ["take", "give-back", "undo"])
def test_a_task_off_the_team_is_refused(as_: SignIn, bob: Staff, task: Task, way: str) -> None:
    assert as_(bob).post(f"/tasks/{task.uuid}/{way}/").status_code == 403
    assert fresh(task).state == "open"


def test_another_clinics_task_and_none_get_one_answer(as_: SignIn, charlie: Staff, task: Task, now: datetime) -> None:
    own = TaskFactory(organisation=task.organisation, title="Order paper", due_at=now + timedelta(hours=1))
    browser = as_(charlie)
    answers = [browser.get(f"/tasks/{uuid}/") for uuid in (task.uuid, own.uuid, uuid4())]
    assert {answer.status_code for answer in answers} == {404}
    assert len({without_token(answer.content.decode()) for answer in answers}) == 1


# --- opening one ---------------------------------------------------------------------------------------------------------------


def form(now: datetime, **given: object) -> dict[str, object]:
    day = (now + timedelta(days=2)).date()
    return {
        "title": "Call about housing",
        "why": "she asked",
        "kind": "call",
        "owner": "me",
        "due_on": day.isoformat(),
        "due_time": "15:00",
        "priority": "routine",
        "category": "sud",
    } | given


def test_a_new_task_first_asks_about_whom(as_: SignIn, alice: Staff) -> None:
    page = as_(alice).get("/tasks/new/").content.decode()
    assert "about whom" in page
    assert 'name="pick" value="task"' in page


def test_a_task_is_opened_for_oneself_in_ones_own_zone(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    answer = as_(alice).post(f"/tasks/new/?person={mari.uuid}", form(now))
    task = Task.objects.get()
    assert said(answer)[0][1] == "Mari Vega: task opened."
    assert (task.owner_id, task.patient_id, task.category) == (alice.pk, mari.pk, "sud")
    assert task.due_at.hour in {19, 20}  # 3 pm in Boston


def test_opening_can_be_undone(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    browser = as_(alice)
    undo(browser, browser.post(f"/tasks/new/?person={mari.uuid}", form(now)))
    assert Task.objects.get().cancel_reason == "Opened by mistake"


def test_a_task_can_wait_for_a_role_or_a_colleague_of_the_team(
    as_: SignIn, alice: Staff, bob: Staff, mari: Patient, now: datetime
) -> None:
    enrolment = mari._meta.apps.get_model("teams", "Enrolment").objects.get(patient=mari)
    CareTeamMemberFactory(enrolment=enrolment, staff=bob, function=Role.COUNSELOR.value)
    browser, path = as_(alice), f"/tasks/new/?person={mari.uuid}"
    browser.post(path, form(now, owner="role:nurse", title="One"))
    browser.post(path, form(now, owner=f"staff:{bob.pk}", title="Two"))
    one, two = Task.objects.get(title="One"), Task.objects.get(title="Two")
    assert (one.owner_id, one.owner_role) == (None, "nurse")
    assert (two.owner_id, two.owner_role) == (bob.pk, "counselor")


def test_a_colleague_off_the_team_cannot_be_chosen(as_: SignIn, alice: Staff, bob: Staff, mari: Patient, now: datetime) -> None:
    assert as_(alice).post(f"/tasks/new/?person={mari.uuid}", form(now, owner=f"staff:{bob.pk}")).status_code == 422


def test_an_urgent_task_starts_to_climb(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    as_(alice).post(f"/tasks/new/?person={mari.uuid}", form(now, owner="role:coordinator", priority="urgent"))
    assert Task.objects.get().escalates_at is not None


def test_what_was_typed_stays_when_something_is_to_mend(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    given = form(now, due_on=(now - timedelta(days=3)).date().isoformat())
    answer = as_(alice).post(f"/tasks/new/?person={mari.uuid}", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A time that lies ahead" in page
    assert "Call about housing" in page


def test_a_draft_comes_back_and_goes_when_the_task_is_opened(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    browser = as_(alice)
    browser.post(f"/drafts/task:{mari.uuid}/", {"title": "Half a sentence", "why": ""})
    page = browser.get(f"/tasks/new/?person={mari.uuid}").content.decode()
    assert "Half a sentence" in page
    assert "Restored from" in page
    browser.post(f"/tasks/new/?person={mari.uuid}", form(now))
    assert not Draft.objects.exists()


def test_the_front_desk_opens_tasks_about_identity_and_contact_only(
    as_: SignIn, desk: Staff, mari: Patient, now: datetime
) -> None:
    browser, path = as_(desk), f"/tasks/new/?person={mari.uuid}"
    assert browser.get(path).status_code == 200
    assert browser.post(path, form(now, owner="role:front_desk", category="demographics")).status_code == 302
    assert browser.post(path, form(now, category="sud")).status_code == 403
    assert [task.category for task in Task.objects.all()] == [Category.DEMOGRAPHICS.value]


def test_a_task_of_the_program_concerns_nobody(as_: SignIn, alice: Staff, now: datetime) -> None:
    answer = as_(alice).post("/tasks/new/?for=program", form(now, category="general"))
    assert answer.status_code == 302
    assert Task.objects.get().patient_id is None


@pytest.mark.parametrize("person", ["nonsense", str(uuid4())], ids=["nonsense", "nobody"])
def test_a_task_about_nobody_that_there_is(as_: SignIn, alice: Staff, person: str) -> None:
    assert as_(alice).get(f"/tasks/new/?person={person}").status_code == 404


def test_a_task_about_another_teams_person_is_refused(as_: SignIn, bob: Staff, mari: Patient) -> None:
    assert as_(bob).get(f"/tasks/new/?person={mari.uuid}").status_code == 403


def test_no_address_of_an_action_carries_a_name(as_: SignIn, alice: Staff, task: Task) -> None:
    address = said(as_(alice).post(f"/tasks/{task.uuid}/take/"))[0][2]
    assert set(parse_qs(urlparse(address).query)) == {"of", "next"}
    assert "Vega" not in address


def test_a_task_of_somebody_else_is_not_marked_as_ones_own(
    as_: SignIn, alice: Staff, clinic: Organisation, now: datetime
) -> None:
    ruth = staff_with(Role.SUPERVISOR, organisation=clinic, user__name="Ruth Abara")
    task = taken_task(ruth, patient=enrolled_patient(alice), due_at=now + timedelta(hours=1))
    assert "Taken by Ruth Abara" in as_(alice).get(f"/tasks/{task.uuid}/").content.decode()
