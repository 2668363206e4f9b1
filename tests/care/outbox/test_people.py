"""What people do with a row that was given up: by permit or by an actor of the organisation, and nobody else."""

import pytest

from care.actor import Actor, Category, PermitMismatch, Role
from care.outbox import operations
from care.outbox.operations.people import NoSuchDelivery, ReasonMissing
from care.outbox.rules import NotPossible, State
from tests.factories.accounts import actor_for, staff_with
from tests.factories.outbox import DeliveryFactory
from tests.factories.patients import enrolled_patient, permit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def permit(alice, at):
    return permit_for(alice, enrolled_patient(alice), at=at)


@pytest.fixture
def dead(permit):
    return DeliveryFactory(patient_id=permit.patient_id, organisation_id=permit.organisation_id, organisation=None, dead=True)


def test_a_permit_for_another_person_or_to_read_is_refused(alice, dead, at):
    other = permit_for(alice, enrolled_patient(alice), at=at)
    with pytest.raises(NoSuchDelivery):
        operations.try_again(permit=other, delivery=dead.uuid, at=at)
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    patient = enrolled_patient(desk)
    reading = permit_for(desk, patient, at=at, category=Category.DEMOGRAPHICS)
    with pytest.raises(PermitMismatch):
        operations.set_aside(permit=reading, delivery=dead.uuid, reason="Told", at=at)


def test_an_actor_reaches_only_rows_about_nobody_of_their_organisation(alice, dead, at):
    for row in (dead, DeliveryFactory(dead=True)):
        with pytest.raises(NoSuchDelivery):
            operations.try_again(actor=actor_for(alice), delivery=row.uuid, at=at)
    own = DeliveryFactory(organisation=alice.organisation, dead=True)
    operations.try_again(actor=actor_for(alice), delivery=own.uuid, at=at)
    own.refresh_from_db()
    assert own.state == State.WAITING


def test_a_job_does_neither(dead, at):
    job = Actor.system(job="outbox.sweep", organisation_id=dead.organisation_id)
    with pytest.raises(PermissionError):
        operations.try_again(actor=job, delivery=dead.uuid, at=at)


def test_both_or_neither_of_permit_and_actor_is_a_fault_in_code(permit, alice, dead, at):
    with pytest.raises(TypeError):
        operations.try_again(delivery=dead.uuid, at=at)
    with pytest.raises(TypeError):
        operations.try_again(permit=permit, actor=actor_for(alice), delivery=dead.uuid, at=at)


def test_what_was_not_given_up_is_neither_tried_again_nor_set_aside(permit, at):
    row = DeliveryFactory(patient_id=permit.patient_id, organisation_id=permit.organisation_id, organisation=None)
    with pytest.raises(NotPossible):
        operations.try_again(permit=permit, delivery=row.uuid, at=at)
    with pytest.raises(NotPossible):
        operations.set_aside(permit=permit, delivery=row.uuid, reason="Told", at=at)
    with pytest.raises(ReasonMissing):
        operations.set_aside(permit=permit, delivery=row.uuid, reason=" ", at=at)
