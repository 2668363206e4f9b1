"""A person's progress notes, one of them, and what waits for a colleague."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.access import gate
from care.access.policy.grants import NOTE_WRITERS
from care.accounts.rules import Work, may
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Category, Purpose
from care.lib.dates import local_date
from patients.queries import names_of
from treatment_plans.progress import queries
from treatment_plans.progress.forms import BeginForm
from treatment_plans.progress.presenters import note_cards, note_sheet
from treatment_plans.progress.views.opening import Opened, notes_view, program_zone, reader_of
from treatment_plans.progress.vocabulary import NoteKind
from treatment_plans.signed.forms import AskForm, CosignerForm
from treatment_plans.signed.presenters import Reader


@notes_view(action=Action.READ, methods=("GET", "HEAD"))
def notes(opened: Opened) -> HttpResponse:
    """The notes about a person, by kind and by author where the reader asks; and one's own drafts, first."""
    return notes_page(opened)


def notes_page(opened: Opened, form: BeginForm | None = None) -> HttpResponse:
    """The list, with the form of what a note begins as, as it came back where it did."""
    asked = opened.request.GET
    try:
        kind = NoteKind(asked["kind"]) if asked.get("kind") else None
        author = UUID(asked["author"]) if asked.get("author") else None
    except ValueError:
        raise Http404 from None
    permit, person = opened.permit, names_of([opened.permit.patient_id])[opened.permit.patient_id]
    people = {permit.patient_id: (person.uuid, person.display_name)}
    reader = reader_of(opened)
    may_write = may_write_here(opened)
    if form is None and may_write:
        form = begin_form(opened)
    return opened.page(
        "progress_notes/notes.html",
        form,
        person=person,
        drafts=note_cards(queries.notes_of(permit=permit, drafts=True), people, reader),
        cards=note_cards(queries.notes_of(permit=permit, kind=kind, author=author), people, reader),
        kinds=[(one.value, one.label, one is kind) for one in NoteKind],
        authors=[(str(uuid), name, uuid == author) for uuid, name in queries.authors_of(permit=permit)],
        is_filtered=bool(kind or author),
        keeps_counseling_notes=permit.actor.has_role(*NOTE_WRITERS),
    )


def begin_form(opened: Opened) -> BeginForm:
    """The form of what a note begins as."""
    found = queries.templates(organisation_id=opened.permit.organisation_id, retired=False)
    named = [(row.uuid, f"{row.name} ({row.structure.label})") for row in found]
    return BeginForm(opened.request.POST or None, templates=named)


def may_write_here(opened: Opened) -> bool:
    """Whether the reader may write in this record, too."""
    return opened.permit.action is Action.WRITE or gate.opens(
        actor=opened.permit.actor,
        patient_id=opened.permit.patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.TREAT,
        at=opened.at,
    )


@notes_view(action=Action.READ, methods=("GET", "HEAD"))
def note(opened: Opened, note: UUID) -> HttpResponse:
    """One note as it is read and printed, with what its reader may do now."""
    return sheet(opened, note)


def sheet(opened: Opened, note: UUID, form: CosignerForm | None = None) -> HttpResponse:
    """The page of one note; with the form of who co-signs as it came back."""
    row = queries.get_note(permit=opened.permit, note=note)
    shown = note_sheet(row, reader_of(opened), zone=program_zone(opened), may_write=may_write_here(opened))
    if form is None and (shown.may_sign or shown.may_ask):
        kind = CosignerForm if shown.may_sign else AskForm
        colleagues = queries.possible_cosigners(opened.permit.actor)
        form = kind(colleagues=colleagues, initial={"cosigner": row.line.cosigner_id})
    return opened.page("progress_notes/note.html", form, note=shown, person=person_of(opened))


def person_of(opened: Opened) -> object:
    """The person's line."""
    return names_of([opened.permit.patient_id])[opened.permit.patient_id]


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the reader: drafts, notes to co-sign, for a supervisor the drafts of who left; and the last groups."""
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    actor.colleague()
    condition = gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path="person")
    lines = queries.notes_of_colleague(actor=actor, condition=condition)
    found = names_of(line.patient_id for line in lines)
    gate.record_list(
        actor=actor,
        patient_ids=sorted(found),
        category=Category.SUD,
        purpose=Purpose.TREAT,
        at=at,
        what="progress_notes",
    )
    people = {number: (person.uuid, person.display_name) for number, person in found.items()}
    reader = Reader(actor.staff_id, zone, local_date(at, zone))
    waiting = [line for line in lines if line.waits_for_signature]
    asked = sorted(waiting, key=lambda line: line.asked_at or at)  # the longest first
    left = [line for line in lines if line.is_left_behind and line.author_id != actor.staff_id]
    own = [line for line in lines if line not in asked and line not in left]
    groups = [("Waits for your co-signature", asked), ("Left behind by colleagues", left), ("Your drafts", own)]
    return render(
        request,
        "progress_notes/desk.html",
        {
            "groups": [(title, note_cards(some, people, reader)) for title, some in groups if some],
            "held": [
                (reverse("progress_desk:group", args=[uuid]), title, local_date(starts_at, zone))
                for uuid, title, starts_at in queries.groups_of(actor=actor)
            ],
            "keeps_templates": may(actor, Work.KEEP_NOTE_TEMPLATES),
        },
    )
