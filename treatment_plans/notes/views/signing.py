"""Signatures under a counseling note, and taking one back."""

from uuid import UUID

from django.http import HttpResponse

from care.actor import Action
from treatment_plans.notes import operations, rules
from treatment_plans.notes.forms import RetractForm
from treatment_plans.notes.queries import get_note, possible_cosigners
from treatment_plans.notes.views.opening import Opened, notes_view
from treatment_plans.notes.views.reading import sheet
from treatment_plans.notes.vocabulary import ErrorReason, NoteStep
from treatment_plans.rules import next_status
from treatment_plans.signed.views import Pages


def _check_signed(opened: Opened, note: UUID) -> None:
    next_status(rules.NOTE, get_note(permit=opened.permit, note=note).status, NoteStep.AMEND)


PAGES = Pages(
    room=operations,
    sheet=sheet,
    address=lambda opened, note: opened.url("note", note),
    colleagues=possible_cosigners,
    check_signed=_check_signed,
)


_posted = notes_view(action=Action.WRITE, methods=("POST",))
sign = _posted(PAGES.sign)
ask = _posted(PAGES.ask)
withdraw = _posted(PAGES.withdraw)
cosign = _posted(PAGES.cosign)


@notes_view(action=Action.WRITE)
def retract(opened: Opened, note: UUID) -> HttpResponse:
    """Say that a note was entered in error."""
    row = get_note(permit=opened.permit, note=note)
    next_status(rules.NOTE, row.status, NoteStep.RETRACT)
    form = RetractForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        reason = ErrorReason(form.cleaned_data["reason"])
        operations.retract_note(permit=opened.permit, note=note, reason=reason, at=opened.at)
        return opened.saved("note marked as entered in error", to=opened.url("note", note))
    return opened.page("notes/retract.html", form, note=note)
