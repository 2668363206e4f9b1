"""What the database itself refuses of schedules and doses: each constraint is broken once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from tests.factories.accounts import UserFactory
from tests.factories.regimens import DoseFactory, DoseStepFactory, FollowedDosesFactory
from treatment_plans.regimens.models import Dose, DoseStep, FollowedDoses

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
BROKEN: dict[type[Any], dict[str, dict[str, Any]]] = {
    DoseFactory: {
        "dose_outcome_known": {"outcome": "lost"},
        "dose_route_known": {"route": "intravenous"},
        "dose_part_of_parts": {"part": 2, "parts": 1},
        "dose_amount_when_taken": {"outcome": "missed", "amount": Decimal(40)},
        "dose_minutes_of_a_vomited_one": {"vomited_after": 10},
        "dose_recorded_pair": {"recorded_by": None},
        "dose_voided_pair": {"voided_at": MOMENT, "void_reason": "Another person’s"},
        "dose_voided_with_reason": {"voided_at": MOMENT, "voided_by": "somebody"},
    },
    DoseStepFactory: {
        "dose_step_ends_after_start": {"starts_on": date(2026, 11, 2), "ends_on": date(2026, 11, 1)},
        "dose_step_has_amounts": {"amounts": []},
    },
    FollowedDosesFactory: {
        "followed_doses_of_a_substance": {"substance": ""},
        "followed_doses_ended_pair": {"ended_at": MOMENT},
    },
}
TWICE = {"dose_once", "dose_given_again_once", "dose_step_position_once", "dose_step_day_once", "followed_doses_once"}


def test_the_database_refuses_what_breaks_a_rule() -> None:
    for factory, cases in BROKEN.items():
        for name, fields in cases.items():
            filled = {key: UserFactory() if value == "somebody" else value for key, value in fields.items()}
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                factory(**filled)


def test_a_dose_is_there_once_and_given_again_once() -> None:
    dose = DoseFactory(outcome="vomited", vomited_after=5)
    same = {"order": dose.order, "due_on": dose.due_on}
    with pytest.raises(IntegrityError, match="dose_once"), transaction.atomic():
        DoseFactory(**same)
    DoseFactory(**same, part=2, parts=2)
    DoseFactory(**same, again=dose)
    with pytest.raises(IntegrityError, match="dose_given_again_once"), transaction.atomic():
        DoseFactory(**same, again=dose)
    dose.voided_at, dose.voided_by, dose.void_reason = MOMENT, dose.recorded_by, "Another person’s"
    dose.save()
    DoseFactory(**same)


def test_steps_and_following_are_there_once() -> None:
    step, followed = DoseStepFactory(), FollowedDosesFactory()
    with pytest.raises(IntegrityError, match="dose_step_position_once"), transaction.atomic():
        DoseStepFactory(order=step.order, starts_on=date(2027, 1, 1))
    with pytest.raises(IntegrityError, match="dose_step_day_once"), transaction.atomic():
        DoseStepFactory(order=step.order, position=2)
    with pytest.raises(IntegrityError, match="followed_doses_once"), transaction.atomic():
        FollowedDosesFactory(patient=followed.patient)


@pytest.mark.parametrize("model", [Dose, DoseStep, FollowedDoses])
def test_every_constraint_is_broken_by_a_test_here(model: type[models.Model]) -> None:
    tested = TWICE.union(*(cases.keys() for cases in BROKEN.values()))
    assert {constraint.name for constraint in model._meta.constraints} <= tested
