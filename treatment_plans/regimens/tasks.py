"""The jobs of the medication: the days without a dose, and what goes on beside the order in its place."""

from datetime import datetime

from celery import shared_task
from django.utils import timezone

from care.access import gate
from care.accounts.queries import organisation_ids, organisation_zone
from care.actor import Action, Actor, Category, Permit, Purpose
from care.lib.dates import local_date
from treatment_plans.regimens.operations import stop_on_their_day
from treatment_plans.regimens.operations.missed import JOB, hold_after_missed, mark_missed, people_to_look_at
from treatment_plans.regimens.queries import people_in_transition

STOP = "regimens.stop"


@shared_task(name="treatment_plans.regimens.stop_on_their_day")
def stop() -> int:
    """Orders that go on beside the one in their place stop when their last day is over. Safe to run twice; gives how many."""
    at = timezone.now()
    return sum(stop_at(Actor.system(job=STOP, organisation_id=number), number, at) for number in organisation_ids())


def stop_at(actor: Actor, organisation_id: int, at: datetime) -> int:
    """For one organization, at a moment."""
    today = local_date(at, organisation_zone(organisation_id=organisation_id))
    stopped = 0
    for patient_id in people_in_transition(organisation_id=organisation_id, today=today):
        permit = _permit(actor, patient_id, Action.ORDER, at)
        stopped += stop_on_their_day(permit=permit, today=today, at=at) if permit else 0
    return stopped


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
