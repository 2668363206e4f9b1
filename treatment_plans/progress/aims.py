"""What was written of what was planned: the sessions whose notes are about a goal or an intervention, in whichever version."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from care.actor import Permit
from treatment_plans.progress import rules
from treatment_plans.progress.models import NoteAim
from treatment_plans.progress.queries import covered


@dataclass(frozen=True, slots=True)
class Worked:
    """One session that was about a line of the plan: a goal, or one intervention towards it, by their roots."""

    goal: UUID
    intervention: UUID | None
    starts_at: datetime
    author: str


def worked_since(*, permit: Permit, since: datetime) -> list[Worked]:
    """What the signed notes of the sessions after a moment are about, the latest first. One query."""
    standing = [status.value for status in rules.STANDING]
    notes = covered(permit).filter(status__in=standing, starts_at__gt=since)
    rows = NoteAim.objects.filter(note__in=notes).order_by("-note__starts_at", "-pk")
    columns = ("goal__root", "intervention__root", "note__starts_at", "note__author__user__name")
    return [Worked(*row) for row in rows.values_list(*columns)]
