"""What is added below a signed note: written, kept while it is typed, signed, thrown away."""

from uuid import UUID

from django.http import HttpResponse

from care.actor import Action
from care.lib.dates import time_text
from treatment_plans.notes import operations, rules
from treatment_plans.notes.forms import AddendumForm
from treatment_plans.notes.presenters import note_sheet
from treatment_plans.notes.queries import get_note, unsigned_addendum
from treatment_plans.notes.views.opening import Opened, notes_view
from treatment_plans.notes.views.reading import reader_of
from treatment_plans.notes.views.signing import PAGES
from treatment_plans.notes.vocabulary import NoteStep
from treatment_plans.presenters import kinder_words
from treatment_plans.rules import next_status


@notes_view(action=Action.WRITE)
def add(opened: Opened, note: UUID) -> HttpResponse:
    """Write an addendum below the note, and sign it."""
    row = get_note(permit=opened.permit, note=note)
    next_status(rules.NOTE, row.status, NoteStep.AMEND)
    begun = unsigned_addendum(permit=opened.permit, note=note)
    form = AddendumForm(opened.request.POST or None, initial={"text": begun.text if begun else ""})
    if opened.is_post and form.is_valid():
        operations.sign_addendum(permit=opened.permit, note=note, text=form.cleaned_data["text"], at=opened.at)
        return opened.saved("addendum signed", to=opened.url("note", note))
    return opened.page(
        "notes/add.html",
        form,
        note=note_sheet(row, reader_of(opened)),
        saved=time_text(begun.saved_at, opened.zone, with_zone=True) if begun else "",
        kinder=kinder_words([form.data.get("text", "") if form.is_bound else begun.text if begun else ""]),
    )


_posted = notes_view(action=Action.WRITE, methods=("POST",))
keep = _posted(PAGES.keep_addendum)
throw_away = _posted(PAGES.throw_away_addendum)
