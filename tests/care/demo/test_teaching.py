"""The demo's teach-backs: there, with every outcome, some still due, and told once."""

from datetime import datetime

import pytest

from care.demo.teaching import tell_teaching
from care.demo.words.teaching import SAID
from treatment_plans.regimens.teaching.models import TeachBack
from treatment_plans.regimens.teaching.sheets import sheets

pytestmark = pytest.mark.django_db


def test_most_medicines_of_the_demo_were_talked_through(loaded: None, at: datetime) -> None:
    assert SAID.keys() == sheets().keys()
    assert tell_teaching(at=at) >= 5
    assert {"clear", "not_now"} <= {one.outcome for one in TeachBack.objects.all()}
    assert tell_teaching(at=at) == 0
