"""The demo's intakes: one in each state that somebody meets on a morning, told once."""

from datetime import datetime
from typing import Any

import pytest

from care.demo.intakes import TOLD, tell_intakes
from patients.intake.models import Intake, SafetyCheck, TreatmentConsent

pytestmark = pytest.mark.django_db


def test_there_is_one_in_each_state_and_telling_again_tells_nothing(loaded: Any, at: datetime) -> None:
    assert tell_intakes(at=at) == len(TOLD)
    assert sorted(Intake.objects.values_list("state", flat=True)) == ["finished", "open", "paused", "signed"]
    assert TreatmentConsent.objects.count() == 2
    assert SafetyCheck.objects.get().level == 0
    assert tell_intakes(at=at) == 0
