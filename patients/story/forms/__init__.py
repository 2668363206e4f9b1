"""Forms of the story, cut by noun. They check and translate; `operations` save. The intake shows the same forms."""

from patients.story.forms.checks import NeedsForm, PregnancyForm, WithdrawalForm
from patients.story.forms.coded import CodedForm, MedicineForm, ProblemForm
from patients.story.forms.fields import EntryForm, StoryForm
from patients.story.forms.use import OverdoseForm, SubstanceForm, TreatmentForm
from patients.story.forms.wishes import GoalForm, StrengthForm
from patients.story.rules import Part

# The form of one line of each list.
ENTRY_FORMS: dict[Part, type[EntryForm]] = {
    Part.SUBSTANCES: SubstanceForm,
    Part.OVERDOSES: OverdoseForm,
    Part.TREATMENTS: TreatmentForm,
    Part.PROBLEMS: ProblemForm,
    Part.MEDICINES: MedicineForm,
    Part.STRENGTHS: StrengthForm,
    Part.GOALS: GoalForm,
}

__all__ = [
    "ENTRY_FORMS",
    "CodedForm",
    "EntryForm",
    "GoalForm",
    "MedicineForm",
    "NeedsForm",
    "OverdoseForm",
    "PregnancyForm",
    "ProblemForm",
    "StoryForm",
    "StrengthForm",
    "SubstanceForm",
    "TreatmentForm",
    "WithdrawalForm",
]
