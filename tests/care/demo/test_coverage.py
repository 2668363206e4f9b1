"""The demo's payers: nearly everybody has one, and of each kind of thing that runs out there is one."""

from datetime import datetime

import pytest
from django.apps import apps

from care.actor import Actor
from care.demo.coverage import tell_coverage
from care.demo.operations import load_demo


@pytest.mark.django_db
def test_payers_stand_and_are_told_once(at: datetime) -> None:
    load_demo(actor=Actor.system(job="demo.load"), people=60, seed=1, at=at)
    people = tell_coverage(at=at)
    assert people > 40
    clocks = set(apps.get_model("coverage", "Deadline").objects.values_list("clock", flat=True))
    assert {"authorization_to_send", "appeal_to_file", "appeal_care_goes_on", "coverage_renewal", "aid_papers"} <= clocks
    unsaid = apps.get_model("coverage", "CoverageEvent").objects.filter(pgh_context_id__isnull=True)
    assert not unsaid.exists(), "every row belongs to an event of the audit"
    assert tell_coverage(at=at) == 0
