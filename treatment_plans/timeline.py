"""What the plan tells: versions, goals, achievements, interventions; sections, problems, steps, signatures, comments.

What a new version took over from the one before is told once, where it happened.
"""

from typing import Any

from django.db.models import F, Q, QuerySet

from care.actor import Category, Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from treatment_plans.models import Comment, Goal, Intervention, Objective, Plan, Problem, Section, Signature
from treatment_plans.queries import ender_name, plans_of
from treatment_plans.vocabulary import (
    GoalAchievement,
    GoalLifecycle,
    InterventionStatus,
    ObjectiveStatus,
    Party,
    PlanEnd,
    ProblemDomain,
    SectionKind,
    SigningWay,
    Subject,
)

_NEW = Q(carried_from__isnull=True)
_ENDED_HERE = Q(ended_by__isnull=False) & (
    _NEW | Q(carried_from__ended_at__isnull=True) | ~Q(carried_from__ended_at=F("ended_at"))
)


def _plans(permit: Permit) -> QuerySet[Plan]:
    return plans_of(permit).select_related("started_by", "agreed_by", "ended_by")


def _begun(row: Plan) -> TimelineEntry:
    return TimelineEntry(row.started_at, row.started_by.name, f"Plan, version {row.version}: draft begun", "plan")


def _agreed(row: Plan) -> TimelineEntry:
    assert row.agreed_at
    assert row.agreed_by
    return TimelineEntry(row.agreed_at, row.agreed_by.name, f"Plan, version {row.version}: agreed", "plan")


def _ended(row: Plan) -> TimelineEntry:
    assert row.ended_at
    text = f"Plan, version {row.version}: ended ({PlanEnd(row.end_reason).label})"
    return TimelineEntry(row.ended_at, ender_name(row), text, "plan")


def _goals(permit: Permit) -> QuerySet[Goal]:
    rows = Goal.objects.filter(plan__in=plans_of(permit).values("pk"))
    return rows.select_related("stated_by", "ended_by")


def _stated(row: Goal) -> TimelineEntry:
    return TimelineEntry(row.stated_at, row.stated_by.name, "Goal stated", "goal", row.own_words)


def _goal_ended(row: Goal) -> TimelineEntry:
    assert row.ended_at
    assert row.ended_by
    text = f"Goal {GoalLifecycle(row.lifecycle).label.lower()}{f': {row.end_note}' if row.end_note else ''}"
    return TimelineEntry(row.ended_at, row.ended_by.name, text, "goal", row.own_words)


def _interventions(permit: Permit) -> QuerySet[Intervention]:
    rows = Intervention.objects.filter(goal__plan__in=plans_of(permit).values("pk"))
    return rows.select_related("added_by", "ended_by", "staff__user", "kind")


def _added(row: Intervention) -> TimelineEntry:
    return TimelineEntry(row.added_at, row.added_by.name, f"Intervention added: {row.title}", "intervention")


def _intervention_ended(row: Intervention) -> TimelineEntry:
    assert row.ended_at
    assert row.ended_by
    note = f" ({row.end_note})" if row.end_note else ""
    text = f"Intervention {InterventionStatus(row.status).label.lower()}: {row.title}{note}"
    return TimelineEntry(row.ended_at, row.ended_by.name, text, "intervention")


def _achievements(permit: Permit) -> QuerySet[Any]:
    """Each achievement ever recorded, from the goals' history: the goal's own row holds only the last."""
    history = Goal.pgh_event_model.objects  # type: ignore[attr-defined]
    told = history.filter(plan_id__in=plans_of(permit).values("pk"), achievement_at__isnull=False).exclude(pgh_label="delete")
    once = told.order_by("-achievement_at", "achievement_by_id", "achievement", "position", "-pgh_id")
    once = once.distinct("achievement_at", "achievement_by_id", "achievement", "position")
    rows: QuerySet[Any] = history.filter(pk__in=once.values("pk")).select_related("achievement_by")
    return rows


def _achieved(row: Any) -> TimelineEntry:
    text = f"{GoalAchievement(row.achievement).label}{f': {row.achievement_note}' if row.achievement_note else ''}"
    who = row.achievement_by.name if row.achievement_by else ""
    return TimelineEntry(row.achievement_at, who, text, "achievement", row.own_words)


def _sections(permit: Permit) -> QuerySet[Section]:
    return Section.objects.filter(plan__in=plans_of(permit).values("pk")).select_related("changed_by", "plan")


def _written(row: Section) -> TimelineEntry:
    text = f"Plan, version {row.plan.version}: {SectionKind(row.kind).label.lower()} written"
    return TimelineEntry(row.changed_at, row.changed_by.name, text, "plan")


def _problems(permit: Permit) -> QuerySet[Problem]:
    rows = Problem.objects.filter(plan__in=plans_of(permit).values("pk")).select_related("added_by")
    return rows if permit.covers(Category.MENTAL_HEALTH) else rows.exclude(domain=ProblemDomain.MENTAL.value)


def _problem_added(row: Problem) -> TimelineEntry:
    return TimelineEntry(row.added_at, row.added_by.name, f"Problem added to the plan: {row.title}", "plan")


def _steps(permit: Permit) -> QuerySet[Objective]:
    rows = Objective.objects.filter(goal__plan__in=plans_of(permit).values("pk"))
    return rows.select_related("added_by", "ended_by")


def _step_added(row: Objective) -> TimelineEntry:
    return TimelineEntry(row.added_at, row.added_by.name, f"Step towards a goal added: {row.text}", "goal")


def _step_ended(row: Objective) -> TimelineEntry:
    assert row.ended_at
    assert row.ended_by
    note = f" ({row.end_note})" if row.end_note else ""
    text = f"Step towards a goal, {ObjectiveStatus(row.status).label.lower()}: {row.text}{note}"
    return TimelineEntry(row.ended_at, row.ended_by.name, text, "goal")


def _signatures(permit: Permit) -> QuerySet[Signature]:
    return Signature.objects.filter(plan__in=plans_of(permit).values("pk")).select_related("signed_by", "plan")


def _signed(row: Signature) -> TimelineEntry:
    who = f"{Party(row.party).label.lower()}{f', {row.name}' if row.name else ''}"
    text = f"Plan, version {row.plan.version}: {SigningWay(row.way).label.lower()} ({who})"
    return TimelineEntry(row.signed_at, row.signed_by.name, text, "plan")


def _comments(permit: Permit) -> QuerySet[Comment]:
    rows = Comment.objects.filter(plan__in=plans_of(permit).values("pk")).select_related("written_by", "resolved_by")
    return rows if permit.covers(Category.MENTAL_HEALTH) else rows.exclude(subject_kind=Subject.PROBLEM.value)


def _about(row: Comment) -> str:
    return f"at {Subject(row.subject_kind).label.lower()}"


def _said(row: Comment) -> TimelineEntry:
    sort = "Question" if row.is_question else "Answer" if row.answers_id else "Comment"
    return TimelineEntry(row.written_at, row.written_by.name, f"{sort} {_about(row)}: {row.text}", "plan")


def _settled(row: Comment) -> TimelineEntry:
    assert row.resolved_at
    assert row.resolved_by
    sort = "Question" if row.is_question else "Comment"
    return TimelineEntry(row.resolved_at, row.resolved_by.name, f"{sort} {_about(row)} settled", "plan")


# Positions are part of cursors: what is new goes to the end.
CHAPTERS = (
    Chapter(
        _plans,
        (
            Telling("started_at", _begun),
            Telling("agreed_at", _agreed, Q(agreed_by__isnull=False)),
            Telling("ended_at", _ended, ~Q(end_reason__in=["", PlanEnd.SUPERSEDED.value])),
        ),
    ),
    Chapter(_goals, (Telling("stated_at", _stated, _NEW), Telling("ended_at", _goal_ended, _ENDED_HERE))),
    Chapter(_interventions, (Telling("added_at", _added, _NEW), Telling("ended_at", _intervention_ended, _ENDED_HERE))),
    Chapter(_achievements, (Telling("achievement_at", _achieved),)),
    Chapter(_sections, (Telling("changed_at", _written, Q(changed_at__gte=F("plan__started_at")) & ~Q(text="")),)),
    Chapter(_problems, (Telling("added_at", _problem_added, _NEW),)),
    Chapter(_steps, (Telling("added_at", _step_added, _NEW), Telling("ended_at", _step_ended, _ENDED_HERE))),
    Chapter(_signatures, (Telling("signed_at", _signed),)),
    Chapter(_comments, (Telling("written_at", _said), Telling("resolved_at", _settled))),
)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """What happened to the plan, newest first. Nine queries."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
