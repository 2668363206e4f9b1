"""A cause asks for a look; two look at once; all kept goes on; what changes or stops stands in the next version's draft."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from care.actor import Permit
from care.lib.dates import local_date
from care.worklist.models import Task
from treatment_plans import operations as plans
from treatment_plans.models import Comment, Plan
from treatment_plans.queries import PlanRow, get_plan, plans_in_hand
from treatment_plans.reviews import operations, rules
from treatment_plans.reviews.models import Review, ReviewCause
from treatment_plans.reviews.operations import Seen, Typed
from treatment_plans.reviews.queries import get_review, lines_of, open_causes
from treatment_plans.reviews.rules import Line, Said
from treatment_plans.reviews.vocabulary import Answer, CauseKind, LineKind, Outcome, ReviewState, Voice
from treatment_plans.rules import NotPossible, diagram
from treatment_plans.vocabulary import PlanEnd

ZONE = "America/New_York"
KEEP = Said(Answer.KEEP)


def test_the_readme_shows_the_table_and_each_cause_has_a_pace() -> None:
    readme = Path(rules.__file__).parent / "README.md"
    assert diagram(rules.REVIEW, ReviewState.OPEN) in readme.read_text()
    assert set(rules.paces()) == set(CauseKind)
    assert all(pace.source and pace.confidence in ("own", "verify", "known") for pace in rules.paces().values())


def test_what_each_line_comes_to() -> None:
    goal, step, other = uuid4(), uuid4(), uuid4()
    lines = [Line(goal, LineKind.GOAL), Line(step, LineKind.OBJECTIVE, goal), Line(other, LineKind.PROBLEM)]
    stop, mute = Said(Answer.STOP, "Moved away"), Said(Answer.CHANGE)
    cases: list[tuple[dict[UUID, Said], bool, Any]] = [
        ({goal: KEEP, step: KEEP, other: KEEP}, False, Outcome.KEPT),
        ({}, True, Outcome.KEPT),
        ({goal: KEEP}, False, {step, other}),
        ({goal: stop, other: KEEP}, False, Outcome.CHANGED),  # its step stops with it
        ({other: mute}, True, {other}),
    ]
    found: list[Any] = []
    for said, rest, _ in cases:
        try:
            found.append(rules.outcome_of(rules.settled(lines, said, rest_stays=rest)))
        except (rules.Unanswered, rules.WhyMissing) as refusal:
            found.append(set(refusal.lines))
    assert found == [wanted for *_, wanted in cases]


def typed(said: dict[UUID, Said], at: datetime, **words: Any) -> Typed:
    given: dict[str, Any] = {"with_person": True, "helps": "", "hinders": "", "summary": ""} | words
    given.setdefault("next_review_on", local_date(at, ZONE) + timedelta(days=60))
    return Typed(said=said, **given)


def whole(permit: Permit, plan: Plan) -> PlanRow:
    return get_plan(permit=permit, plan=plan.uuid)


pytestmark = pytest.mark.django_db


def test_causes_join_one_task_and_a_review_answers_them(to_write: Permit, active: Plan, at: datetime) -> None:
    today, source = local_date(at, ZONE), uuid4()
    seen = Seen(CauseKind.RETURN_TO_USE, today, source)
    assert operations.see_cause(permit=to_write, seen=seen, at=at)
    assert not operations.see_cause(permit=to_write, seen=seen, at=at)
    due = Task.objects.get(kind=operations.KIND).due_at
    asked = {"kind": CauseKind.ASKED, "words": "The group clashes with my shift.", "happened_on": today}
    assert operations.ask_for_review(permit=to_write, voice=Voice.PERSON, at=at, **asked)
    task = Task.objects.get(kind=operations.KIND)
    assert (task.due_at, task.why) == (due, "A return to use; Somebody asked")

    review = operations.begin_review(permit=to_write, plan=active.uuid, at=at)
    assert operations.begin_review(permit=to_write, plan=active.uuid, at=at) == review
    active.refresh_from_db()
    assert active.status == "under_review"
    lines = lines_of(whole(to_write, active))
    with pytest.raises(rules.Unanswered):
        operations.finish_review(permit=to_write, review=review.uuid, seen=1, typed=typed({}, at), at=at)
    past = typed({}, at, next_review_on=date(2020, 1, 1))
    with pytest.raises(operations.NextDayPast):
        operations.finish_review(permit=to_write, review=review.uuid, seen=1, typed=past, at=at, rest_stays=True)
    said = {line.root: KEEP for line in lines}
    operations.finish_review(permit=to_write, review=review.uuid, seen=1, typed=typed(said, at, helps="My sister."), at=at)
    active.refresh_from_db()
    row = get_review(permit=to_write, review=review.uuid)
    assert (row.outcome, row.helps, row.count(Answer.KEEP), len(row.causes)) == (Outcome.KEPT, "My sister.", len(lines), 2)
    assert (active.status, active.review_due_on) == ("active", today + timedelta(days=60))
    assert (open_causes(permit=to_write), Task.objects.get(kind=operations.KIND).state) == ([], "done")
    assert plans_in_hand(permit=to_write).draft is None
    assert not operations.see_cause(permit=to_write, seen=seen, at=at)  # told again later
    with pytest.raises(NotPossible):
        operations.keep_answers(permit=to_write, review=review.uuid, seen=9, typed=typed({}, at), at=at)


def test_what_changes_or_stops_waits_in_the_draft(to_write: Permit, active: Plan, at: datetime) -> None:
    before = whole(to_write, active)
    goal = before.goals[0]
    review = operations.begin_review(permit=to_write, plan=active.uuid, at=at)
    said = {goal.root: Said(Answer.CHANGE, "Every weekend"), goal.interventions[0].root: Said(Answer.STOP, "The landlord agreed")}
    operations.finish_review(permit=to_write, review=review.uuid, seen=1, typed=typed(said, at), at=at, rest_stays=True)
    hand = plans_in_hand(permit=to_write)
    assert hand.active
    assert hand.draft
    now = hand.active.goals[0]
    assert (now.interventions[0].status, now.own_words) == (goal.interventions[0].status, goal.own_words)
    line = hand.draft.goals[0].interventions[0]
    assert (line.is_open, line.end_note) == (False, "The landlord agreed")
    comment = Comment.objects.get(plan__uuid=hand.draft.uuid)
    assert (comment.subject, comment.text) == (goal.root, "To change, from the review: Every weekend")
    assert Task.objects.get(kind=operations.NEXT).subject == hand.draft.uuid
    plans.agree_plan(permit=to_write, plan=hand.draft.uuid, seen=hand.draft.revision + 9, at=at)
    operations.follow_plans(permit=to_write, at=at)
    operations.follow_plans(permit=to_write, at=at)
    assert Task.objects.get(kind=operations.NEXT).state == "done"


def test_two_who_answer_the_same_line_are_told(to_write: Permit, active: Plan, at: datetime) -> None:
    goal = whole(to_write, active).goals[0]
    review = operations.begin_review(permit=to_write, plan=active.uuid, at=at).uuid
    mine, theirs = typed({goal.root: KEEP}, at), typed({goal.root: Said(Answer.STOP, "No longer wanted")}, at)
    operations.keep_answers(permit=to_write, review=review, seen=1, typed=mine, at=at)
    with pytest.raises(operations.ChangedMeanwhile) as told:
        operations.keep_answers(permit=to_write, review=review, seen=1, typed=theirs, at=at)
    assert told.value.lines[goal.root].answer is Answer.KEEP
    other = typed({goal.interventions[0].root: KEEP}, at)  # another line: both stand
    operations.keep_answers(permit=to_write, review=review, seen=1, typed=other, at=at)
    assert len(get_review(permit=to_write, review=review).lines) == 2
    operations.keep_answers(permit=to_write, review=review, seen=told.value.revision + 1, typed=theirs, at=at)
    assert get_review(permit=to_write, review=review).lines[goal.root].answer is Answer.STOP


def test_set_aside_leaves_the_plan_and_its_causes(to_write: Permit, active: Plan, at: datetime) -> None:
    seen = Seen(CauseKind.RETURN_TO_USE, local_date(at, ZONE), uuid4())
    operations.see_cause(permit=to_write, seen=seen, at=at)
    review = operations.begin_review(permit=to_write, plan=active.uuid, at=at)
    operations.set_review_aside(permit=to_write, review=review.uuid, at=at)
    due = active.review_due_on
    active.refresh_from_db()
    assert (active.status, active.review_due_on, len(open_causes(permit=to_write))) == ("active", due, 1)
    again = operations.begin_review(permit=to_write, plan=active.uuid, at=at)
    assert again != review
    # the version ends meanwhile
    plans.revoke_plan(permit=to_write, plan=active.uuid, seen=99, reason=PlanEnd.OWN_WISH, at=at)
    operations.follow_plans(permit=to_write, at=at)
    states = sorted(Review.objects.values_list("outcome", flat=True))
    assert (states, ReviewCause.objects.filter(closed_at__isnull=True).count()) == (["by_choice", "plan_ended"], 0)
    assert Task.objects.get(kind=operations.KIND).state == "cancelled"
