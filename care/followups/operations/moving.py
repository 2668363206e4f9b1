"""What every change of a check-in is made of: the lock, the step, and what hangs on it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from care.actor import Permit
from care.followups.models import CheckIn, ProtocolRun
from care.followups.rules.states import ENDED, LATE, next_state
from care.followups.vocabulary import State, Step, StopReason
from care.worklist.operations import finish_tasks_about

SUBJECT = "check_in"  # what the tasks of this room are about
CALL_TASK = "check_in"  # the call that a step of a protocol asks for
VISIT_TASK = "visit"
OUTREACH_TASK = "outreach"
FULFILLED = (CALL_TASK, OUTREACH_TASK)  # done once the person answered or was reached; a visit is still to be made


class NoSuchCheckIn(LookupError):
    """There is no such check-in in this record."""


def lock_runs(permit: Permit) -> dict[int, ProtocolRun]:
    """Hold every run of the permit's patient here, within the caller's transaction."""
    runs = ProtocolRun.objects.select_for_update(no_key=True).filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id
    )
    return {run.pk: run for run in runs.order_by("pk")}


def lock_check_in(permit: Permit, uuid: UUID) -> CheckIn:
    """A check-in of the permit's patient, with every run of theirs held.

    Raises:
        NoSuchCheckIn: not there, or of another record.
    """
    runs = lock_runs(permit)
    check_in = CheckIn.objects.select_related("step").filter(uuid=uuid, run_id__in=runs).first()
    if check_in is None:
        raise NoSuchCheckIn
    check_in.run = runs[check_in.run_id]
    return check_in


def move(check_in: CheckIn, step: Step, *, next_step_at: datetime | None) -> None:
    """Let a check-in take a step; the caller saves it.

    Raises:
        NotPossible: the table has no such step from here.
    """
    check_in.state = next_state(State(check_in.state), step).value
    check_in.next_step_at = next_step_at


def call_off(check_in: CheckIn, permit: Permit, *, reason: StopReason, at: datetime) -> None:
    """Say that a check-in is no longer to come, and why; the caller saves it."""
    move(check_in, Step.CANCEL, next_step_at=None)
    check_in.cancelled_at, check_in.cancel_reason = at, reason.value
    check_in.cancelled_by_id, check_in.cancelled_by_job = permit.actor.user_id, permit.actor.job_name


def finish_run_if_done(run: ProtocolRun, at: datetime) -> None:
    """Say that a run has come to its end when none of its check-ins is still to come."""
    ended = [state.value for state in ENDED]
    if run.stopped_at is None and run.finished_at is None and not run.check_ins.exclude(state__in=ended).exists():
        run.finished_at = at
        run.save(update_fields=["finished_at"])


def reach_everywhere(permit: Permit, *, outcome: str, at: datetime) -> list[int]:
    """The person is reached: whatever looked for them in any run ends, and its tasks are done. Gives the check-ins' numbers."""
    sought = CheckIn.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, state__in=[state.value for state in LATE]
    )
    found = list(sought.select_related("run").order_by("pk"))
    for check_in in found:
        move(check_in, Step.REACH, next_step_at=None)
        check_in.save(update_fields=["state", "next_step_at"])
        fulfil_tasks(permit, [check_in], outcome=outcome, at=at)
        finish_run_if_done(check_in.run, at)
    return [check_in.pk for check_in in found]


def fulfil_tasks(permit: Permit, check_ins: Iterable[CheckIn], *, outcome: str, at: datetime) -> None:
    """Complete the calls and the outreach that have come about."""
    for check_in in check_ins:
        finish_tasks_about(permit=permit, subject=check_in.uuid, kinds=FULFILLED, outcome=outcome, at=at)
