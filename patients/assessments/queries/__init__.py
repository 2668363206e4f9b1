"""Reading how the person is doing, with a permit: answers, measures, scores over time, what is due, official wordings."""

from patients.assessments.queries.answered import Answered, AnsweredLine, answered
from patients.assessments.queries.diagnosis import Offer, offer_of
from patients.assessments.queries.due import DueDay, DueLine, due_count, due_list, due_of, instruments_of
from patients.assessments.queries.items import ItemValue, item_values
from patients.assessments.queries.measures import (
    Measure,
    OpenLine,
    PartLine,
    Point,
    Result,
    history_of,
    measures_of,
    parts_of,
    series,
)
from patients.assessments.queries.responses import FoundLine, NoSuchResponse, Told, response_for
from patients.assessments.queries.wordings import (
    ShownItem,
    ShownOption,
    WordingLine,
    WordingTold,
    WordingWords,
    shown,
    wording_in_use,
    wordings,
)

__all__ = [
    "Answered",
    "AnsweredLine",
    "DueDay",
    "DueLine",
    "FoundLine",
    "ItemValue",
    "Measure",
    "NoSuchResponse",
    "Offer",
    "OpenLine",
    "PartLine",
    "Point",
    "Result",
    "ShownItem",
    "ShownOption",
    "Told",
    "WordingLine",
    "WordingTold",
    "WordingWords",
    "answered",
    "due_count",
    "due_list",
    "due_of",
    "history_of",
    "instruments_of",
    "item_values",
    "measures_of",
    "offer_of",
    "parts_of",
    "response_for",
    "series",
    "shown",
    "wording_in_use",
    "wordings",
]
