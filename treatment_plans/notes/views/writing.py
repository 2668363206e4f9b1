"""Drafts of counseling notes: begin, write, keep what is typed, throw away."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from care.actor import Action
from care.lib.dates import time_text
from treatment_plans.notes import operations
from treatment_plans.notes.forms import NoteForm
from treatment_plans.notes.queries import get_note
from treatment_plans.notes.views.opening import Opened, notes_view
from treatment_plans.notes.vocabulary import NoteStatus, NoteStep
from treatment_plans.presenters import kinder_words
from treatment_plans.rules import NotPossible
from treatment_plans.signed.views import kept


@notes_view(action=Action.WRITE, methods=("POST",), begins=True)
def begin(opened: Opened) -> HttpResponse:
    """Begin a note about today's session."""
    note = operations.begin_note(permit=opened.permit, session_on=opened.today, today=opened.today, at=opened.at)
    return redirect(opened.url("write", note.uuid))


@notes_view(action=Action.WRITE)
def write(opened: Opened, note: UUID) -> HttpResponse:
    """The sheet on which a draft is written; it is read once more before it is signed."""
    row = get_note(permit=opened.permit, note=note)
    if row.status is not NoteStatus.DRAFT:
        raise NotPossible(row.status, NoteStep.SIGN)
    initial = {"session_on": row.line.session_on, "text": row.text}
    form = NoteForm(opened.request.POST or None, initial=initial, today=opened.today)
    if opened.is_post and form.is_valid():
        operations.keep_note(permit=opened.permit, note=note, today=opened.today, at=opened.at, **form.cleaned_data)
        return redirect(opened.url("note", note))
    text = form.data.get("text", "") if form.is_bound else row.text
    return opened.page(
        "notes/write.html",
        form,
        note=note,
        saved=time_text(row.line.saved_at, opened.zone, with_zone=True) if row.text else "",
        kinder=kinder_words([text]),
    )


@notes_view(action=Action.WRITE, methods=("POST",))
def keep(opened: Opened, note: UUID) -> HttpResponse:
    """What the page sends by itself while somebody types; a day that is none leaves the day as it was."""
    form = NoteForm(opened.request.POST, today=opened.today)
    is_day = form.is_valid() or "session_on" in form.cleaned_data
    try:
        operations.keep_note(
            permit=opened.permit,
            note=note,
            session_on=form.cleaned_data["session_on"] if is_day else None,
            text=form.data.get("text", ""),
            today=opened.today,
            at=opened.at,
        )
    except operations.TooLong:
        return JsonResponse({"error": "too long"}, status=413)
    return kept(opened)


@notes_view(action=Action.WRITE, methods=("POST",))
def throw_away(opened: Opened, note: UUID) -> HttpResponse:
    """Throw a draft away."""
    operations.throw_away_note(permit=opened.permit, note=note, at=opened.at)
    return opened.saved("draft thrown away, nothing of it is kept")
