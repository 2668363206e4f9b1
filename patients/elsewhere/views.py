"""What other systems say about a person: the newest of each kind, and each kind page by page. Nothing is written here."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.access import gate
from care.accounts.session import actor_of
from care.actor import Action, Category, Permit, Purpose
from care.lib.dates import local_date, zone_label
from care.lib.paging import BadCursor
from patients.elsewhere import presenters as present
from patients.elsewhere import queries
from patients.elsewhere.rules import RecordKind
from patients.presenters import BannerCard, banner_card
from patients.queries import find_patient_id

NEWEST = 6  # of each kind on the first page
RESULTS = 12


@require_safe
def records(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """All kinds at a glance; with `kind` one of them, and with `like` all records of the same thing as one.

    A kind that does not exist and an address that was cut answer as one that does not exist.
    """
    at = timezone.now()
    permit = gate.require(
        actor=actor_of(request),
        patient_id=find_patient_id(uuid),
        category=Category.SUD,
        action=Action.READ,
        purpose=Purpose.TREAT,
        at=at,
    )
    banner = banner_card(permit=permit, at=at, current="story:story")
    zone = banner.person.zone
    reader = present.Reader(uuid, zone, local_date(at, zone))
    word = request.GET.get("kind", "")
    if not word:
        return _overview(request, permit, banner, reader, at)
    if word not in {kind.value for kind in RecordKind}:
        raise Http404
    return _one_kind(request, permit, banner, reader, RecordKind(word), at)


def _overview(request: HttpRequest, permit: Permit, banner: BannerCard, reader: present.Reader, at: datetime) -> HttpResponse:
    counts = queries.record_counts(permit=permit)
    context = {
        "banner": banner,
        "person": banner.person,
        "number": sum(counts.values()),
        "sections": present.sections(
            counts,
            queries.newest_of_each(permit=permit, most=NEWEST),
            queries.newest_results(permit=permit, most=RESULTS),
            reader=reader,
        ),
        "person_zone": zone_label(reader.zone, at),
    }
    return render(request, "elsewhere/records.html", context)


def _one_kind(
    request: HttpRequest, permit: Permit, banner: BannerCard, reader: present.Reader, kind: RecordKind, at: datetime
) -> HttpResponse:
    try:
        like = UUID(request.GET["like"]) if request.GET.get("like") else None
        page = queries.records_of_kind(permit=permit, kind=kind, like=like, cursor=request.GET.get("before", ""))
    except (BadCursor, ValueError):
        raise Http404 from None
    rows = [present.record_row(line, reader=reader) for line in page.rows]
    context = {
        "banner": banner,
        "person": banner.person,
        "kind": kind,
        "thing": rows[0].text if like and rows else "",
        "rows": rows,
        "earlier": present.list_url(reader.person, kind, like=like, cursor=page.next_cursor) if page.next_cursor else "",
        "latest": present.list_url(reader.person, kind, like=like) if request.GET.get("before") else "",
        "person_zone": zone_label(reader.zone, at),
    }
    return render(request, "elsewhere/kind.html", context)
