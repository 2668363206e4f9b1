"""Forms about a person, cut by noun. They check and translate; `operations` save."""

from patients.forms.allergies import AllergiesForm, AllergyForm, AllergyFormSet
from patients.forms.background import BackgroundForm
from patients.forms.contact import BasePointFormSet, ContactForm, PointForm, PointFormSet, points_of
from patients.forms.death import DeathCorrectionForm, DeathForm
from patients.forms.fields import PHONE_IN_WORDS, read_reach
from patients.forms.identity import LEADS, MOST_FORMER_NAMES, IdentityForm, RegisterForm
from patients.forms.numbers import NumberForm, NumberFormSet, NumbersForm
from patients.forms.places import AddressForm, AddressFormSet, WhereaboutsForm, addresses_in_rows
from patients.forms.support import PreferencesForm, SupporterForm

__all__ = [
    "LEADS",
    "MOST_FORMER_NAMES",
    "PHONE_IN_WORDS",
    "AddressForm",
    "AddressFormSet",
    "AllergiesForm",
    "AllergyForm",
    "AllergyFormSet",
    "BackgroundForm",
    "BasePointFormSet",
    "ContactForm",
    "DeathCorrectionForm",
    "DeathForm",
    "IdentityForm",
    "NumberForm",
    "NumberFormSet",
    "NumbersForm",
    "PointForm",
    "PointFormSet",
    "PreferencesForm",
    "RegisterForm",
    "SupporterForm",
    "WhereaboutsForm",
    "addresses_in_rows",
    "points_of",
    "read_reach",
]
