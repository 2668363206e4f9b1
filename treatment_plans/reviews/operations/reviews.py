"""One review: begin it, keep what is answered, finish it, set it aside. Nothing in force changes by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from care.accounts.queries import organisation_zone
from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import local_date
from care.worklist.operations import open_task
from care.worklist.queries import is_asked_about
from patients.queries import get_patient
from treatment_plans import operations as plans
from treatment_plans.models import Plan
from treatment_plans.queries import get_plan, plans_of
from treatment_plans.reviews import rules
from treatment_plans.reviews.models import Review, ReviewCause, ReviewLine
from treatment_plans.reviews.operations.causes import KIND
from treatment_plans.reviews.operations.next_version import write_on
from treatment_plans.reviews.operations.parts import NEXT, asked_no_more, changing, close_causes, end
from treatment_plans.reviews.operations.refusals import (
    ChangedMeanwhile,
    NextDayMissing,
    NextDayPast,
    NotInForce,
    PersonDied,
    Theirs,
)
from treatment_plans.reviews.queries import lines_of, reviews_here
from treatment_plans.reviews.rules import Line, Said
from treatment_plans.reviews.vocabulary import Answer, Outcome, ReviewState, ReviewStep
from treatment_plans.rules import IN_FORCE, NotPossible
from treatment_plans.vocabulary import PlanStatus

WORDS = ("helps", "hinders", "summary")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a review: answers by the lines' numbers, the person's words, and when the plan is looked at again."""

    said: Mapping[UUID, Said]
    with_person: bool
    helps: str
    hinders: str
    summary: str
    next_review_on: date | None


def begin_review(*, permit: Permit, plan: UUID, at: datetime) -> Review:
    """Begin to look at the version in force, from the last review or its agreement on. One that is open is given as it is.

    Raises:
        NotInForce, PersonDied.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="review.begun") as change:
        if get_patient(permit=permit).deceased_on is not None:
            raise PersonDied
        version = plans_of(permit).filter(uuid=plan, status__in=sorted(IN_FORCE)).first()
        if version is None:
            raise NotInForce
        found = _open(version)
        if found is None:
            found = _made(permit, version, user_id=user_id, at=at)
            ReviewCause.objects.filter(plan=version, closed_at__isnull=True).update(review=found)
            if version.status == PlanStatus.ACTIVE:
                plans.review_plan(permit=permit, plan=plan, at=at)
        change.detail.update(review=found.pk, plan=version.pk)
    return found


def _open(plan: Plan) -> Review | None:
    return Review.objects.filter(plan=plan, state=ReviewState.OPEN.value).first()


def _made(permit: Permit, plan: Plan, *, user_id: int, at: datetime) -> Review:
    assert plan.agreed_at
    finished = reviews_here(permit).filter(plan=plan, state=ReviewState.FINISHED.value)
    last = finished.order_by("-ended_at").values_list("ended_at", flat=True).first()
    try:
        with transaction.atomic():
            return Review.objects.create(
                plan=plan,
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                since=last or plan.agreed_at,
                began_at=at,
                began_by_id=user_id,
                changed_at=at,
                changed_by_id=user_id,
            )
    except IntegrityError:  # of two who begin at once the second is given the first one's
        there = _open(plan)
        if there is None:
            raise
        return there


def keep_answers(*, permit: Permit, review: UUID, seen: int, typed: Typed, at: datetime) -> Review:
    """Keep what was typed; gives the review as it stands. A line that is not answered yet stays as a colleague answered it.

    Raises:
        ReviewNotFound, NotPossible (it has ended).
        ChangedMeanwhile: a colleague saved another answer to the same line, or other words, since revision `seen`.
    """
    with changing(permit, review, at=at, verb="review.answered") as (row, change):
        change.detail["lines"] = _keep(permit, row, seen, typed, at)
    return row


def finish_review(*, permit: Permit, review: UUID, seen: int, typed: Typed, at: datetime, rest_stays: bool = False) -> Review:
    """Each line has an answer. Where all are kept, the plan goes on and is looked at again on the day that is given. Where one
    changes or stops, it stands in a draft of the next version besides, as a comment or stopped there; the version in force stays
    as it is until the person agrees on the next, and a task asks for that.

    Raises:
        ReviewNotFound, NotPossible (it has ended), NotInForce (its plan ended), ChangedMeanwhile.
        Unanswered, WhyMissing, NextDayMissing, NextDayPast.
        DraftWaits: a next version has been put before the person already.
        NotEnrolled: no next version is begun once care here has ended.
    """
    user_id, _ = permit.actor.colleague()
    with changing(permit, review, at=at, verb="review.finished") as (row, change):
        _keep(permit, row, seen, typed, at)
        plan = get_plan(permit=permit, plan=row.plan.uuid)
        if not plan.is_in_force:
            raise NotInForce
        today = local_date(at, organisation_zone(organisation_id=permit.organisation_id))
        next_on = _next_day(typed.next_review_on, today)
        lines = lines_of(plan)
        kept = {line.line: Said(Answer(line.answer), line.why) for line in row.lines.all()}
        said = rules.settled(lines, kept, rest_stays=rest_stays)
        _fill(row, {line.root: line for line in lines}, said, user_id=user_id, at=at)
        outcome = rules.outcome_of(said)
        if outcome is Outcome.CHANGED:
            row.draft = write_on(permit=permit, lines=lines, said=said, at=at)
            _ask_to_agree(permit, row.draft, due=min(next_on, today + rules.AGREE_WITHIN), at=at)
        end(row, permit, outcome, at)
        row.next_review_on = next_on
        row.save()
        if plan.status is PlanStatus.ACTIVE:  # it was kept past the review
            plans.review_plan(permit=permit, plan=plan.uuid, at=at)
        now = plans_of(permit).values_list("revision", flat=True).get(uuid=plan.uuid)
        plans.keep_plan(permit=permit, plan=plan.uuid, seen=now, review_due_on=next_on, at=at)
        close_causes(list(ReviewCause.objects.filter(plan=row.plan, closed_at__isnull=True)), permit, at)
        asked_no_more(permit, at, outcome=outcome.label)
        change.detail["outcome"] = outcome.value
    return row


def set_review_aside(*, permit: Permit, review: UUID, at: datetime) -> Review:
    """It was not the time for it: the plan goes on as before, and what asked for the review still does.

    Raises:
        ReviewNotFound, NotPossible (it has ended).
    """
    permit.actor.colleague()
    with changing(permit, review, at=at, verb="review.set_aside") as (row, _):
        end(row, permit, Outcome.BY_CHOICE, at)
        row.save(update_fields=["state", "outcome", "ended_at", "ended_by", "ended_by_job"])
        ReviewCause.objects.filter(review=row, closed_at__isnull=True).update(review=None)
        plan = plans_of(permit).get(pk=row.plan_id)
        if plan.status == PlanStatus.UNDER_REVIEW:
            plans.keep_plan(permit=permit, plan=plan.uuid, seen=plan.revision, review_due_on=plan.review_due_on, at=at)
    return row


def _keep(permit: Permit, row: Review, seen: int, typed: Typed, at: datetime) -> int:
    """Write what differs from what stands; gives the number of lines."""
    if row.state != ReviewState.OPEN:
        raise NotPossible(ReviewState(row.state), ReviewStep.FINISH)
    user_id, _ = permit.actor.colleague()
    asked = {line.root: line for line in lines_of(get_plan(permit=permit, plan=row.plan.uuid))}
    there = {line.line: line for line in row.lines.select_related("changed_by")}
    said = {root: Said(one.answer, one.why.strip()) for root, one in typed.said.items() if root in asked}
    new = {root: one for root, one in said.items() if root not in there or _of(there[root]) != one}
    words = {name: getattr(typed, name).strip() for name in WORDS}
    reworded = {name: text for name, text in words.items() if text != getattr(row, name)}
    _check_fresh(row, seen, {root: there[root] for root in new if root in there}, reworded)
    row.revision += 1
    _fill(row, asked, said, user_id=user_id, at=at)
    for name, text in reworded.items():
        setattr(row, name, text)
    row.with_person, row.next_review_on = typed.with_person, typed.next_review_on
    row.changed_at, row.changed_by_id = at, user_id
    row.save()
    return len(new)


def _of(line: ReviewLine) -> Said:
    return Said(Answer(line.answer), line.why)


def _check_fresh(row: Review, seen: int, lines: Mapping[UUID, ReviewLine], words: Mapping[str, str]) -> None:
    newer = {
        root: Theirs(Answer(line.answer), line.why, line.changed_by.name, line.changed_at)
        for root, line in lines.items()
        if line.revision > seen
    }
    theirs = {name: getattr(row, name) for name in words if getattr(row, name)} if row.revision > seen else {}
    if newer or theirs:
        raise ChangedMeanwhile(revision=row.revision, who=row.changed_by.name, at=row.changed_at, lines=newer, words=theirs)


def _fill(row: Review, asked: Mapping[UUID, Line], said: Mapping[UUID, Said], *, user_id: int, at: datetime) -> None:
    """Write the answers that differ from those that stand."""
    there = {line.line: line for line in row.lines.all()}
    for root, one in said.items():
        line = there.get(root) or ReviewLine(review=row, line=root, line_kind=asked[root].kind.value)
        if line.pk is None or _of(line) != one:
            line.answer, line.why, line.revision = one.answer.value, one.why, row.revision
            line.changed_at, line.changed_by_id = at, user_id
            line.save()


def _next_day(day: date | None, today: date) -> date:
    if day is None:
        raise NextDayMissing
    if day <= today:
        raise NextDayPast
    return day


def _ask_to_agree(permit: Permit, draft: UUID, *, due: date, at: datetime) -> None:
    """Somebody finishes the next version with the person; once for each."""
    if is_asked_about(permit=permit, subject=draft, kind=NEXT):
        return
    zone = organisation_zone(organisation_id=permit.organisation_id)
    open_task(
        permit=permit,
        kind=NEXT,
        title="Agree on the next version of the plan together",
        why="A review found lines to change or to stop; the version in force holds until then",
        owner_role=Role.COUNSELOR,
        due_at=rules.due_at(due, zone=zone),
        subject_kind=KIND,
        subject=draft,
        at=at,
    )
