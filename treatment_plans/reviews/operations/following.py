"""What a job does: reviews follow their plans and the person; and each night, whose day has come, and who was in a hospital."""

from datetime import datetime, timedelta

from django.db.models import Q

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.lib.dates import local_date
from care.worklist.operations import cancel_tasks_about, finish_tasks_about
from care.worklist.queries import subjects_of_tasks
from patients.elsewhere.queries import hospital_visits
from treatment_plans.models import Goal
from treatment_plans.queries import plans_of
from treatment_plans.reviews import rules
from treatment_plans.reviews.models import ReviewCause
from treatment_plans.reviews.operations.causes import KIND, Seen, plan_in_force
from treatment_plans.reviews.operations.parts import NEXT, close_causes, end
from treatment_plans.reviews.queries import LATELY, reviews_here
from treatment_plans.reviews.vocabulary import CauseKind, Outcome, ReviewState
from treatment_plans.rules import IN_FORCE, IN_WRITING, OPEN_GOALS
from treatment_plans.vocabulary import PlanStatus

_IN_FORCE = sorted(IN_FORCE)


def follow_plans(*, permit: Permit, at: datetime, outcome: Outcome = Outcome.PLAN_ENDED) -> int:
    """Reviews and causes of versions that are no longer in force end, and the tasks that asked for them; gives how many. Where
    the next version came into force, what a review asked of it is done. Done twice, it changes nothing.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    over = ~Q(plan__status__in=_IN_FORCE)
    with audit.change(permit=permit, at=at, verb="reviews.followed_plan", detail={"outcome": outcome.value}) as change:
        reviews = list(
            reviews_here(permit)
            .select_for_update(no_key=True, of=("self",))
            .filter(over, state=ReviewState.OPEN.value)
            .order_by("pk")
        )
        for row in reviews:
            end(row, permit, outcome, at)
            row.save(update_fields=["state", "outcome", "ended_at", "ended_by", "ended_by_job"])
        mine = ReviewCause.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
        causes = list(mine.filter(over, closed_at__isnull=True).order_by("pk"))
        close_causes(causes, permit, at)
        _tasks(permit, at)
        change.detail.update(reviews=[row.pk for row in reviews], causes=[row.pk for row in causes])
    return len(reviews) + len(causes)


def _tasks(permit: Permit, at: datetime) -> None:
    states = dict(plans_of(permit).values_list("uuid", "status"))
    asked = subjects_of_tasks(permit=permit, kinds=[KIND])
    past = [subject for subject in asked if states.get(subject) not in IN_FORCE]
    if past:
        cancel_tasks_about(permit=permit, subjects=past, kinds=[KIND], reason="This version has ended.", at=at)
    for subject in subjects_of_tasks(permit=permit, kinds=[NEXT]):
        status = states.get(subject)
        if status in IN_FORCE or status == PlanStatus.COMPLETED:
            finish_tasks_about(permit=permit, subject=subject, kinds=[NEXT], outcome="It is in force.", at=at)
        elif status not in IN_WRITING:
            cancel_tasks_about(permit=permit, subjects=[subject], kinds=[NEXT], reason="The draft was set aside.", at=at)


# --- each night ----------------------------------------------------------------------------------------------------------------


def seen_tonight(*, permit: Permit, at: datetime, zone: str) -> list[Seen]:
    """The days of the plan in force that come or have come, and the person's stays in a hospital since it was agreed on. Three
    queries.
    """
    plan = plan_in_force(permit)
    today = local_date(at, zone)
    if plan is None:
        return []
    found = []
    ahead: timedelta = rules.paces()[CauseKind.INTERVAL].ahead
    if plan.review_due_on is not None and plan.review_due_on <= today + ahead:
        found.append(Seen(CauseKind.INTERVAL, plan.review_due_on, plan.uuid))
    goals = Goal.objects.filter(plan=plan, lifecycle__in=sorted(OPEN_GOALS), target_on__lt=today).order_by("position")
    for goal in goals:
        assert goal.target_on is not None
        found.append(Seen(CauseKind.GOAL_DATE, goal.target_on, goal.root, goal.own_words[:200]))
    since = max(at - LATELY, plan.agreed_at or at - LATELY)
    found += [
        Seen(CauseKind.HOSPITAL, local_date(stay.happened.at, zone), stay.uuid, stay.what, category=stay.category)
        for stay in hospital_visits(permit=permit)
        if since <= stay.happened.at <= at
    ]
    return found
