"""The job that moves check-ins on."""

from celery import shared_task
from django.utils import timezone

from care.actor import Actor
from care.followups.operations import advance_check_ins


@shared_task(name="care.followups.advance")
def advance() -> int:
    """Every minute; safe to run twice at once. Gives the number of steps."""
    return advance_check_ins(actor=Actor.system(job="followups.advance"), at=timezone.now())
