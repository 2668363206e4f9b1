"""The forms about a plan as a clinician meets them: nothing typed is lost, nothing is overwritten, each refusal says why."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from care.accounts.models import Staff
from care.actor import Permit
from patients.models import Patient
from tests.factories.accounts import sign_in
from tests.factories.patients import permit_for
from tests.factories.story import OwnGoalFactory
from tests.factories.treatment_plans import GoalFactory
from tests.treatment_plans.conftest import WANTS
from treatment_plans import operations
from treatment_plans.models import Goal, Intervention, Plan
from treatment_plans.vocabulary import GoalAchievement, GoalLifecycle, InterventionStatus, PlanStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(alice: Staff) -> Client:
    return sign_in(Client(), alice)


@pytest.fixture
def address(mari: Patient) -> Callable[..., str]:
    """An address of Mari's plan: its name, and the thing that it is about."""
    return lambda name, *things: reverse(f"treatment_plans:{name}", args=[mari.uuid, *(thing.uuid for thing in things)])


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def said(browser: Client, mari: Patient) -> str:
    return text_of(browser.get(reverse("pages:chart", args=[mari.uuid])))


def test_a_first_plan_begins_with_strengths_and_leads_to_the_first_goal(
    browser: Client, mari: Patient, address: Callable[..., str]
) -> None:
    page = browser.get(address("start"))
    assert "Begin Marisol’s plan" in text_of(page)
    answer = browser.post(address("start"), {"strengths": "Steady job", "preferences": ""})
    plan = Plan.objects.get(patient=mari)
    assert (plan.sections.get().text, plan.status) == ("Steady job", PlanStatus.DRAFT)
    assert answer["Location"] == address("new_goal", plan)
    assert "Marisol Vega: draft of version 1 begun." in said(browser, mari)


def test_a_goal_is_written_in_the_persons_words(browser: Client, mari: Patient, draft: Plan, address: Callable[..., str]) -> None:
    answer = browser.post(
        address("new_goal", draft), {"own_words": "I'm an addict, I want my kids back", "measure": "", "seen": draft.revision}
    )
    assert answer["Location"] == reverse("pages:plan", args=[mari.uuid])
    assert Goal.objects.filter(own_words="I'm an addict, I want my kids back").exists()
    assert "A kinder word" not in said(browser, mari)


def test_a_goal_that_was_told_before_is_taken_up(
    browser: Client, mari: Patient, draft: Plan, address: Callable[..., str]
) -> None:
    told, other = OwnGoalFactory(patient=mari), OwnGoalFactory(patient=mari, own_words="To sleep through.")
    page = text_of(browser.get(address("new_goal", draft)))
    assert "Marisol told before: 2" in page
    page = text_of(browser.get(address("new_goal", draft), {"told": str(told.uuid)}))
    assert "I want my kids on weekends.</textarea>" in page
    assert "Marisol told before: 1" in page
    fields = {"own_words": told.own_words, "told": str(told.uuid), "seen": draft.revision}
    browser.post(address("new_goal", draft), fields)
    told.refresh_from_db()
    other.refresh_from_db()
    assert (told.plan, other.plan) == (draft.uuid, None)
    assert Goal.objects.filter(plan=draft, own_words=told.own_words).exists()


def test_a_goal_that_another_plan_took_meanwhile_is_written_all_the_same(
    browser: Client, mari: Patient, draft: Plan, address: Callable[..., str]
) -> None:
    told = OwnGoalFactory(patient=mari, plan=uuid4(), taken_at=timezone.now(), taken_by=mari.registered_by)
    browser.post(address("new_goal", draft), {"own_words": "Mine.", "told": str(told.uuid), "seen": draft.revision})
    assert Goal.objects.filter(plan=draft, own_words="Mine.").exists()


def test_what_was_typed_stays_when_something_is_missing(browser: Client, draft: Plan, address: Callable[..., str]) -> None:
    answer = browser.post(
        address("new_goal", draft),
        {"own_words": "", "measure": "weekends together", "target_on": "2020-01-01", "seen": draft.revision},
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert "A goal begins with what the person says." in page
    assert "Today or a later day." in page
    assert 'value="weekends together"' in page
    assert 'value="2020-01-01"' in page


def test_a_past_target_that_stands_there_already_may_stay(browser: Client, draft: Plan, address: Callable[..., str]) -> None:
    goal = Goal.objects.get(plan=draft)
    Goal.objects.filter(pk=goal.pk).update(target_on="2026-01-31")
    answer = browser.post(
        address("goal", goal),
        {"own_words": "Keep it", "measure": "", "target_on": "2026-01-31", "seen": draft.revision},
    )
    assert answer.status_code == 302


def test_a_kinder_word_is_offered_and_the_text_is_saved_as_it_was_written(
    browser: Client, mari: Patient, active: Plan, address: Callable[..., str]
) -> None:
    goal = Goal.objects.get(plan=active)
    browser.post(
        address("progress", goal), {"achievement": "worsening", "note": "She relapsed on Friday", "seen": active.revision}
    )
    goal.refresh_from_db()
    assert goal.achievement_note == "She relapsed on Friday"
    assert "A kinder word for “relapsed”: “returned to use”." in said(browser, mari)


def test_a_kinder_word_stands_under_a_form_that_comes_back(browser: Client, active: Plan, address: Callable[..., str]) -> None:
    goal = Goal.objects.get(plan=active)
    page = text_of(browser.post(address("progress", goal), {"note": "Refused group", "seen": active.revision}))
    assert "<del>Refused</del>" in page
    assert "<ins>Declined</ins>" in page


def test_both_versions_stand_side_by_side_after_a_conflict_and_saving_again_keeps_what_was_typed(
    browser: Client, dana: Staff, mari: Patient, draft: Plan, address: Callable[..., str]
) -> None:
    goal, read, now = Goal.objects.get(plan=draft), draft.revision, timezone.now()
    operations.change_goal(
        permit=permit_for(dana, mari, at=now), goal=goal.uuid, seen=read, own_words="Keep my apartment.", measure="lease",
        target_on=None, at=now,
    )  # fmt: skip
    typed = {"own_words": "A home for Sofi", "measure": "lease", "target_on": ""}
    answer = browser.post(address("goal", goal), typed | {"seen": read})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Dana Fischer saved this" in page
    assert "Keep my apartment." in page
    assert "A home for Sofi" in page
    assert "lease</td>" not in page, "a field that is the same in both is no conflict"
    draft.refresh_from_db()
    assert f'name="seen" value="{draft.revision}"' in page
    browser.post(address("goal", goal), typed | {"seen": draft.revision})
    goal.refresh_from_db()
    assert goal.own_words == "A home for Sofi"


def test_the_plan_is_read_together_and_agreed_on(
    browser: Client, mari: Patient, draft: Plan, address: Callable[..., str]
) -> None:
    page = text_of(browser.get(address("agree", draft)))
    assert WANTS in page
    assert "Letter to the landlord" in page
    browser.post(address("agree", draft), {"seen": draft.revision})
    draft.refresh_from_db()
    assert draft.status == PlanStatus.ACTIVE
    assert "Marisol Vega: version 1 agreed and in force." in said(browser, mari)


def test_nobody_agrees_on_what_changed_meanwhile(
    browser: Client, to_write: Permit, draft: Plan, address: Callable[..., str], at: datetime
) -> None:
    operations.state_goal(permit=to_write, plan=draft.uuid, own_words="Sleep", at=at)
    answer = browser.post(address("agree", draft), {"seen": draft.revision})
    assert answer.status_code == 409
    assert "Alice Osei changed this plan while it was open here." in text_of(answer)
    draft.refresh_from_db()
    assert draft.status == PlanStatus.DRAFT


def test_what_is_agreed_is_not_reworded_and_the_page_says_why(browser: Client, active: Plan, address: Callable[..., str]) -> None:
    answer = browser.get(address("goal", Goal.objects.get(plan=active)))
    assert answer.status_code == 409
    assert "Nothing was changed." in text_of(answer)
    assert WANTS not in text_of(answer)


def test_a_second_draft_is_not_begun(browser: Client, draft: Plan, address: Callable[..., str]) -> None:
    answer = browser.get(address("start"))
    assert answer.status_code == 409
    assert "A draft of the next version is being written already." in text_of(answer)


def test_the_next_version_begins_from_the_one_in_force(browser: Client, active: Plan, address: Callable[..., str]) -> None:
    page = text_of(browser.get(address("start")))
    assert "Begin version 2" in page
    assert "Steady job" in page
    browser.post(address("start"), {"strengths": "Steady job", "preferences": "No calls at work"})
    draft = Plan.objects.get(status=PlanStatus.DRAFT)
    assert (draft.version, draft.sections.get(kind="preferences").text, draft.goals.count()) == (2, "No calls at work", 1)


def test_an_intervention_needs_somebody_and_a_sensible_end(
    browser: Client, alice: Staff, draft: Plan, address: Callable[..., str]
) -> None:
    goal = Goal.objects.get(plan=draft)
    values = {
        "kind": "group",
        "title": "Thursday group",
        "starts_on": "2026-12-03",
        "until": "2026-12-01",
        "seen": draft.revision,
    }
    page = text_of(browser.post(address("new_intervention", goal), values))
    assert "Choose a colleague, or write who else does it." in page
    assert "On or after the day on which it begins." in page
    answer = browser.post(address("new_intervention", goal), values | {"until": "", "staff_id": alice.pk, "frequency": "weekly"})
    assert answer.status_code == 302
    assert Intervention.objects.get(title="Thursday group").staff_id == alice.pk


def test_a_colleague_who_is_not_on_the_team_cannot_be_chosen(
    browser: Client, charlie: Staff, draft: Plan, address: Callable[..., str]
) -> None:
    goal = Goal.objects.get(plan=draft)
    answer = browser.post(
        address("new_intervention", goal), {"kind": "group", "title": "x", "staff_id": charlie.pk, "seen": draft.revision}
    )
    assert answer.status_code == 422


def test_an_intervention_is_changed_in_the_draft(browser: Client, draft: Plan, address: Callable[..., str]) -> None:
    line = Intervention.objects.get(goal__plan=draft)
    page = text_of(browser.get(address("intervention", line)))
    assert 'value="Letter to the landlord"' in page
    browser.post(
        address("intervention", line),
        {"kind": "housing", "title": "Letter and payment plan", "who": "Amara", "seen": draft.revision},
    )
    line.refresh_from_db()
    assert line.title == "Letter and payment plan"


def test_an_intervention_is_stopped_with_a_reason(browser: Client, active: Plan, address: Callable[..., str]) -> None:
    line = Intervention.objects.get(goal__plan=active)
    answer = browser.post(address("move", line), {"step": "stop", "note": "", "seen": active.revision})
    assert "Write why it stops." in text_of(answer)
    browser.post(address("move", line), {"step": "stop", "note": "Clashes with her shift", "seen": active.revision})
    line.refresh_from_db()
    assert (line.status, line.end_note) == (InterventionStatus.STOPPED, "Clashes with her shift")


def test_a_goal_is_paused_taken_up_and_ended(browser: Client, active: Plan, address: Callable[..., str]) -> None:
    goal = Goal.objects.get(plan=active)
    for name, lifecycle in (("hold", GoalLifecycle.ON_HOLD), ("resume", GoalLifecycle.ACTIVE)):
        active.refresh_from_db()
        browser.post(address(name, goal), {"seen": active.revision})
        goal.refresh_from_db()
        assert goal.lifecycle == lifecycle
    active.refresh_from_db()
    browser.post(address("end_goal", goal), {"step": "complete", "achievement": "achieved", "note": "", "seen": active.revision})
    goal.refresh_from_db()
    assert (goal.lifecycle, goal.achievement) == (GoalLifecycle.COMPLETED, "achieved")


def test_a_button_that_is_old_changes_nothing(browser: Client, active: Plan, address: Callable[..., str]) -> None:
    goal = Goal.objects.get(plan=active)
    browser.post(address("progress", goal), {"achievement": "improving", "note": "", "seen": active.revision})
    answer = browser.post(address("hold", goal), {"seen": active.revision})
    assert answer.status_code == 409
    goal.refresh_from_db()
    assert goal.lifecycle == GoalLifecycle.ACTIVE


def test_a_plan_whose_goals_have_ended_is_completed(
    browser: Client, to_write: Permit, active: Plan, address: Callable[..., str], at: datetime
) -> None:
    assert browser.get(address("complete", active)).status_code == 409
    goal = Goal.objects.get(plan=active)
    browser.post(address("end_goal", goal), {"step": "complete", "note": "", "seen": active.revision})
    active.refresh_from_db()
    assert browser.get(address("complete", active)).status_code == 200
    browser.post(address("complete", active), {"seen": active.revision})
    active.refresh_from_db()
    assert active.status == PlanStatus.COMPLETED


def test_a_draft_is_set_aside(browser: Client, draft: Plan, address: Callable[..., str]) -> None:
    assert "A draft that was never agreed." in text_of(browser.get(address("end", draft)))
    browser.post(address("end", draft), {"reason": "set_aside", "seen": draft.revision})
    draft.refresh_from_db()
    assert (draft.status, draft.end_reason) == (PlanStatus.REVOKED, "set_aside")


def test_strengths_are_changed_in_the_draft(browser: Client, draft: Plan, address: Callable[..., str]) -> None:
    section = f"{address('start').removesuffix('start/')}versions/{draft.uuid}/sections/strengths/"
    browser.post(section, {"text": "Walks daily", "seen": draft.revision})
    assert draft.sections.get(kind="strengths").text == "Walks daily"
    answer = browser.post(section, {"text": "Reads", "seen": draft.revision})
    assert answer.status_code == 422
    assert "Walks daily" in text_of(answer)
    assert "Reads" in text_of(answer)
    assert browser.get(section.replace("strengths", "weather")).status_code == 404


def test_what_somebody_elses_record_holds_is_not_there(browser: Client, mari: Patient, address: Callable[..., str]) -> None:
    elsewhere = GoalFactory()
    for name in ("goal", "progress", "end_goal", "new_intervention"):
        assert browser.get(address(name, elsewhere)).status_code == 404
    assert browser.get(address("agree", elsewhere.plan)).status_code == 404


def test_a_draft_of_the_form_comes_back(
    browser: Client, mari: Patient, draft: Plan, address: Callable[..., str], alice: Staff
) -> None:
    key = f"goal:{mari.uuid}:{draft.uuid}"
    page = text_of(browser.get(address("new_goal", draft)))
    assert f'data-care-draft="{reverse("drafts:draft", args=[key])}"' in page
    browser.post(reverse("drafts:draft", args=[key]), {"own_words": "Half a sen", "seen": draft.revision})
    page = text_of(browser.get(address("new_goal", draft)))
    assert "Half a sen" in page
    assert "Restored from" in page


@pytest.mark.parametrize("size", [1, 50, 500])
def test_reading_it_together_takes_the_same_queries_whatever_the_number_of_goals(
    browser: Client, mari: Patient, draft: Plan, address: Callable[..., str], size: int
) -> None:
    Goal.objects.bulk_create(GoalFactory.build_batch(size, plan=draft, stated_by=draft.started_by))
    browser.get(address("agree", draft))
    with CaptureQueriesContext(connection) as seen:
        browser.get(address("agree", draft))
    assert len(seen) == 16


def test_titles_name_nobody(browser: Client, draft: Plan, address: Callable[..., str]) -> None:
    for name in ("agree", "end", "new_goal"):
        page = text_of(browser.get(address(name, draft)))
        title = page.split("<title>")[1].split("</title>")[0]
        assert "Vega" not in title
        assert "Marisol" not in title


def test_an_achievement_that_a_colleague_recorded_meanwhile_stands_beside_ones_own(
    browser: Client, dana: Staff, mari: Patient, active: Plan, address: Callable[..., str]
) -> None:
    goal, now = Goal.objects.get(plan=active), timezone.now()
    operations.record_achievement(
        permit=permit_for(dana, mari, at=now), goal=goal.uuid, seen=active.revision, achievement=GoalAchievement.WORSENING, at=now
    )
    answer = browser.post(address("progress", goal), {"achievement": "improving", "note": "3 of 4", "seen": active.revision})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Dana Fischer saved this" in page
    assert "Harder now" in page
    assert "3 of 4" in page


def test_an_intervention_that_a_colleague_changed_meanwhile_stands_beside_ones_own(
    browser: Client, dana: Staff, mari: Patient, draft: Plan, address: Callable[..., str]
) -> None:
    line, now = Intervention.objects.get(goal__plan=draft), timezone.now()
    typed = {"kind": "housing", "title": "Payment plan", "who": "Amara"}
    operations.change_intervention(
        permit=permit_for(dana, mari, at=now), intervention=line.uuid, seen=draft.revision, at=now,
        kind="group", title="Tenants' group", who="Amara",
    )  # fmt: skip
    answer = browser.post(address("intervention", line), typed | {"seen": draft.revision})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Tenants&#x27; group" in page
    assert "Payment plan" in page
    draft.refresh_from_db()
    browser.post(address("intervention", line), typed | {"seen": draft.revision})
    line.refresh_from_db()
    assert line.title == "Payment plan"


def test_a_colleague_who_has_left_the_team_stays_on_what_they_do(
    browser: Client, charlie: Staff, draft: Plan, address: Callable[..., str]
) -> None:
    line = Intervention.objects.get(goal__plan=draft)
    Intervention.objects.filter(pk=line.pk).update(staff=charlie, who="")
    assert "Charlie Ruiz" in text_of(browser.get(address("intervention", line)))


def test_a_colleague_who_no_longer_works_here_cannot_stay(
    browser: Client, charlie: Staff, draft: Plan, address: Callable[..., str]
) -> None:
    line = Intervention.objects.get(goal__plan=draft)
    Intervention.objects.filter(pk=line.pk).update(staff=charlie, who="")
    type(charlie).objects.filter(pk=charlie.pk).update(ended_at=timezone.now(), ended_by=charlie.user)
    typed = {"kind": "housing", "title": "Letter", "who": "", "staff_id": charlie.pk, "seen": draft.revision}
    answer = browser.post(address("intervention", line), typed)
    assert answer.status_code == 422
    assert "This colleague no longer works here." in text_of(answer)


def test_the_forms_of_what_has_ended_say_so(browser: Client, active: Plan, address: Callable[..., str]) -> None:
    goal, line = Goal.objects.get(plan=active), Intervention.objects.get(goal__plan=active)
    browser.post(address("end_goal", goal), {"step": "cancel", "note": "", "seen": active.revision})
    for page in (address("progress", goal), address("end_goal", goal), address("new_intervention", goal), address("move", line)):
        assert browser.get(page).status_code == 409
