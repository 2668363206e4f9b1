"""An intake as a whole: begun, paused, taken up again, finished, heard, signed, closed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.consent.rules import check_drawing
from care.lib.dates import day_text
from care.teams.operations import NotEnrolled
from care.teams.queries import open_enrolment
from care.worklist.operations import cancel_tasks_about, finish_tasks_about, open_task
from patients.intake.models import BEGIN, Intake, IntakeSection
from patients.intake.operations.parts import TASK, change, move, write_step
from patients.intake.operations.refusals import AlreadyHeard, NameMissing
from patients.intake.rules import SECTIONS, UNFINISHED, CloseReason, NotPossible, Part, Pause, Said, State, Step, seal_of, written

FINISHED_WITHIN = timedelta(days=7)  # own default: by then an intake is signed, or somebody looks why not


def begin_intake(*, permit: Permit, today: date, at: datetime) -> Intake:
    """Begin getting to know the person; where an intake is unfinished, that one. A task keeps it on the worklist of who began it.

    Raises:
        NotEnrolled: the person is not in care here.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, organisation_id = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="intake.begun") as event:
        if open_enrolment(permit=permit) is None:
            raise NotEnrolled
        mine = {"patient_id": permit.patient_id, "organisation_id": organisation_id}
        row, is_new = Intake.objects.get_or_create(
            **mine,
            state__in=sorted(state.value for state in UNFINISHED),
            defaults={**mine, "begun_at": at, "begun_by_id": user_id},
        )
        event.detail["intake"] = row.pk
        if is_new:
            IntakeSection.objects.bulk_create(IntakeSection(intake=row, key=section.key.value) for section in SECTIONS)
            write_step(row=row, step=BEGIN, permit=permit, at=at)
            open_task(
                permit=permit,
                kind=TASK,
                title=f"Intake open since {day_text(today, today)}",
                why="It can be left and taken up again by anybody on the team",
                due_at=at + FINISHED_WITHIN,
                owner_id=permit.actor.staff_id,
                subject_kind=TASK,
                subject=row.uuid,
                at=at,
            )
    return row


def pause_intake(*, permit: Permit, intake: UUID, why: Pause, go_on: tuple[date, datetime] | None = None, at: datetime) -> Intake:
    """The person, or somebody here, stops for now. `go_on` is the day and the moment at which a task asks to go on.

    Raises:
        NoSuchIntake.
        NotPossible: it is no longer open.
    """
    with change(permit=permit, intake=intake, verb="intake.paused", at=at) as row:
        move(row=row, step=Step.PAUSE, permit=permit, at=at)
        row.paused_at, row.paused_by_id, row.pause = at, permit.actor.user_id, why.value
        if go_on is not None:
            row.go_on_on, due_at = go_on
            cancel_tasks_about(
                permit=permit, subjects=[row.uuid], kinds=[TASK], reason="On a break; asked again on the day agreed", at=at
            )
            open_task(
                permit=permit,
                kind=TASK,
                title="Go on with the intake",
                why=f"{why.label}; this day was agreed",
                due_at=due_at,
                owner_id=permit.actor.staff_id,
                subject_kind=TASK,
                subject=row.uuid,
                at=at,
            )
        row.save()
    return row


def resume_intake(*, permit: Permit, intake: UUID, at: datetime) -> Intake:
    """Somebody goes on where it was left.

    Raises:
        NoSuchIntake.
        NotPossible: there is no break.
    """
    with change(permit=permit, intake=intake, verb="intake.resumed", at=at) as row:
        move(row=row, step=Step.RESUME, permit=permit, at=at)
        row.save()
    return row


def finish_intake(*, permit: Permit, intake: UUID, parts: Sequence[Part], at: datetime) -> Intake:
    """Put the summary down, for reading and signing. Nothing has to be answered for it: what was not asked says so.

    Raises:
        NoSuchIntake, TooLong.
        NotPossible: it is not open.
    """
    with change(permit=permit, intake=intake, verb="intake.finished", at=at) as row:
        move(row=row, step=Step.FINISH, permit=permit, at=at)
        row.summary = written(parts)
        row.seal = seal_of(settings.CARE_AUDIT_KEY, uuid=row.uuid, text=row.summary)
        row.finished_at, row.finished_by_id = at, permit.actor.user_id
        row.save()
    return row


def reopen_intake(*, permit: Permit, intake: UUID, at: datetime) -> Intake:
    """Something is to be mended: the summary is put aside, with what the person said to it, and the sections open again.

    Raises:
        NoSuchIntake.
        NotPossible: it is not waiting to be signed.
    """
    with change(permit=permit, intake=intake, verb="intake.reopened", at=at) as row:
        move(row=row, step=Step.REOPEN, permit=permit, at=at)
        row.save()
    return row


def hear_person(*, permit: Permit, intake: UUID, said: Said, name: str = "", drawing: str = "", at: datetime) -> Intake:
    """Write down what the person said to the summary: signed, read, or would rather not. Before or after the colleague signs.

    Raises:
        NoSuchIntake, AlreadyHeard, NameMissing.
        BadPaper: what was drawn is no drawing.
        NotPossible: no summary is put down.
    """
    if said is Said.SIGNED and not name.strip():
        raise NameMissing
    with change(permit=permit, intake=intake, verb="intake.person_heard", at=at) as row:
        if State(row.state) not in (State.FINISHED, State.SIGNED):
            raise NotPossible(State(row.state), Step.SIGN)
        if row.said_at is not None:
            raise AlreadyHeard
        row.said, row.said_at, row.said_by_id = said.value, at, permit.actor.user_id
        if said is Said.SIGNED:
            row.said_name, row.said_drawing = name.strip(), check_drawing(drawing)
        row.save()
    return row


def sign_intake(*, permit: Permit, intake: UUID, at: datetime) -> Intake:
    """A colleague puts their name to the summary as it was put down. Its task on the worklist is done with it.

    Raises:
        NoSuchIntake.
        NotPossible: no summary is put down, or it is signed already.
    """
    permit.actor.colleague()
    with change(permit=permit, intake=intake, verb="intake.signed", at=at) as row:
        move(row=row, step=Step.SIGN, permit=permit, at=at)
        row.signed_at, row.signed_by_id = at, permit.actor.user_id
        row.save()
        finish_tasks_about(permit=permit, subject=row.uuid, kinds=[TASK], outcome="The intake is signed", at=at)
    return row


def close_intake(*, permit: Permit, intake: UUID, reason: CloseReason, at: datetime) -> Intake:
    """End it without a signature. What was saved stays in the record; a safety task stays open until somebody ends it.

    Raises:
        NoSuchIntake.
        NotPossible: it is signed or closed.
    """
    with change(permit=permit, intake=intake, verb="intake.closed", at=at) as row:
        move(row=row, step=Step.CLOSE, permit=permit, at=at)
        row.closed_at, row.close_reason = at, reason.value
        row.closed_by_id, row.closed_by_job = permit.actor.user_id, permit.actor.job_name if permit.actor.user_id is None else ""
        row.save()
        cancel_tasks_about(
            permit=permit, subjects=[row.uuid], kinds=[TASK], reason=f"Intake closed: {reason.label.lower()}", at=at
        )
    return row
