"""The demo's results: there for each medicine, some of them to be looked at, told once, and quickly."""

from datetime import datetime
from time import perf_counter

import pytest
from django.apps import apps

from care.demo.results import tell_results
from patients.results.models import DrugTest, DrugTestAnalyte, Result
from patients.results.rules import DrugTestState, ResultKind

pytestmark = pytest.mark.django_db


def test_who_is_on_a_medicine_has_been_measured_and_tested(loaded: None, at: datetime) -> None:
    began = perf_counter()
    people = tell_results(at=at)
    assert perf_counter() - began < 5
    orders = apps.get_model("regimens", "MedicationOrder").objects.filter(status__in=("active", "on-hold"))
    assert people == Result.objects.values("patient_id").distinct().count() > 0
    assert people <= orders.values("patient_id").distinct().count()
    kinds = set(Result.objects.values_list("kind", flat=True))
    assert {ResultKind.QTC, ResultKind.CREATININE, ResultKind.ALT, ResultKind.WEIGHT, ResultKind.HCV} <= kinds
    assert not Result.objects.filter(recorded_at__gt=at).exists()
    assert {DrugTestState.ORDERED, DrugTestState.COLLECTED, DrugTestState.RESULTED} == set(
        DrugTest.objects.values_list("status", flat=True)
    )
    assert DrugTestAnalyte.objects.filter(method="confirmation", level__isnull=False).exists()
    assert tell_results(at=at) == 0
