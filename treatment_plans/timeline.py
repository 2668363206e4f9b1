"""What the plan tells: versions, goals, achievements, interventions.

What a new version took over from the one before is told once, where it happened.
"""

from typing import Any

from django.db.models import F, Q, QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries
from treatment_plans.models import Goal, Intervention, Plan
from treatment_plans.queries import ender_name, plans_of
from treatment_plans.vocabulary import GoalAchievement, GoalLifecycle, InterventionStatus, PlanEnd

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
)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """What happened to the plan, newest first: versions, goals, achievements, interventions. Four queries."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
