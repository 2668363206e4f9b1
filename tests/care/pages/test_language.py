"""Kinder words while somebody writes: the address, the places as a browser counts them, and under which fields they stand."""

import time

import pytest
from django import forms

from care.accounts.models import Staff
from care.pages.forms import OutcomeForm, TaskForm
from care.pages.presenters.language import MOST, Hint, hints_for
from care.pages.restriction_forms import RestrictionForm
from tests.care.pages.conftest import SignIn


def test_a_word_is_found_where_the_browser_counts_it_and_one_that_was_left_is_not_shown_again() -> None:
    hints = hints_for("🙂 He relapsed and refused. “I am an addict”, he says.")
    assert hints.shown == [Hint(6, 14, "relapsed", "returned to use", False), Hint(19, 26, "refused", "declined", False)]
    assert [hint.term for hint in hints_for("He relapsed and refused.", left=["Relapsed"]).shown] == ["refused"]
    assert hints_for("He hit rock bottom.").shown[0] == Hint(3, 18, "hit rock bottom", "describe the need", True)
    assert hints_for("refused " * 9).more == 9 - MOST


def test_a_page_of_text_takes_less_than_five_milliseconds() -> None:
    page = ("Came on the bus, slept better since the dose went up. Wants to see the sister on Sunday. Refused the group. " * 27)[
        :3000
    ]
    hints_for(page)
    best = min(_seconds(page) for _ in range(5))
    assert best < 0.005, f"{best * 1000:.1f} ms"


def _seconds(page: str) -> float:
    begun = time.perf_counter()
    hints_for(page)
    return time.perf_counter() - begun


@pytest.mark.django_db
def test_the_answer_is_a_part_of_the_page_with_both_buttons(as_: SignIn, bob: Staff) -> None:
    browser = as_(bob)
    answer = browser.post("/language/", {"text": "She was non-compliant <b>"}).content.decode()
    assert 'data-care-kinder-say="not taking it as planned"' in answer
    assert "Leave it: non-compliant" in answer
    assert browser.post("/language/", {"text": "She came on Monday."}).content.decode().strip() == ""
    assert browser.get("/language/").status_code == 405


class _Texts(forms.Form):
    title = forms.CharField()
    text = forms.CharField(widget=forms.Textarea)


class _Watched(_Texts):
    watched = ("title",)


@pytest.mark.parametrize(
    ("form", "field", "offered"),
    [
        (_Texts, "text", True),
        (_Texts, "title", False),
        (_Watched, "title", True),
        (_Watched, "text", False),
        (OutcomeForm, "outcome", True),
    ],
)
def test_kinder_words_are_offered_under_what_a_form_names_else_under_its_texts(
    form: type[forms.Form], field: str, offered: bool
) -> None:
    assert ("data-care-kinder" in form()[field].as_field_group()) is offered


def test_a_persons_own_words_are_left_alone() -> None:
    assert RestrictionForm.watched == ()
    assert "why" in TaskForm.watched
