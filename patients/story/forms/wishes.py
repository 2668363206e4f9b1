"""What carries the person, and what they want."""

from patients.story.forms.fields import EntryForm, answer_field, scale_field, words_field
from patients.story.rules import Capital, LifeArea, OwnGoal, Strength


class StrengthForm(EntryForm):
    """Something that carries the person."""

    kind = Strength

    words = words_field("What carries them", 300, required=True, help_text="A person, a skill, a place, a habit, a belief.")
    area = answer_field("What sort", Capital, empty=("", "Leave open"))


class GoalForm(EntryForm):
    """What the person wants."""

    kind = OwnGoal

    own_words = words_field("What they want, in their own words", 500, rows=2, required=True)
    area = answer_field("About", LifeArea, empty=("", "Leave open"))
    importance = scale_field("How much it matters to them, 0 to 10")
    confidence = scale_field("How sure they are that they can, 0 to 10")
    first_step = words_field("A first small step", 300)
