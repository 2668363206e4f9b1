"""The demo's wishes: something waits for a decision, something is kept, and somebody signs for somebody."""

from datetime import datetime

import pytest
from django.apps import apps

from care.actor import Actor
from care.demo.operations import load_demo
from care.demo.wishes import WISHES, tell_wishes


@pytest.mark.django_db
def test_wishes_stand_everywhere_and_are_told_once(at: datetime) -> None:
    load_demo(actor=Actor.system(job="demo.load"), people=60, seed=1, at=at)
    assert tell_wishes(at=at) == len(WISHES) + 2
    rows = apps.get_model("consent", "RestrictionRequest").objects
    assert sorted(rows.values_list("state", flat=True)) == ["agreed", "agreed", "asked"]
    assert apps.get_model("worklist", "Task").objects.filter(kind="restriction", state="open").count() == 1
    kinds = apps.get_model("consent", "Representative").objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["guardian", "parent"]
    assert tell_wishes(at=at) == 0
