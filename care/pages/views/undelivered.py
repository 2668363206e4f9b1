"""What was not delivered: a list for those who can do something about it; try again, or set aside with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.access import gate
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.lib.dates import local_date
from care.lib.paging import BadCursor
from care.outbox import operations, queries
from care.outbox.rules import NotPossible
from care.pages.forms import SetAsideForm
from care.pages.presenters.undelivered import UndeliveredLine, line
from patients.queries import names_of


@require_safe
def undelivered(request: HttpRequest) -> HttpResponse:
    """The dead letters of the reader's programme: about people whom they may see; about nobody for the administrator."""
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    check_work(actor, Work.SEE_UNDELIVERED)
    which = gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.CAREMGT, path="patient_id")
    if actor.has_role(Role.ADMINISTRATOR):
        which |= Q(patient_id__isnull=True)
    after = request.GET.get("after", "")
    try:
        page = queries.undelivered(organisation_id=actor.organisation_id or 0, which=which, after=after)
    except BadCursor:
        return redirect("pages:undelivered")
    people = names_of({row.patient_id for row in page.rows if row.patient_id is not None})
    gate.record_list(
        actor=actor,
        patient_ids=sorted(people),
        category=Category.SUD,
        purpose=Purpose.CAREMGT,
        at=at,
        what="undelivered",
    )
    today = local_date(at, zone)
    context = {
        "rows": [line(row, people.get(row.patient_id or 0), zone=zone, today=today) for row in page.rows],
        "next_cursor": page.next_cursor,
        "is_first": not after,
    }
    return render(request, "pages/undelivered.html", context)


@dataclass(frozen=True, slots=True)
class Reached:
    """A dead letter that this reader may do something about."""

    actor: Actor
    permit: Permit | None
    row: queries.Undelivered
    at: datetime

    def by(self) -> dict[str, Any]:
        """Who acts on what, as the operations take it."""
        who = {"permit": self.permit} if self.permit else {"actor": self.actor}
        return who | {"delivery": self.row.uuid, "at": self.at}

    def line(self, zone: str) -> UndeliveredLine:
        """The row in words."""
        people = names_of([self.row.patient_id]) if self.row.patient_id is not None else {}
        return line(self.row, people.get(self.row.patient_id or 0), zone=zone, today=local_date(self.at, zone))


def _reach(request: HttpRequest, uuid: UUID) -> Reached:
    """Ask the gate for one dead letter, then for the role.

    Raises:
        NotFound, Refused: as `gate.require`.
        WorkRefused: the reader may write in this record, and this is not their work.
    """
    actor, at = actor_of(request), timezone.now()
    row = queries.find_undelivered(uuid=uuid)
    permit = None
    if row is None or row.patient_id is not None or row.organisation_id != actor.organisation_id:
        permit = gate.require(
            actor=actor,
            patient_id=row.patient_id if row else None,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.CAREMGT,
            at=at,
        )
    check_work(actor, Work.SEE_UNDELIVERED)
    if row is None or (row.patient_id is None and not actor.has_role(Role.ADMINISTRATOR)):
        raise gate.NotFound("NOT_FOUND")
    return Reached(actor, permit, row, at)


@require_POST
def again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Let it go once more: whether it may still go is asked again right before it is sent."""
    reached = _reach(request, uuid)
    told = reached.line(zone_of(request))
    try:
        operations.try_again(**reached.by())
    except NotPossible:
        messages.error(request, "Somebody has dealt with this already. Nothing was changed.")
    else:
        messages.success(request, f"{told.name or 'The program'}: {told.what} is tried again now.")
    return redirect("pages:undelivered")


@require_http_methods(["GET", "HEAD", "POST"])
def aside(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that it need not go, and why."""
    reached = _reach(request, uuid)
    told = reached.line(zone_of(request))
    form = SetAsideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_aside(**reached.by(), reason=form.cleaned_data["reason"])
        except NotPossible:
            messages.error(request, "Somebody has dealt with this already. Nothing was changed.")
        else:
            messages.success(request, f"{told.name or 'The program'}: {told.what} is set aside.")
        return redirect("pages:undelivered")
    context = {"form": form, "row": told}
    return render(request, "pages/undelivered_aside.html", context, status=422 if form.errors else 200)
