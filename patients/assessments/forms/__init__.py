"""Forms of instruments, cut by noun. They check and translate; `operations` save."""

from patients.assessments.forms.acts import BeginForm, PutOffForm, ReasonForm, WhenForm, WordingFileForm, WordingForm
from patients.assessments.forms.answers import (
    COMPLETE,
    COMPLETE_ANYWAY,
    KEEP,
    SAVE,
    AnswersForm,
    Choice,
    Question,
    initial_of,
    seen_text,
    text_of,
)

__all__ = [
    "COMPLETE",
    "COMPLETE_ANYWAY",
    "KEEP",
    "SAVE",
    "AnswersForm",
    "BeginForm",
    "Choice",
    "PutOffForm",
    "Question",
    "ReasonForm",
    "WhenForm",
    "WordingFileForm",
    "WordingForm",
    "initial_of",
    "seen_text",
    "text_of",
]
