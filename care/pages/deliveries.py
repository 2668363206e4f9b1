"""Telling people that something was given up, where the room whose row it was could not; and rights to sign that a death ends,
or that rested on a death which was recorded by mistake."""

from datetime import datetime, timedelta
from functools import partial

from care.access import gate
from care.actor import Action, Actor, Category, Purpose, Role
from care.consent.operations import end_representatives
from care.consent.rules import OF_THE_DEAD, OF_THE_LIVING, RepresentativeKind
from care.outbox.handling import Listener
from care.outbox.queries import Claimed, find_undelivered
from care.pages.presenters.undelivered import what, why
from care.worklist import operations as worklist
from care.worklist.queries import is_asked_about
from care.worklist.rules import Priority
from patients.queries import get_patient

JOB = "deliveries.given_up"
CLOSING = "representatives.close"
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


def _rights_end(row: Claimed, at: datetime, *, kinds: frozenset[RepresentativeKind], died: bool, reason: str) -> None:
    """End the rights to sign that cannot be any more, unless the record says otherwise by now."""
    actor = Actor.system(job=CLOSING, organisation_id=row.organisation_id)
    try:
        permit = gate.require(
            actor=actor,
            patient_id=row.patient_id,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.HOPERAT,
            at=at,
        )
    except gate.NotFound:  # never in the programme's care
        return
    if (get_patient(permit=permit).deceased_on is not None) is died:
        end_representatives(permit=permit, kinds=kinds, reason=reason, at=at)


TELL_PEOPLE = Listener("people", _given_up)
END_RIGHTS_AT_DEATH = Listener("representatives", partial(_rights_end, kinds=OF_THE_LIVING, died=True, reason="The person died"))
END_RIGHTS_AFTER_CORRECTION = Listener(
    "representatives",
    partial(_rights_end, kinds=OF_THE_DEAD, died=False, reason="The death was recorded by mistake"),
)
