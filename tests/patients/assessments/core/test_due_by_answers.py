"""What answers themselves say about asking again: a level of care by its level, an instrument that a result asked for once."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from care.actor import Permit
from care.lib.dates import local_date
from patients.assessments import operations
from patients.assessments.models import Reassessment
from patients.assessments.rules import Mode


def complete(permit: Permit, instrument: str, answers: dict[str, int | float], at: datetime, *, days_ago: int = 0) -> None:
    row = operations.begin_response(permit=permit, instrument=instrument, mode=Mode.CLINICIAN, at=at)
    numbers = {link_id: Decimal(str(value)) for link_id, value in answers.items()}
    when = at - timedelta(days=days_ago)
    operations.complete_response(permit=permit, response=row.uuid, answers=numbers, administered_at=when, at=at)


@pytest.mark.django_db
def test_a_level_of_care_is_looked_at_again_by_its_level(permit: Permit, at: datetime) -> None:
    today = local_date(at, "America/New_York")
    found = []
    for level in (3.5, 2.1, 1.7):
        complete(permit, "asam", {"d1": 2, "recommended": level, "actual": level}, at)
        found.append((Reassessment.objects.get(instrument="asam").due_on - today).days)
    assert found == [7, 30, 90]
    complete(permit, "asam", {"recommended": 3.5, "actual": 3.5}, at, days_ago=3)  # an older one that comes late
    assert (Reassessment.objects.get(instrument="asam").due_on - today).days == 90
    complete(permit, "asam", {"recommended": 1, "actual": 0, "reason": 2}, at)  # no level for now
    assert not Reassessment.objects.filter(instrument="asam").exists()


@pytest.mark.django_db
def test_what_a_result_asked_for_is_due_until_it_is_answered(permit: Permit, at: datetime) -> None:
    complete(permit, "auditc", {"1": 4, "2": 2, "3": 2}, at)
    assert Reassessment.objects.get(instrument="audit").due_on == local_date(at, "America/New_York")
    complete(permit, "audit", {"1": 0, "9": 0, "10": 0}, at)
    assert not Reassessment.objects.filter(instrument="audit").exists()
