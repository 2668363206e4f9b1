"""Changing questionnaires: ask, send, remind, keep and send answers, take back, let expire.

Locks are taken in one order everywhere: the questionnaire, then its link, then the response of `patients.assessments`, then
tasks and the caseload's summary row (see `care.worklist.operations`).
"""

from care.questionnaires.operations.answering import (
    Sent,
    finish_elsewhere,
    keep_answer,
    send_answers,
    worry_about_unsent,
)
from care.questionnaires.operations.asking import (
    ask_questionnaire,
    close_questionnaires,
    expire_questionnaire,
    issue_questionnaire_link,
    note_not_sent,
    note_reminded,
    note_sent,
    take_back,
)
from care.questionnaires.operations.moving import EXPIRES, HAND_OVER_TASK, SUBJECT, UNFINISHED_TASK, WORRIES
from care.questionnaires.operations.refusals import (
    AlreadyAsked,
    BegunByColleague,
    NoSuchQuestionnaire,
    NotForPhones,
    PersonDied,
    QuestionnaireClosed,
)
from care.questionnaires.rules.states import NotPossible

__all__ = [
    "EXPIRES",
    "HAND_OVER_TASK",
    "SUBJECT",
    "UNFINISHED_TASK",
    "WORRIES",
    "AlreadyAsked",
    "BegunByColleague",
    "NoSuchQuestionnaire",
    "NotForPhones",
    "NotPossible",
    "PersonDied",
    "QuestionnaireClosed",
    "Sent",
    "ask_questionnaire",
    "close_questionnaires",
    "expire_questionnaire",
    "finish_elsewhere",
    "issue_questionnaire_link",
    "keep_answer",
    "note_not_sent",
    "note_reminded",
    "note_sent",
    "send_answers",
    "take_back",
    "worry_about_unsent",
]
