"""Changing answers: begun, saved in part, completed, set aside, recorded in error; what is due; official wordings.

Locks are taken in this order: the row of the answers, what is due, tasks, the caseload's summary row.
"""

from patients.assessments.operations.answering import begin_response, save_answers
from patients.assessments.operations.completing import Completed, complete_response
from patients.assessments.operations.diagnosis import NothingToAdd, add_diagnosis
from patients.assessments.operations.due import forget_due, keep_due, make_due, put_off
from patients.assessments.operations.ending import close_assessments, mark_in_error, set_aside_response
from patients.assessments.operations.last_score import keep_last_score
from patients.assessments.operations.past import record_past_scores, take_back_past_scores
from patients.assessments.operations.refusals import (
    AlreadyOpen,
    AnswersWrong,
    BadDay,
    ChangedMeanwhile,
    ModeNotAllowed,
    NoSuchWording,
    PastScoreWrong,
    ReasonMissing,
    ResponseClosed,
    UnknownInstrument,
    WordingRefused,
)
from patients.assessments.operations.summing import sum_up_assessments
from patients.assessments.operations.wordings import load_wording, retire_wording
from patients.assessments.queries.responses import NoSuchResponse
from patients.assessments.rules.past import PastScore
from patients.assessments.rules.states import NotPossible

__all__ = [
    "AlreadyOpen",
    "AnswersWrong",
    "BadDay",
    "ChangedMeanwhile",
    "Completed",
    "ModeNotAllowed",
    "NoSuchResponse",
    "NoSuchWording",
    "NotPossible",
    "NothingToAdd",
    "PastScore",
    "PastScoreWrong",
    "ReasonMissing",
    "ResponseClosed",
    "UnknownInstrument",
    "WordingRefused",
    "add_diagnosis",
    "begin_response",
    "close_assessments",
    "complete_response",
    "forget_due",
    "keep_due",
    "keep_last_score",
    "load_wording",
    "make_due",
    "mark_in_error",
    "put_off",
    "record_past_scores",
    "retire_wording",
    "save_answers",
    "set_aside_response",
    "sum_up_assessments",
    "take_back_past_scores",
]
