"""The demo's questionnaires: told once, plausible, and urgent for nobody."""

from datetime import datetime

import pytest
from django.apps import apps

from care.actor import Actor
from care.demo.measures import sum_up_told, tell_measures
from care.demo.operations import load_demo


@pytest.mark.django_db
def test_many_have_answered_and_nobody_is_called_for(at: datetime) -> None:
    load_demo(actor=Actor.system(job="demo.load"), people=20, seed=1, at=at)
    before = apps.get_model("worklist", "Task").objects.count()
    assert tell_measures(at=at) > 100
    assert tell_measures(at=at) == 0
    assert sum_up_told(at=at) == 0
    assert apps.get_model("worklist", "Task").objects.count() == before
    responses = apps.get_model("assessments", "Response").objects
    assert responses.values("patient_id").distinct().count() > 8
    assert not responses.filter(administered_at__gt=at).exists()
    assert not [row for row in responses.order_by("pk") if row.found["triggers"]]
    assert apps.get_model("assessments", "Reassessment").objects.filter(due_on__gt=at.date()).exists()
    said = apps.get_model("teams", "CaseloadSummary").objects.exclude(last_score="")
    assert said.filter(last_score__startswith="PHQ-9").count() > 8
    unsaid = apps.get_model("assessments", "ResponseEvent").objects.filter(pgh_context_id__isnull=True)
    assert not unsaid.exists(), "every row belongs to an event of the audit"
