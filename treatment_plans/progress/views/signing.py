"""Signatures under a progress note, what is added to it, and taking one back."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from care.actor import Action
from care.lib.dates import time_text
from treatment_plans.progress import operations, rules
from treatment_plans.progress.forms import RetractForm
from treatment_plans.progress.presenters import note_sheet
from treatment_plans.progress.queries import get_note, possible_cosigners, unsigned_addendum
from treatment_plans.progress.views.opening import Opened, notes_view, program_zone, reader_of
from treatment_plans.progress.views.reading import person_of, sheet
from treatment_plans.progress.vocabulary import ErrorReason
from treatment_plans.rules import next_status
from treatment_plans.signed.forms import AddendumForm
from treatment_plans.signed.operations import NotTheAuthor
from treatment_plans.signed.views import Pages
from treatment_plans.signed.vocabulary import NoteStep


def _to(opened: Opened, note: UUID) -> str:
    return reverse("progress_notes:note", args=[opened.person, note])


def _check_signed(opened: Opened, note: UUID) -> None:
    next_status(rules.NOTE, get_note(permit=opened.permit, note=note).status, NoteStep.AMEND)


PAGES = Pages(room=operations, sheet=sheet, address=_to, colleagues=possible_cosigners, check_signed=_check_signed)


_posted = notes_view(action=Action.WRITE, methods=("POST",))
sign = _posted(PAGES.sign)
ask = _posted(PAGES.ask)
withdraw = _posted(PAGES.withdraw)
cosign = _posted(PAGES.cosign)
keep_addendum = _posted(PAGES.keep_addendum)
throw_away_addendum = _posted(PAGES.throw_away_addendum)


@notes_view(action=Action.WRITE)
def retract(opened: Opened, note: UUID) -> HttpResponse:
    """Say that a note was entered in error."""
    row = get_note(permit=opened.permit, note=note)
    next_status(rules.NOTE, row.status, NoteStep.RETRACT)
    form = RetractForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        reason = ErrorReason(form.cleaned_data["reason"])
        operations.retract_note(permit=opened.permit, note=note, reason=reason, at=opened.at)
        return opened.saved("note marked as entered in error", to=_to(opened, note))
    return opened.page("progress_notes/retract.html", form, note=note, person=person_of(opened))


@notes_view(action=Action.WRITE)
def add(opened: Opened, note: UUID) -> HttpResponse:
    """Write an addendum below the note, and sign it."""
    row = get_note(permit=opened.permit, note=note)
    next_status(rules.NOTE, row.status, NoteStep.AMEND)
    if opened.permit.actor.staff_id not in (row.line.author_id, row.line.cosigner_id):
        raise NotTheAuthor
    begun = unsigned_addendum(permit=opened.permit, note=note)
    form = AddendumForm(opened.request.POST or None, initial={"text": begun.text if begun else ""})
    if opened.is_post and form.is_valid():
        operations.sign_addendum(permit=opened.permit, note=note, text=form.cleaned_data["text"], at=opened.at)
        return opened.saved("addendum signed", form=form, to=_to(opened, note))
    return opened.page(
        "progress_notes/add.html",
        form,
        note=note_sheet(row, reader_of(opened), zone=program_zone(opened), may_write=True),
        person=person_of(opened),
        saved=time_text(begun.saved_at, opened.zone, with_zone=True) if begun else "",
    )
