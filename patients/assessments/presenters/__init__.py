"""How instruments are shown, cut by noun."""

from patients.assessments.presenters.due import DueRow, due_chips, due_rows
from patients.assessments.presenters.heads import (
    BeginLine,
    Heading,
    InstrumentCard,
    begin_line,
    heading,
    instrument_card,
    subject_label,
    title_of,
    trends_url,
)
from patients.assessments.presenters.instruments import preview, question_lines, wording_cards
from patients.assessments.presenters.levels import editions_of
from patients.assessments.presenters.measures import SERIAL, due_card, measure_lines, open_cards, part_cards, start_groups
from patients.assessments.presenters.paper import PaperWay, paper_html, paper_languages, paper_query
from patients.assessments.presenters.results import (
    Before,
    alerts,
    answer_words,
    code_lines,
    declined_words,
    ended,
    follows,
    missing,
    score_cards,
    sections,
)
from patients.assessments.presenters.serial import Serial, serial
from patients.assessments.presenters.words import Mark, Reader, number_text

__all__ = [
    "SERIAL",
    "Before",
    "BeginLine",
    "DueRow",
    "Heading",
    "InstrumentCard",
    "Mark",
    "PaperWay",
    "Reader",
    "Serial",
    "alerts",
    "answer_words",
    "begin_line",
    "code_lines",
    "declined_words",
    "due_card",
    "due_chips",
    "due_rows",
    "editions_of",
    "ended",
    "follows",
    "heading",
    "instrument_card",
    "measure_lines",
    "missing",
    "number_text",
    "open_cards",
    "paper_html",
    "paper_languages",
    "paper_query",
    "part_cards",
    "preview",
    "question_lines",
    "score_cards",
    "sections",
    "serial",
    "start_groups",
    "subject_label",
    "title_of",
    "trends_url",
    "wording_cards",
]
