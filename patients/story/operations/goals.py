"""Goals that a plan takes up."""

from datetime import datetime
from uuid import UUID

from care.actor import Permit
from patients.story.models import OwnGoal
from patients.story.operations.lines import NoSuchLine, change_of
from patients.story.rules import PART_CATEGORIES, Part


def take_goal(*, permit: Permit, goal: UUID, plan: UUID, at: datetime) -> None:
    """Note that a plan has taken a goal up; it stays in the story with that mark. Taken again by the same plan changes nothing.

    Raises:
        NoSuchLine: it is not on the list.
    """
    user_id, _ = permit.actor.colleague()
    with change_of(permit, PART_CATEGORIES[Part.GOALS], at=at, verb="story.goal_taken", part=Part.GOALS) as (patient, change):
        row = OwnGoal.objects.filter(patient=patient, uuid=goal, removed_at__isnull=True).first()
        if row is None:
            raise NoSuchLine
        change.detail["line"] = row.pk
        if row.plan != plan:
            row.plan, row.taken_at, row.taken_by_id = plan, at, user_id
            row.version += 1
            row.save()
