"""The tables of the story, cut by noun."""

from patients.story.models.checks import NeedsCheck, PregnancyRecord, SocialNeed, StoryPart, WithdrawalCheck
from patients.story.models.codes import Code
from patients.story.models.entry import Entry
from patients.story.models.medicines import Medicine
from patients.story.models.use import Overdose, SubstanceUse, TreatmentEpisode
from patients.story.models.wishes import OwnGoal, Strength

__all__ = [
    "Code",
    "Entry",
    "Medicine",
    "NeedsCheck",
    "Overdose",
    "OwnGoal",
    "PregnancyRecord",
    "SocialNeed",
    "StoryPart",
    "Strength",
    "SubstanceUse",
    "TreatmentEpisode",
    "WithdrawalCheck",
]
