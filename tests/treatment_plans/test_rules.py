"""The tables of states, what may be done on a plan, when it is due for review; and the diagrams that README shows."""

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from treatment_plans import rules
from treatment_plans.regimens.rules import ORDER
from treatment_plans.regimens.vocabulary import OrderStatus, OrderStep
from treatment_plans.rules import GOAL, INTERVENTION, PLAN, NotPossible, next_status
from treatment_plans.vocabulary import (
    GoalLifecycle,
    GoalStep,
    InterventionStatus,
    InterventionStep,
    PlanStatus,
    PlanStep,
    PlanWork,
)

MACHINES = [
    ("plan", PLAN, PlanStatus, PlanStep, PlanStatus.DRAFT),
    ("goal", GOAL, GoalLifecycle, GoalStep, GoalLifecycle.PROPOSED),
    ("intervention", INTERVENTION, InterventionStatus, InterventionStep, InterventionStatus.PLANNED),
    ("order", ORDER, OrderStatus, OrderStep, OrderStatus.DRAFT),
]


@pytest.mark.parametrize(("name", "table", "statuses", "steps", "start"), MACHINES, ids=[row[0] for row in MACHINES])
def test_every_state_and_step_is_either_in_the_table_or_refused(name, table, statuses, steps, start) -> None:
    for status, step in product(statuses, steps):
        if (status, step) in table:
            assert next_status(table, status, step) == table[(status, step)]
            assert rules.can_step(table, status, step)
        else:
            with pytest.raises(NotPossible) as refusal:
                next_status(table, status, step)
            assert (refusal.value.status, refusal.value.step) == (status, step)
            assert step.label in refusal.value.sentence
            assert not rules.can_step(table, status, step)


@pytest.mark.parametrize(("name", "table", "statuses", "steps", "start"), MACHINES, ids=[row[0] for row in MACHINES])
def test_every_state_can_be_reached_and_every_step_leads_somewhere(name, table, statuses, steps, start) -> None:
    assert {start, *table.values()} == set(statuses)
    assert {step for _, step in table} == set(steps)


def test_what_is_agreed_keeps_its_wording() -> None:
    rules.check_work(PlanStatus.DRAFT, PlanWork.WORDING)
    with pytest.raises(NotPossible):
        rules.check_work(PlanStatus.ACTIVE, PlanWork.WORDING)


def test_progress_is_recorded_on_what_is_agreed() -> None:
    rules.check_work(PlanStatus.ACTIVE, PlanWork.PROGRESS)
    with pytest.raises(NotPossible):
        rules.check_work(PlanStatus.DRAFT, PlanWork.PROGRESS)


@pytest.mark.parametrize("status", [PlanStatus.COMPLETED, PlanStatus.REVOKED])
@pytest.mark.parametrize("work", list(PlanWork))
def test_nothing_is_done_on_a_version_that_has_ended(status: PlanStatus, work: PlanWork) -> None:
    with pytest.raises(NotPossible):
        rules.check_work(status, work)


def test_the_first_plan_is_looked_at_after_thirty_days_and_later_ones_after_ninety() -> None:
    assert rules.review_due(date(2026, 11, 23), is_first=True) == date(2026, 12, 23)
    assert rules.review_due(date(2026, 11, 23), is_first=False) == date(2027, 2, 21)


@pytest.mark.parametrize(("name", "table", "statuses", "steps", "start"), MACHINES, ids=[row[0] for row in MACHINES])
def test_the_diagram_in_readme_is_the_table(name, table, statuses, steps, start) -> None:
    readme = (Path(rules.__file__).parent / "README.md").read_text()
    shown = re.search(rf"<!-- {name} -->\n```mermaid\n(.*?)\n```", readme, re.DOTALL)
    assert shown, f"README.md shows no diagram of {name}"
    assert shown.group(1) == rules.diagram(table, start)
