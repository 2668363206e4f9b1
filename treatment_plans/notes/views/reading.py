"""A colleague's own counseling notes: about one person, one of them, and all of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.access import gate
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Category, Purpose
from care.lib.dates import local_date
from patients.queries import names_of
from treatment_plans.notes.forms import AskForm, CosignerForm
from treatment_plans.notes.presenters import Reader, note_groups, note_sheet
from treatment_plans.notes.queries import get_note, notes_of, notes_of_colleague, possible_cosigners
from treatment_plans.notes.views.opening import Opened, notes_view
from treatment_plans.presenters import kinder_words


@notes_view(action=Action.READ, methods=("GET", "HEAD"))
def notes(opened: Opened) -> HttpResponse:
    """The notes about a person that name the reader. Of others nothing is said, not even that there are any."""
    people = {opened.permit.patient_id: (opened.person.uuid, opened.person.display_name)}
    lines = notes_of(permit=opened.permit)
    may_begin = gate.opens(
        actor=opened.permit.actor,
        patient_id=opened.permit.patient_id,
        category=Category.COUNSELLING_NOTE,
        action=Action.WRITE,
        purpose=Purpose.TREAT,
        at=opened.at,
    )
    return opened.page("notes/notes.html", groups=note_groups(lines, people, reader_of(opened)), may_begin=may_begin)


@notes_view(action=Action.READ, methods=("GET", "HEAD"))
def note(opened: Opened, note: UUID) -> HttpResponse:
    """One note as it is read and printed, with what its reader may do now."""
    return sheet(opened, note)


def sheet(opened: Opened, note: UUID, form: CosignerForm | None = None) -> HttpResponse:
    """The page of one note; with the form of who co-signs as it came back."""
    row = get_note(permit=opened.permit, note=note)
    shown = note_sheet(row, reader_of(opened))
    if form is None and (shown.may_sign or shown.may_ask):
        kind = CosignerForm if shown.may_sign else AskForm
        form = kind(colleagues=possible_cosigners(opened.permit.actor), initial={"cosigner": row.line.cosigner_id})
    return opened.page("notes/note.html", form, note=shown, kinder=kinder_words([row.text]) if shown.is_draft else [])


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's signature, what they have not signed, and what they have, whoever it is about.

    For the roles that write and sign notes; whoever wrote some and has another role now still finds them.
    """
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    condition = gate.readable(
        actor=actor, category=Category.COUNSELLING_NOTE, purpose=Purpose.TREAT, path="person", authored=True
    )
    lines = notes_of_colleague(actor=actor, condition=condition)
    if not lines:
        check_work(actor, Work.KEEP_NOTES)
    found = names_of(line.patient_id for line in lines)
    gate.record_list(
        actor=actor,
        patient_ids=sorted(found),
        category=Category.COUNSELLING_NOTE,
        purpose=Purpose.TREAT,
        at=at,
        what="counseling_notes",
    )
    people = {number: (person.uuid, person.display_name) for number, person in found.items()}
    reader = Reader(actor.staff_id, zone, local_date(at, zone))
    return render(request, "notes/desk.html", {"groups": note_groups(lines, people, reader)})


def reader_of(opened: Opened) -> Reader:
    """Who reads, for the presenters."""
    return Reader(opened.permit.actor.staff_id, opened.zone, local_date(opened.at, opened.zone))
