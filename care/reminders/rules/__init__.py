"""What may be sent to whom by which way, in which words, at which hour, how often; and what an answer means. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from care.actor.vocabulary import Described

LONGEST_TEXT = 1600  # characters of a text that comes in; a phone splits longer ones


class Channel(Described):
    """A way by which a message leaves the building."""

    SMS = "sms", "Text message", "To a phone."
    EMAIL = "email", "E-mail", "To an address."


class About(Described):
    """What somebody agreed to be written to about; each is asked for by itself. Source: 47 CFR 64.1200, reference 7.4."""

    CARE = "care", "Care reminders", "Check-ins, visits and what belongs to the person's care."


class Given(Described):
    """How somebody said yes."""

    IN_PERSON = "in_person", "In person", "The wording was read aloud, face to face."
    PHONE = "phone", "By phone", "The wording was read aloud on the phone."
    FORM = "form", "On a form", "The person signed a form with this wording."
    TEXT = "text", "By text", "The person texted START after an earlier STOP."


class Withdrawn(Described):
    """Why a way is closed again."""

    TOLD_US = "told_us", "The person told us", "In any way that is reasonable: that is enough."
    STOP = "stop", "The person texted STOP", "Or said it in other words."
    WRONG = "wrong", "Wrong number or address", "Somebody else reads it."


class State(Described):
    """Where a message to a person stands."""

    SENDING = "sending", "Being sent", "It is checked, written and on its way; a crash here is tried again with the same key."
    SENT = "sent", "Sent", "The provider took it."
    NOT_SENT = "not_sent", "Not sent", "It did not leave; why is written, and somebody was told where that matters."


class Move(StrEnum):
    """What happens to a message."""

    SEND = "send"
    KEEP_BACK = "keep_back"


TRANSITIONS: dict[tuple[State, Move], State] = {
    (State.SENDING, Move.SEND): State.SENT,
    (State.SENDING, Move.KEEP_BACK): State.NOT_SENT,
}


class Why(Described):
    """Why a message did not leave. `prose` is what the chart says."""

    DIED = "DIED", "The person died", "Nothing is sent after a death."
    NO_CHANNEL = "NO_CHANNEL", "No open way", "No phone or address that may be written to and that the person agreed to."
    NO_HOUR = "NO_HOUR", "No hour left", "The person's own hours lie within the hours at which nobody may be texted."
    WORDING = "WORDING", "Wording kept back", "The message would have hinted at treatment, or was too long for one text."
    NOT_PERMITTED = "NOT_PERMITTED", "Not permitted", "The person is not in this program's records."
    TOO_LATE = "TOO_LATE", "Too late", "A confirmation leaves within five minutes or not at all."
    UNKNOWN_KIND = "UNKNOWN_KIND", "Unknown kind", "No room says what this message is."


# Of these somebody must hear, because nobody else knows that the person was not reached.
TELL_SOMEBODY = frozenset({Why.NO_CHANNEL, Why.NO_HOUR, Why.WORDING})
# They answer the person within minutes and are not counted: stop, help and start. Source: clinical reference 7.4.
CONFIRMATIONS = frozenset({"stop-confirmed", "help", "start-confirmed"})


@dataclass(frozen=True, slots=True)
class Way:
    """One way to write to the person: the record says that it may be used, and the person agreed to it."""

    channel: Channel
    address: str
    hours_from: time | None = None
    hours_to: time | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A contact point as far as it matters here. `may_write`: the record allows texts to a phone, messages to an address."""

    channel: Channel
    address: str
    may_write: bool
    is_shared: bool
    hours_from: time | None = None
    hours_to: time | None = None


def ways(points: Collection[Known], agreed: Collection[tuple[Channel, str]]) -> Iterator[Way]:
    """What is open, texts before e-mail, each in the order of the record.

    A phone or address that others read, that the record closes, or to which the person did not agree, is no way.
    """
    for channel in (Channel.SMS, Channel.EMAIL):
        for point in points:
            if point.channel is channel and point.may_write and not point.is_shared and (channel, point.address) in agreed:
                yield Way(channel, point.address, point.hours_from, point.hours_to)
