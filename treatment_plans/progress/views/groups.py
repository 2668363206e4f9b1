"""Groups: one page for what everybody did and how each took part; then each one's note, to be read and signed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from care.access import gate
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Action, Actor, Category, Permit, Purpose
from care.audit import operations as audit
from care.audit.kinds import Kind
from care.drafts.operations import discard_draft, save_draft
from care.drafts.queries import get_draft
from care.drafts.rules import Key, TooMuch
from care.lib.dates import day_bounds, local_date, time_text
from care.teams.queries import Moment, Show, caseload
from patients.queries import PersonLine, names_of
from treatment_plans.progress import operations
from treatment_plans.progress.forms import OWN, GroupForm, session_initial
from treatment_plans.progress.operations import Attendee
from treatment_plans.progress.presenters import listed, note_cards, refusal_sentence
from treatment_plans.progress.queries import NotTheLeader, get_group
from treatment_plans.progress.rules import NamesOthers, NotComplete, Session
from treatment_plans.rules import NotPossible
from treatment_plans.signed.presenters import Reader
from treatment_plans.signed.vocabulary import NoteStatus

MOST = 60  # people who are offered on one page
DRAFT = Key("group_note", None)  # of several people, each shown again only while their record is open to the reader


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a group down. Those whose team the reader is on are offered."""
    actor, at, zone = actor_of(request), timezone.now(), place_of(request).organisation_zone
    people = _people(actor, at=at, zone=zone)
    gate.record_list(
        actor=actor, patient_ids=sorted(people), category=Category.SUD, purpose=Purpose.TREAT, at=at, what="caseload"
    )
    form = _form(request, people, zone=zone, at=at)
    draft = None if form.is_bound else get_draft(actor=actor, key=DRAFT)
    if draft is not None:
        draft.restore(form)
    if request.method == "POST" and form.is_valid():
        attendees = {
            number: Attendee(own, (people[number].display_name, people[number].short_name)) for number, own in form.came.items()
        }
        permits = _permits(actor, attendees, at=at)
        try:
            group = operations.write_group(
                permits=permits,
                permit=permits[0],
                title=form.cleaned_data["title"],
                shared=form.cleaned_data["shared"],
                attendees=attendees,
                session=form.cleaned_data["session"],
                at=at,
            )
        except NamesOthers as named:
            field = named.part if named.part == "shared" else f"{OWN}{named.part.removeprefix('own-')}"
            form.add_error(field, f"{listed(named.words)}: this would stand in somebody else’s record. Say it without the name.")
        else:
            discard_draft(actor=actor, key=DRAFT, at=at)
            many = f"{len(attendees)} note{'s' if len(attendees) != 1 else ''} begun"
            messages.success(request, f"{group.title}: {many}, one for each who took part. Read them, then sign.")
            return redirect("progress_desk:group", group.uuid)
    status = 422 if form.is_bound else 200
    context = {
        "form": form,
        "draft_key": str(DRAFT),
        "draft_saved": draft.saved_text(zone=zone_of(request), today=local_date(at, zone_of(request))) if draft else "",
    }
    return render(request, "progress_notes/group_new.html", context, status=status)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """What the page sends by itself while somebody types; kept of those alone whose record is open to the reader now."""
    actor, at, zone = actor_of(request), timezone.now(), place_of(request).organisation_zone
    form = _form(request, _people(actor, at=at, zone=zone), zone=zone, at=at)
    typed = {name: request.POST.getlist(name) for name in form.fields if name in request.POST}
    try:
        save_draft(actor=actor, key=DRAFT, fields=typed, at=at)
    except TooMuch:
        return JsonResponse({"error": "too much"}, status=413)
    return JsonResponse({"saved": time_text(at, zone_of(request), with_zone=True)})


def _form(request: HttpRequest, people: dict[int, PersonLine], *, zone: str, at: datetime) -> GroupForm:
    return GroupForm(
        request.POST or None,
        people={number: (one.uuid, one.display_name) for number, one in people.items()},
        zone=zone,
        at=at,
        initial=session_initial(Session(at), zone),
    )


@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, group: UUID) -> HttpResponse:
    """The notes that came of a group; POST signs those that are not signed, all or none."""
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    actor.colleague()
    condition = gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path="person")
    try:
        row = get_group(actor=actor, group=group, condition=condition)
    except NotTheLeader as refused:
        audit.record(actor=actor, at=at, kind=Kind.REFUSAL, verb="work.refused", decision="deny", reason=refused.reason)
        raise
    found = names_of(line.patient_id for line in row.lines)
    drafts = [line for line in row.lines if line.status is NoteStatus.DRAFT]
    refusal, status = "", 200
    if request.method == "POST":
        permits = _permits(actor, [line.patient_id for line in drafts], at=at)
        try:
            if permits:
                count = operations.sign_group(permits=permits, permit=permits[0], notes=[line.uuid for line in drafts], at=at)
                messages.success(request, f"{row.title}: {count} note{'s' if count != 1 else ''} signed.")
            return redirect("progress_desk:group", group)
        except (NotComplete, NotPossible) as refused:
            refusal, status = refusal_sentence(refused), 409
    gate.record_list(
        actor=actor, patient_ids=sorted(found), category=Category.SUD, purpose=Purpose.TREAT, at=at, what="progress_notes"
    )
    people = {number: (person.uuid, person.display_name) for number, person in found.items()}
    reader = Reader(actor.staff_id, zone, local_date(at, zone))
    context = {
        "group": row,
        "day": local_date(row.starts_at, zone),
        "cards": note_cards(row.lines, people, reader),
        "unsigned": len(drafts),
        "refusal": refusal,
    }
    return render(request, "progress_notes/group.html", context, status=status)


def _people(actor: Actor, *, at: datetime, zone: str) -> dict[int, PersonLine]:
    """Those whose care team the reader is on, by name."""
    _, organisation_id = actor.colleague()
    page = caseload(
        organisation_id=organisation_id,
        condition=gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id"),
        moment=Moment(at, local_date(at, zone), day_bounds(local_date(at, zone), zone)[1]),
        show=Show.MINE,
        staff_id=actor.staff_id,
        limit=MOST,
    )
    found = names_of(row.patient_id for row in page.rows)
    return dict(sorted(found.items(), key=lambda item: item[1].display_name))


def _permits(actor: Actor, people: Iterable[int], *, at: datetime) -> list[Permit]:
    """The record of each, to write in. The gate is asked for each, and refuses by raising."""
    return [
        gate.require(actor=actor, patient_id=number, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at)
        for number in people
    ]
