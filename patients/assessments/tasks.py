"""The job that keeps current what is asked again."""

from celery import shared_task
from django.utils import timezone

from care.accounts.queries import organisation_ids
from care.actor import Actor
from patients.assessments.operations import keep_due

JOB = "assessments.due"


@shared_task(name="patients.assessments.due")
def due() -> int:
    """Each hour: whoever has come into care is asked at the beginning, whoever has left is not asked again. Safe to run twice;
    gives the number of people that it concerned.
    """
    at = timezone.now()
    return sum(keep_due(actor=Actor.system(job=JOB, organisation_id=number), at=at) for number in organisation_ids())
