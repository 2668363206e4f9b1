"""The job that reminds of notes that are not signed."""

from datetime import datetime

from celery import shared_task
from django.utils import timezone

from care.access import gate
from care.accounts.queries import organisation_ids
from care.actor import Action, Actor, Purpose
from treatment_plans.progress.operations import remind_author
from treatment_plans.progress.queries import unsigned_drafts

JOB = "progress_notes.unsigned"


@shared_task(name="treatment_plans.progress.remind")
def remind() -> int:
    """Each morning: whoever has a draft of a session some days ago is asked to sign it. Safe to run twice; gives how many are."""
    at = timezone.now()
    return sum(remind_at(Actor.system(job=JOB, organisation_id=number), at) for number in organisation_ids())


def remind_at(actor: Actor, at: datetime) -> int:
    """For one organization, at a moment."""
    asked = 0
    for patient_id, note, category in unsigned_drafts(actor=actor, at=at):
        permit = gate.require(
            actor=actor, patient_id=patient_id, category=category, action=Action.WRITE, purpose=Purpose.HOPERAT, at=at
        )
        asked += remind_author(permit=permit, note=note, at=at)
    return asked
