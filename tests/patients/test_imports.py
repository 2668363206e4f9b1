"""Three ways to one: what a source said before, what stands here, what it says now."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.actor import Category
from patients.rules import (
    Merge,
    SaidAllergy,
    SaidCondition,
    SaidNoAllergy,
    SaidPerson,
    impossible_dates,
    is_somebody_else,
)

ROZ = SaidPerson(birth_date=date(1984, 5, 6), legal_given="Rosalind", legal_family="Quill")
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("before", "ours", "theirs", "result", "kept"),
    [
        ("a", "a", "a", "a", False),
        ("a", "a", "b", "b", False),
        ("a", "b", "a", "b", False),  # changed here, nothing new there
        ("a", "b", "b", "b", False),
        ("a", "b", "c", "b", True),
    ],
)
def test_a_field(before, ours, theirs, result, kept):
    merge = Merge()
    assert merge.one("field", before=before, ours=ours, theirs=theirs) == result
    assert bool(merge.kept) == kept


@pytest.mark.parametrize(
    ("before", "ours", "theirs", "touched", "result", "kept"),
    [
        ([], [], ["a"], [], ["a"], False),
        (["a"], ["a"], ["a", "b"], [], ["a", "b"], False),
        (["a"], ["a"], [], [], [], False),
        (["a"], ["a"], [], ["a"], ["a"], True),  # worked on here, dropped there
        (["a"], [], ["a"], [], [], False),  # taken away here, still said there
        (["a"], ["a", "z"], ["b"], [], ["z", "b"], False),  # added here stays
        ([], ["a"], ["a"], [], ["a"], False),
    ],
)
def test_a_list(before, ours, theirs, touched, result, kept):
    merge = Merge()
    assert merge.many("list", before=before, ours=ours, theirs=theirs, touched=touched) == result
    assert bool(merge.kept) == kept


items = st.lists(st.sampled_from("abcdef"), unique=True)


@given(before=items, ours=items, theirs=items)
def test_what_was_merged_once_is_merged_for_good(before, ours, theirs):
    """Taking the same again changes nothing, and nobody stands there twice."""
    once = Merge().many("list", before=before, ours=ours, theirs=theirs)
    assert Merge().many("list", before=theirs, ours=once, theirs=theirs) == once
    assert len(set(once)) == len(once)


@pytest.mark.parametrize(
    "said",
    [
        ROZ,
        SaidPerson(
            birth_date=date(1984, 5, 6),
            chosen_name="Roz",
            former_names=("A B",),
            language="es",
            points=(("phone", "+14015550122"),),
            identifiers=(("s", "v"),),
            died=date(2026, 1, 2),
        ),
    ],
)
def test_what_is_remembered_of_a_person_is_what_was_said(said):
    assert SaidPerson.of(said.taken(), birth_date=date(1900, 1, 1)) == said


def test_what_is_empty_is_not_remembered():
    assert ROZ.taken() == {"birth_date": "1984-05-06", "legal_given": "Rosalind", "legal_family": "Quill"}
    assert SaidAllergy("Latex").taken() == {"substance": "Latex", "is_open": True}
    assert SaidNoAllergy().taken() == {"is_open": True}
    assert SaidCondition("", "", "Cough", category=Category.GENERAL).taken()["category"] == "general"


@pytest.mark.parametrize(
    ("changes", "other"),
    [
        ({}, False),
        ({"birth_date": date(1985, 5, 6)}, False),  # corrected
        ({"legal_family": "Marsh", "legal_given": "Ada"}, False),  # took another name
        ({"legal_family": "Marsh", "legal_given": "Ada", "birth_date": date(1990, 1, 1)}, True),
    ],
)
def test_a_number_that_names_somebody_else(changes, other):
    values = {"birth_date": ROZ.birth_date, "legal_given": "Rosalind", "legal_family": "Quill"} | changes
    assert is_somebody_else(SaidPerson(**values), ROZ) is other


@pytest.mark.parametrize(
    ("born", "died", "reason"),
    [
        (date(1984, 5, 6), None, ""),
        (date(1984, 5, 6), TODAY, ""),
        (date(2026, 11, 24), None, "the birth date is in the future or more than 130 years ago"),
        (date(1890, 1, 1), None, "the birth date is in the future or more than 130 years ago"),
        (date(1984, 5, 6), date(2026, 11, 24), "the death is in the future or before the birth"),
        (date(1984, 5, 6), date(1984, 5, 5), "the death is in the future or before the birth"),
    ],
)
def test_dates_that_cannot_be(born, died, reason):
    assert impossible_dates(SaidPerson(birth_date=born, legal_given="A", died=died), today=TODAY) == reason
