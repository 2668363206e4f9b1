"""A chosen date is marked as the person wants and by nothing else; steps go on and back; groups are told and taken off."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from care.accounts.models import Staff
from care.actor import Permit
from care.deliveries import LISTENERS
from care.lib.dates import local_date
from care.outbox.handling import Drop
from care.outbox.models import Delivery
from care.teams.operations import end_enrolment
from care.teams.rules import EndReason as Leaving
from care.worklist.models import Task
from patients.models import Patient
from patients.operations import correct_death, record_death
from patients.rules import DeathCorrection
from tests.factories.accounts import staff_with
from tests.factories.outbox import DeliveryFactory
from treatment_plans.recovery import deliveries, operations, queries
from treatment_plans.recovery.models import ChosenDate, StepNews
from treatment_plans.recovery.operations import Chosen, Hoped, Visit
from treatment_plans.recovery.queries import NotThere
from treatment_plans.recovery.vocabulary import (
    DateEnd,
    GroupKind,
    Marking,
    Returns,
    StepKind,
    StepMove,
    StepState,
    VisitError,
)
from treatment_plans.rules import NotPossible
from treatment_plans.staying_safe import operations as staying_safe
from treatment_plans.staying_safe.vocabulary import ToldBy

pytestmark = pytest.mark.django_db
ZONE = "America/New_York"


def chosen(at: datetime, marking: Marking = Marking.WORD, **more: Any) -> Chosen:
    return Chosen("The day I moved in.", local_date(at, ZONE), more.pop("returns", Returns.YEARLY), marking, **more)


def coming() -> list[tuple[str, date]]:
    rows = Delivery.objects.filter(kind="event:chosen_date.comes").order_by("due_at", "pk")
    return [(str(row.about["date"]), date.fromisoformat(row.about["day"])) for row in rows]


def comes(mari: Patient, row: ChosenDate, at: datetime, *, revision: int = 1) -> None:
    """The day is heard of, twice, as a worker that died in between would have it."""
    about = {"date": str(row.uuid), "revision": revision, "day": local_date(at, ZONE).isoformat()}
    heard: Any = DeliveryFactory.build(uuid=uuid4(), patient_id=mari.pk, organisation_id=mari.organisation_id, about=about)
    for listener in LISTENERS["chosen_date.comes"] * 2:
        listener.hear(heard, at)


def asked(row: ChosenDate) -> list[Task]:
    return list(Task.objects.filter(subject=row.uuid, state__in=["open", "taken"]))


def messages() -> int:
    return Delivery.objects.filter(kind="reminder", about__reminder="own-date").count()


def test_a_date_is_marked_as_the_person_wants(permit: Permit, priya: Staff, mari: Patient, at: datetime) -> None:
    today = local_date(at, ZONE)
    word = operations.mark_date(permit=permit, chosen=chosen(at, colleague_id=priya.pk), at=at)
    text = operations.mark_date(permit=permit, chosen=chosen(at, Marking.MESSAGE, colleague_id=priya.pk), at=at)
    none = operations.mark_date(permit=permit, chosen=chosen(at, Marking.NOBODY), at=at)
    assert (word.colleague_id, text.colleague_id) == (priya.pk, None)
    assert coming() == [(str(word.uuid), today), (str(text.uuid), today)]
    for row in (word, text, none):
        comes(mari, row, at)
    assert [(one.owner_id, one.title) for one in asked(word)] == [(priya.pk, "Say a word on a chosen day")]
    assert (asked(text), asked(none), messages()) == ([], [], 1)
    assert coming()[2:] == [(str(one.uuid), today.replace(year=today.year + 1)) for one in (word, text)]
    # what happens besides changes no date
    staying_safe.record_return(permit=permit, told=staying_safe.Told("2026-11", "alcohol", ToldBy.PERSON), at=at)
    assert {one.revision for one in ChosenDate.objects.all()} == {1}
    # the message goes on its day alone, and becomes a colleague's task where it cannot
    about = {"date": str(text.uuid), "day": today.isoformat()}
    row: Any = DeliveryFactory.build(patient_id=mari.pk, organisation_id=mari.organisation_id, about=about)
    said = deliveries.MESSAGE.say(row, permit, at)
    assert not isinstance(said, Drop)
    assert isinstance(deliveries.MESSAGE.say(row, permit, at + timedelta(days=1)), Drop)
    deliveries.MESSAGE.told(row, permit, "sms", at)
    deliveries.MESSAGE.not_told(row, permit, "NO_CHANNEL", at)
    deliveries.MESSAGE.not_told(row, permit, "NO_CHANNEL", at)
    assert [one.owner_role for one in asked(text)] == ["counselor"]
    assert [one.own_words for one in queries.chosen_dates(permit=permit)] == ["The day I moved in."] * 3


def test_a_date_changes_with_its_person_and_nobody_overwrites_another(permit: Permit, mari: Patient, at: datetime) -> None:
    away = staff_with()
    row = operations.mark_date(permit=permit, chosen=chosen(at), at=at)
    comes(mari, row, at)
    to = chosen(at, returns=Returns.MONTHLY, colleague_id=away.pk)
    operations.change_date(permit=permit, chosen=row.uuid, to=to, seen=1, at=at)
    assert asked(row) == []
    with pytest.raises(operations.ChangedMeanwhile) as meanwhile:
        operations.change_date(permit=permit, chosen=row.uuid, to=to, seen=1, at=at)
    assert meanwhile.value.revision == 2
    comes(mari, row, at)  # of the version before: nothing
    assert asked(row) == []
    comes(mari, row, at, revision=2)  # somebody of another clinic is nobody here
    assert [one.owner_id for one in asked(row)] == [None]
    operations.end_date(permit=permit, chosen=row.uuid, reason=DateEnd.OWN_WISH, at=at)
    comes(mari, row, at, revision=2)
    assert (asked(row), queries.chosen_dates(permit=permit)) == ([], [])
    assert operations.ask_for_a_word(permit=permit, chosen=row.uuid, at=at) is False
    for call in (
        lambda: queries.get_date(permit=permit, chosen=row.uuid),
        lambda: operations.end_date(permit=permit, chosen=row.uuid, reason=DateEnd.OWN_WISH, at=at),
    ):
        with pytest.raises(NotThere):
            call()


def test_nobody_is_asked_after_an_end_of_care_or_a_death(permit: Permit, mari: Patient, at: datetime) -> None:
    row = operations.mark_date(permit=permit, chosen=chosen(at, returns=Returns.MONTHLY), at=at)
    end_enrolment(permit=permit, reason=Leaving.TRANSFERRED, at=at)
    comes(mari, row, at)
    assert asked(row) == []
    assert [day.month for _, day in coming()] == [11, 12]  # it goes on, should they come back
    record_death(permit=permit, deceased_on=local_date(at, ZONE), at=at)
    later = at + timedelta(days=30)
    comes(mari, row, later)
    assert [day.month for _, day in coming()] == [11, 12]
    with pytest.raises(operations.PersonDied):
        operations.mark_date(permit=permit, chosen=chosen(at), at=at)
    correct_death(permit=permit, reason=DeathCorrection.WRONG_PERSON, at=later + timedelta(days=1))
    heard: Any = DeliveryFactory.build(patient_id=mari.pk, organisation_id=mari.organisation_id, about={})
    deliveries.RESUME_AFTER_CORRECTION.hear(heard, later + timedelta(days=1))
    assert [day.month for _, day in coming()] == [11, 12, 1]


def test_a_step_goes_on_and_back(permit: Permit, at: datetime) -> None:
    today, goal = local_date(at, ZONE), uuid4()
    step = operations.tell_step(permit=permit, hoped=Hoped(StepKind.HOME, " A place with a door. ", "Robin", goal), at=at)
    moves: list[tuple[StepMove, str, StepState]] = [
        (StepMove.SAY, "Saw two rooms.", StepState.HOPED),
        (StepMove.BEGIN, "", StepState.BEGUN),
        (StepMove.REACH, "I have the key.", StepState.REACHED),
        (StepMove.HOPE_AGAIN, "The house was sold.", StepState.HOPED),
        (StepMove.LET_GO, "", StepState.LET_GO),
    ]
    for move, words, became in moves:
        row = operations.move_step(permit=permit, step=step.uuid, move=move, on=today, own_words=words, at=at)
        assert row.state == became
    refused: list[tuple[type[Exception], UUID, StepMove, date]] = [
        (NotPossible, step.uuid, StepMove.REACH, today),
        (operations.NotYet, step.uuid, StepMove.HOPE_AGAIN, today + timedelta(days=1)),
        (NotThere, goal, StepMove.HOPE_AGAIN, today),
    ]
    for refusal, which, move, on in refused:
        with pytest.raises(refusal):
            operations.move_step(permit=permit, step=which, move=move, on=on, at=at)
    found = queries.get_step(permit=permit, step=step.uuid)
    assert (found.own_words, found.helper, found.goal) == ("A place with a door.", "Robin", goal)
    assert [one.move for one in found.news] == [move for move, _, _ in reversed(moves)]
    there = Hoped(StepKind.WORK, "Days at the bakery.", stands=StepState.REACHED, on=today)
    assert operations.tell_step(permit=permit, hoped=there, at=at).state == StepState.REACHED
    assert StepNews.objects.filter(move="reach").count() == 2


def test_a_group_is_told_and_taken_off(permit: Permit, at: datetime) -> None:
    today = local_date(at, ZONE)
    visit = operations.record_visit(permit=permit, visit=Visit(GroupKind.SMART, today, "Library", "I was heard."), at=at)
    with pytest.raises(operations.NotYet):
        operations.record_visit(permit=permit, visit=Visit(GroupKind.PEER, today + timedelta(days=1)), at=at)
    assert queries.get_visit(permit=permit, visit=visit.uuid).own_words == "I was heard."
    operations.mark_visit_in_error(permit=permit, visit=visit.uuid, reason=VisitError.TWICE, at=at)
    assert queries.group_visits(permit=permit) == []
    with pytest.raises(NotThere):
        operations.mark_visit_in_error(permit=permit, visit=visit.uuid, reason=VisitError.TWICE, at=at)
