"""The demo's look-ups: told once, and not about everybody."""

from datetime import datetime

import pytest

from care.demo.monitoring import tell_lookups
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.regimens.monitoring.models import PdmpLookup

pytestmark = pytest.mark.django_db


def test_most_whose_medicine_asks_for_it_were_looked_up(loaded: None, at: datetime) -> None:
    told = tell_lookups(at=at)
    asked = MedicationOrder.objects.filter(status="active", substance__in=["methadone", "buprenorphine"]).count()
    assert 0 < told < asked
    assert PdmpLookup.objects.filter(looked_at__gt=at).count() == 0
    assert tell_lookups(at=at) == 0
