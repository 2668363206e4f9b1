"""The demo's dates, steps and groups: there, in every state, and told once."""

from datetime import datetime

import pytest

from care.demo.recovery import tell_recovery
from treatment_plans.recovery.models import ChosenDate, LifeStep

pytestmark = pytest.mark.django_db


def test_some_people_tell_of_their_lives(loaded: None, at: datetime) -> None:
    assert tell_recovery(at=at) >= 5
    assert {one.state for one in LifeStep.objects.all()} == {"hoped", "begun", "reached", "let_go"}
    assert ChosenDate.objects.filter(marking="word").exists()
    assert tell_recovery(at=at) == 0
