"""How a note moves on, the day of a session, and the seal."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from care.lib.ids import uuid7
from treatment_plans.notes import rules
from treatment_plans.notes.vocabulary import NoteStatus, NoteStep
from treatment_plans.rules import NotPossible, diagram, next_status

DAY = date(2026, 11, 23)
KEY = b"k" * 32


@pytest.mark.parametrize("status", list(NoteStatus))
@pytest.mark.parametrize("step", list(NoteStep))
def test_only_the_steps_of_the_table_are_possible(status: NoteStatus, step: NoteStep) -> None:
    if (status, step) in rules.NOTE:
        assert next_status(rules.NOTE, status, step) is rules.NOTE[status, step]
    else:
        with pytest.raises(NotPossible):
            next_status(rules.NOTE, status, step)


def test_nothing_leads_back_to_a_draft_and_nothing_follows_an_error() -> None:
    assert NoteStatus.DRAFT not in rules.NOTE.values()
    assert not [status for status, _ in rules.NOTE if status is NoteStatus.IN_ERROR]


def test_the_diagram_in_readme_is_the_table() -> None:
    readme = (Path(rules.__file__).parent / "README.md").read_text()
    shown = re.search(r"<!-- note -->\n```mermaid\n(.*?)\n```", readme, re.DOTALL)
    assert shown
    assert shown.group(1) == diagram(rules.NOTE, NoteStatus.DRAFT)


@pytest.mark.parametrize("ago", [0, 1, 365])
def test_a_session_was_today_or_within_a_year(ago: int) -> None:
    rules.check_session_day(DAY - timedelta(days=ago), DAY)


@pytest.mark.parametrize("ago", [-1, 366])
def test_a_session_to_come_or_too_long_ago_is_refused(ago: int) -> None:
    with pytest.raises(rules.SessionDay):
        rules.check_session_day(DAY - timedelta(days=ago), DAY)


def test_a_seal_holds_for_these_words_of_this_note_on_this_day_under_this_key_alone() -> None:
    one = {"uuid": uuid7(), "session_on": DAY, "text": "Said little."}
    seal = rules.seal_of(KEY, **one)
    assert rules.is_as_signed(KEY, seal=seal, **one)
    for other in ({"text": "Said little"}, {"uuid": uuid7()}, {"session_on": DAY - timedelta(days=1)}):
        assert not rules.is_as_signed(KEY, seal=seal, **(one | other))
    assert not rules.is_as_signed(b"x" * 32, seal=seal, **one)
    assert "little" not in seal
