"""The job that looks for records that may be of one person."""

from celery import shared_task
from django.utils import timezone

from care.accounts.queries import organisation_ids
from care.actor import Actor
from patients.merging.operations import find_pairs

JOB = "merging.look"


@shared_task(name="patients.merging.look")
def look() -> int:
    """Each night: compare the records of each program. Safe to run twice; gives the number of new pairs."""
    at = timezone.now()
    return sum(find_pairs(actor=Actor.system(job=JOB, organisation_id=number), at=at) for number in organisation_ids())
