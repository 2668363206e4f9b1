"""Today, by role: what waits, in which group, and who is shown nothing clinical."""

import re
from datetime import datetime, timedelta

import pytest

from care.accounts.models import Organisation, Staff
from care.actor import Category, Role
from care.audit.models import AuditEvent
from care.lib.dates import local_date
from care.teams.models import CaseloadSummary, Enrolment
from care.worklist.models import Task
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of, title_of
from tests.factories.accounts import InvitationFactory, staff_with
from tests.factories.patients import enrolled_patient
from tests.factories.worklist import TaskFactory, taken_task

ZONE = "America/New_York"


def chip_counts(html: str) -> dict[str, int]:
    return {label.strip(): int(count) for label, count in re.findall(r'class="tl-chip[^>]*>([^<]+)<b>(\d+)</b>', html)}


def rows(html: str) -> int:
    return html.count('<tr role="row" data-care-row>')


def worklist(html: str) -> str:
    return html.split('id="worklist"')[1].split("</section>")[0]


def urgent(patient: Patient, now: datetime, **fields: object) -> Task:
    values = {
        "organisation": patient.organisation,
        "patient": patient,
        "urgent": True,
        "title": "Craving 9 of 10",
        "created_at": now - timedelta(minutes=5),
        "due_at": now + timedelta(hours=3, minutes=55),
        "escalates_at": now + timedelta(minutes=25),
    }
    return TaskFactory(**(values | fields))


@pytest.fixture
def four(alice: Staff, mari: Patient, now: datetime) -> None:
    """One late, one within the minute (today at any hour but the last minute of it), one next week, one asleep."""
    taken_task(alice, patient=mari, title="Late one", due_at=now - timedelta(hours=3))
    taken_task(alice, patient=mari, title="Due in a moment", due_at=now + timedelta(seconds=40))
    TaskFactory(organisation=mari.organisation, patient=mari, title="For anyone", due_at=now + timedelta(days=6))
    taken_task(
        alice,
        patient=mari,
        title="Asleep",
        due_at=now + timedelta(days=1),
        snoozed_until=now + timedelta(days=1),
        snooze_reason="closed",
    )


def test_the_head_says_the_day_the_time_and_the_zone(as_: SignIn, alice: Staff, now: datetime) -> None:
    page = as_(alice).get("/").content.decode()
    day = local_date(now, ZONE)
    assert f"{day:%A %B} {day.day}" in page
    assert re.search(r"\d:\d\d [ap]m\s+Eastern \(E[SD]T\)", page)
    assert title_of(page) == "Today · Throughline"


@pytest.mark.parametrize("show", ["mine", "late", "today", "later", "snoozed"])
def test_a_chip_counts_the_rows_that_it_shows(as_: SignIn, alice: Staff, four: None, show: str) -> None:
    page = as_(alice).get(f"/?show={show}").content.decode()
    labels = {"mine": "Mine and open", "late": "Late", "today": "Today", "later": "Later", "snoozed": "Snoozed"}
    assert chip_counts(worklist(page))[labels[show]] == rows(worklist(page))


def test_what_is_asleep_is_not_among_what_is_mine_and_open(as_: SignIn, alice: Staff, four: None) -> None:
    page = as_(alice).get("/").content.decode()
    assert chip_counts(worklist(page))["Mine and open"] == 3
    assert "Asleep" not in worklist(page)
    assert "until" in worklist(as_(alice).get("/?show=snoozed").content.decode())


def test_ones_own_row_offers_done_and_an_open_one_take(as_: SignIn, alice: Staff, four: None) -> None:
    page = worklist(as_(alice).get("/").content.decode())
    assert page.count(">Done</a>") == 2
    assert page.count(">Take</button>") == 1


def test_an_escalation_waits_on_top_until_somebody_takes_it(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    task, browser = urgent(mari, now), as_(alice)
    page = browser.get("/").content.decode()
    assert "Escalations: 1 without an owner" in page
    assert "answer within 4\u00a0h" in page
    assert "Take Mari’s" in page
    assert "goes to clinical supervisor at" in page
    browser.post(f"/tasks/{task.uuid}/take/")
    page = browser.get("/").content.decode()
    assert "without an owner" not in page
    assert "Craving 9 of 10" in worklist(page)


def test_a_calm_page_has_no_red(as_: SignIn, alice: Staff) -> None:
    page = as_(alice).get("/").content.decode().split("<main")[1].split("</main>")[0]
    assert "hard" not in page
    assert "Nothing waits for you right now" in page
    assert "No escalations" in page


def test_only_who_may_sees_the_whole_programs_tasks(as_: SignIn, alice: Staff, bob: Staff, mari: Patient, now: datetime) -> None:
    TaskFactory(
        organisation=mari.organisation,
        patient=mari,
        title="For a nurse",
        owner_role=Role.NURSE.value,
        due_at=now + timedelta(hours=1),
    )
    assert "For a nurse" not in worklist(as_(alice).get("/").content.decode())
    assert "For a nurse" in worklist(as_(alice).get("/?who=team").content.decode())
    assert "For a nurse" not in as_(bob).get("/?who=team").content.decode()
    assert "Whole program" not in as_(bob).get("/").content.decode()


def test_what_colleagues_took_is_said_with_its_outcome(
    as_: SignIn, alice: Staff, bob: Staff, mari: Patient, now: datetime
) -> None:
    taken_task(
        bob,
        patient=mari,
        title="Missed dose",
        taken_at=now - timedelta(hours=2),
        state="done",
        done_at=now - timedelta(hours=1),
        done_by=bob.user,
        outcome="Reached at noon",
        due_at=now,
    )
    page = as_(alice).get("/").content.decode()
    assert "<b>Bob Nair</b> took Mari Vega’s missed dose" in page
    assert "Reached at noon" in page


def test_plans_that_are_due_for_review_are_named(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    CaseloadSummary.objects.filter(patient=mari).update(plan_review_due_on=(now - timedelta(days=3)).date())
    page = as_(alice).get("/").content.decode()
    assert "Plan reviews due: 1" in page
    assert f"/people/{mari.uuid}/plan/" in page


def test_a_counselor_sees_nothing_of_a_person_off_the_team(
    as_: SignIn, bob: Staff, mari: Patient, four: None, now: datetime
) -> None:
    urgent(mari, now, owner_role=Role.COUNSELOR.value)
    page = as_(bob).get("/").content.decode()
    assert "Vega" not in page
    assert "Craving" not in page


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR, Role.AUDITOR, Role.PRIVACY_OFFICER])
def test_no_clinical_row_shows_to_who_reads_nobodys_care(
    as_: SignIn, clinic: Organisation, mari: Patient, now: datetime, role: Role
) -> None:
    urgent(mari, now, owner_role=role.value)
    TaskFactory(organisation=clinic, patient=mari, title="Clinical", owner_role=role.value, due_at=now + timedelta(hours=1))
    TaskFactory(
        organisation=clinic,
        title="Order paper",
        owner_role=role.value,
        due_at=now + timedelta(hours=1),
        category=Category.GENERAL.value,
    )
    page = as_(staff_with(role, organisation=clinic)).get("/").content.decode()
    for words in ("Vega", "Craving", "Clinical", "Plan reviews", "Taken by colleagues", "escalation"):
        assert words not in page
    assert "Order paper" in page


def test_the_front_desk_sees_who_was_registered_today(as_: SignIn, desk: Staff, now: datetime) -> None:
    new = enrolled_patient(desk, legal_given="Noor", legal_family="Haddad")
    Enrolment.objects.filter(patient=new).update(admitted_at=now)
    enrolled_patient(desk, legal_given="Earlier", legal_family="Person")
    page = as_(desk).get("/").content.decode()
    assert "Registered today: 1" in page
    assert "Noor Haddad" in page
    assert "Earlier Person" not in page


def test_an_administrator_sees_accounts_and_the_audit(as_: SignIn, clinic: Organisation) -> None:
    admin = staff_with(Role.ADMINISTRATOR, organisation=clinic)
    InvitationFactory(organisation=clinic, invited_by=admin.user)
    page = as_(admin).get("/").content.decode()
    assert "Accounts: 1" in page
    assert "1 open invitation" in page
    assert "Audit trail" in page


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PRIVACY_OFFICER])
def test_who_looks_after_the_audit_sees_how_it_stands(as_: SignIn, clinic: Organisation, role: Role) -> None:
    page = as_(staff_with(role, organisation=clinic)).get("/").content.decode()
    assert "Audit trail" in page
    assert "Accounts:" not in page


def test_another_clinic_sees_none_of_it(as_: SignIn, charlie: Staff, four: None) -> None:
    page = as_(charlie).get("/?who=team").content.decode()
    assert rows(page) == 0
    assert "Vega" not in page


def test_one_event_names_everybody_shown(as_: SignIn, alice: Staff, mari: Patient, four: None) -> None:
    as_(alice).get("/")
    assert AuditEvent.objects.get(verb="list.today").patient_ids == [mari.pk]


def test_the_fragment_is_a_part_of_the_page(as_: SignIn, alice: Staff, four: None) -> None:
    browser = as_(alice)
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", browser.get("/?show=late").content.decode())
    part = browser.get("/?show=late", headers={"HX-Request": "true"})
    assert re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", part.content.decode()).strip() in page
    assert "HX-Request" in part.headers["Vary"]


def test_the_number_of_queries_does_not_depend_on_the_number_of_tasks(as_: SignIn, alice: Staff, now: datetime) -> None:
    browser, counts = as_(alice), {}
    for number in (1, 50, 500):
        while Task.objects.count() < number:
            taken_task(alice, patient=enrolled_patient(alice), due_at=now + timedelta(hours=1), taken_at=now)
        counts[number] = queries_of(browser, "/")
    assert len(set(counts.values())) == 1, counts
    assert counts[1] == 14, counts


def test_times_stand_in_the_readers_own_zone(as_: SignIn, clinic: Organisation, now: datetime) -> None:
    dana = staff_with(Role.COORDINATOR, organisation=clinic, user__zone="America/Denver")
    assert re.search(r"[ap]m\s+Mountain \(M[SD]T\)", as_(dana).get("/").content.decode())
