"""The tables, cut by noun."""

from patients.assessments.models.due import Reassessment
from patients.assessments.models.responses import Answer, FoundTrigger, Response, Score
from patients.assessments.models.wordings import Wording, WordingItem

__all__ = ["Answer", "FoundTrigger", "Reassessment", "Response", "Score", "Wording", "WordingItem"]
