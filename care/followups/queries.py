"""Reading follow-ups: the form behind a link, the runs of a person with their check-ins, and what a message is about."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from care.accounts.queries import names_of_users
from care.actor import Category, Permit
from care.followups.catalogue import FORM_VERSION, questions_of
from care.followups.models import Answer, CheckIn, ContactAttempt, KeptAnswers, LadderRung, Protocol, ProtocolRun
from care.followups.rules.form import Question
from care.followups.rules.states import TAKES_ANSWERS
from care.followups.vocabulary import Channel, Contact, Mode, Result, State, StopReason
from care.lib.prepared import prepared
from care.links.operations import LinkHolder, LinkRevoked, LinkUnknown
from care.reminders.queries import sender_of
from patients.queries import language_of, names_of

# --- behind the link -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckInForm:
    """What the person's page shows: nothing of the record but the first name, where they allowed that.

    `answers_kept` is what they filled in and have not sent, by the questions' codes.
    """

    uuid: UUID
    short_name: str
    language: str
    organisation_phone: str
    state: State
    is_open: bool
    questions: list[Question]
    answers_kept: dict[str, Any]


def check_in_for_link(holder: LinkHolder) -> CheckInForm:
    """The check-in that somebody's link is about. Five queries.

    Raises:
        LinkRevoked: the person has died.
        LinkUnknown: there is no such check-in.
    """
    found = CheckIn.objects.filter(
        uuid=holder.subject, patient_id=holder.patient_id, organisation_id=holder.organisation_id
    ).first()
    if found is None:
        raise LinkUnknown
    if names_of([holder.patient_id])[holder.patient_id].deceased_on is not None:
        raise LinkRevoked
    kept = KeptAnswers.objects.filter(check_in=found).values_list("values", flat=True).first()
    language = language_of(patient_id=holder.patient_id).value
    return CheckInForm(
        uuid=found.uuid,
        short_name="",  # the record does not say yet whether the person allows it
        language=language,
        organisation_phone=sender_of(organisation_id=holder.organisation_id, language=language).phone,
        state=State(found.state),
        is_open=holder.used_at is None and State(found.state) in TAKES_ANSWERS and not _is_answered(found),
        questions=list(questions_of(FORM_VERSION)),
        answers_kept=kept or {},
    )


def _is_answered(check_in: CheckIn) -> bool:
    return Answer.objects.filter(check_in=check_in).exists()


@dataclass(frozen=True, slots=True)
class MessageSubject:
    """The check-in that a message is about."""

    uuid: UUID
    state: State


def subject_of_message(*, permit: Permit, check_in_id: int) -> MessageSubject | None:
    """The check-in that a waiting message of the permit's patient is about. One query."""
    permit.check(category=Category.SUD)
    row = _of(permit).filter(pk=check_in_id).values_list("uuid", "state").first()
    return MessageSubject(row[0], State(row[1])) if row else None


# --- on the chart ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What somebody answered, and what the rules made of it."""

    at: datetime
    by: str
    mode: Mode
    language: str
    values: dict[str, Any]
    questions: tuple[Question, ...]
    level: int
    reasons: list[str]

    @property
    def own_words(self) -> str:
        """What they wrote themselves."""
        return str(self.values.get("note", ""))


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One attempt to reach the person. `by` is empty for a message of the platform."""

    at: datetime
    by: str
    channel: Channel
    result: Result
    note: str
    next: str


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """One check-in with what hangs on it. `next_title` is the ladder's next step, where one is being climbed."""

    uuid: UUID
    name: str
    contact: Contact
    cover: str
    source: str
    due_on: date
    opens_at: datetime
    closes_at: datetime
    state: State
    missed_at: datetime | None
    next_step_at: datetime | None
    next_title: str
    cancelled_at: datetime | None
    cancel_reason: StopReason | None
    answer: AnswerRow | None
    attempts: list[AttemptRow]


@dataclass(frozen=True, slots=True)
class RunRow:
    """A protocol under way, finished or stopped, with its check-ins by their days."""

    uuid: UUID
    code: str
    name: str
    version: int
    prose: str
    source: str
    day_zero: date
    zone: str
    started_at: datetime
    started_by: str
    finished_at: datetime | None
    stopped_at: datetime | None
    stopped_by: str
    stop_reason: StopReason | None
    stop_note: str
    check_ins: list[CheckInRow]

    @property
    def is_open(self) -> bool:
        """Whether check-ins are still to come."""
        return self.stopped_at is None and self.finished_at is None


def _of(permit: Permit) -> Any:
    return CheckIn.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def runs_of(*, permit: Permit) -> list[RunRow]:
    """Every run of the permit's patient here with its check-ins, answers and attempts, open ones first. Six queries."""
    permit.check(category=Category.SUD)
    runs = list(
        ProtocolRun.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
        .select_related("protocol")
        .order_by("-started_at", "-pk")
    )
    rows = list(_of(permit).select_related("step").order_by("opens_at", "pk"))
    by_run = _check_in_rows(permit, rows, ladders={run.pk: run.protocol.ladder for run in runs})
    users = names_of_users({user for run in runs for user in (run.started_by_id, run.stopped_by_id) if user is not None})
    found = [_run_row(run, by_run.get(run.pk, []), users) for run in runs]
    return sorted(found, key=lambda run: not run.is_open)


def missed_check_ins(*, permit: Permit) -> list[tuple[datetime, str]]:
    """When check-ins were missed and which ones, the first first. One query."""
    permit.check(category=Category.SUD)
    return _missed(permit=permit)


@prepared
def _missed(*, permit: Permit) -> QuerySet[CheckIn, tuple[Any, ...]]:
    rows: QuerySet[CheckIn] = _of(permit).filter(missed_at__isnull=False).order_by("missed_at", "pk")
    return rows.values_list("missed_at", "step__name")


def get_check_in(*, permit: Permit, uuid: UUID) -> CheckInRow | None:
    """One check-in of the permit's patient, with what hangs on it."""
    permit.check(category=Category.SUD)
    rows = list(_of(permit).select_related("step", "run__protocol").filter(uuid=uuid))
    by_run = _check_in_rows(permit, rows, ladders={row.run_id: row.run.protocol.ladder for row in rows})
    return next((row for found in by_run.values() for row in found), None)


def get_run(*, permit: Permit, uuid: UUID) -> RunRow | None:
    """One run of the permit's patient."""
    return next((run for run in runs_of(permit=permit) if run.uuid == uuid), None)


def _run_row(run: ProtocolRun, check_ins: list[CheckInRow], users: dict[int, str]) -> RunRow:
    return RunRow(
        uuid=run.uuid,
        code=run.protocol.code,
        name=run.protocol.name,
        version=run.protocol.version,
        prose=run.protocol.prose,
        source=run.protocol.source,
        day_zero=run.day_zero,
        zone=run.zone,
        started_at=run.started_at,
        started_by=users.get(run.started_by_id or 0, ""),
        finished_at=run.finished_at,
        stopped_at=run.stopped_at,
        stopped_by=users.get(run.stopped_by_id or 0, ""),
        stop_reason=StopReason(run.stop_reason) if run.stop_reason else None,
        stop_note=run.stop_note,
        check_ins=check_ins,
    )


def _check_in_rows(permit: Permit, rows: list[CheckIn], *, ladders: dict[int, str]) -> dict[int, list[CheckInRow]]:
    """Check-ins by the run, with answers, attempts and the title of the ladder's next step. Four queries."""
    numbers = [row.pk for row in rows]
    answers = {answer.check_in_id: answer for answer in Answer.objects.filter(check_in_id__in=numbers)}
    attempts: dict[int, list[ContactAttempt]] = defaultdict(list)
    for attempt in ContactAttempt.objects.filter(check_in_id__in=numbers).order_by("-made_at", "-pk"):
        attempts[attempt.check_in_id].append(attempt)
    titles = {(rung.ladder, rung.position): rung.title for rung in LadderRung.objects.filter(ladder__in=set(ladders.values()))}
    people = {answer.answered_by_id for answer in answers.values()}
    people |= {attempt.made_by_id for found in attempts.values() for attempt in found}
    users = names_of_users(user for user in people if user is not None)
    by_run: dict[int, list[CheckInRow]] = defaultdict(list)
    for row in rows:
        answer = answers.get(row.pk)
        by_run[row.run_id].append(
            CheckInRow(
                uuid=row.uuid,
                name=row.step.name,
                contact=Contact(row.step.contact),
                cover=row.step.cover,
                source=row.step.source,
                due_on=row.due_on,
                opens_at=row.opens_at,
                closes_at=row.closes_at,
                state=State(row.state),
                missed_at=row.missed_at,
                next_step_at=row.next_step_at,
                next_title=titles.get((ladders[row.run_id], row.rung), "") if row.missed_at and row.next_step_at else "",
                cancelled_at=row.cancelled_at,
                cancel_reason=StopReason(row.cancel_reason) if row.cancel_reason else None,
                answer=_answer_row(answer, users) if answer else None,
                attempts=[_attempt_row(attempt, users) for attempt in attempts.get(row.pk, [])],
            )
        )
    return by_run


def _answer_row(answer: Answer, users: dict[int, str]) -> AnswerRow:
    return AnswerRow(
        at=answer.answered_at,
        by=users.get(answer.answered_by_id or 0, ""),
        mode=Mode(answer.mode),
        language=answer.language,
        values=answer.values,
        questions=questions_of(answer.form_version),
        level=answer.level,
        reasons=list(answer.reasons),
    )


def _attempt_row(attempt: ContactAttempt, users: dict[int, str]) -> AttemptRow:
    return AttemptRow(
        at=attempt.made_at,
        by=users.get(attempt.made_by_id or 0, ""),
        channel=Channel(attempt.channel),
        result=Result(attempt.result),
        note=attempt.note,
        next=attempt.next,
    )


@dataclass(frozen=True, slots=True)
class ProtocolLine:
    """A protocol that can be started, in its newest version."""

    code: str
    name: str
    version: int
    prose: str
    source: str
    contacts: int


def protocols() -> list[ProtocolLine]:
    """What can be started, in the order of the file. One query and one for the steps."""
    newest: dict[str, Protocol] = {}
    for protocol in Protocol.objects.prefetch_related("steps").order_by("position", "-version"):
        newest.setdefault(protocol.code, protocol)
    return [ProtocolLine(row.code, row.name, row.version, row.prose, row.source, len(row.steps.all())) for row in newest.values()]


def step_names(code: str) -> list[str]:
    """The names of a protocol's check-ins in its newest version, in order: 'Day 1', 'Day 3'. One query and one for the steps."""
    protocol = Protocol.objects.filter(code=code).order_by("-version").first()
    return [step.name for step in protocol.steps.order_by("position")] if protocol else []


@dataclass(frozen=True, slots=True)
class NextCheckIn:
    """What the summary of a chart says: the check-in that is open or comes next, and how many people are being sought for."""

    uuid: UUID
    protocol: str
    name: str
    state: State
    opens_at: datetime
    closes_at: datetime
    missed: int


@dataclass(frozen=True, slots=True)
class SideEffectRow:
    """What somebody said at a check-in of their medicine bothering them."""

    at: datetime
    words: str


def side_effects_told(*, permit: Permit) -> list[SideEffectRow]:
    """When the medicine bothered the person, in their words, the newest first. One query."""
    permit.check(category=Category.SUD)
    return [SideEffectRow(at, str(values.get("side_effects_what", ""))) for at, values in _side_effects(permit=permit)]


@prepared
def _side_effects(*, permit: Permit) -> QuerySet[Answer, tuple[Any, ...]]:
    rows = Answer.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, reasons__contains=["side_effects"]
    )
    return rows.order_by("-answered_at", "-pk").values_list("answered_at", "values")


def next_check_in(*, permit: Permit) -> NextCheckIn | None:
    """The check-in of the permit's patient that is open or comes next, or the missed one that is sought; one query."""
    permit.check(category=Category.SUD)
    rows = _live(permit=permit)
    if not rows:
        return None
    missed = [row for row in rows if State(row.state) in (State.MISSED, State.IN_OUTREACH)]
    first = next((row for row in rows if row not in missed), rows[0])
    return NextCheckIn(
        uuid=first.uuid,
        protocol=first.run.protocol.name,
        name=first.step.name,
        state=State(first.state),
        opens_at=first.opens_at,
        closes_at=first.closes_at,
        missed=len(missed),
    )


@prepared
def _live(*, permit: Permit) -> QuerySet[CheckIn]:
    live = [State.MISSED, State.IN_OUTREACH, State.DUE, State.REMINDED, State.PLANNED]
    rows: QuerySet[CheckIn] = _of(permit).filter(state__in=[state.value for state in live])
    return rows.select_related("step", "run__protocol").order_by("opens_at", "pk")
