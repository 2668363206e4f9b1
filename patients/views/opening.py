"""What every screen about a person does: ask the gate, keep what was typed, go back to the chart."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from care.access import gate
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Category, Permit, Purpose
from care.drafts.operations import discard_draft, save_draft
from care.drafts.queries import DraftContent, get_draft
from care.drafts.rules import Key, TooMuch
from care.lib.dates import local_date, zone_label
from patients import operations
from patients.presenters import banner_card, person_parts
from patients.queries import find_patient_id, names_of

either = require_http_methods(["GET", "POST"])


def permit_for(request: HttpRequest, uuid: UUID, category: Category, *, at: datetime) -> Permit:
    """The gate's permit to write this kind of data of the person in the address, for their treatment."""
    return gate.require(
        actor=actor_of(request),
        patient_id=find_patient_id(uuid),
        category=category,
        action=Action.WRITE,
        purpose=Purpose.TREAT,
        at=at,
    )


def with_version(posted: QueryDict, stale: operations.StaleRecord) -> QueryDict:
    """What was typed, made in knowledge of what the colleague saved."""
    typed = posted.copy()
    typed["version"] = str(stale.version)
    return typed


def saved(
    request: HttpRequest, permit: Permit, uuid: UUID, key: Key | None, what: str, *, at: datetime, to: str = ""
) -> HttpResponse:
    """The draft is gone, the person is named, and the reader is back at the chart, or at the page named by `to`."""
    if key is not None:
        discard_draft(actor=permit.actor, key=key, at=at)
    messages.success(request, f"{names_of([permit.patient_id])[permit.patient_id].display_name}: {what}.")
    if to:
        return redirect(to, uuid=uuid)
    if permit.covers(Category.SUD):
        return redirect("pages:chart", uuid=uuid)
    return redirect("patients:contact", uuid=uuid)


def page(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    *,
    key: Key | None,
    at: datetime,
    permit: Permit | None = None,
    part: str = "",
    **context: Any,
) -> HttpResponse:
    """The page of a form, with the banner of the person, and with what was typed before and not saved.

    `part` is the address name of the part about the person to which it belongs, where that is not its own.
    """
    draft = kept(request, form, key, permit=permit, at=at)
    context |= {"form": form, "draft_key": str(key) if key else "", "banner": None}
    if draft is not None:
        context["draft_saved"] = draft.saved_text(zone=zone_of(request), today=local_date(at, zone_of(request)))
    if permit is not None:
        context |= about_person(request, permit, part=part, at=at)
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def about_person(request: HttpRequest, permit: Permit, *, part: str = "", at: datetime) -> dict[str, Any]:
    """The head of every page about a person: the banner, the forms that the reader may open, the person's zone."""
    banner = banner_card(permit=permit, at=at, current="patients:identity")
    here = part or (request.resolver_match.view_name if request.resolver_match else "")
    return {
        "banner": banner,
        "parts": person_parts(permit=permit, person=banner.person, current=here),
        "person_zone": zone_label(banner.person.zone, at),
    }


def kept(request: HttpRequest, form: BaseForm, key: Key | None, *, permit: Permit | None, at: datetime) -> DraftContent | None:
    """What was typed and is not saved: kept now when the form came back with errors, put into the form when it is new."""
    if key is None:
        return None
    actor = actor_of(request)
    if form.is_bound:
        with suppress(TooMuch):
            save_draft(actor=actor, key=key, fields=_may_be_kept(request, form), permit=permit, at=at)
    draft = get_draft(actor=actor, key=key)
    if draft is not None and not form.is_bound:
        draft.restore(form)
    return draft


def _may_be_kept(request: HttpRequest, form: BaseForm) -> dict[str, list[str]]:
    """What was typed, without the fields that are never kept as a draft."""
    never = {form.add_prefix(name) for name, field in form.fields.items() if "data-care-draft-off" in field.widget.attrs}
    return {name: values for name, values in request.POST.lists() if name not in never}
