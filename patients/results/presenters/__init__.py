"""How results are shown: the latest of each kind with its age, each in words; drug tests substance by substance."""

from patients.results.presenters.drug_tests import AnalyteLine, TestCard, TestLine, analyte_line, test_card, test_line
from patients.results.presenters.results import (
    Group,
    Mark,
    PanelLink,
    Reader,
    ResultLine,
    facts_line,
    groups,
    missing,
    panel_links,
    panel_of,
    result_line,
    result_words,
    written,
)

__all__ = [
    "AnalyteLine",
    "Group",
    "Mark",
    "PanelLink",
    "Reader",
    "ResultLine",
    "TestCard",
    "TestLine",
    "analyte_line",
    "facts_line",
    "groups",
    "missing",
    "panel_links",
    "panel_of",
    "result_line",
    "result_words",
    "test_card",
    "test_line",
    "written",
]
