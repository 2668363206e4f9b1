"""The job that minds the days without a dose."""

from datetime import datetime

from celery import shared_task
from django.utils import timezone

from care.access import gate
from care.accounts.queries import organisation_ids
from care.actor import Action, Actor, Category, Permit, Purpose
from treatment_plans.regimens.operations.missed import JOB, hold_after_missed, mark_missed, people_to_look_at


@shared_task(name="treatment_plans.regimens.missed_doses")
def missed_doses() -> int:
    """Each hour, for each clinic, about the days that are over there. Safe to run twice; gives how many people it looked at."""
    at = timezone.now()
    return sum(look(organisation_id=number, at=at) for number in organisation_ids())


def look(*, organisation_id: int, at: datetime) -> int:
    """One clinic."""
    actor = Actor.system(job=JOB, organisation_id=organisation_id)
    people = people_to_look_at(actor=actor, organisation_id=organisation_id, at=at)
    for patient_id in people:
        permit = _permit(actor, patient_id, Action.WRITE, at)
        orders = mark_missed(permit=permit, at=at) if permit else []
        if orders and (ordering := _permit(actor, patient_id, Action.ORDER, at)):
            for order in orders:
                hold_after_missed(permit=ordering, order=order, at=at)
    return len(people)


def _permit(actor: Actor, patient_id: int, action: Action, at: datetime) -> Permit | None:
    try:
        return gate.require(
            actor=actor, patient_id=patient_id, category=Category.SUD, action=action, purpose=Purpose.HOPERAT, at=at
        )
    except gate.NotFound:
        return None
