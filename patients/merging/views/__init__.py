"""Screens on which records are compared, merged and taken apart, cut by noun."""

from patients.merging.views.comparing import again, apart, compare
from patients.merging.views.merged import merged
from patients.merging.views.pairs import alike, record

__all__ = ["again", "alike", "apart", "compare", "merged", "record"]
