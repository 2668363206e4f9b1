"""The demo's stories so far: told once, by the same operations, and without a task that nobody meant."""

from datetime import datetime

import pytest
from django.apps import apps

from care.actor import Actor
from care.demo.operations import load_demo
from care.demo.told import tell_story_so_far
from care.demo.words.story import TELLINGS
from patients.story.queries import get_code
from patients.story.rules import Problem


@pytest.mark.django_db
def test_stories_are_told_once_and_ask_nobody(at: datetime) -> None:
    load_demo(actor=Actor.system(job="demo.load"), people=20, seed=1, at=at)
    tasks = apps.get_model("worklist", "Task").objects
    before = tasks.count()
    assert tell_story_so_far(at=at) == len(TELLINGS)
    assert tasks.count() == before
    assert apps.get_model("story", "PregnancyRecord").objects.count() == 1
    assert apps.get_model("story", "StoryPart").objects.filter(answer="prefers_not").count() == 1
    assert tell_story_so_far(at=at) == 0


@pytest.mark.django_db
def test_its_codes_are_those_of_the_list() -> None:
    problems = [line for telling in TELLINGS for line in telling.lines if isinstance(line, Problem)]
    listed = [get_code(system=problem.system, code=problem.code) for problem in problems]
    assert [problem.display for problem in problems] == [code.display if code else "" for code in listed]
