"""Forms of coverage, cut by noun."""

from patients.coverage.forms.aids import (
    AidForm,
    AnsweredForm,
    ApplyForm,
    AskedForm,
    GatherForm,
    GrantForm,
    OverForm,
    TurnedDownForm,
    news_of,
)
from patients.coverage.forms.authorizations import (
    AnswerForm,
    ApprovalForm,
    DenyForm,
    QuestionForm,
    RequestForm,
    SendForm,
    UseForm,
)
from patients.coverage.forms.clocks import ClockForm
from patients.coverage.forms.coverages import (
    BenefitFormSet,
    CoverageForm,
    EligibilityForm,
    RemoveForm,
    WithholdForm,
    services_of,
)
from patients.coverage.forms.denials import DecisionForm, DenialForm, FilingForm, LeaveForm
from patients.coverage.forms.steps import GoesToPlan, NothingMore, ReasonForm, StepForm

__all__ = [
    "AidForm",
    "AnswerForm",
    "AnsweredForm",
    "ApplyForm",
    "ApprovalForm",
    "AskedForm",
    "BenefitFormSet",
    "ClockForm",
    "CoverageForm",
    "DecisionForm",
    "DenialForm",
    "DenyForm",
    "EligibilityForm",
    "FilingForm",
    "GatherForm",
    "GoesToPlan",
    "GrantForm",
    "LeaveForm",
    "NothingMore",
    "OverForm",
    "QuestionForm",
    "ReasonForm",
    "RemoveForm",
    "RequestForm",
    "SendForm",
    "StepForm",
    "TurnedDownForm",
    "UseForm",
    "WithholdForm",
    "news_of",
    "services_of",
]
