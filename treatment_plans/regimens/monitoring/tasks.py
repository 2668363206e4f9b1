"""The jobs of this room: what is overdue, each night; the random drug tests of the day, told on that day alone."""

from collections.abc import Iterator
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from care.access import gate
from care.accounts.queries import organisation_ids, organisation_zone
from care.actor import Action, Actor, Category, Permit, Purpose
from care.lib.dates import local_date
from care.teams.queries import open_enrolment
from patients.queries import get_patient
from treatment_plans.regimens.monitoring import operations
from treatment_plans.regimens.monitoring.drawing import drawn_today
from treatment_plans.regimens.monitoring.gathering import picture_of
from treatment_plans.regimens.monitoring.queries import people_in_treatment

JOB = "monitoring.look"


@shared_task(name="treatment_plans.regimens.monitoring.overdue")
def overdue() -> int:
    """Each night, for each clinic. Safe to run twice; gives the number of tasks that it opened."""
    at = timezone.now()
    return sum(look(organisation_id=number, at=at) for number in organisation_ids())


@shared_task(name="treatment_plans.regimens.monitoring.drawn")
def drawn() -> int:
    """Each hour, for each clinic's own day. Safe to run twice; gives the number of tasks that it opened."""
    at = timezone.now()
    return sum(draw_day(organisation_id=number, at=at) for number in organisation_ids())


def look(*, organisation_id: int, at: datetime) -> int:
    """What is overdue of everybody in treatment at one clinic: one task a person."""
    today = local_date(at, organisation_zone(organisation_id=organisation_id))
    opened = 0
    for permit in _records(organisation_id, people_in_treatment(organisation_id=organisation_id), at):
        person = get_patient(permit=permit).uuid
        late = picture_of(permit=permit, today=today).overdue
        opened += operations.ask_for_overdue(permit=permit, person=person, overdue=late, at=at)
    return opened


def draw_day(*, organisation_id: int, at: datetime) -> int:
    """Whose random drug test is drawn for today at one clinic; each is told once."""
    zone = organisation_zone(organisation_id=organisation_id)
    today = local_date(at, zone)
    opened = 0
    for permit in _records(organisation_id, drawn_today(organisation_id=organisation_id, today=today), at):
        person = get_patient(permit=permit).uuid
        opened += operations.ask_for_random_test(permit=permit, person=person, on=today, zone=zone, at=at)
    return opened


def _records(organisation_id: int, patient_ids: list[int], at: datetime) -> Iterator[Permit]:
    """The records of those who are in care here, for this job."""
    actor = Actor.system(job=JOB, organisation_id=organisation_id)
    for patient_id in patient_ids:
        try:
            permit = gate.require(
                actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.HOPERAT, at=at
            )
        except gate.NotFound:
            continue
        if open_enrolment(permit=permit) is not None:
            yield permit
