"""The demo's plans say what they are about."""

from collections import Counter
from datetime import datetime

import pytest
from django.apps import apps

from care.demo.plan_problems import tell_problems
from care.demo.words.plans import PLAN_PROBLEMS
from patients.story.queries import get_code
from patients.story.rules import ICD10CM

pytestmark = pytest.mark.django_db


def test_most_plans_have_problems_on_several_sides_told_once(loaded: None, at: datetime) -> None:
    told = tell_problems(at=at)
    problem_ = apps.get_model("treatment_plans", "Problem")
    rows = list(problem_.objects.values_list("plan_id", "domain", "code", "system", "goal_links"))
    sides = Counter(plan_id for plan_id, _ in {(row[0], row[1]) for row in rows})
    standing = apps.get_model("treatment_plans", "Plan").objects.filter(status__in=["active", "draft", "under_review"])
    assert told >= problem_.objects.count() > 50
    assert len(sides) >= 0.8 * standing.filter(organisation__name__startswith="Harbor").count()
    assert sum(1 for number in sides.values() if number > 1) >= 0.8 * len(sides)
    assert {system for *_, code, system, _ in rows if code} == {ICD10CM}
    assert sum(1 for row in rows if row[4] is not None) >= 0.3 * len(rows), "goals say what they are about"
    assert tell_problems(at=at) == 0
    codes = {code for kinds in PLAN_PROBLEMS.values() for _, code, _ in kinds if code}
    assert [code for code in codes if get_code(system=ICD10CM, code=code) is None] == []
