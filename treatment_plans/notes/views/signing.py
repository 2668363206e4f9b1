"""Signatures under a counseling note, and taking one back."""

from uuid import UUID

from django.http import HttpResponse

from care.actor import Action
from treatment_plans.notes import operations, rules
from treatment_plans.notes.forms import AskForm, CosignerForm, RetractForm
from treatment_plans.notes.queries import get_note, possible_cosigners
from treatment_plans.notes.views.opening import Opened, notes_view
from treatment_plans.notes.views.reading import sheet
from treatment_plans.notes.vocabulary import ErrorReason, NoteStep
from treatment_plans.rules import next_status


@notes_view(action=Action.WRITE, methods=("POST",))
def sign(opened: Opened, note: UUID) -> HttpResponse:
    """The author puts their name to a draft, and may ask a colleague to co-sign."""
    form = CosignerForm(opened.request.POST, colleagues=possible_cosigners(actor=opened.permit.actor))
    if not form.is_valid():
        return sheet(opened, note, form)
    cosigner_id = form.cleaned_data["cosigner"]
    operations.sign_note(permit=opened.permit, note=note, cosigner_id=cosigner_id, at=opened.at)
    asked = ", a co-signature is asked for" if cosigner_id is not None else ""
    return opened.done(f"note signed{asked}", opened.url("note", note))


@notes_view(action=Action.WRITE, methods=("POST",))
def ask(opened: Opened, note: UUID) -> HttpResponse:
    """Ask a colleague, or another one, to co-sign."""
    row = get_note(permit=opened.permit, note=note)
    next_status(rules.NOTE, row.status, NoteStep.AMEND)
    form = AskForm(opened.request.POST, colleagues=possible_cosigners(actor=opened.permit.actor))
    if not form.is_valid():
        return sheet(opened, note, form)
    signed = operations.ask_for_signature(
        permit=opened.permit, note=note, cosigner_id=form.cleaned_data["cosigner"], at=opened.at
    )
    name = get_note(permit=opened.permit, note=signed.uuid).line.cosigner
    return opened.done(f"{name} is asked to co-sign", opened.url("note", note))


@notes_view(action=Action.WRITE, methods=("POST",))
def withdraw(opened: Opened, note: UUID) -> HttpResponse:
    """Ask nobody any longer."""
    operations.withdraw_request(permit=opened.permit, note=note, at=opened.at)
    return opened.done("nobody is asked to co-sign any more", opened.url("note", note))


@notes_view(action=Action.WRITE, methods=("POST",))
def cosign(opened: Opened, note: UUID) -> HttpResponse:
    """Co-sign."""
    operations.cosign_note(permit=opened.permit, note=note, at=opened.at)
    return opened.done("note co-signed", opened.url("note", note))


@notes_view(action=Action.WRITE)
def retract(opened: Opened, note: UUID) -> HttpResponse:
    """Say that a note was entered in error."""
    row = get_note(permit=opened.permit, note=note)
    next_status(rules.NOTE, row.status, NoteStep.RETRACT)
    form = RetractForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        reason = ErrorReason(form.cleaned_data["reason"])
        operations.retract_note(permit=opened.permit, note=note, reason=reason, at=opened.at)
        return opened.done("note marked as entered in error", opened.url("note", note))
    return opened.page("notes/retract.html", form, note=note)
