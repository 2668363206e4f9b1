"""The demo's case conferences: one held and one to come, told once, in little time."""

import time
from datetime import datetime

import pytest

from care.demo.conferences import tell_conferences
from treatment_plans.conferences.models import Conference, Decision, Item

pytestmark = pytest.mark.django_db


def test_a_conference_was_held_and_one_is_to_come(loaded: None, at: datetime) -> None:
    begun = time.monotonic()
    assert tell_conferences(at=at) == 2
    assert time.monotonic() - begun < 3
    assert sorted(Conference.objects.values_list("status", flat=True)) == ["held", "planned"]
    assert sorted(Item.objects.values_list("status", flat=True)) == ["discussed", "discussed", "listed", "listed", "put_off"]
    assert Decision.objects.filter(task__isnull=False).count() == 2
    assert tell_conferences(at=at) == 0
