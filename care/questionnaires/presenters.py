"""What was sent, in words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from care.lib.dates import local_date, moment_text
from care.questionnaires.queries import SentRow
from care.questionnaires.vocabulary import State
from care.reminders.queries import SenderName
from care.reminders.rules import Channel
from care.reminders.rules.wording import WordingRefused, render

TONES = {State.ANSWERED: ("well", "well"), State.NOT_SENT: ("over", "close"), State.EXPIRED: ("over", "clock")}


@dataclass(frozen=True, slots=True)
class SentCard:
    """One questionnaire: what it is, where it stands, and what happened when."""

    uuid: UUID
    title: str
    state: str
    tone: str
    icon: str
    lines: list[str]
    may_take_back: bool
    result_url: str
    result_words: str


def sent_card(row: SentRow, *, person: UUID, zone: str, at: datetime) -> SentCard:
    """One of the list, with its moments in the reader's zone."""

    today = local_date(at, zone)

    def said(moment: datetime) -> str:
        return moment_text(moment, zone, today)

    lines = [f"Asked for {said(row.asked_at)}{f' by {row.asked_by}' if row.asked_by else ''}."]
    if row.sent_at is not None:
        lines.append(f"Sent {said(row.sent_at)}{f', reminded {said(row.reminded_at)}' if row.reminded_at else ''}.")
    if row.is_waiting:
        lines.append(f"{row.state.prose} Can be answered until {said(row.expires_at)}.")
    elif row.answered_at is not None:
        called = f" {row.danger.label}: somebody was asked in the same moment." if row.danger else ""
        lines.append(f"Answered {said(row.answered_at)}.{called}")
    elif row.ended_at is not None and row.end_reason is not None:
        lines.append(f"{row.end_reason.label}, {said(row.ended_at)}{f', {row.ended_by}' if row.ended_by else ''}.")
    else:
        lines.append(f"{row.state.prose} It ended {said(row.expires_at)}.")
    tone, icon = TONES.get(row.state, ("plain", "text"))
    return SentCard(
        uuid=row.uuid,
        title=row.short,
        state=row.state.label,
        tone=tone,
        icon=icon,
        lines=lines,
        may_take_back=row.may_take_back,
        result_url=reverse("assessments:result", args=[person, row.response]) if row.response and not row.is_waiting else "",
        result_words="What came of" if row.answered_at else "What was filled in of",
    )


def sample_of(sender: SenderName, *, language: str) -> str:
    """How the message reads; where none can leave, why not."""
    values = {"name": sender.name, "phone": sender.phone, "link": f"{settings.BASE_URL}/q/{'x' * 35}/"}
    try:
        return render("questionnaire", language=language, channel=Channel.SMS, values=values).kept
    except WordingRefused:
        return "No text can leave: the address of this site is too long, or tells what the care is for."
