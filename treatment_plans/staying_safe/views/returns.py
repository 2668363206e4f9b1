"""A return to use is written down; or marked as entered in error."""

from uuid import UUID

from django.http import HttpResponse

from care.access import gate
from care.actor import Action
from care.drafts.rules import Key
from treatment_plans.staying_safe import operations, queries
from treatment_plans.staying_safe.forms import ErrorForm, ReturnForm
from treatment_plans.staying_safe.presenters import return_card
from treatment_plans.staying_safe.views.opening import reader_of, safe_view
from treatment_plans.views.opening import Opened


@safe_view(action=Action.WRITE)
def record(opened: Opened) -> HttpResponse:
    """Write it down; care is offered, and nothing else follows."""
    key = Key("return_to_use", opened.person)
    form = ReturnForm(opened.request.POST or None, today=opened.today)
    if opened.is_post and form.is_valid():
        operations.record_return(permit=opened.permit, told=operations.Told(**form.cleaned_data), at=opened.at)
        return opened.saved("written down; a colleague is asked to get in touch and offer care", form=form, key=key)
    return opened.page("staying_safe/return.html", form, key=key)


@safe_view(action=Action.WRITE)
def in_error(opened: Opened, returned: UUID) -> HttpResponse:
    """It was written in error."""
    row = next((one for one in queries.returns_of(permit=opened.permit) if one.uuid == returned), None)
    if row is None:
        raise gate.NotFound("NOT_FOUND")
    form = ErrorForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        operations.mark_in_error(permit=opened.permit, event=returned, reason=form.cleaned_data["reason"], at=opened.at)
        return opened.saved("marked as entered in error; nothing counts it any more")
    return opened.page("staying_safe/in_error.html", form, event=return_card(row, reader_of(opened)))
