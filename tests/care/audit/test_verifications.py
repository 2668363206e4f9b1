"""Having the whole trail read: asked for once, taken by one worker, told how far, ended with what was found."""

import re
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from care.actor import Actor
from care.audit import operations, rules, tasks
from care.audit.models import AuditEvent, Verification
from care.audit.queries import last_verifications, waiting_verification
from care.audit.rules import LOST_AFTER, RUN, NotPossible, State, Step, diagram, may_begin, next_state
from care.audit.seals import seal_events
from tests.care.audit.trail import as_owner, write_events

NIGHT = Actor.system(job="audit.nightly")
WORKER = Actor.system(job="audit.verify")


@pytest.mark.parametrize(("state", "step"), list(product(State, Step)), ids=lambda word: word.value)
def test_a_step_is_possible_just_where_the_table_has_it(state: State, step: Step) -> None:
    if (state, step) in RUN:
        assert next_state(state, step) is RUN[state, step]
    else:
        with pytest.raises(NotPossible):
            next_state(state, step)


def test_the_diagram_in_readme_is_the_table() -> None:
    readme = (Path(rules.__file__).parent / "README.md").read_text()
    shown = re.search(r"```mermaid\n(.*?)\n```", readme, re.DOTALL)
    assert shown
    assert shown.group(1) == diagram()


def test_a_run_whose_worker_is_silent_may_be_taken_again(at: datetime) -> None:
    assert may_begin(State.WAITING, alive_at=None, at=at)
    assert not may_begin(State.RUNNING, alive_at=at - timedelta(minutes=1), at=at)
    assert may_begin(State.RUNNING, alive_at=at - LOST_AFTER - timedelta(seconds=1), at=at)
    assert not may_begin(State.DONE, alive_at=at - timedelta(days=1), at=at)


@pytest.mark.django_db(transaction=True)
def test_who_asks_twice_gets_the_same_run(at: datetime) -> None:
    first = operations.ask_for_verification(actor=NIGHT, at=at)
    colleague = Actor.staff(user_id=5, staff_id=5, organisation_id=1, roles=frozenset())
    assert operations.ask_for_verification(actor=colleague, at=at) == first
    assert (first.asked_by, first.asked_by_job) == (None, "audit.nightly")


@pytest.mark.django_db(transaction=True)
def test_a_whole_trail_is_said_to_be_whole_and_the_audit_says_so_too(at: datetime) -> None:
    write_events(4, at)
    seal_events(at=at)
    tasks.ask()
    assert tasks.verify() == 1
    assert tasks.verify() == 0
    (run,) = last_verifications()
    assert (run.state, run.is_sound, run.faults, run.first_row) == (State.DONE, True, 0, "")
    assert run.events >= 4
    assert AuditEvent.objects.get(verb="audit.verified").detail["sound"] is True
    assert waiting_verification() is None


@pytest.mark.django_db(transaction=True)
def test_the_first_broken_row_is_named(at: datetime) -> None:
    ids = write_events(4, at)
    seal_events(at=at)
    as_owner("UPDATE audit_auditevent SET user_id = 2 WHERE id = %s", ids[2])
    tasks.ask()
    tasks.verify()
    (run,) = last_verifications()
    assert (run.is_sound, run.first_row, run.first_fault) == (False, f"event {ids[2]}", "edited, or written without the key")
    assert run.faults >= 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_take_the_same_run(at: datetime) -> None:
    operations.ask_for_verification(actor=NIGHT, at=at)
    assert operations.begin_verification(actor=WORKER, at=at) is not None
    assert operations.begin_verification(actor=WORKER, at=at) is None
    again = operations.begin_verification(actor=WORKER, at=at + LOST_AFTER + timedelta(minutes=1))
    assert again is not None


@pytest.mark.django_db(transaction=True)
def test_progress_is_told_and_a_failure_says_nothing_of_the_trail(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*, progress: object) -> None:
        progress(20_000)  # type: ignore[operator]
        assert Verification.objects.get().events == 20_000
        raise ConnectionError("with words that nobody should read")

    monkeypatch.setattr(tasks, "verify_audit", breaks)
    tasks.ask()
    with pytest.raises(ConnectionError):
        tasks.verify()
    run = Verification.objects.get()
    assert (run.state, run.error, run.is_sound) == (State.FAILED, "ConnectionError", None)
