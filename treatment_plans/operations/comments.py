"""Comments and questions at a line of a plan."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Q

from care.accounts.queries import works_at
from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.teams.operations import NotOurColleague
from care.teams.queries import team_of
from care.worklist import operations as worklist
from treatment_plans.models import Comment, Goal, Intervention, Objective, Plan, Problem
from treatment_plans.operations.parts import author_of, check_work, locked_plan
from treatment_plans.operations.refusals import NotOnTheTeam, PlanNotFound, TextMissing
from treatment_plans.queries import plans_of
from treatment_plans.rules import IN_FORCE, IN_WRITING
from treatment_plans.vocabulary import PlanWork, SectionKind, Subject

ASKED = "plan_question"
TO_ANSWER = timedelta(days=2)
_LINES: dict[Subject, type[models.Model]] = {
    Subject.PROBLEM: Problem,
    Subject.GOAL: Goal,
    Subject.OBJECTIVE: Objective,
    Subject.INTERVENTION: Intervention,
}


def comment_on(
    *,
    permit: Permit,
    plan: UUID,
    text: str,
    at: datetime,
    about: Subject = Subject.PLAN,
    line: UUID | None = None,
    section: SectionKind | None = None,
    asked_role: Role | None = None,
    asked_staff: int | None = None,
) -> Comment:
    """Write a comment at the plan, at a section or at a line (`line` is its `root`); with a role or a colleague of the care team
    asked, it is a question, and they get a task.

    Raises:
        TextMissing, PlanNotFound (no such line in this version), NotPossible (the version has ended),
        NotOurColleague, NotOnTheTeam.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    words = text.strip()
    if not words:
        raise TextMissing
    with audit.change(permit=permit, at=at, verb="plan.commented") as change:
        row = locked_plan(permit, Q(uuid=plan))
        check_work(permit, row, PlanWork.TALKING)
        _check_line(row, about, line)
        function = _function_of(permit, asked_staff) if asked_staff is not None else None
        comment = say(permit, row, about, line, section.value if section else "", words, at, asked_role, asked_staff)
        if comment.is_question:
            worklist.open_task(
                permit=permit,
                kind=ASKED,
                title="Answer a question about a plan",
                why=words[:300],
                owner_id=asked_staff,
                owner_role=asked_role or function or Role.COUNSELOR,
                due_at=at + TO_ANSWER,
                subject_kind="plan_comment",
                subject=comment.uuid,
                at=at,
            )
        change.detail.update(plan=row.pk, comment=comment.pk, is_question=comment.is_question)
    return comment


def _function_of(permit: Permit, staff_id: int) -> Role:
    """What a colleague is on the person's care team: to that function the question returns if they give it back."""
    if not works_at(staff_id=staff_id, organisation_id=permit.organisation_id):
        raise NotOurColleague
    function = next((member.function for member in team_of(permit=permit) if member.staff_id == staff_id), None)
    if function is None:
        raise NotOnTheTeam
    return Role(function)


def answer_comment(*, permit: Permit, comment: UUID, text: str, at: datetime) -> Comment:
    """Answer a comment or a question; who was asked is asked no more.

    Raises:
        TextMissing, PlanNotFound (no such comment), NotPossible (the version has ended).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    words = text.strip()
    if not words:
        raise TextMissing
    with audit.change(permit=permit, at=at, verb="plan.answered") as change:
        plan, asked = _comment(permit, comment)
        check_work(permit, plan, PlanWork.TALKING)
        answer = say(permit, plan, Subject(asked.subject_kind), asked.subject, asked.section, words, at)
        answer.answers = asked
        answer.save(update_fields=["answers"])
        if asked.is_question and asked.resolved_at is None:
            _resolve(asked, permit, at, outcome="Answered on the plan.")
        change.detail.update(plan=plan.pk, comment=asked.pk)
    return answer


def resolve_comment(*, permit: Permit, comment: UUID, at: datetime) -> Comment:
    """Say that a comment or a question is settled. Done twice, it changes nothing.

    Raises:
        PlanNotFound: no such comment.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="plan.comment_resolved") as change:
        plan, row = _comment(permit, comment)
        if row.resolved_at is None:
            _resolve(row, permit, at, outcome="Settled on the plan.")
        change.detail.update(plan=plan.pk, comment=row.pk)
    return row


def say(
    permit: Permit,
    plan: Plan,
    about: Subject,
    line: UUID | None,
    section: str,
    words: str,
    at: datetime,
    asked_role: Role | None = None,
    asked_staff: int | None = None,
) -> Comment:
    """Write one comment at a locked version; for this package."""
    return Comment.objects.create(
        plan=plan,
        subject_kind=about.value,
        subject=line,
        section=section,
        text=words,
        is_question=asked_role is not None or asked_staff is not None,
        asked_role=asked_role.value if asked_role else "",
        asked_staff_id=asked_staff,
        written_at=at,
        written_by_id=author_of(permit),
    )


def _resolve(comment: Comment, permit: Permit, at: datetime, *, outcome: str) -> None:
    comment.resolved_at, comment.resolved_by_id = at, author_of(permit)
    comment.save(update_fields=["resolved_at", "resolved_by"])
    worklist.finish_tasks_about(permit=permit, subject=comment.uuid, kinds=[ASKED], outcome=outcome, at=at)


def _comment(permit: Permit, comment: UUID) -> tuple[Plan, Comment]:
    """A comment of any version of the person's plan, and the version at which talking goes on: the newest that has not ended."""
    row = Comment.objects.filter(plan__in=plans_of(permit).values("pk"), uuid=comment).first()
    if row is None:
        raise PlanNotFound
    newest = plans_of(permit).filter(status__in=IN_WRITING | IN_FORCE).order_by("-version").values_list("pk", flat=True).first()
    return locked_plan(permit, Q(pk=newest or row.plan_id)), row


def _check_line(plan: Plan, about: Subject, line: UUID | None) -> None:
    if about not in _LINES:
        return
    path = "plan" if about in (Subject.PROBLEM, Subject.GOAL) else "goal__plan"
    if not _LINES[about]._default_manager.filter(root=line, **{path: plan}).exists():
        raise PlanNotFound
