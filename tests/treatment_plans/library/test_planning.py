"""From the library into a plan: one click, a template that asks first, and what is not wanted; nothing doubled, nothing lost."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from care.actor import Permit, Role
from care.audit.models import AuditEvent
from care.teams.models import Enrolment
from care.teams.operations import NotEnrolled
from patients.models import Patient
from patients.story.models import OwnGoal as StoryGoal
from tests.factories.accounts import UserFactory, sign_in, staff_with
from tests.factories.story import OwnGoalFactory, SubstanceUseFactory
from tests.factories.teams import CareTeamMemberFactory
from treatment_plans import operations as plans
from treatment_plans.library import operations
from treatment_plans.library.catalogue import entries, templates
from treatment_plans.library.gathering import facts_of
from treatment_plans.library.operations import Chosen
from treatment_plans.library.rules.suggest import Place, suggest
from treatment_plans.models import Goal, Intervention, Plan
from treatment_plans.queries import PlanNotFound, get_plan, plans_in_hand
from treatment_plans.vocabulary import GoalStep, SectionKind

pytestmark = pytest.mark.django_db

WANTS = "Keep my apartment, and have Sofi stay every other weekend."
PREGNANCY = templates()["pregnancy"]


@pytest.fixture
def goal(draft: Plan) -> Goal:
    return Goal.objects.get(plan=draft)


@pytest.fixture
def paul(alice: Staff, mari: Patient) -> Staff:
    """The peer on Mari's team."""
    staff = staff_with(Role.PEER, organisation=alice.organisation, user=UserFactory(name="Paul Ortega"))
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=mari), staff=staff, function=Role.PEER.value)
    return staff


def codes(plan: object) -> list[str]:
    return [line.library_code for goal in plan.open_goals for line in goal.interventions if line.library_code]


def test_what_is_chosen_hangs_on_the_goal_once_with_its_reason(to_write: Permit, goal: Goal, alice: Staff, at: datetime) -> None:
    chosen = Chosen("peer", staff_id=alice.pk, frequency="weekly", until=date(2099, 1, 1), reason="Alone. " + "x" * 400)
    applied = operations.add_chosen(permit=to_write, goal=goal.uuid, chosen=chosen, at=at)
    line = Intervention.objects.get(goal=goal, library_code="peer")
    assert (line.kind.code, line.title, line.instrument, len(line.reason)) == (
        "peer-support",
        "A peer beside them",
        "barc10",
        300,
    )
    assert (applied.is_begun, applied.added) == (False, ("Peer support",))
    with pytest.raises(operations.AlreadyThere):
        operations.add_chosen(permit=to_write, goal=goal.uuid, chosen=chosen, at=at)
    with pytest.raises(operations.NoSuchEntry):
        operations.add_chosen(permit=to_write, goal=goal.uuid, chosen=Chosen("magic", staff_id=alice.pk), at=at)
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["intervention.added", "library.chosen"]


def test_a_goal_in_force_means_the_same_goal_in_the_next_version(
    to_write: Permit, active: Plan, alice: Staff, at: datetime
) -> None:
    agreed = Goal.objects.get(plan=active)
    first = operations.add_chosen(permit=to_write, goal=agreed.uuid, chosen=Chosen("peer", staff_id=alice.pk), at=at)
    second = operations.add_chosen(permit=to_write, goal=agreed.uuid, chosen=Chosen("smart", who="Mari"), at=at)
    assert (first.is_begun, second.is_begun, first.version, second.goal == first.goal) == (True, False, 2, True)
    hand = plans_in_hand(permit=to_write)
    assert hand.active is not None
    assert hand.draft is not None
    assert (codes(hand.active), sorted(codes(hand.draft))) == ([], ["peer", "smart"])
    row = get_plan(permit=to_write, plan=first.plan)
    plans.end_goal(permit=to_write, goal=first.goal, seen=row.revision, step=GoalStep.CANCEL, note="no longer", at=at)
    with pytest.raises(PlanNotFound):
        operations.add_chosen(permit=to_write, goal=agreed.uuid, chosen=Chosen("art", who="Mari"), at=at)


def test_a_template_asks_first_begins_a_version_and_twice_is_once(to_write: Permit, alice: Staff, at: datetime) -> None:
    lines = [Chosen(line.code, staff_id=alice.pk, reason=line.why) for line in PREGNANCY.lines if line.is_usual]
    with pytest.raises(plans.OwnWordsMissing):
        operations.apply_template(permit=to_write, template=PREGNANCY, own_words="  ", lines=lines, at=at)
    assert Plan.objects.count() == 0
    first = operations.apply_template(permit=to_write, template=PREGNANCY, own_words="A healthy baby.", lines=lines, at=at)
    again = operations.apply_template(permit=to_write, template=PREGNANCY, own_words=" a healthy  baby", lines=lines, at=at)
    assert (first.is_begun, first.is_new_goal, len(first.added), first.there) == (True, True, len(lines), ())
    assert (again.is_begun, again.is_new_goal, again.added, len(again.there)) == (False, False, (), len(lines))
    assert again.goal == first.goal
    assert (Plan.objects.count(), Goal.objects.count(), Intervention.objects.count()) == (1, 1, len(lines))


def test_a_template_on_a_plan_in_force_goes_into_the_next_version_and_what_was_there_stays(
    to_write: Permit, active: Plan, alice: Staff, mari: Patient, at: datetime
) -> None:
    told = OwnGoalFactory(patient=mari, own_words="Hold my baby.")
    naloxone = Chosen("naloxone", staff_id=alice.pk)
    operations.add_chosen(permit=to_write, goal=Goal.objects.get(plan=active).uuid, chosen=naloxone, at=at)
    lines = [Chosen("prenatal", staff_id=alice.pk), naloxone, Chosen("peer", who="Paul")]
    before = list(Intervention.objects.filter(goal__plan=active).order_by("pk").values_list("title", "status"))
    applied = operations.apply_template(
        permit=to_write, template=PREGNANCY, own_words="Hold my baby.", lines=lines, told=told.uuid, at=at
    )
    assert (applied.added, applied.there) == (("Care in pregnancy, with medication", "Peer support"), ("Naloxone at home",))
    assert list(Intervention.objects.filter(goal__plan=active).order_by("pk").values_list("title", "status")) == before
    draft = get_plan(permit=to_write, plan=applied.plan)
    assert [goal.own_words for goal in draft.open_goals] == [WANTS, "Hold my baby."]
    assert sorted(codes(draft)) == ["naloxone", "peer", "prenatal"]
    assert StoryGoal.objects.get(pk=told.pk).taken_at == at


def test_nothing_is_begun_where_care_here_has_ended(to_write: Permit, mari: Patient, alice: Staff, at: datetime) -> None:
    Enrolment.objects.filter(patient=mari).update(ended_at=at, ended_by=alice.user, end_reason="completed")
    with pytest.raises(NotEnrolled):
        operations.apply_template(permit=to_write, template=PREGNANCY, own_words="A healthy baby.", lines=[], at=at)
    assert Plan.objects.count() == 0


def test_what_is_not_wanted_stands_in_the_plan_and_is_never_offered_again_without_saying_so(
    to_write: Permit, goal: Goal, at: datetime
) -> None:
    for code, words in (("cm", "I am no lab rat."), ("hep-hiv", "Had it all, leave it.")):
        operations.say_no(permit=to_write, goal=goal.uuid, code=code, words=words, at=at)
    plan = get_plan(permit=to_write, plan=goal.plan.uuid)
    said = "No Contingency management: “I am no lab rat.”\nNo Hepatitis, HIV and vaccines: “Had it all, leave it.”"
    assert plan.text_of(SectionKind.NOT_WANTED) == said
    SubstanceUseFactory(patient_id=to_write.patient_id, substance="methamphetamine", how_often="daily", routes=["injected"])
    facts = facts_of(permit=to_write, plans=plans_in_hand(permit=to_write), at=at)
    apart = {one.code: one.said_no for one in suggest(facts, entries()) if one.place is Place.SAID_NO}
    assert apart == {"cm": "I am no lab rat.", "hep-hiv": "Had it all, leave it."}
    for words, refusal in (("  ", operations.NoWords), ("x" * 2000, operations.NoRoom)):
        with pytest.raises(refusal):
            operations.say_no(permit=to_write, goal=goal.uuid, code="peer", words=words, at=at)
    with pytest.raises(operations.NoSuchEntry):
        operations.say_no(permit=to_write, goal=goal.uuid, code="magic", words="No", at=at)


def test_one_click_adds_an_idea_as_it_usually_is(client: Client, goal: Goal, mari: Patient, alice: Staff, paul: Staff) -> None:
    SubstanceUseFactory(patient=mari, substance="fentanyl", how_often="daily")
    sign_in(client, alice)
    page = client.get(reverse("plan_library:ideas", args=[mari.uuid, goal.uuid])).content.decode()
    assert "Paul Ortega; weekly" in page
    add = reverse("plan_library:add", args=[mari.uuid, goal.uuid, "peer"])
    form = client.get(add).context["form"]
    assert (form["staff_id"].value(), form["frequency"].value()) == (paul.pk, "weekly")
    assert client.post(add, {"staff_id": "", "who": ""}).status_code == 422
    assert client.post(add, {"staff_id": paul.pk, "until": "2001-01-01"}).status_code == 422
    posted = {"staff_id": paul.pk, "frequency": "weekly", "until": "", "reason": form["reason"].value()}
    after = client.post(add, posted, follow=True).content.decode()
    assert "“Peer support” added to the draft of version 1" in after
    line = Intervention.objects.get(goal=goal, library_code="peer")
    assert line.reason.startswith("Fentanyl, every day: somebody who has been there.")
    assert client.post(add, posted).status_code == 409
    no = reverse("plan_library:say_no", args=[mari.uuid, goal.uuid, "psychoeducation"])
    assert client.get(no).status_code == 200
    assert client.post(no, {"words": ""}).status_code == 422
    said = client.post(no, {"words": "No more lectures."}, follow=True).content.decode()
    assert ("Not offered again" in said, "No more lectures." in said) == (True, True)
    again = client.get(reverse("plan_library:add", args=[mari.uuid, goal.uuid, "psychoeducation"])).content.decode()
    assert "Asked again: they had said “No more lectures.”" in again
    assert client.get(reverse("plan_library:add", args=[mari.uuid, goal.uuid, "magic"])).status_code == 409


def test_a_template_in_two_steps_on_screen(client: Client, mari: Patient, alice: Staff) -> None:
    told = OwnGoalFactory(patient=mari, own_words="Hold my baby.")
    sign_in(client, alice)
    listed = client.get(reverse("plan_library:templates", args=[mari.uuid])).content.decode()
    address = reverse("plan_library:template", args=[mari.uuid, "pregnancy"])
    assert address in listed
    assert client.get(reverse("plan_library:template", args=[mari.uuid, "none"])).status_code == 404
    first = client.get(f"{address}?told={told.uuid}").content.decode()
    assert ("Hold my baby." in first, "Naloxone at home" in first) == (True, False)
    assert client.post(address, {"own_words": ""}).status_code == 422
    goal = {"own_words": "Hold my baby.", "measure": "visits", "target_on": "", "told": str(told.uuid)}
    second = client.post(address, goal)
    assert (second.status_code, "the first version is begun" in second.content.decode()) == (200, True)
    lines = {name: value for one in second.context["lines"] for name, value in posted(one.form).items()}
    lines["peer-staff_id"], lines["peer-who"] = "", ""
    assert client.post(address, goal | lines | {"lines": "1"}).status_code == 422
    lines["peer-who"] = "Her aunt"
    done = client.post(address, goal | lines | {"lines": "1"}, follow=True).content.decode()
    assert "“Pregnancy”: 5 interventions added to the draft of version 1" in done
    assert Intervention.objects.get(library_code="peer").who == "Her aunt"
    twice = client.post(address, goal | {"told": "", "lines": "1"}, follow=True).content.decode()
    assert "nothing added to the draft of version 1; the goal stands as it was" in twice
    third = client.post(address, goal | {"told": ""}).content.decode()
    assert "the plan has it" in third


def posted(form: object) -> dict[str, object]:
    return {
        form.add_prefix(name): "" if form[name].value() is None else form[name].value()
        for name in form.fields
        if name != "wanted" or form[name].value()
    }


def test_the_same_queries_whatever_the_record_holds(
    client: Client, goal: Goal, mari: Patient, alice: Staff, django_assert_max_num_queries: object
) -> None:
    sign_in(client, alice)
    address = reverse("plan_library:ideas", args=[mari.uuid, goal.uuid])
    client.get(address)
    with django_assert_max_num_queries(400) as few:
        client.get(address)
    for number in range(30):
        SubstanceUseFactory(patient=mari, substance="fentanyl", name=f"kind {number}", how_often="daily")
        OwnGoalFactory(patient=mari, own_words=f"Wish {number}")
    with django_assert_max_num_queries(400) as many:
        client.get(address)
    assert len(many) == len(few)
