"""Answers: through the link once, by phone, late, twice at once; what they open, and what they end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from care.access import gate
from care.actor import Action, Actor, PermitMismatch, Role
from care.audit.models import AuditEvent
from care.followups import operations
from care.followups.models import Answer, CheckIn, ContactAttempt, KeptAnswers, LadderRung, ProtocolRun, ProtocolStep
from care.followups.queries import check_in_for_link, next_check_in, runs_of
from care.followups.rules import NotPossible
from care.followups.timeline import timeline_entries
from care.followups.vocabulary import Channel, Mode, Result, State, StopReason
from care.links.operations import LinkExpired, LinkRevoked, open_link
from care.outbox.models import Delivery
from care.worklist.models import Task
from care.worklist.operations import climb_due_tasks, take_task
from care.worklist.rules import Priority
from patients.operations import record_death
from tests.care.followups.conftest import answer, check_in_of, holder_of, own_permit, sweep, sweep_until, utc
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.followups import (
    OPENS,
    AnswerFactory,
    CheckInFactory,
    ContactAttemptFactory,
    LadderRungFactory,
    ProtocolRunFactory,
    ProtocolStepFactory,
)
from tests.factories.links import LinkFactory
from tests.factories.patients import enrolled_patient, permit_for
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(run, at) -> CheckIn:
    sweep(at)
    return check_in_of(run, "Day 1")


def tasks_of(check_in):
    return {task.title: task for task in Task.objects.filter(subject=check_in.uuid).order_by("pk")}


# --- through the link -------------------------------------------------------------------------------------------------------


def test_an_answer_ends_the_check_in_uses_the_link_and_finishes_the_call(due, permit, at):
    given = answer(due, permit, at, feeling="6", craving=4, used="no", note="Better than last week.")
    due.refresh_from_db()
    assert (given.level, given.is_first, due.state, due.next_step_at) == (0, True, State.COMPLETED, None)
    row = Answer.objects.get()
    assert row.values == {"feeling": 6, "craving": 4, "used": "no", "note": "Better than last week."}
    assert (row.mode, row.answered_by_id, row.answered_by_job, row.language) == (Mode.LINK, None, "check-in", "en")
    (call,) = tasks_of(due).values()
    assert (call.state, call.outcome, call.done_by_job) == ("done", "Answered the check-in", "check-in")
    assert holder_of(due, permit, at).used_at is None  # a new link was made, since the first one was used
    event = AuditEvent.objects.get(verb="check_in.answered")
    assert (event.actor_kind, event.basis, event.detail["level"]) == ("patient", "D14-link", 0)
    assert "Better" not in str(event.detail)


def test_the_same_answers_posted_twice_have_one_effect(due, permit, at):
    holder = holder_of(due, permit, at)
    theirs = own_permit(holder, at)
    answers = {"craving": 9}
    first = operations.answer_check_in(permit=theirs, link_id=holder.link_id, answers=answers, at=at)
    again = operations.answer_check_in(permit=theirs, link_id=holder.link_id, answers=answers, at=at + timedelta(seconds=2))
    assert (first.is_first, again.is_first, again.level) == (True, False, 1)
    assert Answer.objects.count() == 1
    assert Task.objects.filter(title="Craving 9 of 10").count() == 1


def test_other_answers_after_the_first_are_refused(due, permit, at):
    holder = holder_of(due, permit, at)
    theirs = own_permit(holder, at)
    operations.answer_check_in(permit=theirs, link_id=holder.link_id, answers={"feeling": 5}, at=at)
    with pytest.raises(operations.CheckInClosed):
        operations.answer_check_in(permit=theirs, link_id=holder.link_id, answers={"feeling": 6}, at=at)


@pytest.mark.django_db(transaction=True)
def test_posted_twice_at_once_one_is_first(due, permit, at):
    holder = holder_of(due, permit, at)
    theirs = own_permit(holder, at)

    def post():
        return operations.answer_check_in(permit=theirs, link_id=holder.link_id, answers={"safe": "no"}, at=at).is_first

    assert sorted(together(post, post)) == [False, True]
    assert Task.objects.filter(title="Not safe tonight").count() == 1


def test_wrong_answers_change_nothing(due, permit, at):
    holder = holder_of(due, permit, at)
    with pytest.raises(operations.AnswersWrong) as wrong:
        operations.answer_check_in(permit=own_permit(holder, at), link_id=holder.link_id, answers={"feeling": 12}, at=at)
    assert wrong.value.errors == {"feeling": "A number from 0 to 10."}
    assert not Answer.objects.exists()


def test_a_link_that_was_taken_back_or_whose_time_is_over_answers_nothing(due, permit, at):
    holder = holder_of(due, permit, at)
    late = due.closes_at + timedelta(days=40)
    sweep_until(due.closes_at + timedelta(hours=1), start=due.closes_at)
    with pytest.raises(LinkExpired):
        operations.answer_check_in(permit=own_permit(holder, late), link_id=holder.link_id, answers={}, at=late)
    again = holder_of(due, permit, late)
    operations.stop_protocols(permit=permit, reason=StopReason.OWN_WISH, at=late)
    with pytest.raises((LinkRevoked, operations.CheckInClosed)):
        operations.answer_check_in(permit=own_permit(again, late), link_id=again.link_id, answers={}, at=late)


def test_before_its_window_and_after_it_was_called_off_a_check_in_takes_no_answers(run, permit, at):
    three = check_in_of(run, "Day 3")
    with pytest.raises(operations.CheckInClosed):
        answer(three, permit, at, feeling=5)
    assert not Answer.objects.exists()


def test_the_link_of_one_does_not_answer_for_another(due, permit, alice, at):
    holder = holder_of(due, permit, at)
    other = permit_for(alice, enrolled_patient(alice), at=at)
    with pytest.raises(operations.NoSuchCheckIn):
        operations.answer_check_in(permit=other, link_id=holder.link_id, answers={}, at=at)


def test_who_may_only_read_does_not_answer(due, permit, at):
    holder = holder_of(due, permit, at)
    with pytest.raises(PermitMismatch):
        operations.answer_check_in(permit=own_permit(holder, at, Action.READ), link_id=holder.link_id, answers={}, at=at)


# --- what an answer opens -----------------------------------------------------------------------------------------------------


def test_a_grave_answer_opens_its_task_in_the_same_transaction(due, permit, at):
    given = answer(due, permit, at, safe="no", note="ya no quiero vivir")
    assert given.level == 3
    found = tasks_of(due)
    crisis, screening = found["Not safe tonight"], found["C-SSRS: words about suicide"]
    assert (crisis.kind, crisis.due_at, crisis.created_by_job) == ("crisis", at + timedelta(minutes=5), "check-in")
    assert (crisis.priority, crisis.escalates_at) == (Priority.CRISIS, at + timedelta(minutes=5))
    assert (screening.priority, screening.owner_role, screening.due_at) == ("urgent", "counselor", at + timedelta(hours=4))
    assert "vivir" not in screening.title + screening.why  # own words are read where the category is


def test_use_is_after_a_break_until_it_was_told_before(run, permit, at):
    sweep(at)
    one = check_in_of(run, "Day 1")
    assert answer(one, permit, at, used="yes").level == 2
    at = utc(2026, 11, 25, 15)
    sweep(at)
    assert answer(check_in_of(run, "Day 3"), permit, at, used="prefer_not").level == 0
    at = utc(2026, 11, 28, 15)
    sweep(at)
    assert answer(check_in_of(run, "Day 7"), permit, at, used="yes").level == 1


def test_a_failure_to_open_the_task_takes_the_answer_back(due, permit, at, monkeypatch):
    monkeypatch.setattr("care.followups.operations.answering.open_task", _refuse)
    holder = holder_of(due, permit, at)
    with pytest.raises(RuntimeError):
        operations.answer_check_in(permit=own_permit(holder, at), link_id=holder.link_id, answers={"safe": "no"}, at=at)
    due.refresh_from_db()
    assert (due.state, Answer.objects.count()) == (State.DUE, 0)


def _refuse(**_: object) -> None:
    raise RuntimeError("the task could not be opened")


# --- late -------------------------------------------------------------------------------------------------------------------


def test_a_late_answer_reaches_and_ends_the_outreach(run, due, permit, at):
    sweep_until(utc(2026, 11, 26, 21), start=at)
    calls = Task.objects.filter(subject=due.uuid, kind="outreach", state="open")
    assert calls.count() == 1  # the second call stands in the place of the first
    answer(due, permit, utc(2026, 11, 26, 22), feeling=5)
    due.refresh_from_db()
    assert (due.state, due.next_step_at, calls.count()) == (State.REACHED, None, 0)


def test_an_answer_to_a_later_check_in_ends_the_outreach_of_an_earlier_one(run, due, permit, at):
    at = utc(2026, 11, 26, 16)
    sweep_until(at, start=utc(2026, 11, 23, 16))
    three = check_in_of(run, "Day 3")
    answer(three, permit, at, feeling=5)
    due.refresh_from_db()
    three.refresh_from_db()
    assert (due.state, three.state) == (State.REACHED, State.COMPLETED)
    assert not Task.objects.filter(kind="outreach", state="open").exists()


def test_who_was_lost_to_contact_can_answer_at_any_time_by_phone(run, due, permit, at):
    run.check_ins.exclude(pk=due.pk).delete()
    late = at + timedelta(days=33)
    sweep_until(late, start=at)
    assert operations.answer_by_phone(permit=permit, check_in=due.uuid, answers={"feeling": 4}, at=late).is_first
    due.refresh_from_db()
    assert due.state == State.REACHED


# --- by phone ---------------------------------------------------------------------------------------------------------------


def test_a_colleague_writes_down_what_the_person_answers(due, permit, alice, at):
    given = operations.answer_by_phone(permit=permit, check_in=due.uuid, answers={"craving": 8}, at=at)
    row = Answer.objects.get()
    assert (given.level, row.mode, row.answered_by_id, row.link_id) == (1, Mode.PHONE, alice.user_id, None)
    assert tasks_of(due)["Craving 8 of 10"].created_by_id == alice.user_id


def test_the_person_does_not_answer_as_a_colleague(due, permit, at):
    theirs = own_permit(holder_of(due, permit, at), at)
    with pytest.raises(PermissionError):
        operations.answer_by_phone(permit=theirs, check_in=due.uuid, answers={}, at=at)


# --- what is kept while filling in ------------------------------------------------------------------------------------------


def test_what_was_filled_in_is_kept_and_shown_again_and_goes_with_the_answer(due, permit, at):
    holder = holder_of(due, permit, at)
    theirs = own_permit(holder, at)
    assert operations.keep_answers(
        permit=theirs, link_id=holder.link_id, answers={"feeling": "3", "craving": "99", "note": "I am"}, at=at
    )
    form = check_in_for_link(holder)
    assert (form.uuid, form.is_open, form.answers_kept) == (due.uuid, True, {"feeling": 3, "note": "I am"})
    operations.answer_check_in(permit=theirs, link_id=holder.link_id, answers={"feeling": 3}, at=at)
    assert not KeptAnswers.objects.exists()
    assert not operations.keep_answers(permit=theirs, link_id=holder.link_id, answers={"feeling": 1}, at=at)


def test_the_page_behind_a_link_shows_nothing_of_the_record(due, permit, at):
    form = check_in_for_link(holder_of(due, permit, at))
    assert "Marisol" not in str(form)
    assert "Vega" not in str(form)
    assert [question.code for question in form.questions][:3] == ["feeling", "craving", "used"]


def test_the_page_behind_a_link_is_closed_once_answered(due, permit, at):
    holder = holder_of(due, permit, at)
    operations.answer_check_in(permit=own_permit(holder, at), link_id=holder.link_id, answers={}, at=at)
    token = operations.issue_check_in_link(permit=permit, check_in=due.uuid, at=at)
    assert not check_in_for_link(open_link(token=token, purpose="check-in", at=at)).is_open


def test_behind_the_link_of_somebody_who_died_is_nothing(due, permit, at):
    holder = holder_of(due, permit, at)
    record_death(permit=permit, deceased_on=at.date(), at=at)
    with pytest.raises(LinkRevoked):
        check_in_for_link(holder)


# --- attempts ---------------------------------------------------------------------------------------------------------------


def log(check_in, permit, at, result, **fields):
    return operations.log_attempt(permit=permit, check_in=check_in.uuid, channel=Channel.CALL, result=result, at=at, **fields)


def test_every_attempt_is_kept_and_only_reaching_ends_the_outreach(run, due, permit, alice, at):
    late = utc(2026, 11, 25, 16)
    sweep_until(late, start=at)
    log(due, permit, late, Result.NO_ANSWER, note="Rang out.", next_step="Again tomorrow")
    log(due, permit, late, Result.LEFT_MESSAGE)
    due.refresh_from_db()
    assert due.state == State.IN_OUTREACH
    log(due, permit, late, Result.REACHED)
    due.refresh_from_db()
    assert (due.state, due.attempts.count()) == (State.REACHED, 3)
    first = due.attempts.order_by("pk").first()
    assert (first.made_by_id, first.note, first.next) == (alice.user_id, "Rang out.", "Again tomorrow")
    assert not Task.objects.filter(kind="outreach", state="open").exists()


def test_the_same_attempt_posted_twice_is_one(due, permit, at):
    first = log(due, permit, at, Result.NO_ANSWER, note="Rang out.")
    again = log(due, permit, at + timedelta(seconds=3), Result.NO_ANSWER, note="Rang out.")
    later = log(due, permit, at + timedelta(minutes=5), Result.NO_ANSWER, note="Rang out.")
    assert (again.pk, later.pk == first.pk) == (first.pk, False)


def test_an_untaken_step_gives_way_to_the_next_and_a_taken_one_stays(run, due, permit, alice, at):
    sweep_until(utc(2026, 11, 25, 16), start=at)
    first = Task.objects.get(subject=due.uuid, kind="outreach")
    take_task(permit=permit, task_id=first.pk, at=utc(2026, 11, 25, 16))
    sweep_until(utc(2026, 11, 27, 17), start=utc(2026, 11, 25, 17))
    states = Task.objects.filter(subject=due.uuid, kind="outreach").order_by("pk").values_list("state", flat=True)
    assert list(states) == ["taken", "cancelled", "open"]


def test_what_had_climbed_does_not_fall_back_with_the_next_step(run, due, permit, at):
    sweep_until(utc(2026, 11, 25, 16), start=at)
    first = Task.objects.get(subject=due.uuid, kind="outreach")
    climber = Actor.system(job="worklist.climb")
    for hours in (5, 9):
        climb_due_tasks(actor=climber, at=first.created_at + timedelta(hours=hours))
    first.refresh_from_db()
    assert first.owner_role == Role.SUPERVISOR
    sweep_until(utc(2026, 11, 27, 17), start=utc(2026, 11, 25, 17))
    last = Task.objects.filter(subject=due.uuid, kind="outreach").order_by("-pk")[0]
    assert (last.state, last.owner_role) == ("open", Role.SUPERVISOR)
    assert last.pk != first.pk


def test_who_is_reached_in_the_window_has_completed_the_check_in_and_may_still_answer(due, permit, at):
    holder = holder_of(due, permit, at)
    log(due, permit, at, Result.REACHED)
    due.refresh_from_db()
    assert (due.state, due.next_step_at) == (State.COMPLETED, None)
    assert check_in_for_link(holder).is_open
    given = operations.answer_check_in(
        permit=own_permit(holder, at), link_id=holder.link_id, answers={"safe": "no"}, at=at + timedelta(hours=8)
    )
    assert given.level == 3
    assert "Not safe tonight" in tasks_of(due)


def test_what_has_not_opened_or_has_ended_is_not_attempted(run, due, permit, at):
    with pytest.raises(NotPossible):
        log(check_in_of(run, "Day 30"), permit, at, Result.NO_ANSWER)
    answer(due, permit, at, feeling=5)
    with pytest.raises(NotPossible):
        log(due, permit, at, Result.REACHED)


def test_an_attempt_about_another_s_check_in_is_refused(due, alice, at):
    other = permit_for(alice, enrolled_patient(alice), at=at)
    with pytest.raises(operations.NoSuchCheckIn):
        log(due, other, at, Result.NO_ANSWER)


def test_a_message_that_could_not_go_asks_for_a_call_unless_one_is_asked_for(run, permit, at):
    sweep(at)
    one = check_in_of(run, "Day 1")  # a call by itself
    operations.note_not_sent(permit=permit, check_in_id=one.pk, reason="NO_CHANNEL", at=at)
    assert [task.title for task in Task.objects.filter(subject=one.uuid)] == ["Call: check-in of day 1"]
    at = utc(2026, 11, 28, 15)
    sweep(at)
    seven = check_in_of(run, "Day 7")  # a visit
    for _ in range(2):
        operations.note_not_sent(permit=permit, check_in_id=seven.pk, reason="NO_CHANNEL", at=at)
    titles = [task.title for task in Task.objects.filter(subject=seven.uuid).order_by("pk")]
    assert titles == ["Visit: check-in of day 7", "Call: no message could go, check-in of day 7"]
    assert [attempt.result for attempt in seven.attempts.all()] == ["not_sent", "not_sent"]


def test_the_link_is_sent_again_as_long_as_it_can_be_answered(run, due, permit, at):
    operations.send_again(permit=permit, check_in=due.uuid, at=at)
    assert Delivery.objects.filter(kind="reminder", about__reminder="check-in-again").count() == 1
    with pytest.raises(operations.AlreadyAsked):
        operations.send_again(permit=permit, check_in=due.uuid, at=at)
    with pytest.raises(NotPossible):
        operations.send_again(permit=permit, check_in=check_in_of(run, "Day 3").uuid, at=at)


# --- reading ----------------------------------------------------------------------------------------------------------------


def test_the_chart_reads_runs_answers_and_attempts(run, due, permit, alice, at, django_assert_num_queries):
    operations.answer_by_phone(permit=permit, check_in=due.uuid, answers={"note": "Fine."}, at=at + timedelta(hours=1))
    (row,) = runs_of(permit=permit)
    assert (row.name, row.is_open, len(row.check_ins), row.started_by) == ("Aftercare", True, 9, alice.user.name)
    assert (row.check_ins[0].answer.own_words, row.check_ins[0].answer.by) == ("Fine.", alice.user.name)
    with django_assert_num_queries(7):
        runs_of(permit=permit)
    coming = next_check_in(permit=permit)
    assert (coming.name, coming.state, coming.missed) == ("Day 3", State.PLANNED, 0)
    words = [entry.what for entry in timeline_entries(permit=permit)]
    assert words == ["Aftercare, day 1: answered, written down by a colleague", "Aftercare started"]


def test_who_has_no_check_in_has_no_next_one(permit):
    assert next_check_in(permit=permit) is None
    assert runs_of(permit=permit) == []


def test_another_clinic_does_not_read_them(run, mari, at):
    with pytest.raises(gate.NotFound):
        permit_for(staff_with(Role.COORDINATOR), mari, at=at)


# --- what the database refuses ------------------------------------------------------------------------------------------------

STARTED = {"started_by": None, "started_by_job": ""}
BROKEN = {
    "protocol_step_contact_known": (ProtocolStepFactory, {"position": 99, "contact": "fax"}),
    "protocol_step_role_known": (ProtocolStepFactory, {"position": 99, "role": "boss"}),
    "protocol_step_opens_before_it_closes": (ProtocolStepFactory, {"position": 99, "opens_day": 9, "closes_day": 8}),
    "ladder_rung_kind_known": (LadderRungFactory, {"position": 99, "kind": "fine", "role": "peer"}),
    "ladder_rung_role_known": (LadderRungFactory, {"position": 99, "kind": "task", "role": "boss"}),
    "ladder_rung_asks_a_role": (LadderRungFactory, {"position": 99, "kind": "task"}),
    "ladder_rung_has_a_time": (LadderRungFactory, {"position": 99, "hours": None}),
    "protocol_run_started_pair": (ProtocolRunFactory, STARTED),
    "protocol_run_stopped_pair": (ProtocolRunFactory, {"stopped_at": OPENS, "stop_reason": "mistake"}),
    "protocol_run_stop_reason_known": (
        ProtocolRunFactory, {"stopped_at": OPENS, "stopped_by_job": "x", "stop_reason": "missed visits"},
    ),
    "protocol_run_stop_has_reason": (ProtocolRunFactory, {"stopped_at": OPENS, "stopped_by_job": "x"}),
    "protocol_run_stopped_or_finished": (
        ProtocolRunFactory,
        {"stopped_at": OPENS, "stopped_by_job": "x", "stop_reason": "mistake", "finished_at": OPENS},
    ),
    "check_in_state_known": (CheckInFactory, {"state": "forgotten"}),
    "check_in_opens_before_it_closes": (CheckInFactory, {"closes_at": OPENS}),
    "check_in_that_waits_has_a_next_step": (CheckInFactory, {"next_step_at": None}),
    "check_in_that_ended_has_no_next_step": (CheckInFactory, {"state": "completed"}),
    "check_in_cancelled_pair": (
        CheckInFactory, {"state": "cancelled", "next_step_at": None, "cancelled_at": OPENS, "cancel_reason": "past"},
    ),
    "check_in_cancel_reason_known": (
        CheckInFactory,
        {"state": "cancelled", "next_step_at": None, "cancelled_at": OPENS, "cancelled_by_job": "x", "cancel_reason": "rude"},
    ),
    "check_in_cancelled_has_reason": (CheckInFactory, {"cancelled_at": OPENS, "cancelled_by_job": "x", "cancel_reason": "past"}),
    "answer_mode_known": (AnswerFactory, {"mode": "fax"}),
    "answer_answered_pair": (AnswerFactory, {"answered_by": None}),
    "answer_through_link_or_with_staff": (AnswerFactory, {"mode": "link"}),
    "answer_level_known": (AnswerFactory, {"level": 5}),
    "attempt_channel_known": (ContactAttemptFactory, {"channel": "owl"}),
    "attempt_result_known": (ContactAttemptFactory, {"result": "gave up"}),
    "attempt_made_pair": (ContactAttemptFactory, {"made_by_job": "x"}),
}  # fmt: skip
ALONE = {
    "protocol_version_once",
    "protocol_step_once",
    "ladder_rung_once",
    "protocol_run_once_at_a_time",
    "check_in_once_in_a_run",
}


@pytest.mark.parametrize(("name", "broken"), BROKEN.items(), ids=BROKEN.keys())
def test_the_database_refuses_what_breaks_a_rule(name, broken):
    maker, fields = broken
    with pytest.raises(IntegrityError, match=name):
        maker(**fields)


def test_a_protocol_runs_once_at_a_time_and_has_each_check_in_once():
    run = ProtocolRunFactory()
    CheckInFactory(run=run)
    with pytest.raises(IntegrityError, match="check_in_once_in_a_run"):
        CheckInFactory(run=run)


def test_a_second_open_run_is_refused_by_the_database():
    run = ProtocolRunFactory(stopped=True)
    ProtocolRunFactory(patient=run.patient)
    with pytest.raises(IntegrityError, match="protocol_run_once_at_a_time"):
        ProtocolRunFactory(patient=run.patient)


def test_an_answer_by_link_has_nobody_beside_the_person():
    with pytest.raises(IntegrityError, match="answer_through_link_or_with_staff"):
        AnswerFactory(mode="link", link=LinkFactory(), answered_by=UserFactory())


def test_every_constraint_is_broken_by_a_test_here():
    models = (ProtocolStep, LadderRung, ProtocolRun, CheckIn, Answer, ContactAttempt)
    named = {constraint.name for model in models for constraint in model._meta.constraints}
    assert named | {"protocol_version_once"} == BROKEN.keys() | ALONE
