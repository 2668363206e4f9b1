"""How an intake is shown: the way with its sections, who did what, what is left, the summary on a screen and on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from care.lib.dates import date_text, day_text, local_date, moment_text, time_text
from care.lib.pdf import Block
from care.worklist.queries import TaskRow
from care.worklist.rules import PRESSING
from patients.intake.operations import SectionChanged
from patients.intake.queries import IntakeRow, SectionRow, StepRow
from patients.intake.rules import (
    GROUP_OF,
    SECTIONS,
    Answered,
    Group,
    Part,
    Progress,
    Said,
    SectionKey,
    SectionStep,
    State,
    Step,
    Told,
    next_section,
    progress,
    what_is_asked,
)
from patients.queries import Banner

MARKS = {
    Answered.WAITING: ("plain", "dot"),
    Answered.SAVED: ("well", "check"),
    Answered.UNSAID: ("info", "eyeoff"),
    Answered.LATER: ("over", "snooze"),
}
QUESTIONS = "questions"  # where a section's page begins to ask
STATES = {
    State.OPEN: ("info", "pen"),
    State.PAUSED: ("over", "snooze"),
    State.FINISHED: ("over", "pen"),
    State.SIGNED: ("well", "check"),
    State.CLOSED: ("plain", "close"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: in which zone, at which moment."""

    zone: str
    at: datetime

    @property
    def today(self) -> date:
        """Their day."""
        return local_date(self.at, self.zone)

    def moment(self, at: datetime) -> str:
        """'Mon Nov 23, 10:41 am', or '10:41 am today'."""
        text = moment_text(at, self.zone, self.today)
        return f"{time_text(at, self.zone)} today" if local_date(at, self.zone) == self.today else text


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section on the way."""

    key: str
    title: str
    prose: str
    url: str
    state: str
    tone: str
    icon: str
    small: str
    is_asked: bool
    is_first: bool
    is_current: bool
    is_done: bool


@dataclass(frozen=True, slots=True)
class GroupCard:
    """The sections of one step of the way, and how many of them need nothing more."""

    key: str
    title: str
    prose: str
    done: int
    asked: int
    is_current: bool
    lines: list[SectionLine]

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is left."""
        return self.done >= self.asked


@dataclass(frozen=True, slots=True)
class Way:
    """The whole way: its groups, the numbers, and which section comes next."""

    groups: list[GroupCard]
    progress: Progress
    next_url: str
    next_title: str
    count: str


def way(
    intake: IntakeRow, told: Told, *, person: UUID, there: Sequence[SectionKey], reader: Reader, current: SectionKey | None = None
) -> Way:
    """The sections in their groups, with what is left and what comes next."""
    cards = []
    for group in Group:
        keys = [section.key for section in SECTIONS if section.group is group and section.key in there]
        lines = [_line(intake.sections[key], told, person=person, reader=reader, current=current) for key in keys]
        wanted = [line for line in lines if line.is_asked or line.is_done]
        done = sum(line.is_done for line in wanted)
        here = current is not None and GROUP_OF[current] is group
        cards.append(GroupCard(group.value, group.label, group.prose, done, len(wanted), here, lines))
    following = next_section(intake.states, told, there=there, after=current)
    numbers = progress(intake.states, told, there=there)
    return Way(
        groups=[card for card in cards if card.lines],
        progress=numbers,
        next_url=section_url(person, following) if following else "",
        next_title=following.label if following else "",
        count=f"{numbers.done} of {numbers.asked}",
    )


def section_url(person: UUID, key: SectionKey) -> str:
    """A section, at its questions: the next Tab goes to the first of them."""
    return f"{reverse('pages:intake_section', args=[person, key.value])}#{QUESTIONS}"


def _line(row: SectionRow, told: Told, *, person: UUID, reader: Reader, current: SectionKey | None) -> SectionLine:
    asked = what_is_asked(told)[row.key]
    tone, icon = MARKS[row.state]
    is_done = row.state in (Answered.SAVED, Answered.UNSAID)
    small = f"{row.changed_by}, {reader.moment(row.changed_at)}" if row.changed_at else ""
    if asked.reason is not None and not is_done:
        small = asked.reason.label
    return SectionLine(
        key=row.key.value,
        title=row.key.label,
        prose=row.key.prose,
        url=section_url(person, row.key),
        state=row.state.label,
        tone=tone,
        icon=icon,
        small=small,
        is_asked=asked.is_asked,
        is_first=asked.is_first and not is_done,
        is_current=row.key is current,
        is_done=is_done,
    )


@dataclass(frozen=True, slots=True)
class IntakeCard:
    """How an intake stands, in words: for its own page and for the chart."""

    state: State
    label: str
    tone: str
    icon: str
    line: str
    small: str


def intake_card(intake: IntakeRow, reader: Reader) -> IntakeCard:
    """'Open since Mon Nov 23, by Amara Osei', or how it ended."""
    tone, icon = STATES[intake.state]
    since = f"Open since {day_text(local_date(intake.begun_at, reader.zone), reader.today)}, begun by {intake.begun_by}"
    small = ""
    if intake.state is State.PAUSED and intake.paused_at and intake.pause:
        small = f"{intake.pause.label}, since {reader.moment(intake.paused_at)} ({intake.paused_by})"
        small += f"; goes on {day_text(intake.go_on_on, reader.today)}" if intake.go_on_on else ""
    if intake.state is State.FINISHED and intake.finished_at:
        small = f"Summary put down {reader.moment(intake.finished_at)} by {intake.finished_by}"
    if intake.state is State.SIGNED and intake.signed_at:
        since = f"Signed by {intake.signed_by}, {reader.moment(intake.signed_at)}"
        small = heard_line(intake, reader)
    if intake.state is State.CLOSED and intake.closed_at and intake.close_reason:
        since = f"Closed by {intake.closed_by}, {reader.moment(intake.closed_at)}: {intake.close_reason.label.lower()}"
    return IntakeCard(intake.state, intake.state.label, tone, icon, since, small)


@dataclass(frozen=True, slots=True)
class Glance:
    """An unfinished intake on the chart: how it stands, how far it is, and what comes next."""

    card: IntakeCard
    count: str
    next_url: str
    next_title: str
    is_to_sign: bool


def glance(intake: IntakeRow, told: Told, *, person: UUID, there: Sequence[SectionKey], reader: Reader) -> Glance:
    """What the chart says of an intake that waits for somebody."""
    found = way(intake, told, person=person, there=there, reader=reader)
    is_to_sign = intake.state is State.FINISHED
    return Glance(intake_card(intake, reader), found.count, "" if is_to_sign else found.next_url, found.next_title, is_to_sign)


def heard_line(intake: IntakeRow, reader: Reader) -> str:
    """What the person said to the summary."""
    if intake.said is None or intake.said_at is None:
        return "The person has not been asked to sign yet"
    name = f" by {intake.said_name}" if intake.said is Said.SIGNED else ""
    return f"{intake.said.label}{name}, {reader.moment(intake.said_at)} ({intake.said_by} was there)"


@dataclass(frozen=True, slots=True)
class StepLine:
    """Who did what, when."""

    when: str
    what: str
    who: str


DONE = {
    "begin": "Begun",
    Step.PAUSE: "Stopped for now",
    Step.RESUME: "Gone on",
    Step.FINISH: "Summary put down",
    Step.REOPEN: "Opened again to change something",
    Step.SIGN: "Signed",
    Step.CLOSE: "Closed",
    SectionStep.SAVE: "saved",
    SectionStep.DECLINE: "prefers not to say",
    SectionStep.PUT_OFF: "another day",
}


def step_lines(steps: Sequence[StepRow], reader: Reader) -> list[StepLine]:
    """The log of an intake, the latest first."""
    return [
        StepLine(
            reader.moment(step.done_at),
            f"{step.section.label}: {DONE[step.step]}" if step.section else DONE[step.step],
            step.done_by,
        )
        for step in steps
    ]


@dataclass(frozen=True, slots=True)
class PartCard:
    """One part of the summary on a screen."""

    part: Part
    url: str
    unsaid: str


def part_card(one: Part, labels: Mapping[str, str], *, person: UUID) -> PartCard:
    """A part with the way to its section, and what was left unsaid in words."""
    return PartCard(one, section_url(person, SectionKey(one.key)), unsaid_words(one, labels) if one.unsaid else "")


@dataclass(frozen=True, slots=True)
class TaskNow:
    """What is asked of somebody because of what was told, until a named colleague has it."""

    level: str
    within: str
    title: str
    deadline: str
    is_taken: bool
    is_hard: bool
    take_url: str
    url: str


def task_now(task: TaskRow, reader: Reader) -> TaskNow:
    """The task that a grave answer opened."""
    return TaskNow(
        level=task.priority.label,
        within=task.priority.prose,
        title=task.title,
        deadline=reader.moment(task.due_at),
        is_taken=task.taken_at is not None,
        is_hard=task.priority in PRESSING,
        take_url=reverse("pages:task_take", args=[task.uuid]),
        url=reverse("pages:task", args=[task.uuid]),
    )


def room_url(name: str, person: UUID) -> str:
    """The page of the room that owns a section, where single lines are changed; none where it has no such page."""
    try:
        return reverse(name, args=[person]) if name else ""
    except NoReverseMatch:
        return ""


def changed_line(changed: SectionChanged, reader: Reader) -> str:
    """'Tomas Rivera saved this section, 10:41 am today, while you were typing.'"""
    when = f", {reader.moment(changed.changed_at)}" if changed.changed_at else ""
    return f"{changed.changed_by or 'A colleague'} saved this section{when}, after you had opened it."


def groups_there(there: Sequence[SectionKey]) -> list[tuple[Group, list[SectionKey]]]:
    """The sections in their groups, before there is an intake."""
    found = [(group, [one.key for one in SECTIONS if one.group is group and one.key in there]) for group in Group]
    return [(group, keys) for group, keys in found if keys]


@dataclass(frozen=True, slots=True)
class Rest:
    """Sections of which nothing is told, by why: 'Not asked yet', and their titles."""

    how: str
    titles: str


def told_and_rest(parts: Sequence[Part]) -> tuple[list[Part], list[Rest]]:
    """What is told, section by section, and in a line each what is not: a summary is read aloud."""
    told = [one for one in parts if one.facts or one.lines or one.voice or one.unsaid]
    rest: dict[str, list[str]] = {}
    for one in parts:
        if one not in told:
            rest.setdefault(one.how or "Nothing is written down", []).append(one.title)
    return told, [Rest(how, ", ".join(titles)) for how, titles in rest.items()]


# --- on paper -----------------------------------------------------------------------------------------------------------------

FOOT = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


def blocks(parts: Sequence[Part], labels: Mapping[str, str]) -> list[Block]:
    """The parts of a summary as they stand on paper. `labels` gives the words of questions that were left unsaid."""
    told, rest = told_and_rest(parts)
    blocks_of_rest = [Block("The other sections", facts=tuple((one.how, one.titles) for one in rest))] if rest else []
    return [*(_block(one, labels) for one in told), *blocks_of_rest]


def _block(one: Part, labels: Mapping[str, str]) -> Block:
    paragraphs = [*([one.how] if one.how else []), *one.lines, *(f"“{words}”" for words in one.voice)]
    if one.unsaid:
        paragraphs.append(f"Prefers not to say: {unsaid_words(one, labels)}")
    return Block(one.title, paragraphs if paragraphs or one.facts else ["Nothing written down"], one.facts)


def unsaid_words(one: Part, labels: Mapping[str, str]) -> str:
    """The questions that were left unsaid, in words."""
    return ", ".join(labels.get(f"{one.key}.{name}", name.replace("_", " ")) for name in one.unsaid)


def signature_block(intake: IntakeRow, person: Banner, reader: Reader) -> Block:
    """Who signed, or the lines to sign on."""
    line = "_" * 40
    own = heard_line(intake, reader) if intake.said is not None else f"{line}   Date {'_' * 14}"
    ours = f"{intake.signed_by}, {reader.moment(intake.signed_at)}" if intake.signed_at else f"{line}   Date {'_' * 14}"
    return Block("Read and signed", facts=((person.display_name, own), ("For the program", ours)))


def printed(reader: Reader) -> str:
    """When a paper was printed: 'Mon Nov 23, 10:41 am EST'."""
    return f"{day_text(reader.today, reader.today)}, {time_text(reader.at, reader.zone, with_zone=True)}"


def subtitle(person: Banner) -> str:
    """Whose summary it is."""
    return f"{person.display_name}, born {date_text(person.birth_date)}, MRN {person.mrn}"
