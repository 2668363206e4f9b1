"""How coverage is shown, cut by noun."""

from patients.coverage.presenters.cards import (
    AppealCard,
    CoverageCard,
    MatterCard,
    aid_card,
    appeal_card,
    authorization_card,
    coverage_card,
    denial_card,
    learned,
    standing_mark,
)
from patients.coverage.presenters.desk import Chip, DeskRow, LimitLine, chips, counts, desk_rows, limit_line
from patients.coverage.presenters.words import DeadlineLine, Mark, Reader, deadline_line

__all__ = [
    "AppealCard",
    "Chip",
    "CoverageCard",
    "DeadlineLine",
    "DeskRow",
    "LimitLine",
    "Mark",
    "MatterCard",
    "Reader",
    "aid_card",
    "appeal_card",
    "authorization_card",
    "chips",
    "counts",
    "coverage_card",
    "deadline_line",
    "denial_card",
    "desk_rows",
    "learned",
    "limit_line",
    "standing_mark",
]
