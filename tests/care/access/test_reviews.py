"""What was done in an emergency is told at once, and somebody else looks at it within three business days."""

from datetime import datetime, timedelta

import pytest

from care.access import deliveries, gate, operations
from care.access.models import AccessNotice, AccessReview
from care.access.policy import Session
from care.access.queries import get_review, notices_for, reviews_of_organisation, sessions_between
from care.access.rules import NotPossible, Outcome, Reason, State
from care.accounts.models import Organisation, Staff
from care.actor import Action, Category, Purpose, Role
from care.audit.queries import traces_of
from care.outbox.models import Delivery
from care.teams.models import Enrolment
from care.worklist import operations as worklist
from care.worklist.models import Task
from patients.models import Patient
from tests.care.access.conftest import HOUR, WORDS, Open, ask, heard, is_closed
from tests.factories.access import AccessReviewFactory, AccessSessionFactory
from tests.factories.accounts import actor_for, staff_with
from tests.factories.teams import CareTeamMemberFactory

pytestmark = pytest.mark.django_db


def test_the_team_and_the_privacy_officer_are_told_in_the_same_transaction(
    clinic: Organisation, alice: Staff, sam: Staff, noor: Staff, mari: Patient, opens: Open, at: datetime
) -> None:
    bob = staff_with(Role.NURSE, organisation=clinic)
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=mari), patient=mari, staff=bob)
    opens(sam, mari)
    assert set(AccessNotice.objects.values_list("staff_id", flat=True)) == {alice.pk, bob.pk}
    task, review = Task.objects.get(), AccessReview.objects.get()
    assert (task.owner_role, task.patient_id, task.due_at) == ("privacy_officer", None, review.due_at)
    assert (task.subject, task.created_by) == (review.uuid, sam.user)
    assert mari.legal_family not in f"{task.title} {task.why}"
    condition = gate.readable(actor=actor_for(alice), category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    [notice] = notices_for(actor=actor_for(alice), condition=condition)
    assert (notice.patient_id, notice.colleague, notice.reason) == (mari.pk, "Sam Whitfield", Reason.OVERDOSE)
    assert operations.see_notice(actor=actor_for(alice), review=review.uuid, at=at)
    assert not operations.see_notice(actor=actor_for(alice), review=review.uuid, at=at)
    assert not operations.see_notice(actor=actor_for(sam), review=review.uuid, at=at)
    assert notices_for(actor=actor_for(alice), condition=condition) == []
    assert AccessNotice.objects.filter(seen_at__isnull=True).count() == 1


def test_the_task_ends_with_the_review_and_in_no_other_way(
    clinic: Organisation, sam: Staff, noor: Staff, mari: Patient, opens: Open, at: datetime
) -> None:
    opens(sam, mari)
    task, review = Task.objects.get(), AccessReview.objects.get()
    officer, coordinator = actor_for(noor), actor_for(staff_with(Role.COORDINATOR, organisation=clinic))
    for who in (officer, coordinator):
        with pytest.raises(worklist.EndsElsewhere):
            worklist.complete_task(actor=who, task_id=task.pk, at=at)
        with pytest.raises(worklist.EndsElsewhere):
            worklist.cancel_task(actor=who, task_id=task.pk, reason="Not needed", at=at)
    with pytest.raises(worklist.NotForYou):
        worklist.take_task(actor=coordinator, task_id=task.pk, at=at)
    worklist.take_task(actor=officer, task_id=task.pk, at=at)
    with pytest.raises(worklist.NotForYou):
        worklist.give_back_task(actor=coordinator, task_id=task.pk, at=at)
    reviewed = {"actor": officer, "uuid": review.uuid, "outcome": Outcome.APPROPRIATE, "words": "The ambulance needed the dose."}
    with pytest.raises(NotPossible):
        operations.review(**reviewed, at=at + timedelta(minutes=30))  # type: ignore[arg-type]
    operations.review(**reviewed, at=at + HOUR)  # type: ignore[arg-type]
    task.refresh_from_db()
    assert (task.state, task.outcome, task.done_by) == ("done", "Appropriate", noor.user)
    with pytest.raises(worklist.EndsElsewhere):
        worklist.reopen_task(actor=officer, task_id=task.pk, at=at + HOUR)
    with pytest.raises(NotPossible):
        operations.review(**reviewed, at=at + 2 * HOUR)  # type: ignore[arg-type]
    row = get_review(actor=officer, uuid=review.uuid, at=at + HOUR)
    assert row is not None
    assert (row.state, row.outcome, row.reviewed_by) == (State.REVIEWED, Outcome.APPROPRIATE, "Noor Aziz")


def test_nobody_reviews_their_own_act(clinic: Organisation, mari: Patient, opens: Open, at: datetime) -> None:
    both = staff_with(Role.CRISIS_CLINICIAN, Role.PRIVACY_OFFICER, organisation=clinic)
    opens(both, mari)
    review = AccessReview.objects.get()
    asked = {"uuid": review.uuid, "outcome": Outcome.APPROPRIATE, "words": WORDS, "at": at + HOUR}
    with pytest.raises(operations.OwnAct):
        operations.review(actor=actor_for(both), **asked)  # type: ignore[arg-type]
    with pytest.raises(operations.OwnAct):
        operations.review(actor=actor_for(staff_with(Role.COUNSELOR, organisation=clinic)), **asked)  # type: ignore[arg-type]
    with pytest.raises(operations.NoSuchReview):
        operations.review(actor=actor_for(staff_with(Role.PRIVACY_OFFICER)), **asked)  # type: ignore[arg-type]
    operations.review(actor=actor_for(staff_with(Role.SUPERVISOR, organisation=clinic)), **asked)  # type: ignore[arg-type]


def test_a_late_review_is_asked_of_the_supervisor_once(
    clinic: Organisation, sam: Staff, noor: Staff, mari: Patient, opens: Open, at: datetime
) -> None:
    opens(sam, mari)
    event = Delivery.objects.get(kind="event:access.review_late")
    review = AccessReview.objects.get()
    assert event.due_at == review.due_at
    late = review.due_at + timedelta(seconds=1)
    for _ in range(2):
        deliveries.ASK_SUPERVISOR.hear(heard(event), late)
    task = Task.objects.get(owner_role="supervisor")
    assert Task.objects.filter(owner_role="privacy_officer", state="open").count() == 1
    [row] = reviews_of_organisation(actor=actor_for(noor), at=late, waiting=True)
    assert row.state is State.LATE
    operations.review(actor=actor_for(noor), uuid=review.uuid, outcome=Outcome.FOLLOW_UP, words=WORDS, at=late)
    assert not Task.objects.exclude(state="done").exists()
    assert reviews_of_organisation(actor=actor_for(noor), at=late, waiting=True) == []
    deliveries.ASK_SUPERVISOR.hear(heard(event), late)
    assert Task.objects.filter(pk=task.pk).count() == Task.objects.filter(owner_role="supervisor").count()


def test_what_was_read_changed_and_refused_stands_in_the_audit(
    sam: Staff, mari: Patient, jay: Patient, opens: Open, at: datetime
) -> None:
    opens(sam, mari)
    inside = at + timedelta(minutes=3)
    permit = ask(sam, mari, inside, action=Action.WRITE)
    worklist.open_task(permit=permit, title="Call the emergency room", due_at=at + HOUR, at=inside)
    is_closed(sam, mari, inside, category=Category.COUNSELLING_NOTE)
    is_closed(sam, jay, inside)
    traces = traces_of(
        user_id=sam.user_id, patient_ids=[mari.pk], since=at, until=at + HOUR, bases=("D06-emergency",)
    )  # fmt: skip
    told = [(str(trace.kind), trace.verb) for trace in traces if trace.at == inside]
    assert told == [("access", "record.opened"), ("change", "task.opened"), ("refusal", "record.refused")]


def test_the_privacy_office_reads_which_sessions_there_were(
    sam: Staff, noor: Staff, mari: Patient, jay: Patient, opens: Open, at: datetime
) -> None:
    opens(sam, mari)
    opens(noor, jay, kind=Session.REVIEW)
    found = sessions_between(actor=actor_for(noor), since=at, until=at + HOUR)
    assert {(one.kind, one.patient_id) for one in found} == {(Session.EMERGENCY, mari.pk), (Session.REVIEW, jay.pk)}
    [one] = sessions_between(actor=actor_for(noor), since=at, until=at + HOUR, kind=Session.REVIEW)
    assert one.colleague == "Noor Aziz"
    stranger = actor_for(staff_with(Role.PRIVACY_OFFICER))
    assert sessions_between(actor=stranger, since=at, until=at + HOUR) == []
    assert get_review(actor=stranger, uuid=AccessReview.objects.get().uuid, at=at) is None


def test_a_review_that_nobody_made_is_not_there(noor: Staff, at: datetime) -> None:
    session = AccessSessionFactory()
    review = AccessReviewFactory(session=session)
    assert get_review(actor=actor_for(noor), uuid=review.uuid, at=at) is None
