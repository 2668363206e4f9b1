"""Two colleagues at one questionnaire at once, on a real database."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from care.accounts.models import Staff
from care.actor import Category, Permit, Role
from care.worklist.models import Task
from patients.assessments import operations
from patients.assessments.models import Response, Score
from patients.assessments.rules import Mode
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
HARD = {str(number): "1" for number in range(1, 9)} | {"9": "1"}


def both(alice: Staff) -> list[Permit]:
    bob = staff_with(Role.NURSE, organisation=alice.organisation)
    mari = enrolled_patient(alice)
    return [permit_for(one, mari, at=AT, category=Category.MENTAL_HEALTH) for one in (alice, bob)]


def test_begun_saved_and_completed_at_once_it_counts_once() -> None:
    permits = both(staff_with(Role.COORDINATOR))
    begun = together(
        *(partial(operations.begin_response, permit=one, instrument="phq9", mode=Mode.CLINICIAN, at=AT) for one in permits)
    )
    assert sorted(type(one).__name__ for one in begun) == ["AlreadyOpen", "Response"], begun
    uuid = Response.objects.get().uuid

    saved = together(
        *(
            partial(operations.save_answers, permit=one, response=uuid, version_number=1, answers={"1": value}, at=AT)
            for one, value in zip(permits, ("0", "3"), strict=True)
        )
    )
    assert sorted(type(one).__name__ for one in saved) == ["ChangedMeanwhile", "Response"], saved

    done = together(
        *(
            partial(operations.complete_response, permit=one, response=uuid, answers=HARD, at=AT + timedelta(minutes=1))
            for one in permits
        )
    )
    assert [type(one).__name__ for one in done] == ["Completed", "Completed"], done
    assert done[0].outcome == done[1].outcome
    assert Score.objects.count() == 1
    assert Task.objects.count() == 1
