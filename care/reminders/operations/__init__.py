"""Changing what was agreed, what is sent and what was received."""

from care.reminders.operations.channels import (
    ClosedByRecord,
    NoSuchChannel,
    NotNeutral,
    OddLetters,
    allow_channel,
    set_sender,
    withdraw_channel,
)
from care.reminders.operations.inbound import receive_text
from care.reminders.operations.messages import Begun, TooMany, begin_message, keep_back, mark_sent, remind

__all__ = [
    "Begun",
    "ClosedByRecord",
    "NoSuchChannel",
    "NotNeutral",
    "OddLetters",
    "TooMany",
    "allow_channel",
    "begin_message",
    "keep_back",
    "mark_sent",
    "receive_text",
    "remind",
    "set_sender",
    "withdraw_channel",
]
