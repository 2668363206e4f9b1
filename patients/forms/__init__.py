"""Forms about a person, cut by noun. They check and translate; `operations` save."""

from patients.forms.allergies import AllergiesForm, AllergyForm, AllergyFormSet
from patients.forms.contact import BasePointFormSet, ContactForm, PointForm, PointFormSet, points_of
from patients.forms.death import DeathCorrectionForm, DeathForm
from patients.forms.fields import PHONE_IN_WORDS, read_reach
from patients.forms.identity import LEADS, MOST_FORMER_NAMES, IdentityForm, RegisterForm

__all__ = [
    "LEADS",
    "MOST_FORMER_NAMES",
    "PHONE_IN_WORDS",
    "AllergiesForm",
    "AllergyForm",
    "AllergyFormSet",
    "BasePointFormSet",
    "ContactForm",
    "DeathCorrectionForm",
    "DeathForm",
    "IdentityForm",
    "PointForm",
    "PointFormSet",
    "RegisterForm",
    "points_of",
    "read_reach",
]
