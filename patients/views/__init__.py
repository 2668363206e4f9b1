"""Screens about a person, cut by noun."""

from patients.views.allergies import allergies
from patients.views.background import addresses, background, numbers
from patients.views.contact import contact
from patients.views.death import correct_death, death
from patients.views.identity import identity, new
from patients.views.support import people, preferences, support_end, support_new, supporter

__all__ = [
    "addresses",
    "allergies",
    "background",
    "contact",
    "correct_death",
    "death",
    "identity",
    "new",
    "numbers",
    "people",
    "preferences",
    "support_end",
    "support_new",
    "supporter",
]
