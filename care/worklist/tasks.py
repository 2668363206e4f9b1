"""The job that lets escalations climb."""

from celery import shared_task
from django.utils import timezone

from care.actor import Actor
from care.worklist.operations import climb_due_tasks


@shared_task(name="care.worklist.climb")
def climb() -> int:
    """Every minute; safe to run twice at once. Gives the number of tasks that climbed."""
    return climb_due_tasks(actor=Actor.system(job="worklist.climb"), at=timezone.now())
