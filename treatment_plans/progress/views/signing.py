"""Signatures under a progress note, what is added to it, and taking one back."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
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
from treatment_plans.signed.forms import AddendumForm, AskForm, CosignerForm
from treatment_plans.signed.operations import NotTheAuthor, TooLong
from treatment_plans.signed.vocabulary import NoteStep


def _to(opened: Opened, note: UUID) -> str:
    return reverse("progress_notes:note", args=[opened.person, note])


@notes_view(action=Action.WRITE, methods=("POST",))
def sign(opened: Opened, note: UUID) -> HttpResponse:
    """The author puts their name to a draft, and may ask a supervisor to co-sign."""
    form = CosignerForm(opened.request.POST, colleagues=possible_cosigners(actor=opened.permit.actor))
    if not form.is_valid():
        return sheet(opened, note, form)
    cosigner_id = form.cleaned_data["cosigner"]
    operations.sign_note(permit=opened.permit, note=note, cosigner_id=cosigner_id, at=opened.at)
    asked = ", a co-signature is asked for" if cosigner_id is not None else ""
    return opened.saved(f"note signed{asked}", to=_to(opened, note))


@notes_view(action=Action.WRITE, methods=("POST",))
def ask(opened: Opened, note: UUID) -> HttpResponse:
    """Ask a supervisor, or another one, to co-sign."""
    row = get_note(permit=opened.permit, note=note)
    next_status(rules.NOTE, row.status, NoteStep.AMEND)
    form = AskForm(opened.request.POST, colleagues=possible_cosigners(actor=opened.permit.actor))
    if not form.is_valid():
        return sheet(opened, note, form)
    operations.ask_for_signature(permit=opened.permit, note=note, cosigner_id=form.cleaned_data["cosigner"], at=opened.at)
    return opened.saved("a co-signature is asked for", to=_to(opened, note))


@notes_view(action=Action.WRITE, methods=("POST",))
def withdraw(opened: Opened, note: UUID) -> HttpResponse:
    """Ask nobody any longer."""
    operations.withdraw_request(permit=opened.permit, note=note, at=opened.at)
    return opened.saved("nobody is asked to co-sign any more", to=_to(opened, note))


@notes_view(action=Action.WRITE, methods=("POST",))
def cosign(opened: Opened, note: UUID) -> HttpResponse:
    """Co-sign."""
    operations.cosign_note(permit=opened.permit, note=note, at=opened.at)
    return opened.saved("note co-signed", to=_to(opened, note))


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


@notes_view(action=Action.WRITE, methods=("POST",))
def keep_addendum(opened: Opened, note: UUID) -> HttpResponse:
    """What the page sends by itself while somebody types."""
    try:
        operations.keep_addendum(permit=opened.permit, note=note, text=opened.request.POST.get("text", ""), at=opened.at)
    except TooLong:
        return JsonResponse({"error": "too long"}, status=413)
    return JsonResponse({"saved": time_text(opened.at, opened.zone, with_zone=True)})


@notes_view(action=Action.WRITE, methods=("POST",))
def throw_away_addendum(opened: Opened, note: UUID) -> HttpResponse:
    """Throw away what was begun."""
    operations.throw_away_addendum(permit=opened.permit, note=note, at=opened.at)
    return opened.saved("what you began to add is thrown away", to=_to(opened, note))
