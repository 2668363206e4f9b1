"""The demo's counseling notes: there, sealed, asked about, and told once."""

from datetime import datetime

import pytest

from care.accounts.models import Staff
from care.demo.notes import tell_notes
from care.demo.words.notes import STORIES
from care.worklist.models import Task
from treatment_plans.notes.models import CounselingNote, NoteAddendum
from treatment_plans.notes.vocabulary import NoteStatus

pytestmark = pytest.mark.django_db


def test_one_counselor_keeps_notes_and_a_supervisor_is_asked(loaded: None, at: datetime) -> None:
    assert tell_notes(at=at) == len(STORIES)
    notes = CounselingNote.objects.all()
    assert {note.author_id for note in notes} == {Staff.objects.get(user__name="Priya Nair").pk}
    assert {NoteStatus(note.status) for note in notes} == set(NoteStatus)
    assert {task.owner.user.name for task in Task.objects.filter(category="counselling_note") if task.owner} == {"Ruth Gallagher"}
    assert NoteAddendum.objects.get().signed_at is not None
    assert all(note.text in {kept.text for story in STORIES for kept in story} for note in notes)


def test_they_are_told_once(loaded: None, at: datetime) -> None:
    tell_notes(at=at)
    assert tell_notes(at=at) == 0
