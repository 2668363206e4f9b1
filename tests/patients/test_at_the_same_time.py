"""Two colleagues at one person at once, on a real database."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from care.actor import Category, Role
from care.teams.models import CaseloadSummary, Enrolment
from care.teams.operations import add_team_member
from care.worklist.models import Task
from care.worklist.operations import complete_task, open_task
from patients import operations
from patients.models import Patient
from patients.rules import Identity
from tests.factories.accounts import actor_for, staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)

MARI = Identity(birth_date=date(1988, 3, 14), legal_given="Marisol", legal_family="Vega")


@pytest.fixture
def alice():
    return staff_with(Role.COORDINATOR)


def test_one_person_registered_twice_at_once_is_noticed(alice, at):
    bob = staff_with(Role.COORDINATOR, organisation=alice.organisation)
    actors = [actor_for(alice), actor_for(bob)]
    given = together(*(partial(operations.register_patient, actor=actor, identity=MARI, at=at) for actor in actors))
    assert sorted(type(result).__name__ for result in given) == ["LikelyDuplicate", "Patient"], given
    assert Patient.objects.count() == 1


def test_of_two_who_save_an_identity_at_once_one_is_told(alice, at):
    patient = enrolled_patient(alice)
    permit = permit_for(alice, patient, category=Category.DEMOGRAPHICS, at=at)
    given = together(
        *(
            partial(operations.change_identity, permit=permit, version=1, identity=replace(MARI, pronouns=words), at=at)
            for words in ("ella", "she/they")
        )
    )
    assert sorted(type(result).__name__ for result in given) == ["Patient", "StaleRecord"], given


def test_a_death_and_work_on_the_same_record_do_not_wait_for_each_other_for_ever(alice, at):
    nurses = [staff_with(Role.NURSE, organisation=alice.organisation) for _ in range(5)]
    for nurse in nurses:
        permit = permit_for(alice, enrolled_patient(alice), at=at)
        tasks = [open_task(permit=permit, title="Call", due_at=at + timedelta(hours=1), at=at) for _ in range(3)]
        given = together(
            partial(operations.record_death, permit=permit, deceased_on=date(2026, 11, 22), at=at),
            partial(complete_task, permit=permit, task_id=tasks[1].pk, at=at),
            partial(add_team_member, permit=permit, staff_id=nurse.pk, function=Role.NURSE, at=at),
        )
        assert not [result for result in given if "deadlock" in str(result)], given
        assert isinstance(given[0], Patient), given
        assert Enrolment.objects.get(patient_id=permit.patient_id).end_reason == "died"
        assert not CaseloadSummary.objects.get(patient_id=permit.patient_id).is_open
        assert not Task.objects.filter(patient_id=permit.patient_id, state="open").exists()
