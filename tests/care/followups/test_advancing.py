"""A check-in moves on by itself: it opens, asks, asks again, is missed, and is sought until somebody is reached or lost."""

from datetime import date, timedelta

import pytest

from care.actor import Actor, Role
from care.audit.models import AuditEvent
from care.followups import operations, tasks
from care.followups.models import CheckIn, ProtocolRun
from care.followups.vocabulary import Channel, Result, State, StopReason
from care.links.operations import LinkRevoked, open_link
from care.outbox.models import Delivery
from care.worklist.models import Task
from care.worklist.operations import climb_due_tasks
from patients.operations import record_death
from tests.care.followups.conftest import DAY_ZERO, answer, check_in_of, sweep, sweep_until, utc
from tests.factories.accounts import staff_with
from tests.factories.followups import CheckInFactory, ProtocolRunFactory
from tests.factories.patients import enrolled_patient, permit_for
from tests.together import together

pytestmark = pytest.mark.django_db


def messages():
    return list(Delivery.objects.filter(kind="reminder").order_by("pk").values_list("about__reminder", flat=True))


def open_tasks(check_in=None):
    tasks = Task.objects.filter(state="open").order_by("pk")
    return list(tasks.filter(subject=check_in.uuid) if check_in else tasks)


# --- starting ---------------------------------------------------------------------------------------------------------------


def test_a_protocol_plans_all_of_its_check_ins_in_the_person_s_zone(run):
    check_ins = list(run.check_ins.order_by("opens_at"))
    assert [row.due_on for row in check_ins] == [
        date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 30), date(2026, 12, 6), date(2026, 12, 23), date(2027, 1, 22),
        date(2027, 2, 21), date(2027, 5, 22), date(2027, 11, 23),
    ]  # fmt: skip
    assert {row.state for row in check_ins} == {State.PLANNED}
    assert check_ins[0].opens_at == utc(2026, 11, 23, 15)
    assert check_ins[-2].opens_at == utc(2027, 5, 8, 14)  # after the clocks went forward


def test_who_lives_elsewhere_is_asked_by_their_own_clock(alice, at):
    mari = enrolled_patient(alice, zone="America/Los_Angeles")
    run = operations.start_protocol(permit=permit_for(alice, mari, at=at), protocol="aftercare", day_zero=DAY_ZERO, at=at)
    assert check_in_of(run, "Day 1").opens_at == utc(2026, 11, 23, 18)


def test_a_protocol_runs_once_at_a_time(run, permit, at):
    with pytest.raises(operations.AlreadyRunning):
        operations.start_protocol(permit=permit, protocol="aftercare", day_zero=DAY_ZERO, at=at)
    other = operations.start_protocol(permit=permit, protocol="check-ups", day_zero=DAY_ZERO, at=at)
    assert other.check_ins.count() == 8


@pytest.mark.django_db(transaction=True)
def test_of_two_who_start_it_at_once_one_is_refused(permit, at):
    def start():
        return operations.start_protocol(permit=permit, protocol="aftercare", day_zero=DAY_ZERO, at=at)

    given = together(start, start)
    assert sorted(type(one).__name__ for one in given) == ["AlreadyRunning", "ProtocolRun"]
    assert CheckIn.objects.count() == 9


@pytest.mark.parametrize("day", [DAY_ZERO + timedelta(days=1), DAY_ZERO - timedelta(days=800)])
def test_day_zero_lies_neither_ahead_nor_years_back(permit, at, day):
    with pytest.raises(operations.ImpossibleDayZero):
        operations.start_protocol(permit=permit, protocol="aftercare", day_zero=day, at=at)


def test_day_zero_is_today_where_the_person_lives(alice, at):
    evening = utc(2026, 11, 24, 3)  # still the 23rd in Boston
    permit = permit_for(alice, enrolled_patient(alice), at=evening)
    with pytest.raises(operations.ImpossibleDayZero):
        operations.start_protocol(permit=permit, protocol="aftercare", day_zero=date(2026, 11, 24), at=evening)
    assert operations.start_protocol(permit=permit, protocol="aftercare", day_zero=DAY_ZERO, at=evening)


def test_windows_that_have_closed_are_called_off_at_the_start(permit, at):
    run = operations.start_protocol(permit=permit, protocol="aftercare", day_zero=DAY_ZERO - timedelta(days=8), at=at)
    states = list(run.check_ins.order_by("opens_at").values_list("state", "cancel_reason"))
    assert states[:3] == [("cancelled", "past")] * 3
    assert {state for state, _ in states[3:]} == {"planned"}


def test_a_protocol_of_which_nothing_is_left_is_not_started(permit, at):
    with pytest.raises(operations.ImpossibleDayZero):
        operations.start_protocol(permit=permit, protocol="after-overdose", day_zero=DAY_ZERO - timedelta(days=40), at=at)
    assert not ProtocolRun.objects.exists()


def test_nothing_is_started_for_somebody_who_died_nor_by_a_name_that_is_unknown(permit, at):
    with pytest.raises(operations.UnknownProtocol):
        operations.start_protocol(permit=permit, protocol="detox", day_zero=DAY_ZERO, at=at)
    record_death(permit=permit, deceased_on=at.date(), at=at)
    with pytest.raises(operations.PersonDied):
        operations.start_protocol(permit=permit, protocol="aftercare", day_zero=DAY_ZERO, at=at)


# --- in the window ------------------------------------------------------------------------------------------------------------


def test_before_its_window_nothing_happens(run):
    three = check_in_of(run, "Day 3")
    sweep(three.opens_at - timedelta(seconds=1))
    three.refresh_from_db()
    assert three.state == State.PLANNED


def test_when_the_window_opens_the_person_is_asked_and_the_team_too(run, at):
    assert sweep(at) == 1
    one = check_in_of(run, "Day 1")
    assert (one.state, one.reminders) == (State.DUE, 1)
    (task,) = open_tasks(one)
    assert (task.kind, task.priority, task.owner_role, task.due_at) == ("check_in", "routine", "peer", one.closes_at)
    message = Delivery.objects.get(kind="reminder")
    assert (message.key, message.about) == (f"check-in:{one.uuid}:1", {"check_in": one.pk, "reminder": "check-in"})
    event = AuditEvent.objects.get(verb="check_in.advanced")
    assert event.detail == {"check_in": one.pk, "from": "planned", "to": "due"}


def test_a_check_up_asks_the_person_alone(permit, at):
    run = operations.start_protocol(permit=permit, protocol="check-ups", day_zero=DAY_ZERO, at=at)
    first = check_in_of(run, "Quarter 1")
    sweep(first.opens_at)
    assert (messages(), open_tasks()) == (["check-in"], [])


def test_whoever_has_not_answered_is_asked_once_more_halfway(run, at):
    sweep(at)
    one = check_in_of(run, "Day 1")
    halfway = at + (one.closes_at - at) / 2
    assert sweep(halfway - timedelta(seconds=1)) == 0
    assert sweep(halfway) == 1
    assert messages() == ["check-in", "check-in-again"]
    sweep_until(one.closes_at - timedelta(seconds=1), start=halfway)
    assert messages() == ["check-in", "check-in-again"]


def test_a_message_that_left_makes_it_reminded(run, permit, at):
    sweep(at)
    one = check_in_of(run, "Day 1")
    operations.note_sent(permit=permit, check_in_id=one.pk, channel=Channel.TEXT, at=at)
    one.refresh_from_db()
    assert (one.state, one.attempts.get().result) == (State.REMINDED, Result.SENT)


def test_who_answered_is_neither_asked_again_nor_missed(run, permit, at):
    sweep(at)
    one = check_in_of(run, "Day 1")
    answer(one, permit, at, feeling=7)
    sweep_until(one.closes_at + timedelta(hours=3), start=at)
    one.refresh_from_db()
    assert (one.state, messages()) == (State.COMPLETED, ["check-in"])


# --- the ladder ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def missed(run, at) -> CheckIn:
    """Day 1 has closed without an answer; what comes later is stopped short of opening, so that it stands alone."""
    run.check_ins.exclude(step__name="Day 1").delete()
    sweep(at)
    one = check_in_of(run, "Day 1")
    sweep(one.closes_at)
    one.refresh_from_db()
    return one


def test_at_the_edge_of_its_window_it_is_missed(missed):
    assert (missed.state, missed.missed_at) == (State.MISSED, missed.closes_at)
    assert missed.next_step_at == missed.closes_at + timedelta(hours=2)
    assert open_tasks(missed) == []  # the call within the window is not asked for any more


def test_two_hours_later_a_neutral_message_goes(missed):
    sweep(missed.next_step_at - timedelta(seconds=1))
    assert "missed" not in messages()
    sweep(missed.next_step_at)
    assert messages()[-1] == "missed"
    missed.refresh_from_db()
    assert missed.state == State.IN_OUTREACH


def test_the_ladder_is_climbed_step_by_step_to_its_end(missed):
    sweep_until(missed.closes_at + timedelta(days=31), start=missed.closes_at)
    outreach = Task.objects.filter(kind="outreach").order_by("pk")
    assert outreach.filter(state="open").count() == 2  # the last step's, and the end's: earlier ones gave way
    days = [(task.created_at - missed.closes_at).days for task in outreach]
    assert days == [0, 1, 2, 3, 5, 14, 30]
    assert [task.owner_role for task in outreach if task.escalation_level == 0] == [
        "coordinator", "coordinator", "peer", "nurse", "peer", "supervisor", "coordinator",
    ]  # fmt: skip
    assert [task.priority for task in outreach] == ["raised"] * 6 + ["routine"]
    missed.refresh_from_db()
    assert (missed.state, missed.next_step_at) == (State.LOST_TO_CONTACT, None)
    missed.run.refresh_from_db()
    assert missed.run.finished_at is not None


def test_nobody_is_discharged_by_the_end_of_the_ladder(missed, permit):
    sweep_until(missed.closes_at + timedelta(days=31), start=missed.closes_at)
    assert not AuditEvent.objects.filter(verb__in=["enrolment.ended", "protocol.stopped"]).exists()


def test_a_step_s_task_climbs_until_a_named_person_takes_it(missed):
    sweep(missed.closes_at + timedelta(hours=2))
    call = utc(2026, 11, 25, 15)
    sweep(call)
    (task,) = open_tasks(missed)
    assert (task.owner_role, task.priority, task.escalates_to_role) == ("coordinator", "raised", "supervisor")
    climb_due_tasks(actor=Actor.system(job="worklist.climb"), at=call + timedelta(hours=9))
    task.refresh_from_db()
    assert task.owner_role == Role.SUPERVISOR


def test_two_misses_in_a_row_raise_the_priority_and_climb_one_ladder(run, at):
    sweep_until(utc(2026, 11, 28, 6), start=at)  # day 1 closed on the 25th, day 3 on the 28th
    one, three = check_in_of(run, "Day 1"), check_in_of(run, "Day 3")
    assert (one.state, three.state) == (State.IN_OUTREACH, State.IN_OUTREACH)
    assert (one.next_step_at is None, three.next_step_at is None) == (False, True)
    (urgent,) = open_tasks(three)
    assert (urgent.title, urgent.priority) == ("Two check-ins missed in a row", "urgent")
    sweep_until(utc(2026, 11, 28, 16), start=utc(2026, 11, 28, 7))
    assert open_tasks(one)[-1].priority == "urgent"
    assert messages().count("missed") == 1


def test_both_are_lost_with_the_ladder_that_was_climbed_for_both(run, at):
    run.check_ins.exclude(step__name__in=["Day 1", "Day 3"]).delete()
    sweep_until(at + timedelta(days=34), start=at)
    assert set(run.check_ins.values_list("state", flat=True)) == {State.LOST_TO_CONTACT}


def test_after_an_outage_the_steps_come_one_by_one(missed):
    late = missed.closes_at + timedelta(days=4)
    sweep(late)
    assert Task.objects.filter(kind="outreach").count() == 0
    sweep(late + timedelta(hours=1))
    assert Task.objects.filter(kind="outreach").count() == 1


def test_a_window_that_passed_while_the_platform_was_away_is_sought_and_not_reminded(run):
    one = check_in_of(run, "Day 1")
    run.check_ins.exclude(pk=one.pk).delete()
    sweep(one.closes_at + timedelta(hours=5))
    one.refresh_from_db()
    assert (one.state, messages()) == (State.MISSED, [])


# --- the sweep --------------------------------------------------------------------------------------------------------------


def due_check_ins(alice, number, at):
    """As many people with a check-in that is due."""
    found = []
    for _ in range(number):
        run = ProtocolRunFactory(patient=enrolled_patient(alice))
        found.append(CheckInFactory(run=run, opens_at=at, closes_at=at + timedelta(days=2)))
    return found


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_move_each_check_in_once(alice, at):
    due_check_ins(alice, 12, at)
    given = together(lambda: sweep(at, batch=3), lambda: sweep(at, batch=5))
    assert all(isinstance(one, int) for one in given), given
    assert sweep(at) + sum(given) == 12
    assert Delivery.objects.filter(kind="reminder").count() == 12
    assert AuditEvent.objects.filter(verb="check_in.advanced").count() == 12


def test_one_bad_row_stops_no_other(alice, at):
    rows = due_check_ins(alice, 4, at)
    bad = rows[1]
    bad.run.protocol = bad.run.protocol.__class__.objects.create(
        code="broken", version=1, name="Broken", prose="-", ladder="none", source="-", position=9
    )
    bad.run.save()
    CheckIn.objects.filter(pk=bad.pk).update(state=State.MISSED.value, missed_at=at)  # its ladder has no steps
    assert sweep(at, batch=2) == 3
    bad.refresh_from_db()
    assert (bad.state, bad.next_step_at) == (State.MISSED, bad.opens_at)  # stays due


def test_a_batch_is_one_question_to_the_gate(alice, at):
    due_check_ins(alice, 5, at)
    sweep(at)
    assert AuditEvent.objects.filter(verb="records.opened").count() == 1


def test_a_sweep_ends_in_time_and_the_next_goes_on(alice, at):
    due_check_ins(alice, 5, at)
    assert (sweep(at, batch=2, most=3), sweep(at)) == (4, 1)


def test_for_somebody_who_died_nothing_moves(run, permit, at):
    record_death(permit=permit, deceased_on=at.date(), at=at)
    assert sweep(at + timedelta(days=3)) == 0
    assert messages() == []


def test_a_programme_s_sweep_works_for_each_programme(at):
    for _ in range(2):
        due_check_ins(staff_with(Role.COORDINATOR), 1, at)
    assert sweep(at) == 2


def test_the_task_of_beat_sweeps(alice):
    run = ProtocolRunFactory(patient=enrolled_patient(alice))
    CheckInFactory(run=run, opens_at=utc(2026, 1, 5, 15))
    assert tasks.advance() >= 1


# --- stopping ---------------------------------------------------------------------------------------------------------------


def test_stopping_calls_off_what_is_to_come_and_keeps_what_was_answered(run, permit, at):
    sweep(at)
    one = check_in_of(run, "Day 1")
    answer(one, permit, at, feeling=7)
    stopped = operations.stop_protocol(permit=permit, run=run.uuid, reason=StopReason.OWN_WISH, note="Wants to call us.", at=at)
    one.refresh_from_db()
    assert (stopped.stop_reason, stopped.stop_note, one.state) == ("own_wish", "Wants to call us.", State.COMPLETED)
    assert set(run.check_ins.exclude(pk=one.pk).values_list("state", "cancel_reason")) == {("cancelled", "own_wish")}
    assert sweep(at + timedelta(days=400)) == 0


def test_stopping_takes_back_links_and_cancels_tasks(run, permit, at):
    sweep(at)
    one = check_in_of(run, "Day 1")
    token = operations.issue_check_in_link(permit=permit, check_in=one.uuid, at=at)
    operations.stop_protocol(permit=permit, run=run.uuid, reason=StopReason.MISTAKE, at=at)
    assert open_tasks(one) == []
    with pytest.raises(LinkRevoked):
        open_link(token=token, purpose="check-in", at=at)


def test_a_run_is_stopped_once_and_only_in_its_own_record(run, permit, alice, at):
    other = permit_for(alice, enrolled_patient(alice), at=at)
    with pytest.raises(operations.NoSuchRun):
        operations.stop_protocol(permit=other, run=run.uuid, reason=StopReason.MISTAKE, at=at)
    operations.stop_protocol(permit=permit, run=run.uuid, reason=StopReason.MISTAKE, at=at)
    with pytest.raises(operations.NotRunning):
        operations.stop_protocol(permit=permit, run=run.uuid, reason=StopReason.MISTAKE, at=at)
    assert operations.start_protocol(permit=permit, protocol="aftercare", day_zero=DAY_ZERO, at=at).pk != run.pk


def test_stopping_every_run_is_safe_to_repeat(run, permit, at):
    operations.start_protocol(permit=permit, protocol="check-ups", day_zero=DAY_ZERO, at=at)
    assert operations.stop_protocols(permit=permit, reason=StopReason.DIED, at=at) == 2
    assert operations.stop_protocols(permit=permit, reason=StopReason.DIED, at=at) == 0


def test_what_was_stopped_by_mistake_goes_on_from_the_same_day_zero(run, permit, at):
    operations.stop_protocols(permit=permit, reason=StopReason.DIED, at=at)
    later = at + timedelta(days=5)
    assert operations.restart_protocols(permit=permit, reason=StopReason.DIED, at=later) == 1
    assert operations.restart_protocols(permit=permit, reason=StopReason.DIED, at=later) == 0
    new = ProtocolRun.objects.get(stopped_at__isnull=True)
    assert new.day_zero == DAY_ZERO
    assert set(new.check_ins.filter(step__name__in=["Day 1", "Day 3"]).values_list("cancel_reason", flat=True)) == {"past"}
