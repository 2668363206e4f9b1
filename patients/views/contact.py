"""How to reach the person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from care.accounts.session import zone_of
from care.actor import Category
from care.drafts.queries import get_draft
from care.drafts.rules import Key
from patients import operations
from patients.forms import (
    ContactForm,
    PointForm,
    PointFormSet,
    points_of,
)
from patients.presenters import conflict
from patients.queries import get_patient
from patients.views.opening import either, page, permit_for, saved, with_version


@either
def contact(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How to reach the person safely."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.DEMOGRAPHICS, at=at)
    key, clash, kept = Key("contact", uuid), None, None
    if request.method == "POST":
        form, points = ContactForm(request.POST), PointFormSet(request.POST, prefix="points")
        if form.is_valid() & points.is_valid():
            written = form.contact(points_of(points))
            try:
                operations.change_contact(permit=permit, version=form.cleaned_data["version"] or 0, contact=written, at=at)
            except operations.StaleRecord as stale:
                typed = form.cleaned_data | {"points": written.points}
                clash = conflict(stale, form=form, typed=typed, zone=zone_of(request))
                form = ContactForm(with_version(request.POST, stale))
            else:
                return saved(request, permit, uuid, key, "contact saved", at=at)
    else:
        person, kept = get_patient(permit=permit), get_draft(actor=permit.actor, key=key)
        form = ContactForm(initial=ContactForm.initial_of(person.contact, version=person.version))
        rows = [PointForm.initial_of(point) for point in person.contact.points]
        if kept is not None:
            rows = kept.restore_rows(PointFormSet().empty_form.fields, prefix="points")
        points = PointFormSet(initial=rows, prefix="points")
    return page(request, "patients/contact.html", form, key=key, at=at, permit=permit, conflict=clash, points=points)
