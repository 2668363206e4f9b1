"""The demo's questionnaires by phone and its imported history: once, by the operations, and urgent for nobody."""

from datetime import datetime

import pytest
from django.apps import apps

from care.actor import Actor
from care.demo.brought import WEEKS, tell_brought
from care.demo.operations import load_demo
from care.demo.phones import STORIES, tell_phones


@pytest.mark.django_db
def test_one_is_answered_one_waits_one_ran_out_and_one_history_came_along(at: datetime) -> None:
    load_demo(actor=Actor.system(job="demo.load"), people=40, seed=1, at=at)
    tasks = apps.get_model("worklist", "Task").objects.count()
    assert (tell_phones(at=at), tell_phones(at=at)) == (len(STORIES), 0)
    rows = apps.get_model("questionnaires", "Questionnaire").objects.order_by("pk")
    assert [row.state for row in rows] == ["answered", "sent", "expired"]
    states = apps.get_model("assessments", "Response").objects.order_by("pk").values_list("state", "end_reason")
    assert list(states) == [("completed", ""), ("open", ""), ("set_aside", "Not answered")]
    kept = apps.get_model("assessments", "Answer").objects
    assert kept.filter(response__state="set_aside").count() == 2, "nothing is lost of a part"
    waiting = apps.get_model("outbox", "Delivery").objects.filter(kind="reminder", state="waiting")
    assert not [key for key in waiting.values_list("key", flat=True) if key == f"questionnaire:{rows[0].uuid}"]
    assert apps.get_model("worklist", "Task").objects.count() == tasks

    lines = tell_brought(at=at)
    assert (lines > WEEKS * 8, tell_brought(at=at)) == (True, 0)
    said = apps.get_model("histories", "HistoryImport").objects.get().counts
    assert not [file for file, fates in said.items() if isinstance(fates, dict) and fates.get("refused")]
    (person,) = apps.get_model("histories", "PastPerson").objects.values_list("patient_id", "is_registered")
    assert person[1] is False
    assert apps.get_model("histories", "PastDose").objects.filter(outcome="missed").exists()
    assert apps.get_model("assessments", "Response").objects.filter(mode="imported", patient_id=person[0]).count() == 6
