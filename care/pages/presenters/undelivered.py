"""What was not delivered, in words: what it was, for whom, why, when."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from care.lib.dates import moment_text
from care.outbox.queries import Undelivered
from care.outbox.rules import EVENT, HEAR, heard
from care.pages.presenters.people import address
from patients.queries import PersonLine

MESSAGES = {
    "check-in": "Check-in",
    "check-in-again": "Check-in, asked again",
    "missed": "“We missed you”",
    "consent": "Link to a consent",
    "stop-confirmed": "Confirmation that messages have stopped",
    "start-confirmed": "Confirmation that messages begin again",
    "help": "Answer to HELP",
    "reply": "Answer to a text message",
}
NOTICES = {"consent-revoked": "Notice to a partner that a consent is taken back"}
EVENTS = {
    "patient.died": "What follows from a death",
    "patient.death_corrected": "What follows from a corrected death",
    "enrolment.ended": "What follows from the end of an enrollment",
    "treatment.completed": "What follows from a completed treatment episode",
    "consent.revoked": "Telling recipients that a consent is taken back",
    "consent.recipient_untold": "Telling a recipient that a consent is taken back",
    "treatment.reopened": "What follows from a treatment episode that goes on",
}
ERRORS = {
    "sms-not-configured": "Text messages are not set up here.",
    "bad-address": "The address is not one that mail can be sent to.",
    "worker-lost": "Each try stopped the program that sends.",
    "nobody-serves-this-kind": "No part of the platform knows what to do with it.",
}
PROVIDERS = {"sms": "The provider of text messages", "smtp": "The mail server"}
_REFUSED = re.compile(r"(sms|smtp)-(\d{3})")


@dataclass(frozen=True, slots=True)
class UndeliveredLine:
    """One row of the page."""

    uuid: UUID
    what: str
    due: str
    name: str
    chart_url: str
    why: str
    tries: str
    given_up: str


def what(row: Undelivered) -> str:
    """What should have gone, without anything of its content."""
    if row.kind.startswith((EVENT, HEAR)):
        event = row.kind.removeprefix(EVENT) if row.kind.startswith(EVENT) else heard(row.kind)[0]
        return EVENTS.get(event, "What follows from a change")
    if row.kind in NOTICES:
        return NOTICES[row.kind]
    return MESSAGES.get(str(row.about.get("reminder", "")), "A message")


def why(row: Undelivered) -> str:
    """Why it was given up."""
    if row.was_handed_over:
        return "It left, but what follows from it could not be recorded."
    if row.error in ERRORS:
        return ERRORS[row.error]
    refused = _REFUSED.fullmatch(row.error)
    if refused:
        who, status = PROVIDERS[refused[1]], refused[2]
        is_ours = status < "500" if refused[1] == "sms" else status >= "500"
        return f"{who} did not accept it ({status})." if is_ours else f"{who} could not take it ({status})."
    if row.error.startswith("error-"):
        return f"Something went wrong on our side ({row.error.removeprefix('error-')})."
    provider = PROVIDERS.get(row.error.partition("-")[0])
    return f"{provider} could not be reached." if provider else f"It was not accepted ({row.error})."


def line(row: Undelivered, person: PersonLine | None, *, zone: str, today: date) -> UndeliveredLine:
    """One row."""
    return UndeliveredLine(
        uuid=row.uuid,
        what=what(row),
        due=moment_text(row.due_at, zone, today),
        name=person.display_name if person else "",
        chart_url=address("pages:chart", person.uuid) if person else "",
        why=why(row),
        tries="1 try" if row.attempts == 1 else f"{row.attempts} tries",
        given_up=moment_text(row.given_up_at, zone, today),
    )
