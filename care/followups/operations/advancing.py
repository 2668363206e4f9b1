"""The sweep: whatever is due takes its next step. Nothing that goes wrong with one check-in reaches another."""

import logging
from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.audit import operations as audit
from care.followups.models import CheckIn, LadderRung, ProtocolRun
from care.followups.operations.moving import CALL_TASK, OUTREACH_TASK, SUBJECT, VISIT_TASK, finish_run_if_done, move
from care.followups.rules.states import SOUGHT
from care.followups.rules.times import RungTime, ask_again_at, end_of_workday, next_rung_at
from care.followups.vocabulary import Contact, RungKind, State, Step
from care.outbox.operations import publish
from care.reminders.operations import remind
from care.worklist.operations import cancel_tasks_about, open_task
from care.worklist.queries import climbed_role
from care.worklist.rules import Priority
from patients.queries import names_of

log = logging.getLogger(__name__)

MOST_REMINDERS = 2  # of one window
MOST_STEPS = 1_000  # of one sweep: about as many as a small machine takes in a minute
TWO_IN_A_ROW = 2  # misses that raise the priority. Clinical reference 7.2


def advance_check_ins(*, actor: Actor, at: datetime, batch: int = 100, most: int = MOST_STEPS) -> int:
    """Let every check-in whose next step is due take it, until none is; gives the number of steps.

    Each step is a transaction of its own that claims the run with SKIP LOCKED: two sweeps at once share the work, and what
    somebody answers in this moment is left to them. A check-in that cannot be moved is passed over and logged by its number;
    it stays due. Nothing moves for somebody who died, or whose record the job may not open. After about `most` steps the
    sweep ends, so that the worker is free for others; the next one goes on.
    """
    steps, passed = 0, set[int]()
    while steps < most:
        due = (
            CheckIn.objects.filter(~Q(pk__in=passed), next_step_at__lte=at)
            .order_by("next_step_at", "pk")
            .values_list("pk", "run_id", "patient_id", "organisation_id")[:batch]
        )
        rows = list(due)
        if not rows:
            return steps
        permits = _permits(actor, rows, at=at)
        for pk, run_id, patient_id, organisation_id in rows:
            permit = permits.get((organisation_id, patient_id))
            if permit is None or not _advanced(permit, pk=pk, run_id=run_id, at=at):
                passed.add(pk)
            else:
                steps += 1
    return steps


def _permits(actor: Actor, rows: list[tuple[int, int, int, int]], *, at: datetime) -> dict[tuple[int, int], Permit]:
    """The permits of a batch: one question to the gate for each programme, for people who live."""
    people: dict[int, set[int]] = defaultdict(set)
    lines = names_of(patient_id for _, _, patient_id, _ in rows)
    for _, _, patient_id, organisation_id in rows:
        if lines[patient_id].deceased_on is None:
            people[organisation_id].add(patient_id)
    permits: dict[tuple[int, int], Permit] = {}
    for organisation_id, patient_ids in people.items():
        found = gate.require_all(
            actor=replace(actor, organisation_id=organisation_id),
            patient_ids=patient_ids,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.CAREMGT,
            at=at,
        )
        permits |= {(organisation_id, patient_id): permit for patient_id, permit in found.items()}
    return permits


def _advanced(permit: Permit, *, pk: int, run_id: int, at: datetime) -> bool:
    """Whether a check-in took a step. False where somebody else holds it, it is no longer due, or it cannot be moved."""
    try:
        with transaction.atomic():
            runs = ProtocolRun.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
            run = runs.select_related("protocol").filter(pk=run_id).first()
            check_in = CheckIn.objects.select_related("step").filter(pk=pk, next_step_at__lte=at).first()
            if run is None or check_in is None:
                return False
            check_in.run = run
            detail = {"check_in": pk, "from": check_in.state}
            with audit.change(permit=permit, at=at, verb="check_in.advanced", detail=detail) as change:
                _step(check_in, permit=permit, at=at)
                change.detail["to"] = check_in.state
    except Exception:  # whatever is wrong with this one, the others go on
        log.exception("check-in %s could not move on", pk)
        return False
    return True


def _step(check_in: CheckIn, *, permit: Permit, at: datetime) -> None:
    state = State(check_in.state)
    if state is State.PLANNED:
        _open(check_in, permit=permit, at=at)
    elif state in SOUGHT:
        _climb(check_in, permit=permit, at=at)
    elif at >= check_in.closes_at:
        _miss(check_in, permit=permit, at=at)
    else:
        _ask_again(check_in, at=at)
    check_in.save()


def _open(check_in: CheckIn, *, permit: Permit, at: datetime) -> None:
    """The window opens: the person is asked, and where the step is a call or a visit, the team is too."""
    again = ask_again_at(opens_at=check_in.opens_at, closes_at=check_in.closes_at, at=at)
    move(check_in, Step.OPEN, next_step_at=min(max(again, at), check_in.closes_at))
    if at >= check_in.closes_at:  # the platform was away for the whole window
        return
    _remind(check_in, "check-in", number=1, at=at)
    contact = Contact(check_in.step.contact)
    if contact is Contact.CHECK_UP:
        return
    open_task(
        permit=permit,
        title=f"{contact.label}: check-in of {check_in.step.name.lower()}",
        why=check_in.step.cover,
        kind=VISIT_TASK if contact is Contact.VISIT else CALL_TASK,
        owner_role=Role(check_in.step.role),
        due_at=check_in.closes_at,
        subject_kind=SUBJECT,
        subject=check_in.uuid,
        at=at,
    )


def _ask_again(check_in: CheckIn, *, at: datetime) -> None:
    """Halfway through the window nobody has answered: the person is asked once more."""
    if check_in.reminders < MOST_REMINDERS:
        _remind(check_in, "check-in-again", number=check_in.reminders + 1, at=at)
    check_in.next_step_at = check_in.closes_at


def _remind(check_in: CheckIn, kind: str, *, number: int, at: datetime) -> None:
    check_in.reminders = number
    remind(
        kind=kind,
        patient_id=check_in.patient_id,
        organisation_id=check_in.organisation_id,
        key=f"check-in:{check_in.uuid}:{number}",
        due_at=at,
        at=at,
        about={"check_in": check_in.pk},
    )


def _miss(check_in: CheckIn, *, permit: Permit, at: datetime) -> None:
    """The window has closed. The ladder begins, or the one that is climbed already goes on for both, with more urgency."""
    check_in.missed_at = at
    first = _rungs(check_in)[0]
    move(check_in, Step.MISS, next_step_at=_rung_time(first, check_in, at=at))
    reason = "The window has closed; outreach begins"
    cancel_tasks_about(permit=permit, subjects=[check_in.uuid], kinds=[CALL_TASK], reason=reason, at=at)
    if not _sought_besides(check_in).filter(next_step_at__isnull=False).exists():
        return
    move(check_in, Step.SEEK, next_step_at=None)
    climbed = _supersede(check_in, permit=permit, at=at)
    open_task(
        permit=permit,
        title="Two check-ins missed in a row",
        why="Outreach goes on from the first; look at it together today",
        kind=OUTREACH_TASK,
        priority=Priority.URGENT,
        owner_role=Role.COORDINATOR,
        climbed_to=climbed,
        due_at=end_of_workday(at, check_in.run.zone),
        subject_kind=SUBJECT,
        subject=check_in.uuid,
        at=at,
    )
    publish(
        event="check_in.missed_again",
        key=f"check_in.missed_again:{check_in.uuid}",
        at=at,
        organisation_id=check_in.organisation_id,
        patient_id=check_in.patient_id,
        about={"check_in": str(check_in.uuid)},
    )


def _climb(check_in: CheckIn, *, permit: Permit, at: datetime) -> None:
    """The next step of the ladder: a message, a task that climbs until a named person takes it, or the end of the ladder."""
    rungs = _rungs(check_in)
    rung, following = rungs[check_in.rung], rungs[check_in.rung + 1 : check_in.rung + 2]
    next_at = _rung_time(following[0], check_in, at=at) if following else None
    if State(check_in.state) is State.MISSED:
        move(check_in, Step.SEEK, next_step_at=next_at)
    check_in.next_step_at = next_at
    check_in.rung += 1
    kind = RungKind(rung.kind)
    if kind is RungKind.MESSAGE:
        remind(
            kind="missed",
            patient_id=check_in.patient_id,
            organisation_id=check_in.organisation_id,
            key=f"missed:{check_in.uuid}:{rung.position}",
            due_at=at,
            at=at,
            about={"check_in": check_in.pk},
        )
        return
    together = _sought_besides(check_in)
    priority = Priority.URGENT if together.count() + 1 >= TWO_IN_A_ROW else Priority.RAISED
    climbed = _supersede(check_in, permit=permit, at=at) if kind is RungKind.TASK else None
    open_task(
        permit=permit,
        title=rung.title,
        why=rung.why,
        kind=OUTREACH_TASK,
        priority=Priority.ROUTINE if kind is RungKind.END else priority,
        owner_role=Role(rung.role),
        climbed_to=climbed,
        due_at=end_of_workday(at, check_in.run.zone),
        subject_kind=SUBJECT,
        subject=check_in.uuid,
        at=at,
    )
    if kind is RungKind.END:
        _lose(check_in, list(together.filter(state=State.IN_OUTREACH.value, next_step_at__isnull=True)), at=at)


def _supersede(check_in: CheckIn, *, permit: Permit, at: datetime) -> Role | None:
    """One outreach asks once: what the next step asks for stands in the place of steps that nobody has taken.

    What had climbed does not fall back: gives the role to which it had, and the next step stands with that role.
    """
    subjects = [check_in.uuid, *_sought_besides(check_in).values_list("uuid", flat=True)]
    climbed = climbed_role(permit=permit, subjects=subjects, kinds=[OUTREACH_TASK])
    reason = "The next step of the outreach stands in its place"
    cancel_tasks_about(permit=permit, subjects=subjects, kinds=[OUTREACH_TASK], untaken=True, reason=reason, at=at)
    return climbed


def _lose(check_in: CheckIn, others: list[CheckIn], *, at: datetime) -> None:
    """The ladder came to its end for this one and for those that were missed while it was climbed. Nobody is discharged."""
    for lost in (check_in, *others):
        move(lost, Step.LOSE, next_step_at=None)
        lost.save()
    finish_run_if_done(check_in.run, at)


def _sought_besides(check_in: CheckIn) -> QuerySet[CheckIn]:
    """The other check-ins of the run for which the person is looked for."""
    return CheckIn.objects.filter(run_id=check_in.run_id, state__in=[state.value for state in SOUGHT]).exclude(pk=check_in.pk)


def _rungs(check_in: CheckIn) -> list[LadderRung]:
    return list(LadderRung.objects.filter(ladder=check_in.run.protocol.ladder).order_by("position"))


def _rung_time(rung: LadderRung, check_in: CheckIn, *, at: datetime) -> datetime:
    assert check_in.missed_at is not None
    time = RungTime(rung.hours, rung.day, rung.clock)
    return next_rung_at(time, missed_at=check_in.missed_at, zone=check_in.run.zone, at=at)
