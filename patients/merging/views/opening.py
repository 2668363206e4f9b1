"""What these screens share: the permits to both records, and the page of one of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from care.access import gate
from care.accounts.rules import Work, check_work
from care.accounts.session import zone_of
from care.actor import Category, Permit
from care.lib.dates import zone_label
from patients.presenters import banner_card, person_parts
from patients.views.opening import permit_for


def permit_to_merge(request: HttpRequest, uuid: UUID, *, at: datetime) -> Permit:
    """The gate's permit to write the person's record, for a role that merges records."""
    permit = permit_for(request, uuid, Category.SUD, at=at)
    check_work(permit.actor, Work.MERGE_RECORDS)
    return permit


def permit_to_other(request: HttpRequest, permit: Permit, uuid: UUID, *, at: datetime) -> Permit:
    """The same for the second record.

    Raises:
        NotFound: there is none, it is nobody's whom the reader sees, or it is the first one again.
    """
    other = permit_for(request, uuid, Category.SUD, at=at)
    if other.patient_id == permit.patient_id:
        raise gate.NotFound("NOT_FOUND")
    return other


def page_of(
    request: HttpRequest, template: str, permit: Permit, *, at: datetime, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about the person, with their banner."""
    banner = banner_card(permit=permit, at=at, current="patients:identity")
    context |= {
        "banner": banner,
        "parts": person_parts(permit=permit, person=banner.person, current="merging:record"),
        "reader_zone": zone_label(zone_of(request), at),
    }
    return render(request, template, context, status=status)
