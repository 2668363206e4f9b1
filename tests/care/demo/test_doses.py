"""The demo's doses: the last weeks of everybody with an order in force, told once."""

from datetime import datetime

import pytest
from django.db.models import F

from care.demo.doses import tell_doses
from treatment_plans.regimens.models import Dose, MedicationOrder

pytestmark = pytest.mark.django_db


def test_everybody_with_an_order_in_force_has_doses_of_the_last_weeks(loaded: None, at: datetime) -> None:
    assert tell_doses(at=at) > 0
    assert {"observed", "dispensed"} <= {row.outcome for row in Dose.objects.all()}
    injected = Dose.objects.filter(order__medication__is_depot=True)
    assert all(row.site and row.lot and row.expires_on for row in injected)
    daily = MedicationOrder.objects.filter(status="active", medication__is_depot=False, starts_on__lt=at.date())
    asked = daily.exclude(frequency="as-needed")
    assert {row.pk for row in asked} <= set(Dose.objects.values_list("order_id", flat=True))
    assert not Dose.objects.filter(at__lt=F("order__signed_at")).exists()
    assert tell_doses(at=at) == 0
