"""A death takes somebody off agendas, its correction puts them back; each however often it is told. What was said stays."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from care.deliveries import LISTENERS
from care.outbox.handling import Listener
from patients.models import Patient
from patients.operations import correct_death, record_death
from patients.rules import DeathCorrection
from tests.factories.conferences import ItemFactory
from tests.factories.outbox import DeliveryFactory
from tests.treatment_plans.conferences.conftest import PermitOf
from treatment_plans.conferences import deliveries
from treatment_plans.conferences.models import Conference, Item

pytestmark = pytest.mark.django_db


def hears(listener: Listener, mari: Patient, at: datetime) -> list[str]:
    """Twice, as a worker that died in between would have it; gives how the lines stand then."""
    row: Any = DeliveryFactory.build(uuid=uuid4(), patient_id=mari.pk, organisation_id=mari.organisation_id, about={})
    for _ in range(2):
        listener.hear(row, at)
    return sorted(Item.objects.values_list("status", flat=True))


def test_a_death_takes_off_and_its_correction_puts_back(
    planned: Conference, mari: Patient, permit: PermitOf, at: datetime
) -> None:
    ItemFactory(patient=mari, conference=planned)
    ItemFactory(patient=mari, discussed=True)
    assert hears(deliveries.CLOSE_AT_END, mari, at) == ["discussed", "listed"]  # care goes on
    record_death(permit=permit(mari), deceased_on=at.date(), at=at)
    assert hears(deliveries.CLOSE_AT_DEATH, mari, at) == ["discussed", "withdrawn"]
    correct_death(permit=permit(mari), reason=next(iter(DeathCorrection)), at=at)
    assert hears(deliveries.PUT_BACK_AFTER_CORRECTION, mari, at) == ["discussed", "listed"]
    for event in ("patient.died", "patient.death_corrected", "enrolment.ended"):
        assert "conferences" in {one.name for one in LISTENERS[event]}
