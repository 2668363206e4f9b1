"""The tables of states, what may be done on a plan, when it is due for review; and the diagrams that README shows."""

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from treatment_plans import rules
from treatment_plans.regimens.rules import ORDER
from treatment_plans.regimens.vocabulary import OrderStatus, OrderStep
from treatment_plans.rules import GOAL, INTERVENTION, OBJECTIVE, PLAN, PROBLEM, NotPossible, NotTheirs, next_status
from treatment_plans.vocabulary import (
    Doer,
    GoalLifecycle,
    GoalStep,
    InterventionStatus,
    InterventionStep,
    LevelOfCare,
    ObjectiveStatus,
    ObjectiveStep,
    PlanStatus,
    PlanStep,
    PlanWork,
    ProblemStatus,
    ProblemStep,
)

MACHINES = [
    ("plan", PLAN, PlanStatus, PlanStep, PlanStatus.DRAFT),
    ("goal", GOAL, GoalLifecycle, GoalStep, GoalLifecycle.PROPOSED),
    ("intervention", INTERVENTION, InterventionStatus, InterventionStep, InterventionStatus.PLANNED),
    ("problem", PROBLEM, ProblemStatus, ProblemStep, ProblemStatus.ACTIVE),
    ("objective", OBJECTIVE, ObjectiveStatus, ObjectiveStep, ObjectiveStatus.OPEN),
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


T, S, P, J = Doer.TEAM, Doer.SUPERVISOR, Doer.PERSON, Doer.JOB
# Every state, who acts, and what: each line says what those may do there. Whatever stands in no line is refused.
MAY: dict[PlanStatus, dict[Doer, set[PlanStep | PlanWork]]] = {
    PlanStatus.DRAFT: {
        T: {PlanStep.PROPOSE, PlanStep.AGREE, PlanStep.REVOKE, PlanWork.WORDING, PlanWork.LETTING_GO, PlanWork.TALKING},
        S: {PlanWork.TALKING},
        J: {PlanStep.REVOKE},
    },
    PlanStatus.PROPOSED: {
        T: {PlanStep.AGREE, PlanStep.REWRITE, PlanStep.REVOKE, PlanWork.SIGNING, PlanWork.TALKING},
        S: {PlanStep.REWRITE, PlanWork.SIGNING, PlanWork.TALKING},
        J: {PlanStep.REVOKE},
    },
    PlanStatus.AGREED: {
        T: {PlanStep.START, PlanStep.REWRITE, PlanStep.REVOKE, PlanWork.SIGNING, PlanWork.TALKING},
        S: {PlanStep.START, PlanStep.REWRITE, PlanWork.SIGNING, PlanWork.TALKING},
        J: {PlanStep.REVOKE},
    },
    PlanStatus.ACTIVE: {
        T: {
            PlanStep.REVIEW, PlanStep.COMPLETE, PlanStep.REVOKE,
            PlanWork.PROGRESS, PlanWork.LETTING_GO, PlanWork.SIGNING, PlanWork.TALKING,
        },
        S: {PlanStep.REVIEW, PlanWork.SIGNING, PlanWork.TALKING},
        J: {PlanStep.REVIEW, PlanStep.REVOKE},
    },
    PlanStatus.UNDER_REVIEW: {
        T: {
            PlanStep.KEEP, PlanStep.COMPLETE, PlanStep.REVOKE,
            PlanWork.PROGRESS, PlanWork.LETTING_GO, PlanWork.SIGNING, PlanWork.TALKING,
        },
        S: {PlanWork.SIGNING, PlanWork.TALKING},
        J: {PlanStep.REVOKE},
    },
    PlanStatus.COMPLETED: {},
    PlanStatus.REVOKED: {},
}  # fmt: skip


def test_every_state_every_actor_and_every_action_is_as_the_table_says() -> None:
    wrong = []
    for status, doer, action in product(PlanStatus, Doer, [*PlanStep, *PlanWork]):
        try:
            if isinstance(action, PlanStep):
                next_status(PLAN, status, action)
            else:
                rules.check_work(status, action)
            rules.check_doer([doer], action)
        except (NotPossible, NotTheirs) as refusal:
            allowed = False
            told = action.label in refusal.sentence
        else:
            allowed, told = True, True
        if not told or allowed != (action in MAY[status].get(doer, set())):
            wrong.append((status.value, doer.value, action.value, allowed))
    assert wrong == []


def test_nobody_is_refused_as_a_reader() -> None:
    with pytest.raises(NotTheirs) as refusal:
        rules.check_doer([], PlanWork.WORDING)
    assert refusal.value.doer is Doer.READER


def test_the_first_plan_is_looked_at_after_thirty_days_and_later_ones_after_ninety() -> None:
    assert rules.review_due(date(2026, 11, 23), is_first=True) == date(2026, 12, 23)
    assert rules.review_due(date(2026, 11, 23), is_first=False) == date(2027, 2, 21)
    assert rules.review_due(date(2026, 11, 23), is_first=True, level="3.5") == date(2026, 11, 30)
    assert set(rules.review_intervals()) == {"", *LevelOfCare.values()}


@pytest.mark.parametrize(("name", "table", "statuses", "steps", "start"), MACHINES, ids=[row[0] for row in MACHINES])
def test_the_diagram_in_readme_is_the_table(name, table, statuses, steps, start) -> None:
    readme = (Path(rules.__file__).parent / "README.md").read_text()
    shown = re.search(rf"<!-- {name} -->\n```mermaid\n(.*?)\n```", readme, re.DOTALL)
    assert shown, f"README.md shows no diagram of {name}"
    assert shown.group(1) == rules.diagram(table, start)
