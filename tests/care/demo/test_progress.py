"""The demo's progress notes: there, whole, and told once, in little time."""

import time
from datetime import datetime

import pytest

from care.demo.progress import tell_progress
from treatment_plans.progress.models import GroupSession, NoteTemplate, ProgressNote
from treatment_plans.signed.vocabulary import NoteStatus

pytestmark = pytest.mark.django_db


def test_the_counselors_people_have_notes_told_once(loaded: None, at: datetime) -> None:
    begun = time.monotonic()
    told = tell_progress(at=at)
    assert time.monotonic() - begun < 3
    assert told
    assert {NoteStatus(note.status) for note in ProgressNote.objects.all()} >= {NoteStatus.DRAFT, NoteStatus.SIGNED}
    assert GroupSession.objects.get().notes.exclude(status=NoteStatus.SIGNED.value).count() == 0
    assert NoteTemplate.objects.count() == 2
    assert tell_progress(at=at) == 0
