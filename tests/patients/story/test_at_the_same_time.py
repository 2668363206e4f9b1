"""Two colleagues at one person's story at once, on a real database."""

from datetime import timedelta
from functools import partial

import pytest

from care.actor import Role
from patients.operations import StaleRecord
from patients.story import operations
from patients.story.models import StoryPart, Strength, SubstanceUse
from patients.story.rules import Part, PartAnswer, Substance, SubstanceKind
from patients.story.rules import Strength as SaidStrength
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.story import SubstanceUseFactory
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alice():
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def patient(alice):
    return enrolled_patient(alice)


def test_the_same_line_twice_at_once_stands_once(alice, patient, at):
    permit = permit_for(alice, patient, at=at)
    add = partial(operations.add_entry, permit=permit, said=SaidStrength("Her sister"), at=at)
    results = together(add, add)
    assert sum(isinstance(result, operations.AlreadyListed) for result in results) == 1
    assert Strength.objects.count() == 1


def test_of_two_changes_at_once_the_second_sees_the_first(alice, patient, at):
    row = SubstanceUseFactory(patient=patient)
    permit = permit_for(alice, patient, at=at)
    changes = [
        partial(
            operations.change_entry,
            permit=permit,
            entry=row.uuid,
            version=1,
            said=Substance(SubstanceKind.FENTANYL, amount=amount),
            at=at + timedelta(minutes=1),
        )
        for amount in ("5 pills", "6 pills")
    ]
    results = together(*changes)
    assert sum(isinstance(result, StaleRecord) for result in results) == 1
    assert SubstanceUse.objects.get().version == 2


def test_nothing_to_list_and_a_line_at_once_do_not_both_stand(alice, patient, at):
    permit = permit_for(alice, patient, at=at)
    together(
        partial(operations.add_entry, permit=permit, said=SaidStrength("Her sister"), at=at),
        partial(operations.answer_part, permit=permit, part=Part.STRENGTHS, answer=PartAnswer.NOTHING, at=at),
    )
    assert Strength.objects.count() == 1
    assert not StoryPart.objects.exists()
