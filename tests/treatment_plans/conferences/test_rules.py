"""The tables of states as the README shows them, every step from every state, and what a decision needs. Pure."""

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from treatment_plans.conferences import rules
from treatment_plans.conferences.rules import Decided, DecisionIncomplete
from treatment_plans.conferences.vocabulary import ConferenceStatus, ConferenceStep, ItemStatus, ItemStep, Outcome
from treatment_plans.rules import NotPossible, diagram, next_status

README = Path(rules.__file__).parent / "README.md"


def test_the_diagrams_are_those_of_the_tables() -> None:
    text = README.read_text()
    assert diagram(rules.CONFERENCE, ConferenceStatus.PLANNED) in text
    assert diagram(rules.ITEM, ItemStatus.LISTED) in text


def test_every_step_that_the_table_does_not_name_is_refused() -> None:
    wrong = []
    machines: list[tuple[Any, Any, Any]] = [
        (rules.CONFERENCE, ConferenceStatus, ConferenceStep),
        (rules.ITEM, ItemStatus, ItemStep),
    ]
    for table, states, steps in machines:
        for state, step in product(states, steps):
            try:
                found = next_status(table, state, step)
            except NotPossible as refused:
                found = None
                if not refused.sentence:
                    wrong.append((state, step, "says nothing"))
            if found != table.get((state, step)):
                wrong.append((state, step, found))
    assert not wrong


def test_a_decision_says_what_it_needs() -> None:
    day, goal = date(2026, 12, 1), uuid4()
    cases = [
        (Decided("Call"), ""),
        (Decided("  "), "text"),
        (Decided("Call", Outcome.TASK), "until"),
        (Decided("Call", Outcome.TASK, until=day), ""),
        (Decided("Group", Outcome.PLAN, staff_id=1), "goal"),
        (Decided("Group", Outcome.PLAN, goal=goal), "who"),
        (Decided("Group", Outcome.PLAN, goal=goal, who="Her sister"), ""),
    ]
    wrong = []
    for one, missing in cases:
        try:
            rules.check_decisions([one])
            found = ""
        except DecisionIncomplete as refused:
            found = refused.field
        if found != missing:
            wrong.append((one, missing, found))
    assert not wrong
    with pytest.raises(DecisionIncomplete):
        rules.check_decisions([Decided("Call")] * 3, already=rules.MOST_DECISIONS - 2)
    assert [rules.listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
