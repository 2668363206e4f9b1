"""Starting and stopping protocols."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.followups.models import CheckIn, Protocol, ProtocolRun, ProtocolStep
from care.followups.operations.moving import call_off, finish_run_if_done, lock_runs
from care.followups.rules.states import can_step
from care.followups.rules.times import window_of
from care.followups.vocabulary import State, Step, StopReason
from care.lib.dates import local_date
from care.links.operations import revoke_links
from care.worklist.operations import cancel_tasks_about
from patients.queries import get_patient

OLDEST_DAY_ZERO = timedelta(days=730)
STOPPED = "stopped"  # why a link was taken back


class UnknownProtocol(LookupError):
    """There is no protocol of this code."""


class NoSuchRun(LookupError):
    """There is no such run in this record."""


class AlreadyRunning(ValueError):
    """The protocol is under way for this person."""


class NotRunning(ValueError):
    """The run was stopped, or has come to its end."""


class ImpossibleDayZero(ValueError):
    """The day lies ahead where the person lives, or so far back that no check-in is left."""


class PersonDied(ValueError):
    """Nothing is started for somebody who died."""


def start_protocol(*, permit: Permit, protocol: str, day_zero: date, at: datetime) -> ProtocolRun:
    """Start the newest version of a protocol, counted from `day_zero`, and plan all of its check-ins in the person's zone.

    A check-in whose window has closed already is called off at once, so that the plan shows it.

    Raises:
        UnknownProtocol, AlreadyRunning, ImpossibleDayZero, PersonDied.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    version = Protocol.objects.filter(code=protocol).order_by("-version").first()
    if version is None:
        raise UnknownProtocol
    person = get_patient(permit=permit)
    if person.deceased_on is not None:
        raise PersonDied
    zone = person.identity.zone
    if not local_date(at, zone) - OLDEST_DAY_ZERO <= day_zero <= local_date(at, zone):
        raise ImpossibleDayZero
    with audit.change(permit=permit, at=at, verb="protocol.started", detail={"protocol": protocol}) as change:
        if any(run.stopped_at is None and run.finished_at is None for run in _runs_of(permit, protocol)):
            raise AlreadyRunning
        run = _create_run(permit, version, day_zero=day_zero, zone=zone, at=at)
        check_ins = [_planned(run, step, permit=permit, at=at) for step in version.steps.order_by("position")]
        if not any(check_in.state == State.PLANNED for check_in in check_ins):
            raise ImpossibleDayZero
        CheckIn.objects.bulk_create(check_ins)
        change.detail |= {"run": run.pk, "version": version.version, "check_ins": len(check_ins)}
    return run


def _runs_of(permit: Permit, protocol: str) -> list[ProtocolRun]:
    codes = dict(Protocol.objects.filter(code=protocol).values_list("pk", "code"))
    return [run for run in lock_runs(permit).values() if run.protocol_id in codes]


def _create_run(permit: Permit, version: Protocol, *, day_zero: date, zone: str, at: datetime) -> ProtocolRun:
    """The row; of two started at once the second is refused."""
    try:
        with transaction.atomic():
            return ProtocolRun.objects.create(
                protocol=version,
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                day_zero=day_zero,
                zone=zone,
                started_at=at,
                started_by_id=permit.actor.user_id,
                started_by_job=permit.actor.job_name,
            )
    except IntegrityError as error:
        if "protocol_run_once_at_a_time" in str(error):
            raise AlreadyRunning from None
        raise


def _planned(run: ProtocolRun, step: ProtocolStep, *, permit: Permit, at: datetime) -> CheckIn:
    window = window_of(day_zero=run.day_zero, day=step.day, opens_day=step.opens_day, closes_day=step.closes_day, zone=run.zone)
    check_in = CheckIn(
        run=run,
        step=step,
        patient_id=run.patient_id,
        organisation_id=run.organisation_id,
        due_on=window.due_on,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        next_step_at=window.opens_at,
    )
    if window.closes_at <= at:
        call_off(check_in, permit, reason=StopReason.PAST, at=at)
    return check_in


def stop_protocol(*, permit: Permit, run: UUID, reason: StopReason, note: str = "", at: datetime) -> ProtocolRun:
    """Stop a run: what is still to come is called off, its links are taken back, its tasks cancelled. What was answered stays.

    Raises:
        NoSuchRun: not there, or of another record.
        NotRunning: it was stopped, or has come to its end.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="protocol.stopped", detail={"reason": reason.value}) as change:
        found = next((row for row in lock_runs(permit).values() if row.uuid == run), None)
        if found is None:
            raise NoSuchRun
        if found.stopped_at is not None or found.finished_at is not None:
            raise NotRunning
        change.detail["run"] = found.pk
        _stop(found, permit=permit, reason=reason, note=note, at=at)
    return found


def stop_protocols(*, permit: Permit, reason: StopReason, protocol: str = "", at: datetime) -> int:
    """Stop every run of the permit's patient here, or those of one protocol; gives how many there were. Safe to repeat."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="protocols.stopped", detail={"reason": reason.value}) as change:
        runs = _runs_of(permit, protocol) if protocol else list(lock_runs(permit).values())
        open_runs = [run for run in runs if run.stopped_at is None and run.finished_at is None]
        for run in open_runs:
            _stop(run, permit=permit, reason=reason, note="", at=at)
        change.detail["runs"] = [run.pk for run in open_runs]
    return len(open_runs)


def _stop(run: ProtocolRun, *, permit: Permit, reason: StopReason, note: str, at: datetime) -> None:
    run.stopped_at, run.stop_reason, run.stop_note = at, reason.value, note.strip()
    run.stopped_by_id, run.stopped_by_job = permit.actor.user_id, permit.actor.job_name
    run.save(update_fields=["stopped_at", "stopped_by", "stopped_by_job", "stop_reason", "stop_note"])
    to_come = [check_in for check_in in run.check_ins.order_by("pk") if can_step(State(check_in.state), Step.CANCEL)]
    for check_in in to_come:
        call_off(check_in, permit, reason=reason, at=at)
        check_in.save(
            update_fields=["state", "next_step_at", "cancelled_at", "cancelled_by", "cancelled_by_job", "cancel_reason"]
        )
    for check_in in to_come:
        revoke_links(permit=permit, subject=check_in.uuid, reason=STOPPED, at=at)
    subjects = [check_in.uuid for check_in in to_come]
    cancel_tasks_about(permit=permit, subjects=subjects, reason=f"The check-ins were stopped: {reason.label}", at=at)
    finish_run_if_done(run, at)


def restart_protocols(*, permit: Permit, reason: StopReason, at: datetime) -> int:
    """Start again, from the same day zero, what was stopped for a reason that proved wrong; gives how many there were.

    Windows that closed meanwhile are called off; a protocol that is under way again is left alone. Safe to repeat.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    stopped = ProtocolRun.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, stop_reason=reason.value
    )
    newest: dict[str, ProtocolRun] = {}
    for run in stopped.select_related("protocol").order_by("-stopped_at", "-pk"):
        newest.setdefault(run.protocol.code, run)
    started = 0
    for code, run in newest.items():
        try:
            start_protocol(permit=permit, protocol=code, day_zero=run.day_zero, at=at)
        except (AlreadyRunning, ImpossibleDayZero):
            continue
        started += 1
    return started
