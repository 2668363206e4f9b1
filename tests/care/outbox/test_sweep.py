"""What a sweep does with each row, on a real database: what leaves, what waits, what is given up, and who is told."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from care.audit.kinds import Kind
from care.audit.models import AuditEvent
from care.outbox import operations
from care.outbox.handling import Listener
from care.outbox.models import Delivery
from care.outbox.operations.claiming import claim, hand_back, mark_dead, mark_dropped, mark_later, mark_sent
from care.outbox.rules import LEASE, REST, SOONEST, State
from tests.care.outbox.post import Post
from tests.factories.accounts import StaffFactory
from tests.factories.outbox import DUE, DeliveryFactory
from tests.factories.patients import enrolled_patient
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def sweep(post, at, **more):
    return operations.sweep(**{"handlers": {"letter": post.handler}, "listeners": {}, "clock": lambda: at} | more)


def states():
    return dict(Delivery.objects.values_list("key", "state"))


def sends():
    return list(AuditEvent.objects.filter(kind=Kind.SEND).order_by("pk").values_list("verb", "reason"))


def test_what_is_due_leaves_once_and_what_is_not_waits(at):
    post = Post()
    DeliveryFactory(key="now")
    DeliveryFactory(key="tomorrow", due_at=at + timedelta(days=1), next_try_at=at + timedelta(days=1))
    assert sweep(post, at).sent == 1
    assert sweep(post, at).sent == 0
    assert post.sent == ["now"]
    row = Delivery.objects.get(key="now")
    assert (row.state, row.reference, row.settled_at, row.leased_until) == (State.SENT, f"ref-{row.pk}", at, None)
    assert states()["tomorrow"] == State.WAITING


def test_a_send_is_one_event_with_its_patient_and_no_word_of_its_content(at):
    patient = enrolled_patient(StaffFactory())
    row = DeliveryFactory(patient=patient, organisation=patient.organisation)
    sweep(Post(), at)
    event = AuditEvent.objects.get(kind=Kind.SEND)
    assert (event.verb, event.patient_ids, event.organisation_id) == ("delivery.sent", [patient.pk], patient.organisation_id)
    assert event.detail == {"delivery": row.pk, "kind": "letter"}


def test_a_batch_is_opened_once(at):
    post = Post()
    DeliveryFactory.create_batch(5)
    sweep(post, at)
    assert post.calls("open") == ["5"]
    assert len(post.sent) == 5


def test_what_is_not_wanted_any_more_is_dropped_with_its_reason(at):
    post = Post()
    DeliveryFactory(key="answered", about={"wrong": "drop"})
    assert sweep(post, at).dropped == 1
    row = Delivery.objects.get()
    assert (row.state, row.reason, post.sent, post.calls("dropped")) == (State.DROPPED, "answered", [], ["answered"])
    assert sends() == [("delivery.dropped", "answered")]


@pytest.mark.parametrize(("wrong", "wait"), [("later", timedelta(hours=8)), ("at-once", SOONEST)])
def test_what_may_not_go_yet_is_asked_again_later_and_that_is_no_failure(at, wrong, wait):
    DeliveryFactory(about={"wrong": wrong})
    assert sweep(Post(), at).later == 1
    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.next_try_at, row.reason) == (State.WAITING, 0, at + wait, "quiet-hours")
    assert row.leased_until is None


@pytest.mark.parametrize("wrong", ["prepare", "send", "temporary", "nonsense", "settle", "open"])
def test_a_row_that_goes_wrong_waits_longer_each_time_and_is_given_up_in_the_end(at, wrong):
    post = Post(attempts=3)
    DeliveryFactory(about={"wrong": wrong})
    waits = []
    moment = at
    for _ in range(2):
        assert sweep(post, moment).failed == 1
        row = Delivery.objects.get()
        waits.append(row.next_try_at - moment)
        assert row.state == State.WAITING
        assert sweep(post, row.next_try_at - timedelta(seconds=1)).failed == 0
        moment = row.next_try_at
    assert timedelta(minutes=1) <= waits[0] <= timedelta(seconds=75)
    assert timedelta(minutes=5) <= waits[1] <= timedelta(minutes=6, seconds=15)
    assert sweep(post, moment).dead == 1
    row = Delivery.objects.get(kind="letter")
    assert (row.state, row.attempts) == (State.DEAD, 3)
    assert row.last_error
    assert len(post.sent) == (1 if wrong == "settle" else 0)
    assert ("delivery.given_up", row.last_error) in sends()
    # the room tells people, or an event does where the room could not even open the row
    told = Delivery.objects.filter(kind="event:delivery.given_up").count()
    assert (len(post.calls("given_up")), told) == ((0, 1) if wrong == "open" else (1, 0))


def test_a_poison_row_stops_nobody_else(at):
    post = Post()
    for number, wrong in enumerate(["open", "prepare", "send", "nonsense", "settle"]):
        DeliveryFactory(about={"wrong": wrong}, due_at=DUE - timedelta(hours=number), next_try_at=DUE)
    DeliveryFactory.create_batch(20)
    DeliveryFactory(kind="of-a-later-release")
    swept = sweep(post, at, batch=7)
    assert (swept.sent, swept.failed) == (20, 6)
    assert Delivery.objects.filter(state=State.SENT).count() == 20


def test_a_refusal_for_good_is_given_up_at_once_and_people_are_told(at):
    post = Post()
    DeliveryFactory(about={"wrong": "permanent"})
    assert sweep(post, at).dead == 1
    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.last_error, post.calls("given_up")) == (State.DEAD, 1, "sms-400", ["sms-400"])


def test_where_the_room_cannot_tell_people_an_event_does(at):
    heard = []
    DeliveryFactory(about={"wrong": "permanent", "nobody": 1})
    listeners = {"delivery.given_up": [Listener("people", lambda row, _: heard.append(row.about))]}
    sweep(Post(), at, listeners=listeners)
    row = Delivery.objects.get(kind="letter")
    assert (row.state, heard) == (State.DEAD, [{"delivery": row.pk}])


def test_the_wait_that_a_provider_asks_for_is_kept(at):
    DeliveryFactory(about={"wrong": "wait"})
    sweep(Post(), at)
    assert Delivery.objects.get().next_try_at == at + timedelta(hours=2)


def test_what_left_and_could_not_be_settled_is_settled_later_without_leaving_twice(at):
    post = Post()
    DeliveryFactory(key="letter", about={"wrong": "settle"})
    sweep(post, at)
    row = Delivery.objects.get()
    assert (row.state, row.reference, post.sent) == (State.WAITING, f"ref-{row.pk}", ["letter"])
    post.mended.add("letter")
    assert sweep(post, row.next_try_at).sent == 1
    row.refresh_from_db()
    assert (row.state, post.sent, post.calls("settle")) == (State.SENT, ["letter"], [f"ref-{row.pk}"])
    assert sends() == [("delivery.sent", "not-settled")]


def test_a_withdrawn_row_does_not_go(at):
    post = Post()
    DeliveryFactory.create_batch(2)
    keys = sorted(states())
    assert operations.withdraw(keys=keys[:1], reason="answered", at=at) == 1
    assert operations.withdraw(keys=keys[:1], reason="answered", at=at) == 0
    sweep(post, at)
    assert post.sent == keys[1:]
    assert Delivery.objects.get(key=keys[0]).reason == "answered"


def test_a_row_that_is_withdrawn_on_its_way_is_sent_because_it_left(at):
    post = Post(before_send=lambda row: operations.withdraw(keys=[row.key], reason="answered", at=at))
    DeliveryFactory()
    sweep(post, at)
    assert (Delivery.objects.get().state, len(post.sent)) == (State.SENT, 1)
    assert sends() == [("delivery.sent", "")]


# --- leases ------------------------------------------------------------------------------------------------------------------


def test_two_workers_on_one_due_row_send_it_once(at):
    for _ in range(5):
        post = Post()
        DeliveryFactory.create_batch(3)
        given = together(*(partial(sweep, post, at) for _ in range(3)))
        assert sum(swept.sent for swept in given) == 3, given
        assert len(post.sent) == 3


def test_rows_in_other_hands_are_passed_over_until_their_lease_ends(at):
    DeliveryFactory.create_batch(3)
    held = claim(at=at, until=at + LEASE, most=2)
    assert [row.lease for row in held] == [1, 1]
    assert len(claim(at=at, until=at + LEASE, most=9)) == 1
    assert claim(at=at + LEASE - timedelta(seconds=1), until=at + 2 * LEASE, most=9) == []


def test_rows_that_a_dead_worker_left_come_alone_and_only_then_count(at):
    DeliveryFactory.create_batch(3)
    assert [row.attempts for row in claim(at=at, until=at + LEASE, most=9)] == [0, 0, 0]
    later = at + LEASE
    DeliveryFactory.create_batch(2, next_try_at=later + timedelta(seconds=1))
    later += timedelta(seconds=2)
    for _ in range(3):
        [row] = claim(at=later, until=later + LEASE, most=9)
        assert (row.is_alone, row.attempts, row.lease) == (True, 1, 2)
    assert [row.is_alone for row in claim(at=later, until=later + LEASE, most=9)] == [False, False]


def test_a_left_row_behind_fresh_ones_does_not_ride_with_them(at):
    DeliveryFactory(key="fresh", next_try_at=DUE - timedelta(hours=1))
    DeliveryFactory(key="left", left=True)
    DeliveryFactory(key="fresh too")
    assert sorted(row.key for row in claim(at=at, until=at + LEASE, most=9)) == ["fresh", "fresh too"]
    assert [row.key for row in claim(at=at, until=at + LEASE, most=9)] == ["left"]


def test_a_row_that_kills_each_worker_is_given_up_and_its_neighbours_leave(at):
    def die(row):
        if row.key == "killer":
            raise KeyboardInterrupt

    post = Post(attempts=2, before_send=die)
    DeliveryFactory(key="killer", due_at=DUE - timedelta(hours=1))
    DeliveryFactory.create_batch(5)
    deaths = 0
    for number in range(8):
        try:
            sweep(post, at + number * LEASE)
        except KeyboardInterrupt:
            deaths += 1
    assert deaths == 3  # once among others, then as often as any row is tried
    assert Delivery.objects.filter(kind="letter", state=State.SENT).count() == 5
    row = Delivery.objects.get(key="killer")
    assert (row.state, row.last_error) == (State.DEAD, "worker-lost")
    assert Delivery.objects.filter(kind="event:delivery.given_up").exists()


def test_a_row_that_kills_its_worker_before_it_is_prepared_is_given_up_too(at):
    class Deadly(Post):
        def open(self, rows, at):
            raise KeyboardInterrupt

    post = Deadly(attempts=2)
    DeliveryFactory()
    for number in range(3):
        with pytest.raises(KeyboardInterrupt):
            sweep(post, at + number * LEASE)
    assert sweep(post, at + 3 * LEASE).dead == 1


def test_what_left_and_cannot_be_settled_at_the_only_try_is_not_sent_again_by_people(at):
    post = Post(attempts=1)
    DeliveryFactory(about={"wrong": "settle"})
    sweep(post, at)
    row = Delivery.objects.get()
    assert (row.state, row.reference) == (State.DEAD, f"ref-{row.pk}")
    assert sends() == [("delivery.given_up", "error-ValueError"), ("delivery.sent", "not-settled")]


def test_a_worker_that_stalled_and_lost_its_lease_marks_nothing(at):
    DeliveryFactory(about={"n": 1})
    [stalled] = claim(at=at, until=at + LEASE, most=1)
    [present] = claim(at=at + LEASE, until=at + 2 * LEASE, most=1)
    assert present.lease == stalled.lease + 1
    assert not mark_sent(stalled, reference="late", at=at)
    assert not mark_dropped(stalled, reason="late", at=at)
    assert not mark_dead(stalled, attempts=6, error="late", at=at)
    assert not mark_later(stalled, next_try_at=at, attempts=1)
    hand_back([stalled], until=at + LEASE, at=at)
    row = Delivery.objects.get()
    assert (row.state, row.lease, row.leased_until) == (State.WAITING, 2, at + 2 * LEASE)
    assert mark_sent(present, reference="here", at=at)


def test_a_send_of_a_worker_that_lost_its_lease_still_stands_in_the_audit(at):
    post = Post(before_send=lambda row: claim(at=at + LEASE, until=at + 2 * LEASE, most=9))
    DeliveryFactory()
    sweep(post, at)
    assert sends() == [("delivery.sent", "lease-lost")]
    assert Delivery.objects.get().state == State.WAITING


def test_a_sweep_takes_nothing_new_when_its_lease_nears_its_end_and_hands_back_what_it_holds(at):
    moments = iter([at] * 9 + [at + LEASE] * 99)
    post = Post()
    DeliveryFactory.create_batch(10)
    swept = operations.sweep(handlers={"letter": post.handler}, listeners={}, clock=lambda: next(moments))
    assert swept.more
    assert 0 < len(post.sent) < 10
    left = Delivery.objects.filter(state=State.WAITING)
    assert left.count() == 10 - len(post.sent)
    assert set(left.values_list("leased_until", "attempts")) == {(None, 0)}
    assert sweep(post, at + LEASE).sent == left.count() or len(post.sent) == 10


def test_when_something_stops_a_sweep_what_it_did_not_begin_is_handed_back(at):
    def stop(row):
        if len(post.sent) == 2:
            raise SystemExit

    post = Post(before_send=stop)
    DeliveryFactory.create_batch(5)
    with pytest.raises(SystemExit):
        sweep(post, at)
    assert Delivery.objects.filter(leased_until__isnull=False).count() == 1
    assert sweep(Post(), at).sent == 2


# --- a provider that is away -------------------------------------------------------------------------------------------------


def test_a_provider_that_is_away_costs_three_tries_and_holds_up_nothing_else(at):
    post, other, heard = Post(), Post(), []
    DeliveryFactory.create_batch(30, about={"wrong": "temporary"})
    DeliveryFactory.create_batch(3, kind="note")
    publish(at)
    listeners = {"enrolment.ended": [Listener("plans", lambda row, _: heard.append(row.key))]}
    handlers = {"letter": post.handler, "note": other.handler}
    swept = operations.sweep(handlers=handlers, listeners=listeners, clock=lambda: at, batch=10)
    assert (swept.failed, swept.later, len(other.sent), len(heard)) == (3, 27, 3, 1)
    waiting = Delivery.objects.filter(kind="letter")
    assert sorted(waiting.values_list("attempts", flat=True)) == [0] * 27 + [1] * 3
    assert waiting.filter(attempts=0, next_try_at=at + REST, leased_until=None).count() == 27


def test_failures_that_are_not_in_a_row_or_for_good_make_no_kind_rest(at):
    for number in range(12):
        wrong = ["temporary", "temporary", "", "permanent"][number % 4]
        DeliveryFactory(about={"wrong": wrong}, due_at=DUE + timedelta(seconds=number))
    swept = sweep(Post(), at)
    assert (swept.sent, swept.failed, swept.dead, swept.later) == (3, 6, 3, 0)


# --- events ------------------------------------------------------------------------------------------------------------------


def publish(at, key="enrolment.ended:1"):
    with transaction.atomic():
        return operations.publish(
            event="enrolment.ended", key=key, at=at, organisation_id=None, patient_id=None, about={"enrolment": 7}
        )


def test_each_listener_hears_an_event_once_and_a_deaf_one_stops_nobody(at):
    heard = []

    def deaf(row, at):
        raise ValueError("deaf")

    listeners = {
        "enrolment.ended": [
            Listener("plans", lambda row, _: heard.append(("plans", row.about["enrolment"]))),
            Listener("deaf", deaf, attempts=2),
            Listener("orders", lambda row, _: heard.append(("orders", row.about["enrolment"]))),
        ]
    }
    assert publish(at)
    assert not publish(at)
    swept = sweep(Post(), at, listeners=listeners)
    assert (swept.sent, swept.failed) == (3, 1)
    sweep(Post(), at + timedelta(hours=1), listeners=listeners)
    assert heard == [("plans", 7), ("orders", 7)]
    assert Delivery.objects.get(kind="hear:enrolment.ended:deaf").state == State.DEAD


def test_an_event_that_nobody_listens_to_is_over(at):
    publish(at)
    assert sweep(Post(), at).sent == 1
    assert states() == {"enrolment.ended:1": State.SENT}


def test_the_claim_walks_one_index_among_many_settled_rows(at):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outbox_delivery (uuid, kind, key, about, queued_at, due_at, next_try_at, state, attempts, lease,"
            " last_error, reason, reference, settled_at) SELECT gen_random_uuid(), 'letter', 'old:' || n, '{}', %(at)s, %(at)s,"
            " %(at)s, 'sent', 0, 1, '', '', '', %(at)s FROM generate_series(1, 20000) n",
            {"at": DUE},
        )
        cursor.execute("ANALYZE outbox_delivery")
    DeliveryFactory.create_batch(3)
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off; SET enable_bitmapscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM outbox_delivery WHERE state = 'waiting' AND next_try_at <= %s"
            " ORDER BY next_try_at, id LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED",
            [at],
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    connection.close()
    assert "delivery_next" in plan
    assert "Sort" not in plan
