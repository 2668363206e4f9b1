"""The demo's emergencies are lived through by the operations: one is reviewed, one waits for the privacy officer."""

from datetime import datetime

import pytest
from django.apps import apps

from care.actor import Actor
from care.audit.models import AuditEvent
from care.demo.emergencies import EMERGENCIES, tell_emergencies
from care.demo.operations import load_demo


@pytest.mark.django_db
def test_one_was_reviewed_and_one_waits(at: datetime) -> None:
    load_demo(actor=Actor.system(job="demo.load"), people=60, seed=1, at=at)
    assert tell_emergencies(at=at) == len(EMERGENCIES)
    reviews = apps.get_model("access", "AccessReview").objects
    assert reviews.filter(outcome="appropriate").count() == 1
    waiting = reviews.get(reviewed_at__isnull=True)
    assert waiting.due_at > at
    tasks = apps.get_model("worklist", "Task").objects.filter(kind="access_review")
    assert sorted(tasks.values_list("state", flat=True)) == ["done", "open"]
    assert apps.get_model("access", "AccessNotice").objects.filter(review=waiting, seen_at__isnull=True).count() > 1
    assert AuditEvent.objects.filter(basis="D06-emergency", verb="record.opened").count() >= 7
    assert not apps.get_model("access", "AccessSession").objects.filter(ended_at__isnull=True).exists()
    assert tell_emergencies(at=at) == 0
