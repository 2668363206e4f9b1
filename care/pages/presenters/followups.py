"""Check-ins as the chart shows them: the runs of a protocol on a thread, one check-in in full, and the next one."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from care.followups.queries import AnswerRow, AttemptRow, CheckInRow, NextCheckIn, RunRow
from care.followups.rules.form import Question, QuestionKind
from care.followups.rules.states import ANSWERABLE, SOUGHT, TAKES_ANSWERS
from care.followups.vocabulary import Mode, State
from care.lib.dates import day_text, local_date, moment_text

TONES = {
    State.PLANNED: ("plain", "dot"),
    State.DUE: ("info", "clock"),
    State.REMINDED: ("info", "message"),
    State.COMPLETED: ("well", "check"),
    State.MISSED: ("hard", "hard"),
    State.IN_OUTREACH: ("over", "phone"),
    State.REACHED: ("well", "check"),
    State.LOST_TO_CONTACT: ("over", "over"),
    State.CANCELLED: ("plain", "close"),
}
KNOTS = {"plain": "", "info": "accent", "well": "well", "hard": "hard", "over": "over"}
LEVELS = {0: "", 1: "Raised", 2: "Urgent", 3: "Crisis"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: when, in which zone, and whether they may write in this record."""

    at: datetime
    zone: str
    may_write: bool

    def moment(self, moment: datetime) -> str:
        """'Mon Nov 23, 12:42 pm'."""
        return moment_text(moment, self.zone, local_date(self.at, self.zone))

    def day(self, day: date) -> str:
        """'Mon Nov 23'."""
        return day_text(day, local_date(self.at, self.zone))


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question with what was answered; `is_own` when it is the person's own words."""

    question: str
    answer: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt, in words."""

    what: str
    who: str
    note: str
    next: str
    is_reached: bool


@dataclass(frozen=True, slots=True)
class CheckInCard:
    """One check-in on the thread of its run."""

    uuid: UUID
    url: str
    name: str
    state: str
    prose: str
    tone: str
    knot: str
    icon: str
    contact: str
    window: str
    cover: str
    source: str
    answered: str
    level: str
    lines: list[AnswerLine]
    own_words: str
    attempts: list[AttemptLine]
    next: str
    may_answer: bool
    may_attempt: bool
    may_send: bool


def check_in_card(row: CheckInRow, *, person: UUID, zone: str, reader: Reader) -> CheckInCard:
    """A check-in; its window is said in the person's zone, moments in the reader's."""
    tone, icon = TONES[row.state]
    lines = _answer_lines(row.answer) if row.answer else []
    may_answer = reader.may_write and row.state in TAKES_ANSWERS and row.answer is None
    return CheckInCard(
        uuid=row.uuid,
        url=reverse("pages:check_in", args=[person, row.uuid]),
        name=row.name,
        state=row.state.label,
        prose=f"{row.cancel_reason.label}: {row.cancel_reason.prose}" if row.cancel_reason else row.state.prose,
        tone=tone,
        knot=KNOTS[tone],
        icon=icon,
        contact=row.contact.label,
        window=_window(row, zone, reader),
        cover=row.cover,
        source=row.source,
        answered=_answered(row.answer, reader) if row.answer else "",
        level=LEVELS.get(row.answer.level, "") if row.answer else "",
        lines=lines,
        own_words=row.answer.own_words if row.answer else "",
        attempts=[_attempt_line(attempt, reader) for attempt in row.attempts],
        next=_next(row, reader),
        may_answer=may_answer,
        may_attempt=reader.may_write and row.state in ANSWERABLE,
        may_send=may_answer,
    )


def _window(row: CheckInRow, zone: str, reader: Reader) -> str:
    opens, closes = local_date(row.opens_at, zone), local_date(row.closes_at, zone)
    last = date.fromordinal(closes.toordinal() - 1)
    return reader.day(opens) if opens == last else f"{reader.day(opens)} to {reader.day(last)}"


def _answered(answer: AnswerRow, reader: Reader) -> str:
    how = "through the link" if answer.mode is Mode.LINK else f"with {answer.by or 'a colleague'}"
    return f"{reader.moment(answer.at)}, {how}"


def _answer_lines(answer: AnswerRow) -> list[AnswerLine]:
    return [
        AnswerLine(question.label, answer_text(question, answer.values[question.code]), question.kind is QuestionKind.TEXT)
        for question in answer.questions
        if question.code in answer.values
    ]


def answer_text(question: Question, value: object) -> str:
    """An answer as a colleague reads it: '9 of 10', 'I'd rather not say', 'A ride, Food'."""
    if question.kind is QuestionKind.SCALE:
        return f"{value} of 10"
    if isinstance(value, list):
        return ", ".join(question.label_of(str(one)) for one in value)
    return question.label_of(str(value))


def _attempt_line(attempt: AttemptRow, reader: Reader) -> AttemptLine:
    return AttemptLine(
        what=f"{attempt.channel.label}: {attempt.result.label.lower()}",
        who=f"{attempt.by or 'The platform'}, {reader.moment(attempt.at)}",
        note=attempt.note,
        next=attempt.next,
        is_reached=attempt.result.value == "reached",
    )


def _next(row: CheckInRow, reader: Reader) -> str:
    """What the platform does next, and when."""
    if row.next_step_at is None:
        return "Outreach goes on from an earlier check-in." if row.state in SOUGHT else ""
    when = reader.moment(row.next_step_at)
    if row.state is State.PLANNED:
        return f"Opens {when}"
    if row.state in SOUGHT:
        return f"{row.next_title}: {when}" if row.next_title else when
    return f"Closes {when}" if row.next_step_at == row.closes_at else f"Asked again {when}"


@dataclass(frozen=True, slots=True)
class RunCard:
    """A protocol under way, or one that has ended."""

    uuid: UUID
    name: str
    version: int
    prose: str
    line: str
    source: str
    is_open: bool
    ended: str
    check_ins: list[CheckInCard]
    to_come: list[CheckInCard]
    zone: str


def run_card(run: RunRow, *, person: UUID, reader: Reader) -> RunCard:
    """A run: what has opened, newest first, and what is still to come."""
    cards = [(row, check_in_card(row, person=person, zone=run.zone, reader=reader)) for row in run.check_ins]
    line = f"day zero {reader.day(run.day_zero)}; started by {run.started_by or 'the platform'}, {reader.moment(run.started_at)}"
    ended = ""
    if run.stopped_at and run.stop_reason:
        ended = f"stopped {reader.moment(run.stopped_at)} by {run.stopped_by or 'the platform'}: {run.stop_reason.label.lower()}"
        ended += f" ({run.stop_note})" if run.stop_note else ""
    elif run.finished_at:
        ended = f"came to its end {reader.moment(run.finished_at)}"
    return RunCard(
        uuid=run.uuid,
        name=run.name,
        version=run.version,
        prose=run.prose,
        line=line,
        source=run.source,
        is_open=run.is_open,
        ended=ended,
        check_ins=[card for row, card in reversed(cards) if row.state is not State.PLANNED],
        to_come=[card for row, card in cards if row.state is State.PLANNED],
        zone=run.zone,
    )


@dataclass(frozen=True, slots=True)
class NextLine:
    """The next check-in on the summary of a chart."""

    url: str
    what: str
    state: str
    tone: str
    icon: str
    when: str
    missed: str


def next_line(found: NextCheckIn, *, person: UUID, reader: Reader) -> NextLine:
    """'Aftercare, day 7', where it stands, when it opens or closes, and how many were missed."""
    tone, icon = TONES[found.state]
    when = f"opens {reader.moment(found.opens_at)}" if found.state is State.PLANNED else f"until {reader.moment(found.closes_at)}"
    return NextLine(
        url=reverse("pages:check_in", args=[person, found.uuid]),
        what=f"{found.protocol}, {found.name.lower()}",
        state=found.state.label,
        tone=tone,
        icon=icon,
        when="" if found.state in SOUGHT else when,
        missed=f"{found.missed} missed, outreach is under way" if found.missed else "",
    )
