"""A plan as a whole: proposed, signed, started by the supervisor's name, talked about, compared, and given to the person."""

import os
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median
from time import perf_counter, process_time
from timeit import timeit

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from care.accounts.rules import WorkRefused
from care.actor import Permit, Role
from care.language.reading import reading_grade
from care.teams.models import CareTeamMember
from care.worklist.models import Task
from patients.models import Patient
from tests.care.pages.conftest import queries_of
from tests.care.pages.papers import pages_of
from tests.factories.accounts import UserFactory, actor_for, sign_in, staff_with
from tests.factories.patients import permit_for
from tests.factories.treatment_plans import (
    GoalFactory,
    InterventionFactory,
    ObjectiveFactory,
    PlanFactory,
    ProblemFactory,
    SupervisorRuleFactory,
)
from treatment_plans import operations
from treatment_plans.comparison import compare
from treatment_plans.models import Goal, Intervention, Plan, Problem, Signature, SupervisorRule
from treatment_plans.operations import Said
from treatment_plans.own_copy import copy_of
from treatment_plans.queries import Target, comments_of, get_plan, signatures_of
from treatment_plans.rules import NotTheirs
from treatment_plans.vocabulary import (
    ObjectiveStep,
    Party,
    PlanStatus,
    ProblemDomain,
    ProblemStep,
    SectionKind,
    SigningWay,
    Subject,
    TargetDirection,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor(alice: Staff) -> Staff:
    return staff_with(Role.SUPERVISOR, organisation=alice.organisation, user=UserFactory(name="Sam Reyes"))


def test_what_is_proposed_stays_as_it_was_read_until_it_is_written_on(to_write: Permit, draft: Plan, at: datetime) -> None:
    plan = operations.propose_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    assert plan.status == PlanStatus.PROPOSED
    with pytest.raises(Exception, match="not possible"):
        operations.state_goal(permit=to_write, plan=plan.uuid, own_words="Sleep", at=at)
    said = Said(SigningWay.TYPED, "Mari Vega")
    operations.sign_plan(permit=to_write, plan=plan.uuid, seen=plan.revision, party=Party.PATIENT, said=said, at=at)
    assert [row.counts for row in signatures_of(permit=to_write, plan=plan.uuid)] == [True]
    operations.rewrite_plan(permit=to_write, plan=plan.uuid, seen=plan.revision, at=at)
    assert [row.counts for row in signatures_of(permit=to_write, plan=plan.uuid)] == [False]


def test_agreeing_keeps_both_names_and_a_no_stops_nothing(to_write: Permit, draft: Plan, at: datetime) -> None:
    no = Said(SigningWay.DECLINED, reason="I do not sign things")
    plan = operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, said=no, at=at)
    assert plan.status == PlanStatus.ACTIVE
    rows = signatures_of(permit=to_write, plan=plan.uuid)
    assert [(row.party, row.way, row.reason) for row in rows] == [
        (Party.PATIENT, SigningWay.DECLINED, "I do not sign things"),
        (Party.CLINICIAN, SigningWay.TYPED, ""),
    ]


def test_a_plan_that_the_supervisor_signs_begins_with_that_name(
    to_write: Permit, mari: Patient, draft: Plan, supervisor: Staff, at: datetime
) -> None:
    SupervisorRuleFactory(organisation=mari.organisation, role=Role.COORDINATOR.value)
    plan = operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    assert plan.status == PlanStatus.AGREED
    task = Task.objects.get(kind="plan_signature")
    name = Said(SigningWay.TYPED, "Sam Reyes")
    with pytest.raises(NotTheirs):
        operations.sign_plan(permit=to_write, plan=plan.uuid, seen=plan.revision, party=Party.SUPERVISOR, said=name, at=at)
    theirs = permit_for(supervisor, mari, at=at)
    operations.sign_plan(permit=theirs, plan=plan.uuid, seen=plan.revision, party=Party.SUPERVISOR, said=name, at=at)
    plan.refresh_from_db()
    task.refresh_from_db()
    assert (plan.status, task.state) == (PlanStatus.ACTIVE, "done")


def test_whose_plans_a_supervisor_signs_is_said_by_who_manages_roles(client: Client, alice: Staff, at: datetime) -> None:
    manager = staff_with(Role.ADMINISTRATOR, organisation=alice.organisation)
    for roles in ({Role.COUNSELOR, Role.PEER}, {Role.PEER}, {Role.PEER}):
        operations.ask_supervisor_for(actor=actor_for(manager), roles=frozenset(roles), at=at)
    rules = SupervisorRule.objects.order_by("role")
    assert [(rule.role, rule.ended_by_id) for rule in rules] == [("counselor", manager.user_id), ("peer", None)]
    with pytest.raises(WorkRefused):
        operations.ask_supervisor_for(actor=actor_for(alice), roles=frozenset(), at=at)
    assert rules.filter(ended_at__isnull=True).count() == 1
    sign_in(client, manager)
    page = client.get("/plans/supervision/").content.decode()
    assert re.search(r'value="peer"[^>]*checked', page)
    assert not re.search(r'value="counselor"[^>]*checked', page)
    assert (f"({manager.user.name}), until" in page, page.count("<small>since")) == (True, 2)
    assert client.post("/plans/supervision/", {"roles": ["nurse"]}).status_code == 302
    assert list(rules.filter(ended_at__isnull=True).values_list("role", flat=True)) == ["nurse"]
    assert client.post("/plans/supervision/", {"roles": ["pirate"]}).status_code == 422
    sign_in(client, alice)
    assert client.get("/plans/supervision/").status_code == 403


def test_a_plan_that_the_supervisor_does_not_sign_is_written_on_with_the_reason_at_it(
    to_write: Permit, mari: Patient, draft: Plan, supervisor: Staff, at: datetime
) -> None:
    SupervisorRuleFactory(organisation=mari.organisation, role=Role.COORDINATOR.value)
    plan = operations.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    no = Said(SigningWay.DECLINED, reason="The level of care is not named.")
    theirs = permit_for(supervisor, mari, at=at)
    operations.sign_plan(permit=theirs, plan=plan.uuid, seen=plan.revision, party=Party.SUPERVISOR, said=no, at=at)
    plan.refresh_from_db()
    assert (plan.status, plan.agreed_at) == (PlanStatus.DRAFT, None)
    assert [(row.written_by, row.text) for row in comments_of(permit=to_write)] == [("Sam Reyes", no.reason)]


def test_a_signature_is_never_changed(to_write: Permit, active: Plan) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.filter(plan=active).update(name="Somebody else")


def test_a_question_is_a_task_until_it_is_answered_and_stays_with_its_line(to_write: Permit, active: Plan, at: datetime) -> None:
    line = Intervention.objects.get(goal__plan=active)
    asked = operations.comment_on(
        permit=to_write, plan=active.uuid, about=Subject.INTERVENTION, line=line.root, text="Has he answered?",
        asked_role=Role.COUNSELOR, at=at,
    )  # fmt: skip
    assert Task.objects.get(kind="plan_question").subject == asked.uuid
    draft = operations.draft_plan(permit=to_write, at=at)
    operations.answer_comment(permit=to_write, comment=asked.uuid, text="Not yet.", at=at)
    assert Task.objects.get(kind="plan_question").state == "done"
    row = comments_of(permit=to_write, settled=True)[0]
    assert (row.line, [one.text for one in row.answers]) == (line.root, ["Not yet."])
    assert Intervention.objects.get(goal__plan=draft).root == line.root


def test_one_colleague_is_asked_by_name_and_what_was_typed_stays_when_they_left_the_team(
    client: Client, alice: Staff, dana: Staff, charlie: Staff, mari: Patient, to_write: Permit, active: Plan, at: datetime
) -> None:
    sign_in(client, alice)
    address = reverse("treatment_plans:new_comment", args=[mari.uuid, active.uuid])
    page = client.get(address).content.decode()
    assert "Dana Fischer, prescriber" in page
    assert re.findall(r'value="staff:(\d+)"', page) == [str(dana.pk)], "the team but oneself"
    asked = {"text": "Does the dose hold at night?", "asked": f"staff:{dana.pk}"}
    assert client.post(address, asked).status_code == 302
    task = Task.objects.get(kind="plan_question")
    assert (task.owner, task.owner_role) == (dana, Role.PRESCRIBER.value)
    assert comments_of(permit=to_write)[0].asked == "Dana Fischer"
    with pytest.raises(operations.NotOnTheTeam):
        operations.comment_on(permit=to_write, plan=active.uuid, text="And you?", asked_staff=charlie.pk, at=at)
    CareTeamMember.objects.filter(staff=dana).update(left_at=at, left_by=alice.user)
    late = client.post(address, asked)
    page = late.content.decode()
    assert (late.status_code, asked["text"] in page, "no longer on the care team" in page) == (422, True, True)


def test_the_next_version_takes_everything_over_and_the_newer_word_stands(to_write: Permit, active: Plan, at: datetime) -> None:
    first = operations.draft_plan(permit=to_write, at=at)
    problem = operations.add_problem(
        permit=to_write, plan=first.uuid, title="Trouble sleeping", domain=ProblemDomain.MENTAL, at=at
    )
    target = Target("phq9", "total", Decimal(9), TargetDirection.AT_MOST)
    goal = operations.state_goal(
        permit=to_write, plan=first.uuid, own_words="Sleep through", target=target, problems=[problem.uuid], at=at
    )
    operations.add_objective(permit=to_write, goal=goal.uuid, text="No screens in bed", at=at)
    first.refresh_from_db()
    operations.agree_plan(permit=to_write, plan=first.uuid, seen=first.revision, at=at)
    second = operations.draft_plan(permit=to_write, at=at + timedelta(days=1))
    first.refresh_from_db()
    later = at + timedelta(days=2)
    operations.move_problem(permit=to_write, problem=problem.uuid, seen=first.revision, step=ProblemStep.QUIET, at=later)
    step = goal.objectives.get()
    first.refresh_from_db()
    operations.move_objective(permit=to_write, objective=step.uuid, seen=first.revision, step=ObjectiveStep.MEET, at=later)
    operations.agree_plan(permit=to_write, plan=second.uuid, seen=second.revision, at=later)
    row = get_plan(permit=to_write, plan=second.uuid)
    carried = next(one for one in row.goals if one.own_words == "Sleep through")
    assert (carried.target, carried.problems) == (target, (Problem.objects.get(plan=second).uuid,))
    assert [one.status for one in carried.objectives] == ["met"]
    assert [(one.title, one.status) for one in row.problems] == [("Trouble sleeping", "in_remission")]


def test_two_versions_are_compared_in_words(to_write: Permit, active: Plan, at: datetime) -> None:
    draft = operations.draft_plan(permit=to_write, at=at)
    goal, line = Goal.objects.get(plan=draft), Intervention.objects.get(goal__plan=draft)
    operations.write_section(
        permit=to_write, plan=draft.uuid, kind=SectionKind.STRENGTHS, text="A job and a sister", seen=draft.revision, at=at
    )
    operations.stop_intervention(permit=to_write, intervention=line.uuid, seen=99, reason="moved away", at=at)
    operations.change_goal(
        permit=to_write, goal=goal.uuid, seen=99, own_words=goal.own_words, measure=goal.measure,
        target_on=date(2027, 3, 1), at=at,
    )  # fmt: skip
    operations.add_intervention(permit=to_write, goal=goal.uuid, kind="medication", title="Dose review", who="Dr. Fischer", at=at)
    before, after = (get_plan(permit=to_write, plan=one.uuid) for one in (active, draft))
    told = [change.sentence for change in compare(before, after)]
    assert told == [
        "Strengths reworded",
        "“Keep my apartment, and have Sofi stay every other weekend.”: target day is Mar 1, 2027",
        "Letter to the landlord stopped: moved away",
        "Dose review added",
    ]
    assert compare(after, after) == []


def test_the_persons_copy_is_one_page_that_six_years_of_school_can_read(
    alice: Staff, mari: Patient, to_write: Permit, active: Plan
) -> None:
    paper = copy_of(get_plan(permit=to_write, plan=active.uuid), name="Mari Vega", on=date(2026, 11, 23))
    assert reading_grade(" ".join(paper.sentences)) <= 6.0
    assert any("988" in sentence for sentence in paper.sentences)
    goals = [
        active.goals.get(),
        *(GoalFactory(plan=active, position=number, own_words=f"Something of mine, {number}.") for number in (2, 3)),
    ]
    for number, goal in enumerate(goals):
        for line in range(3 if number else 2):
            InterventionFactory(goal=goal, position=10 + line, title="One hour with somebody", frequency="weekly")
    browser = sign_in(Client(), alice)
    cases = [("en", "What you want", "page", 1), ("es", "Lo que usted quiere", "page", 1), ("es", "Cuándo lo vemos", "large", 3)]
    for language, said, size, most in cases:
        asked = {"language": language, "print": size}
        page = browser.get(reverse("treatment_plans:copy", args=[mari.uuid]), asked).content.decode()
        answer = browser.get(reverse("treatment_plans:copy_paper", args=[mari.uuid]), asked)
        sheets = pages_of(answer.content)
        assert (answer["Content-Type"], said in page) == ("application/pdf", True)
        assert (1 <= len(sheets) <= most, said in " ".join(sheets)) == (True, True)
        assert sheets[0].index("988") < sheets[0].index("“")  # the numbers come first
        assert sum(sheet.count("One hour") for sheet in sheets) == 8  # three lines of each of three goals; one is the letter


CLOCKS = (perf_counter, process_time)


def test_a_plan_of_sixty_lines_and_thirty_versions_asks_no_more_than_a_small_one(
    alice: Staff, mari: Patient, to_write: Permit, active: Plan
) -> None:
    browser = sign_in(Client(), alice)
    paths = [
        reverse("pages:plan", args=[mari.uuid]),
        f"{reverse('treatment_plans:compare', args=[mari.uuid])}?a=1&b=2",
        reverse("treatment_plans:copy", args=[mari.uuid]),
        reverse("treatment_plans:copy_paper", args=[mari.uuid]),
    ]
    old = PlanFactory(patient=mari, version=2, superseded=True)
    GoalFactory(plan=old)
    few = [queries_of(browser, path) for path in paths]
    for version in range(3, 31):
        plan = PlanFactory(patient=mari, version=version, superseded=True)
        InterventionFactory.create_batch(3, goal=GoalFactory(plan=plan))
    for goal in GoalFactory.create_batch(12, plan=active):
        ObjectiveFactory(goal=goal)
        InterventionFactory.create_batch(3, goal=goal)
    ProblemFactory.create_batch(8, plan=active)
    began = perf_counter()
    many = [queries_of(browser, path) for path in paths]
    assert many == few
    assert perf_counter() - began < 10
    if os.environ.get("CARE_TIMES"):  # for a look at the times: pytest -s
        for path in paths:
            timed = [[timeit(lambda at=path: browser.get(at), clock, number=1) for clock in CLOCKS] for _ in range(15)]
            wall, cpu = (median(times) * 1000 for times in zip(*timed, strict=True))
            print(f"{path.rsplit('/', 2)[1]}: {wall:.0f} ms by the clock, {cpu:.0f} ms of CPU here")
