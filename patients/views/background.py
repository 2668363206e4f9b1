"""What the person says of themselves, where they live, and under which numbers others know them."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from care.access import gate
from care.accounts.session import zone_of
from care.actor import Actor, Category, Purpose
from care.drafts.queries import get_draft
from care.drafts.rules import Key
from patients import operations
from patients.forms import (
    AddressForm,
    AddressFormSet,
    BackgroundForm,
    NumberFormSet,
    NumbersForm,
    WhereaboutsForm,
    addresses_in_rows,
)
from patients.presenters import conflict
from patients.queries import background_of, known_numbers_of, readable_lines, whereabouts_of
from patients.rules import BadNumber
from patients.views.opening import either, page, permit_for, saved, with_version


@either
def background(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Sex and gender, origin, languages, interpreter: whatever the person wishes to say."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.DEMOGRAPHICS, at=at)
    key, clash = Key("background", uuid), None
    if request.method == "POST":
        form = BackgroundForm(request.POST)
        if form.is_valid():
            written = form.background()
            try:
                operations.change_background(permit=permit, version=form.cleaned_data["version"] or 0, background=written, at=at)
            except operations.StaleRecord as stale:
                typed = {column.name: getattr(written, column.name) for column in fields(written)}
                clash = conflict(stale, form=form, typed=typed, zone=zone_of(request))
                form = BackgroundForm(with_version(request.POST, stale))
            else:
                return saved(request, permit, uuid, key, "background saved", at=at)
    else:
        known = background_of(permit=permit)
        form = BackgroundForm(initial=BackgroundForm.initial_of(known.said, version=known.version))
    return page(request, "patients/background.html", form, key=key, at=at, permit=permit, conflict=clash)


@either
def addresses(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where the person lives, gets mail, and can be found."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.DEMOGRAPHICS, at=at)
    key, clash = Key("addresses", uuid), None
    if request.method == "POST":
        form, rows = WhereaboutsForm(request.POST), AddressFormSet(request.POST, prefix="rows")
        if form.is_valid() & rows.is_valid() and form.fits(addresses_in_rows(rows)):
            written = form.whereabouts(addresses_in_rows(rows))
            try:
                operations.change_addresses(permit=permit, version=form.cleaned_data["version"] or 0, whereabouts=written, at=at)
            except operations.StaleRecord as stale:
                typed = {"address_state": written.state, "addresses": written.addresses}
                clash = conflict(stale, form=form, typed=typed, zone=zone_of(request))
                form = WhereaboutsForm(with_version(request.POST, stale))
            else:
                return saved(request, permit, uuid, key, "addresses saved", at=at)
    else:
        known, kept = whereabouts_of(permit=permit), get_draft(actor=permit.actor, key=key)
        form = WhereaboutsForm(initial=WhereaboutsForm.initial_of(known.said, version=known.version))
        initial = [AddressForm.initial_of(address) for address in known.said.addresses]
        if kept is not None:
            initial = kept.restore_rows(AddressFormSet().empty_form.fields, prefix="rows")
        rows = AddressFormSet(initial=initial, prefix="rows")
    return page(request, "patients/addresses.html", form, key=key, at=at, permit=permit, conflict=clash, rows=rows)


@either
def numbers(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Numbers under which others know the person; one that is somebody else's is refused, and whose it is, is said."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.DEMOGRAPHICS, at=at)
    key = Key("numbers", uuid)
    known = known_numbers_of(permit=permit)
    listed = [(str(line.uuid), f"{line.kind.label}: {line.value}, {line.issuer}") for line in known]
    context: dict[str, Any] = {}
    if request.method == "POST":
        form, rows = NumbersForm(request.POST, listed=listed), NumberFormSet(request.POST, prefix="rows")
        if form.is_valid() & rows.is_valid():
            filled = [row for row in rows.forms if not row.is_empty]
            try:
                operations.record_numbers(
                    permit=permit,
                    add=[row.number() for row in filled],
                    remove=form.cleaned_data["remove"],
                    at=at,
                )
            except operations.NumberTaken as taken:
                filled[taken.position].add_error("value", "Somebody else here has this number.")
                context = _whose(permit.actor, taken.patient_id, at=at)
            except BadNumber as refusal:
                form.add_error(None, refusal.words)
            else:
                return saved(request, permit, uuid, key, "numbers saved", at=at)
    else:
        form = NumbersForm(listed=listed)
        kept = get_draft(actor=permit.actor, key=key)
        rows = NumberFormSet(
            initial=kept.restore_rows(NumberFormSet().empty_form.fields, prefix="rows") if kept else [], prefix="rows"
        )
    return page(request, "patients/numbers.html", form, key=key, at=at, permit=permit, rows=rows, listed=listed, **context)


def _whose(actor: Actor, patient_id: int, *, at: datetime) -> dict[str, Any]:
    """Who has the number, where the reader may know; that somebody has it, where not."""
    condition = gate.readable(actor=actor, category=Category.DEMOGRAPHICS, purpose=Purpose.TREAT, path="pk")
    people = readable_lines(patient_ids=[patient_id], condition=condition)
    shown = [person.patient_id for person in people]
    gate.record_list(actor=actor, patient_ids=shown, category=Category.DEMOGRAPHICS, purpose=Purpose.TREAT, at=at, what="similar")
    return {"taken": True, "holder": people[0] if people else None}
