"""A person's messages in words: what may go where, what was said, what waits, and why something did not go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings

from care.lib.dates import day_text, local_date, long_day_text, moment_text, time_text
from care.outbox.queries import Waiting
from care.reminders.forms import address_text
from care.reminders.queries import ChannelRow, Line, SenderName
from care.reminders.rules import TELL_SOMEBODY, Channel, State
from care.reminders.rules.wording import WordingRefused, render

KINDS = {
    "check-in": "Check-in",
    "check-in-again": "Check-in, once more",
    "missed": "We missed you",
    "consent": "Something to read and sign",
    "questionnaire": "A few questions",
    "questionnaire-again": "A few questions, once more",
    "reply": "Answer to a text",
    "stop-confirmed": "Answer to STOP",
    "start-confirmed": "Answer to START",
    "help": "Answer to HELP",
}
# What another room said when it no longer wanted its message, and what a provider says of one for good.
DROPPED = {
    "ANSWERED": "It was answered before the message left.",
    "CLOSED": "The check-in was closed before the message left.",
    "OVER": "It was taken back, or its time was over, before the message left.",
    "SIGNED": "It was signed or put away before the message left.",
}
LANGUAGE_NAMES = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, slots=True)
class Sample:
    """How a message reads in one language."""

    label: str
    language: str
    text: str


def sample_of(sender: SenderName, *, language: str) -> Sample:
    """The first message that people get, with a link of ours; where none can leave, why not."""
    values = {"name": sender.name, "phone": sender.phone, "link": f"{settings.BASE_URL}/c/{'x' * 35}/"}
    try:
        text = render("check-in", language=language, channel=Channel.SMS, values=values).kept
    except WordingRefused:
        text = "No text can leave: the address of this site is too long, or tells what the care is for."
    return Sample(LANGUAGE_NAMES[language], language, text)


MARKS = {"well": "well", "over": "close", "plain": "question"}
PUT_OFF = {
    "QUIET": "quiet hours",
    "TOO_SOON": "two days after the first message",
    "CAP": "one message a day, three in seven days",
}


@dataclass(frozen=True, slots=True)
class ChannelCard:
    """One phone or address, and whether messages may go there."""

    what: str
    address: str
    icon: str
    state: str
    tone: str
    mark: str
    small: str
    consent: UUID | None
    can_open: bool


def channel_card(row: ChannelRow, *, names: Mapping[int, str], zone: str, at: datetime) -> ChannelCard:
    """A way in words: open and by whom, closed and why, or never asked."""
    point, today = row.point, local_date(at, zone)
    blocked = _blocked(row)
    state, tone, small = "Not asked yet", "plain", "Nothing is sent here until the person says yes."
    if row.ended is not None and row.ended.withdrawn_at is not None and row.ended.withdrawn_why is not None:
        state, tone = "Taken back", "over"
        small = f"{row.ended.withdrawn_why.label}, {moment_text(row.ended.withdrawn_at, zone, today)}."
    if row.consent is not None:
        state, tone = "Messages may go here", "well"
        small = f"{row.consent.given_how.label}, {day_text(local_date(row.consent.given_at, zone), today)}"
        who = names.get(row.consent.given_by_id or 0)
        small += f", to {who}." if who else "."
    if blocked:
        state, tone, small = "Closed by the record", "over", blocked
    return ChannelCard(
        what=point.channel.label,
        address=address_text(point.channel, point.address),
        icon="text" if point.channel is Channel.SMS else "message",
        state=state,
        tone=tone,
        mark=MARKS[tone],
        small=small,
        consent=row.consent.uuid if row.consent else None,
        can_open=row.consent is None and not blocked,
    )


def _blocked(row: ChannelRow) -> str:
    if row.point.is_shared:
        return "Others read it. Call instead."
    if not row.point.may_write:
        return "Contact says not to text here." if row.point.channel is Channel.SMS else "Contact says not to write here."
    return ""


@dataclass(frozen=True, slots=True)
class MessageCard:
    """One message of the thread."""

    is_from_person: bool
    title: str
    text: str
    small: str
    tone: str
    icon: str
    note: str


@dataclass(frozen=True, slots=True)
class MessageDay:
    """The messages of one day, newest first."""

    label: str
    messages: list[MessageCard]


def days_of(lines: Iterable[Line], *, name: str, zone: str, at: datetime) -> list[MessageDay]:
    """The thread under its days."""
    today = local_date(at, zone)
    days = []
    for day, found in groupby(lines, key=lambda line: local_date(line.at, zone)):
        label = f"Today, {day:%B} {day.day}" if day == today else long_day_text(day)
        days.append(
            MessageDay(label if day.year == today.year else f"{label}, {day.year}", [_card(line, name, zone) for line in found])
        )
    return days


def _card(line: Line, name: str, zone: str) -> MessageCard:
    clock = time_text(line.at, zone)
    where = f"{address_text(line.channel, line.address)}, {clock}" if line.channel else clock
    if line.is_from_person:
        title = f"{name} wrote"
        note = "Sounds like danger: an urgent task was opened." if line.is_danger else ""
        return MessageCard(True, title, line.text, f"From {where}", "over" if line.is_danger else "accent", "message", note)
    kind = KINDS.get(line.wording, line.wording)
    if line.state is State.SENT:
        return MessageCard(False, kind, line.text, f"Sent to {where}", "well", "check", "")
    if line.state is State.SENDING:
        return MessageCard(False, kind, line.text, f"Being sent to {where}", "", "sync", "")
    note = line.why.prose if line.why else DROPPED.get(line.reason, f"The message could not go out ({line.reason}).")
    matters = line.why in TELL_SOMEBODY or (line.why is None and line.reason not in DROPPED)
    return MessageCard(
        False, kind, line.text, f"Not sent, {clock}", "over" if matters else "", "close" if matters else "minus", note
    )


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A message that has not gone yet."""

    what: str
    when: str
    why: str


def waiting_lines(rows: Iterable[Waiting], *, zone: str, at: datetime) -> list[WaitingLine]:
    """What waits, and until when."""
    today = local_date(at, zone)
    lines = []
    for row in rows:
        kind = str(row.about.get("wording") or row.about.get("reminder"))
        why = PUT_OFF.get(row.reason, "")
        if row.error:
            why = f"tried {row.attempts} times, {row.error}" if row.attempts > 1 else f"tried once, {row.error}"
        lines.append(WaitingLine(KINDS.get(kind, kind), moment_text(max(row.next_try_at, row.due_at), zone, today), why))
    return lines
