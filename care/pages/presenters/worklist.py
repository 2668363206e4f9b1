"""Tasks as Today and the chart show them: escalations, rows of the worklist, what colleagues took."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from care.accounts.queries import StaffName
from care.actor import Role
from care.lib.dates import day_bounds, day_text, due_text, local_date, moment_text, span_text, time_text
from care.pages.presenters.people import address
from care.worklist.queries import TaskRow, Worklist
from care.worklist.rules import (
    GUARDED,
    OWNERS_ALONE,
    PRESSING,
    REVIEW,
    UNFINISHED,
    Kind,
    Priority,
    State,
    is_for,
    may_snooze,
)
from patients.queries import PersonLine

SHOWS = {"mine": "Mine and open", "late": "Late", "today": "Today", "later": "Later", "snoozed": "Snoozed"}
ACT_FORM = "act"  # the id of the one form that the buttons of all rows post
# what a task can be about beside the person: the words of the link, and where its page lies below the chart
SUBJECTS = {
    "check_in": ("Check-in", "check-ins/"),
    "consent": ("Consent", "consent/"),
    "restriction": ("Restriction", "restrictions/"),
    "counseling_note": ("Read and co-sign", "notes/"),
    "progress_note": ("Read and sign", "progress/"),
    "conference_item": ("Case conference", "conferences/"),
    "plan_review": ("The plan", "plan/versions/"),
    "coverage": ("Coverage", "coverage/"),
    "authorization": ("Prior authorization", "coverage/authorizations/"),
    "denial": ("Denial", "coverage/denials/"),
    "aid": ("Help with costs", "coverage/help/"),
}
# how soon the person hears from somebody; worded from the sentence of `Priority`
ANSWER_WITHIN = {
    Priority.CRISIS: "take within 5\u00a0min",
    Priority.URGENT: "answer within 4\u00a0h",
    Priority.RAISED: "answer within 24\u00a0h",
    Priority.ROUTINE: "",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks, when, in which zone, and where an action leads back to."""

    staff_id: int | None
    at: datetime
    zone: str
    back: str
    roles: frozenset[Role] = frozenset()
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The names of everybody on a page, looked up once."""

    people: Mapping[int, PersonLine]
    staff: Mapping[int, StaffName]

    def person(self, task: TaskRow) -> PersonLine | None:
        """The person whom a task is about; none for a task of the programme itself."""
        return self.people.get(task.patient_id) if task.patient_id is not None else None

    def colleague(self, staff_id: int | None) -> str:
        """A colleague's name."""
        found = self.staff.get(staff_id) if staff_id is not None else None
        return found.name if found else ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter: its name in the address, its label, how many rows it shows, and whether it is the one chosen."""

    key: str
    label: str
    count: str
    url: str
    chosen: bool
    hard: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and its rows, ready for the table; the count is the number of rows."""

    title: str
    count: int
    rows: SafeString


@dataclass(frozen=True, slots=True)
class EscalationCard:
    """An escalation that waits for a named person."""

    level: str
    tone: str
    icon: str
    within: str
    chart_url: str
    name: str
    pronouns: str
    what: str
    deadline: str
    left: str
    take_url: str
    take_label: str
    contact_url: str
    subject: "SubjectLink | None"


@dataclass(frozen=True, slots=True)
class SubjectLink:
    """The way to what a task is about beside the person."""

    label: str
    url: str


def subject_link(task: TaskRow, person: PersonLine | None) -> SubjectLink | None:
    """The link to the check-in, text, review or entry that a task is about; none for a task about the person alone."""
    if task.subject_kind == REVIEW and task.subject is not None:
        return SubjectLink("Review", address("pages:access_review", task.subject))
    if person is not None and task.subject_kind == "inbound":
        return SubjectLink("Messages", address("reminders:messages", person.uuid))
    if person is not None and task.subject_kind == "questionnaire":
        return SubjectLink("Sent to their phone", address("questionnaires:sent", person.uuid))
    if person is not None and task.subject_kind == "assessment" and task.subject is not None:
        return SubjectLink("Answers", f"{address('assessments:measures', person.uuid)}{task.subject}/result/")
    if task.subject_kind == "task" and task.subject is not None:
        return SubjectLink("The task", address("pages:task", task.subject))
    if person is not None and task.subject_kind == "intake":
        return SubjectLink("Intake", address("pages:intake", person.uuid))
    if person is not None and task.subject_kind == "monitoring":
        return SubjectLink("Monitoring", address("monitoring:overview", person.uuid))
    if task.subject_kind == "conference" and task.subject is not None:
        return SubjectLink("The conference", address("conference_desk:conference", task.subject))
    if task.subject_kind == "breach" and task.subject is not None:
        return SubjectLink("The register", address("pages:breach", task.subject))
    if person is None or task.subject is None or task.subject_kind not in SUBJECTS:
        return None
    label, below = SUBJECTS[task.subject_kind]
    return SubjectLink(label, f"{address('pages:chart', person.uuid)}{below}{task.subject}/")


def what_and_why(task: TaskRow) -> str:
    """The title, then the reason where one was given."""
    return f"{task.title}: {task.why}" if task.why else task.title


def escalation_card(task: TaskRow, names: Names, reader: Reader) -> EscalationCard:
    """Level and answer time, the fact, the deadline, who is asked next and when, and the two ways to act."""
    person = names.person(task)
    urgent = task.priority in PRESSING
    span = span_text(task.due_at - reader.at)
    left = f"{span} late" if task.due_at < reader.at else f"{span} left"
    if task.escalates_at is not None and task.escalates_to_role is not None:
        left += f"; goes to {task.escalates_to_role.label.lower()} at {clock_text(task.escalates_at, reader)}"
    return EscalationCard(
        level=task.priority.label,
        tone="hard" if urgent else "over",
        icon="hard" if urgent else "over",
        within=ANSWER_WITHIN[task.priority],
        chart_url=address("pages:chart", person.uuid) if person else "",
        name=person.display_name if person else "The program",
        pronouns=person.pronouns if person else "",
        what=what_and_why(task),
        deadline=f"By {clock_text(task.due_at, reader, with_zone=True)}",
        left=left,
        take_url=address("pages:task_take", task.uuid),
        take_label=f"Take {possessive(person.short_name)}" if person else "Take it",
        contact_url=address("patients:contact", person.uuid) if person else "",
        subject=subject_link(task, person),
    )


def possessive(name: str) -> str:
    """'Mari’s'."""
    return f"{name}’s"


def clock_text(moment: datetime, reader: Reader, *, with_zone: bool = False) -> str:
    """A time today, else the day with its time."""
    today = local_date(reader.at, reader.zone)
    day = local_date(moment, reader.zone)
    text = time_text(moment, reader.zone, with_zone=with_zone)
    return text if day == today else f"{day_text(day, today)}, {text}"


def chips(worklist: Worklist, chosen: str) -> list[Chip]:
    """One chip for each group, and one for all that is awake; each count is the length of the list that it shows."""
    more = "+" if worklist.is_cut else ""
    return [
        Chip(
            key=key,
            label=label,
            count=f"{len(rows_of(worklist, key))}{more}",
            url=f"?show={key}",
            chosen=key == chosen,
            hard=key == "late" and bool(worklist.late),
        )
        for key, label in SHOWS.items()
    ]


def rows_of(worklist: Worklist, show: str) -> list[TaskRow]:
    """The rows behind a chip."""
    lists: dict[str, list[TaskRow]] = {
        "late": worklist.late,
        "today": worklist.today,
        "later": worklist.later,
        "snoozed": worklist.snoozed,
    }
    return lists.get(show, worklist.rows)


def groups(worklist: Worklist, show: str, names: Names, reader: Reader) -> list[Group]:
    """The groups that a chip shows, empty ones left out."""
    titled = [
        ("late", "Late", worklist.late),
        ("today", "Today", worklist.today),
        ("later", "Later", worklist.later),
        ("snoozed", "Snoozed", worklist.snoozed if show == "snoozed" else []),
    ]
    return [
        Group(title, len(rows), task_rows(rows, names, reader)) for key, title, rows in titled if rows and show in ("mine", key)
    ]


def by_day(tasks: list[TaskRow], *, at: datetime, zone: str) -> Worklist:
    """A page of the whole program's tasks under the same headings."""
    end = day_bounds(local_date(at, zone), zone)[1]
    return Worklist(
        late=[task for task in tasks if task.due_at < at],
        today=[task for task in tasks if at <= task.due_at < end],
        later=[task for task in tasks if task.due_at >= end],
    )


def next_awake(worklist: Worklist, names: Names, reader: Reader) -> str:
    """When the first snoozed task comes back and whose it is; nothing when none is snoozed."""
    waiting = [(task.snoozed_until, task) for task in worklist.snoozed if task.snoozed_until is not None]
    if not waiting:
        return ""
    moment, task = min(waiting, key=lambda pair: pair[0])
    person = names.person(task)
    whose = f"{possessive(person.display_name)} {task.title[:1].lower()}{task.title[1:]}" if person else task.title
    return f"{moment_text(moment, reader.zone, local_date(reader.at, reader.zone))}: {whose}"


def task_rows(tasks: list[TaskRow], names: Names, reader: Reader) -> SafeString:
    """The rows of a table of tasks; every text of a record goes through `escape`."""
    back = quote(reader.back)
    return mark_safe("".join([_row(task, names, reader, back) for task in tasks]))  # noqa: S308 - each text is escaped


_ICON = '<svg class="tl-icon" aria-hidden="true"><use href="#i-{}"/></svg>'
_CLOCK, _SNOOZED, _SNOOZE, _MORE = (_ICON.format(name) for name in ("clock", "snooze", "snooze", "more"))
_MARKS = {
    Priority.CRISIS: f'<span class="tl-mark tl-mark--hard">{_ICON.format("hard")}Crisis</span> ',
    Priority.URGENT: f'<span class="tl-mark tl-mark--hard">{_ICON.format("hard")}Urgent</span> ',
    Priority.RAISED: f'<span class="tl-mark tl-mark--over">{_ICON.format("over")}Raised</span> ',
    Priority.ROUTINE: "",
}
_ANYONE = f'<span class="tl-mark tl-mark--over">{_ICON.format("people")}Anyone</span>'


def _row(task: TaskRow, names: Names, reader: Reader, back: str) -> str:
    person = names.person(task)
    words = escape(what_and_why(task))
    subject = subject_link(task, person)
    if subject is not None and task.kind not in GUARDED:
        words += f' <a class="tl-nowrap" href="{subject.url}">{subject.label}</a>'
    if person:
        who = escape(person.display_name)
        link, pronouns = address("pages:chart", person.uuid), f" <small>{escape(person.pronouns)}</small>"
    else:
        who, link, pronouns = "The program", address("pages:task", task.uuid), ""
    return (
        '<tr role="row" data-care-row><th role="rowheader" scope="row" class="is-full tl-nowrap">'
        f'<a class="tl-name" href="{link}" data-care-open>{who}</a>{pronouns}</th>'
        f'<td role="cell" class="is-full">{_MARKS[task.priority]}{words}</td>'
        f'<td role="cell" data-label="Owner" class="tl-nowrap">{_owner(task, names, reader)}</td>'
        f'<td role="cell" data-label="Due" class="tl-nowrap">{_due(task, reader)}</td>'
        f'<td role="cell" class="is-full"><div class="tl-acts">{_acts(task, who, reader, back)}</div></td></tr>'
    )


def _owner(task: TaskRow, names: Names, reader: Reader) -> str:
    if task.owner_id is None:
        return _ANYONE
    return "You" if task.owner_id == reader.staff_id else escape(names.colleague(task.owner_id))


def _due(task: TaskRow, reader: Reader) -> str:
    if task.snoozed_until is not None and task.snoozed_until > reader.at:
        return f'<span class="tl-mark tl-mark--plain">{_SNOOZED}until {clock_text(task.snoozed_until, reader)}</span>'
    words = due_text(task.due_at, reader.zone, reader.at)
    return f'<span class="tl-mark tl-mark--hard">{_CLOCK}{words}</span>' if task.due_at < reader.at else f"<b>{words}</b>"


def _acts(task: TaskRow, who: str, reader: Reader, back: str) -> str:
    """Take posts the page's one form (`ACT_FORM`); done, snooze and more lead to pages of their own.

    What nobody but its owner may know of ends where it is about, and nowhere else.
    """
    if task.category in OWNERS_ALONE:
        return ""
    place = address("pages:task", task.uuid)
    acts = ""
    if task.kind in GUARDED and task.subject is not None:
        review = f"{address('pages:access_review', task.subject)}?next={back}"
        acts = (
            f'<a class="btn btn-outline-secondary btn-sm" data-care-key="d" href="{review}" aria-label="Review: {who}">Review</a>'
        )
    elif task.owner_id is not None and task.owner_id == reader.staff_id:
        acts = (
            f'<a class="btn btn-outline-secondary btn-sm" data-care-key="d" href="{place}done/?next={back}"'
            f' aria-label="Done: {who}">Done</a>'
        )
    elif task.state is State.OPEN:
        acts = (
            f'<button type="submit" form="{ACT_FORM}" formaction="{place}take/" class="btn btn-outline-secondary btn-sm"'
            f' data-care-key="t" aria-label="Take: {who}">Take</button>'
        )
    if may_snooze(priority=task.priority, state=task.state) and task.owner_id in (None, reader.staff_id):
        acts += (
            f'<a class="btn btn-link btn-sm tl-btn-icon" data-care-key="s" href="{place}snooze/?next={back}"'
            f' aria-label="Snooze: {who}">{_SNOOZE}</a>'
        )
    return f'{acts}<a class="btn btn-link btn-sm tl-btn-icon" href="{place}?next={back}" aria-label="More: {who}">{_MORE}</a>'


@dataclass(frozen=True, slots=True)
class TakenLine:
    """What a colleague took: who, whose, when, and what came of it."""

    colleague: str
    what: str
    when: str


def taken_line(task: TaskRow, names: Names, reader: Reader) -> TakenLine:
    """'Tomás Rivera took Peter Lindqvist’s missed dose', when, and the outcome where there is one."""
    person = names.person(task)
    title = f"{task.title[:1].lower()}{task.title[1:]}"
    assert task.taken_at is not None
    when = clock_text(task.taken_at, reader)
    if task.done_at is not None:
        when += f", done {clock_text(task.done_at, reader)}"
        when += f": {task.outcome}" if task.outcome else ""
    return TakenLine(
        colleague=names.colleague(task.owner_id) or "A colleague",
        what=f"{possessive(person.display_name)} {title}" if person else title,
        when=when,
    )


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """One task in full: its words, where it stands, and which actions its state allows."""

    title: str
    why: str
    kind: str
    priority: str
    priority_tone: str
    stands: str
    due: str
    is_late: bool
    snoozed: str
    opened: str
    outcome: str
    subject: SubjectLink | None
    may_take: bool
    may_finish: bool
    ends_elsewhere: bool
    may_snooze: bool
    may_give_back: bool


def task_facts(task: TaskRow, names: Names, users: Mapping[int, str], reader: Reader) -> TaskFacts:
    """Everything that the page of one task says. `users` are the names of who opened and who finished it."""
    kinds = {kind.value: kind.label for kind in Kind}
    opener = users.get(task.created_by_id or 0, "")
    is_snoozed = task.snoozed_until is not None and task.snoozed_until > reader.at
    ends_elsewhere = task.kind in GUARDED or task.category in OWNERS_ALONE  # it ends where it is about
    mine = (
        not reader.read_only
        and task.category not in OWNERS_ALONE
        and is_for(kind=task.kind, asked=task.owner_role, roles=reader.roles)
    )
    return TaskFacts(
        title=task.title,
        why=task.why,
        kind=kinds.get(task.kind, task.kind.replace("_", " ").capitalize()),
        priority=task.priority.label,
        priority_tone={Priority.CRISIS: "hard", Priority.URGENT: "hard", Priority.RAISED: "over"}.get(task.priority, ""),
        stands=_stands(task, names, users, reader),
        due=moment_text(task.due_at, reader.zone, local_date(reader.at, reader.zone)),
        is_late=task.is_late(reader.at),
        snoozed=f"until {clock_text(task.snoozed_until, reader)}: {task.snooze_reason}"
        if is_snoozed and task.snoozed_until
        else "",
        opened=f"{clock_text(task.created_at, reader)} by {opener or 'the platform'}",
        outcome=task.outcome,
        subject=subject_link(task, names.person(task)),
        may_take=mine and task.state is State.OPEN and task.owner_id in (None, reader.staff_id),
        may_finish=task.state in UNFINISHED and not reader.read_only and task.category not in OWNERS_ALONE,
        ends_elsewhere=ends_elsewhere,
        may_snooze=mine and may_snooze(priority=task.priority, state=task.state),
        may_give_back=mine and task.state is State.TAKEN,
    )


def _stands(task: TaskRow, names: Names, users: Mapping[int, str], reader: Reader) -> str:
    owner = "you" if task.owner_id == reader.staff_id and task.owner_id is not None else names.colleague(task.owner_id)
    if task.state is State.TAKEN and task.taken_at is not None:
        return f"Taken by {owner}, {clock_text(task.taken_at, reader)}"
    if task.state is State.DONE and task.done_at is not None:
        return f"Done by {users.get(task.done_by_id or 0, 'the platform')}, {clock_text(task.done_at, reader)}"
    if task.state is State.CANCELLED and task.cancelled_at is not None:
        return f"Not needed any more since {clock_text(task.cancelled_at, reader)}: {task.cancel_reason}"
    if owner:
        return f"Given to {owner}, not taken yet"
    return f"Waits for anyone who is a {task.owner_role.label.lower()}"


@dataclass(frozen=True, slots=True)
class TaskLine:
    """An unfinished task on the summary of a chart."""

    url: str
    title: str
    why: str
    owner: str
    due: str
    is_late: bool


def task_line(task: TaskRow, names: Names, reader: Reader) -> TaskLine:
    """A task with its owner and due time; it leads to the page of the task."""
    owner = names.colleague(task.owner_id) or f"Anyone who is a {task.owner_role.label.lower()}"
    return TaskLine(
        url=f"{address('pages:task', task.uuid)}?next={quote(reader.back)}",
        title=task.title,
        why=task.why,
        owner="You" if task.owner_id is not None and task.owner_id == reader.staff_id else owner,
        due=due_text(task.due_at, reader.zone, reader.at),
        is_late=task.is_late(reader.at),
    )
