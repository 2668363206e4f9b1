"""Changing histories, cut by noun: bringing them in, taking them back."""

from patients.histories.operations.bringing import (
    Brought,
    LineOf,
    begin_import,
    finish_import,
    follow_person,
    match_person,
    register_person,
    take_lines,
)
from patients.histories.operations.undoing import TakenBack, forget_imports, take_back

__all__ = [
    "Brought",
    "LineOf",
    "TakenBack",
    "begin_import",
    "finish_import",
    "follow_person",
    "forget_imports",
    "match_person",
    "register_person",
    "take_back",
    "take_lines",
]
