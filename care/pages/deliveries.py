"""Telling people that something was given up, where the room whose row it was could not."""

from datetime import datetime, timedelta
from functools import partial

from care.access import gate
from care.actor import Action, Actor, Category, Purpose, Role
from care.outbox.handling import Listener
from care.outbox.queries import Claimed, find_undelivered
from care.pages.presenters.undelivered import what, why
from care.worklist import operations as worklist
from care.worklist.queries import is_asked_about
from care.worklist.rules import Priority

JOB = "deliveries.given_up"
SOON = timedelta(hours=4)


def _given_up(row: Claimed, at: datetime) -> None:
    """One raised task for a coordinator; for the administrator where it is about nobody. A row of no programme has no people."""
    dead = find_undelivered(delivery_id=row.about["delivery"])
    if dead is None or dead.organisation_id is None:  # dealt with meanwhile, or the platform's own
        return
    actor = Actor.system(job=JOB, organisation_id=dead.organisation_id)
    open_task = partial(
        worklist.open_task,
        kind="undelivered",
        title=f"Not delivered: {what(dead)}",
        why=why(dead),
        priority=Priority.RAISED,
        due_at=at + SOON,
        subject_kind="delivery",
        subject=dead.uuid,
        at=at,
    )
    if dead.patient_id is None:
        if not is_asked_about(actor=actor, subject=dead.uuid):
            open_task(actor=actor, owner_role=Role.ADMINISTRATOR, category=Category.GENERAL)
        return
    permit = gate.require(
        actor=actor,
        patient_id=dead.patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.CAREMGT,
        at=at,
    )
    if not is_asked_about(permit=permit, subject=dead.uuid):
        open_task(permit=permit, owner_role=Role.COORDINATOR)


TELL_PEOPLE = Listener("people", _given_up)
