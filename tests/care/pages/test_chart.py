"""One person's chart: who sees what of it, what is said to be hidden, and what a page costs."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from care.accounts.models import Organisation, Staff
from care.actor import Action, Role
from care.audit.models import AuditEvent
from care.pages.views.chart import LATEST, PAST
from care.worklist.models import Task
from patients.models import Patient
from patients.operations import change_identity
from patients.presenters import KEPT_PARTS, Shown
from patients.presenters import PARTS as CHART_PARTS
from patients.queries import get_patient
from tests.care.pages.conftest import SignIn, queries_of, title_of, without_token
from tests.factories.accounts import staff_with
from tests.factories.patients import ConditionFactory, ContactPointFactory, enrolled_patient, permit_for
from tests.factories.regimens import MedicationOrderFactory
from tests.factories.teams import CareTeamMemberFactory
from tests.factories.treatment_plans import GoalFactory, InterventionFactory, PlanFactory
from tests.factories.worklist import TaskFactory, taken_task

PARTS = ["", "plan/", "medication/", "history/"]
WORDS = "Keep my apartment, and have Sofi stay every other weekend."


@pytest.fixture
def mari(alice: Staff, now: datetime) -> Patient:
    """With a plan, an order, tasks, a phone."""
    mari = enrolled_patient(alice, legal_given="Mari", legal_family="Vega", ask_for="Mari", code_word="garden club")
    ContactPointFactory(patient=mari, value="+14015550122", is_shared=True)
    plan = PlanFactory(patient=mari, active=True)
    InterventionFactory(goal=GoalFactory(plan=plan, own_words=WORDS))
    MedicationOrderFactory(patient=mari, active=True, dose_amount=Decimal(40))
    taken_task(alice, patient=mari, title="Call about housing", due_at=now + timedelta(days=2))
    return mari


def page_of(as_: SignIn, staff: Staff, patient: Patient, part: str = "") -> str:
    answer = as_(staff).get(f"/people/{patient.uuid}/{part}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_summary_shows_plan_medication_tasks_and_team(as_: SignIn, alice: Staff, mari: Patient) -> None:
    page = page_of(as_, alice, mari)
    for words in (WORDS, "Methadone 40 mg daily", "Call about housing", "Alice Osei", "(401) 555-0122, shared", "garden club"):
        assert words in page
    assert "Not shown to your role" not in page


def test_own_words_stand_in_the_voice_of_the_person(as_: SignIn, alice: Staff, mari: Patient) -> None:
    page = page_of(as_, alice, mari, "plan/")
    assert re.search(rf'<blockquote class="tl-voice">\s*{re.escape(WORDS)}', page)


def test_the_chart_lists_every_part_by_group_and_the_open_one_has_a_tab(as_: SignIn, alice: Staff, mari: Patient) -> None:
    groups = [part.group for part in CHART_PARTS]
    assert groups == sorted(groups, key=groups.index)  # a group is one run of the list
    tabs, listed = page_of(as_, alice, mari, "history/").partition('class="tl-chart-nav')[2].split('class="tl-chart-nav-list"')
    shown = [word for word in re.findall(r">([^<>]+)</a>", tabs) if word != "History"]
    assert shown == [part.label for part in CHART_PARTS if part.shown is not Shown.LISTED]
    assert re.search(r'aria-current="page">History</a>', tabs)
    kept = [part.label for part in CHART_PARTS if part.name not in KEPT_PARTS]
    assert re.findall(r">([^<>]+)</a>", listed.partition("</nav>")[0]) == kept
    assert page_of(as_, alice, mari).count('class="tl-from-') == len(shown) - 1  # of those that a phone leaves out


def test_the_front_desk_sees_who_it_is_and_how_to_reach_them_and_nothing_else(as_: SignIn, desk: Staff, mari: Patient) -> None:
    page = page_of(as_, desk, mari)
    assert "Mari Vega" in page
    assert "(401) 555-0122" in page
    assert "Not shown to your role" in page
    for words in (WORDS, "Methadone", "Call about housing", "Alice Osei", "Nobody yet", "/plan/", "/medication/", "/history/"):
        assert words not in page


@pytest.mark.parametrize("part", PARTS[1:])
def test_the_front_desk_is_refused_the_rest(as_: SignIn, desk: Staff, mari: Patient, part: str) -> None:
    answer = as_(desk).get(f"/people/{mari.uuid}/{part}")
    assert answer.status_code == 403
    assert "Vega" not in answer.content.decode()


@pytest.mark.parametrize("part", PARTS)
def test_a_counselor_off_the_team_is_refused_and_it_is_recorded(as_: SignIn, bob: Staff, mari: Patient, part: str) -> None:
    answer = as_(bob).get(f"/people/{mari.uuid}/{part}")
    assert answer.status_code == 403
    assert "You are not on this person" in answer.content.decode()
    assert "Vega" not in answer.content.decode()
    assert AuditEvent.objects.get(verb="record.refused").patient_ids == [mari.pk]


@pytest.mark.parametrize("part", PARTS)
def test_a_counselor_on_the_team_reads_all_parts(as_: SignIn, bob: Staff, mari: Patient, part: str) -> None:
    from_team = mari._meta.apps.get_model("teams", "Enrolment").objects.get(patient=mari)
    CareTeamMemberFactory(enrolment=from_team, staff=bob, function=Role.COUNSELOR.value)
    assert "Mari Vega" in page_of(as_, bob, mari, part)


@pytest.mark.parametrize("part", PARTS)
def test_another_clinics_person_and_nobody_get_one_answer(as_: SignIn, charlie: Staff, mari: Patient, part: str) -> None:
    browser = as_(charlie)
    theirs, nobodys = (browser.get(f"/people/{uuid}/{part}") for uuid in (mari.uuid, uuid4()))
    assert theirs.status_code == nobodys.status_code == 404
    assert without_token(theirs.content.decode()) == without_token(nobodys.content.decode())
    loose = {"Date", "X-Request-ID", "Content-Length"}
    assert {key: value for key, value in theirs.headers.items() if key not in loose} == {
        key: value for key, value in nobodys.headers.items() if key not in loose
    }


@pytest.mark.parametrize("part", PARTS)
def test_one_question_to_the_gate_for_each_page(as_: SignIn, alice: Staff, mari: Patient, part: str) -> None:
    page_of(as_, alice, mari, part)
    assert AuditEvent.objects.filter(verb="record.opened").count() == 1


@pytest.mark.parametrize("part", PARTS)
def test_a_page_is_not_kept_by_the_browser_and_its_title_names_nobody(
    as_: SignIn, alice: Staff, mari: Patient, part: str
) -> None:
    answer = as_(alice).get(f"/people/{mari.uuid}/{part}")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    title = title_of(answer.content.decode())
    assert not {"Mari", "Vega"} & set(title.split())


def test_an_escalation_stands_first_and_can_be_taken(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    task = TaskFactory(
        organisation=mari.organisation,
        patient=mari,
        urgent=True,
        title="Craving 9 of 10",
        created_at=now - timedelta(minutes=5),
        due_at=now + timedelta(hours=4),
        escalates_at=now + timedelta(minutes=25),
    )
    browser = as_(alice)
    page = browser.get(f"/people/{mari.uuid}/").content.decode()
    assert page.index("Craving 9 of 10") < page.index("Plan at a glance")
    answer = browser.post(f"/tasks/{task.uuid}/take/", {"next": f"/people/{mari.uuid}/"})
    assert answer.headers["Location"] == f"/people/{mari.uuid}/"
    assert Task.objects.get(pk=task.pk).owner_id == alice.pk


def test_who_has_died_is_said_and_nobody_is_asked_to_call(as_: SignIn, alice: Staff) -> None:
    page = page_of(as_, alice, enrolled_patient(alice, died=True))
    assert "died on Nov 20, 2026" in page
    assert "tel:" not in page
    assert "/tasks/new/?person=" not in page.split("<main")[1].split("tl-facts")[0]


def test_history_says_who_changed_what_from_what_to_what(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    permit = permit_for(alice, mari, at=now)
    person = get_patient(permit=permit)
    changed = type(person.identity)(
        **{name: getattr(person.identity, name) for name in person.identity.__slots__} | {"pronouns": "they/them"}
    )
    change_identity(permit=permit, version=person.version, identity=changed, at=now)
    page = page_of(as_, alice, mari, "history/")
    assert "Pronouns" in page
    assert "she/her" in page
    assert "they/them" in page
    assert "Goal stated" in page
    assert "Ordered: Methadone 40 mg daily" in page
    assert "Admitted" in page


def test_a_change_past_the_platform_says_so(as_: SignIn, alice: Staff, mari: Patient) -> None:
    Patient.objects.filter(pk=mari.pk).update(contact_note="only mornings")
    page = page_of(as_, alice, mari, "history/")
    assert "only mornings" in page
    assert "made past the platform" in page


def test_medication_keeps_earlier_orders(as_: SignIn, alice: Staff, mari: Patient) -> None:
    MedicationOrderFactory(patient=mari, stopped=True, dose_amount=Decimal(30))
    page = page_of(as_, alice, mari, "medication/")
    assert "In force: 1" in page
    assert "Earlier orders: 1" in page


def test_conditions_stand_on_the_summary_for_who_may_read_them(as_: SignIn, alice: Staff, desk: Staff, mari: Patient) -> None:
    ConditionFactory(patient=mari, display="Hypertension (disorder)")
    ConditionFactory(patient=mari, code="J01", display="Sinusitis", clinical_status="resolved")
    page = page_of(as_, alice, mari)
    assert "Conditions: 1" in page
    assert page.index("Hypertension") < page.index("Earlier or ruled out: 1") < page.index("Sinusitis")
    theirs = page_of(as_, desk, mari)
    assert not any(words in theirs for words in ("Conditions", "Hypertension", "Sinusitis"))


def test_a_draft_stands_below_the_plan_in_force(as_: SignIn, alice: Staff, mari: Patient) -> None:
    PlanFactory(patient=mari, version=2)
    page = page_of(as_, alice, mari, "plan/")
    assert page.index("Plan in force") < page.index("Draft of the next version")


@pytest.mark.parametrize(("part", "most"), [("", 41), ("plan/", 22), ("medication/", 19), ("history/", 22)])
def test_a_part_costs_the_same_with_one_and_with_fifty_children(
    as_: SignIn, alice: Staff, mari: Patient, now: datetime, part: str, most: int
) -> None:
    browser, path = as_(alice), f"/people/{mari.uuid}/{part}"
    assert queries_of(browser, path) == most
    plan, done = (
        PlanFactory._meta.model.objects.get(patient=mari),
        {"organisation": mari.organisation, "patient": mari, "done": True},
    )
    costs = []
    for children in (1, 49):
        for number in range(children):
            InterventionFactory(goal=GoalFactory(plan=plan, own_words=f"Wish {number}"))
            MedicationOrderFactory(patient=mari, stopped=True, dose_amount=Decimal(number + 1))
            taken_task(alice, patient=mari, due_at=now + timedelta(days=2))
            TaskFactory(**done)
            ConditionFactory(patient=mari, code=f"I{children}{number:02d}")
        # what happened last is of one kind, since each kind among the latest is read by a query of its own
        TaskFactory.create_batch(PAST if part == "history/" else LATEST, **done, done_at=now)
        costs.append(queries_of(browser, path))
    assert costs[0] == costs[1] <= most


def test_the_care_team_changes_hands(as_: SignIn, alice: Staff, bob: Staff, mari: Patient) -> None:
    browser, path = as_(alice), f"/people/{mari.uuid}/team/"
    assert browser.post(path, {"colleague": bob.pk, "function": "counselor", "is_lead": "on"}).status_code == 302
    page = browser.get(f"/people/{mari.uuid}/").content.decode()
    assert "Bob Nair" in page
    member = mari._meta.apps.get_model("teams", "CareTeamMember").objects.get(staff=alice)
    assert not member.is_lead
    assert browser.post(f"{path}{member.uuid}/lead/").status_code == 302
    member.refresh_from_db()
    assert member.is_lead
    assert browser.post(f"{path}{member.uuid}/leave/").status_code == 302
    assert "Alice Osei" not in browser.get(path).content.decode().split("Add a colleague")[0].split("<main")[1]
    assert AuditEvent.objects.filter(verb__startswith="care_team.").count() == 3


def test_a_colleague_joins_once(as_: SignIn, alice: Staff, mari: Patient) -> None:
    answer = as_(alice).post(f"/people/{mari.uuid}/team/", {"colleague": alice.pk, "function": "nurse"})
    assert answer.status_code == 422


def test_only_who_cares_for_people_is_offered_for_a_team(
    as_: SignIn, alice: Staff, bob: Staff, clinic: Organisation, mari: Patient
) -> None:
    staff_with(Role.AUDITOR, organisation=clinic, user__name="Ada Audit")
    page = as_(alice).get(f"/people/{mari.uuid}/team/").content.decode()
    assert "Bob Nair" in page
    assert "Ada Audit" not in page


def test_a_member_of_another_persons_team_is_not_there(as_: SignIn, alice: Staff, mari: Patient) -> None:
    other = enrolled_patient(alice)
    member = mari._meta.apps.get_model("teams", "CareTeamMember").objects.get(patient=other)
    assert as_(alice).post(f"/people/{mari.uuid}/team/{member.uuid}/leave/").status_code == 404


def test_an_enrolment_ends_with_a_reason_and_leaves_the_caseload(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser, path = as_(alice), f"/people/{mari.uuid}/enrolment/end/"
    assert browser.post(path, {}).status_code == 422
    assert 'value="died"' not in browser.get(path).content.decode()
    assert browser.post(path, {"reason": "moved"}).headers["Location"] == f"/people/{mari.uuid}/"
    assert f"/people/{mari.uuid}/" not in browser.get("/caseload/").content.decode()
    assert "moved away" in browser.get(f"/people/{mari.uuid}/").content.decode()


def test_reading_does_not_allow_to_order(alice: Staff, mari: Patient, now: datetime) -> None:
    with pytest.raises(PermissionError):
        permit_for(alice, mari, at=now, action=Action.ORDER)


def test_who_may_write_is_offered_the_steps_of_the_plan(as_: SignIn, alice: Staff, mari: Patient) -> None:
    page = page_of(as_, alice, mari, "plan/")
    for words in ("Begin version 2", "How near is it", "Begin, pause or stop"):
        assert words in page


def test_a_draft_is_offered_to_be_read_and_agreed(as_: SignIn, alice: Staff, mari: Patient) -> None:
    GoalFactory(plan=PlanFactory(patient=mari, version=2))
    page = page_of(as_, alice, mari, "plan/")
    assert "Read it with Mari and agree" in page
    assert "Begin version 3" not in page


def test_somebody_without_a_plan_is_asked_what_they_want(as_: SignIn, alice: Staff) -> None:
    page = page_of(as_, alice, enrolled_patient(alice, legal_given="Theo"), "plan/")
    assert "There is no plan yet" in page
    assert "Begin Theo’s plan" in page


def test_a_goal_that_has_ended_stands_apart(as_: SignIn, alice: Staff, mari: Patient, now: datetime) -> None:
    plan = PlanFactory._meta.model.objects.get(patient=mari)
    GoalFactory(plan=plan, own_words="See the sea", lifecycle="completed", ended_at=now, ended_by=alice.user)
    page = page_of(as_, alice, mari, "plan/")
    assert "Goals that have ended: 1" in page
    assert page.index("Goals that have ended") < page.index("See the sea")


def test_only_a_prescriber_of_the_team_is_offered_to_order(
    as_: SignIn, alice: Staff, clinic: Organisation, mari: Patient
) -> None:
    lena = staff_with(Role.PRESCRIBER, organisation=clinic)
    enrolment = mari._meta.apps.get_model("teams", "Enrolment").objects.get(patient=mari)
    CareTeamMemberFactory(enrolment=enrolment, staff=lena, function=Role.PRESCRIBER.value)
    for staff, offered in ((alice, False), (lena, True)):
        page = page_of(as_, staff, mari, "medication/")
        assert ("New order" in page) is offered
        assert ("Change the dose" in page) is offered


def test_nothing_is_offered_for_who_has_died(as_: SignIn, alice: Staff) -> None:
    died = enrolled_patient(alice, died=True)
    GoalFactory(plan=PlanFactory(patient=died, active=True))
    page = page_of(as_, alice, died, "plan/")
    assert "How near is it" not in page
    assert "Begin version" not in page
