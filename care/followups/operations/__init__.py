"""Changing follow-ups: start and stop a protocol, let check-ins move on, answer, log attempts.

Locks are taken in one order everywhere: the runs of a person by number, then a link, then tasks, then the caseload's summary
row (see `care.worklist.operations`). Check-ins are changed only by who holds the lock of their run.
"""

from care.followups.operations.advancing import advance_check_ins
from care.followups.operations.answering import (
    Answered,
    CheckInClosed,
    answer_by_phone,
    answer_check_in,
    keep_answers,
)
from care.followups.operations.moving import NoSuchCheckIn
from care.followups.operations.reaching import (
    AlreadyAsked,
    issue_check_in_link,
    log_attempt,
    note_not_sent,
    note_sent,
    send_again,
)
from care.followups.operations.runs import (
    AlreadyRunning,
    ImpossibleDayZero,
    NoSuchRun,
    NotRunning,
    PersonDied,
    UnknownProtocol,
    restart_protocols,
    start_protocol,
    stop_protocol,
    stop_protocols,
)
from care.followups.rules.form import AnswersWrong

__all__ = [
    "AlreadyAsked",
    "AlreadyRunning",
    "Answered",
    "AnswersWrong",
    "CheckInClosed",
    "ImpossibleDayZero",
    "NoSuchCheckIn",
    "NoSuchRun",
    "NotRunning",
    "PersonDied",
    "UnknownProtocol",
    "advance_check_ins",
    "answer_by_phone",
    "answer_check_in",
    "issue_check_in_link",
    "keep_answers",
    "log_attempt",
    "note_not_sent",
    "note_sent",
    "restart_protocols",
    "send_again",
    "start_protocol",
    "stop_protocol",
    "stop_protocols",
]
