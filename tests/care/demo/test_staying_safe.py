"""The demo's plans for staying well and safe: there, whole, some due, and told once."""

from datetime import datetime

import pytest

from care.demo.staying_safe import tell_staying_safe
from care.lib.dates import local_date
from care.worklist.models import Task
from treatment_plans.staying_safe.models import PhoneCopy, ReturnToUse, SafePlan, SafeSignature
from treatment_plans.staying_safe.vocabulary import PlanKind

pytestmark = pytest.mark.django_db


def test_some_people_have_plans_and_some_told_of_returns(loaded: None, at: datetime) -> None:
    assert tell_staying_safe(at=at) >= 5
    plans = SafePlan.objects.all()
    assert {PlanKind(plan.kind) for plan in plans} == set(PlanKind)
    assert SafeSignature.objects.filter(plan__state="in_force").count() == 2 * plans.filter(state="in_force").count()
    assert plans.filter(review_due_on__lte=local_date(at, "America/New_York")).exists()
    assert (PhoneCopy.objects.count(), ReturnToUse.objects.count() > 0) == (2, True)
    assert Task.objects.filter(kind="return_to_use").count() == ReturnToUse.objects.count()
    assert Task.objects.filter(kind__startswith="safe_plan").exists()
    assert tell_staying_safe(at=at) == 0
