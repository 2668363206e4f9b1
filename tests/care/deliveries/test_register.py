"""Who serves what: the register names real events, its task is the one that is asked for, and the limits fit together."""

from django.conf import settings

from care import deliveries
from care.celery import app as celery
from care.outbox.handling import Handler, Listener
from care.outbox.operations.sweeping import GIVEN_UP
from care.outbox.operations.waking import SWEEP
from care.outbox.rules import LEASE, MARGIN
from tests.house_rules.sources import strings_in_code


def test_every_event_that_somebody_listens_to_is_published_somewhere():
    published = strings_in_code() | {GIVEN_UP}
    assert deliveries.LISTENERS.keys() <= published


def test_a_listener_is_named_once_for_each_event():
    for event, listeners in deliveries.LISTENERS.items():
        names = [listener.name for listener in listeners]
        assert len(names) == len(set(names)), event
        assert all(isinstance(listener, Listener) for listener in listeners)
    assert all(isinstance(handler, Handler) and handler.attempts > 1 for handler in deliveries.HANDLERS.values())


def test_people_are_told_of_what_no_room_could_tell_them():
    assert deliveries.LISTENERS[GIVEN_UP]


def test_the_task_that_is_asked_for_is_the_workers_and_beat_asks_for_it():
    celery.loader.import_default_modules()
    assert celery.tasks[SWEEP].name == deliveries.sweep.name
    [entry] = [entry for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"] == SWEEP]
    assert entry["options"]["expires"] <= entry["schedule"].total_seconds()


def test_a_sweep_ends_before_its_worker_is_ended_and_before_the_broker_hands_its_message_to_another():
    assert LEASE - MARGIN < LEASE
    assert deliveries.sweep.time_limit == LEASE.total_seconds()
    assert LEASE.total_seconds() < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    assert MARGIN.total_seconds() > settings.EMAIL_TIMEOUT * 6
