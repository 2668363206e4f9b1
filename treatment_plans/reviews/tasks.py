"""The job that minds the days of plans: when they are looked at again, and the days of goals."""

from datetime import datetime

from celery import shared_task
from django.utils import timezone

from care.access import gate
from care.accounts.queries import organisation_ids, organisation_zone
from care.actor import Action, Actor, Category, Purpose
from care.teams.queries import open_enrolment
from treatment_plans.reviews import operations
from treatment_plans.reviews.queries import people_due

JOB = "reviews.due"


@shared_task(name="treatment_plans.reviews.due")
def due() -> int:
    """Each night, for each clinic. Safe to run twice; gives the number of causes that it saw."""
    at = timezone.now()
    return sum(look(organisation_id=number, at=at) for number in organisation_ids())


def look(*, organisation_id: int, at: datetime) -> int:
    """One clinic's plans whose day comes, goals whose day has passed, and stays in a hospital; gives the number of causes."""
    actor = Actor.system(job=JOB, organisation_id=organisation_id)
    zone = organisation_zone(organisation_id=organisation_id)
    found = 0
    for patient_id in people_due(organisation_id=organisation_id, at=at, zone=zone):
        try:
            permit = gate.require(
                actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.HOPERAT, at=at
            )
        except gate.NotFound:
            continue
        if open_enrolment(permit=permit) is None:
            continue
        seen = operations.seen_tonight(permit=permit, at=at, zone=zone)
        found += sum(operations.see_cause(permit=permit, seen=one, at=at) for one in seen)
    return found
