"""Screens about a person, cut by noun."""

from patients.views.allergies import allergies
from patients.views.contact import contact
from patients.views.death import correct_death, death
from patients.views.identity import identity, new

__all__ = ["allergies", "contact", "correct_death", "death", "identity", "new"]
