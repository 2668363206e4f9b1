"""Drafts of progress notes: begin, write, keep what is typed, throw away, take over."""

from datetime import date
from uuid import UUID

from django.forms import BoundField
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from care.actor import Action
from care.lib.dates import time_text
from patients.presenters import BothVersions, Conflict
from treatment_plans.progress import operations, rules
from treatment_plans.progress.forms import WriteForm, session_initial
from treatment_plans.progress.operations import StaleNote
from treatment_plans.progress.presenters import aim_choices, listed
from treatment_plans.progress.queries import NoteRow, get_note
from treatment_plans.progress.views.opening import Opened, notes_view, program_zone
from treatment_plans.progress.views.reading import begin_form, notes_page, person_of
from treatment_plans.queries import plans_in_hand
from treatment_plans.rules import NotPossible
from treatment_plans.signed.operations import NotTheAuthor, TooLong
from treatment_plans.signed.vocabulary import NoteStatus, NoteStep
from treatment_plans.views.writing import with_seen


@notes_view(action=Action.WRITE, methods=("POST",))
def begin(opened: Opened) -> HttpResponse:
    """Begin a note about what has just been."""
    form = begin_form(opened)
    if not form.is_valid():
        return notes_page(opened, form)
    begins = form.beginning(program_zone(opened))
    note = operations.begin_note(permit=opened.permit, begins=begins, starts_at=opened.at, at=opened.at)
    return redirect("progress_notes:write", opened.person, note.uuid)


@notes_view(action=Action.WRITE)
def write(opened: Opened, note: UUID) -> HttpResponse:
    """The sheet on which a draft is written. It is read once more before it is signed, or signed at once."""
    row = _own_draft(opened, note)
    form, clash = _form(opened, row), None
    if opened.is_post and form.is_valid():
        try:
            operations.keep_note(
                permit=opened.permit,
                note=note,
                seen=form.cleaned_data["seen"],
                typed=form.typed(row.session),
                at=opened.at,
            )
        except StaleNote as stale:
            clash = _conflict(opened, row, form)
            form = with_seen(form, stale.revision)
        else:
            if "sign" in opened.request.POST:
                operations.sign_note(permit=opened.permit, note=note, at=opened.at)
                return opened.saved("note signed", form=form)
            return redirect("progress_notes:note", opened.person, note)
    return opened.page(
        "progress_notes/write.html",
        form,
        note=row,
        person=person_of(opened),
        conflict=clash,
        parts=_fields(form, row),
        saved=time_text(row.line.saved_at, opened.zone, with_zone=True) if not rules.is_empty(row.parts) else "",
        missing=listed(rules.missing(row.session, row.parts)),
        keep_url=reverse("progress_notes:keep", args=[opened.person, note]),
    )


@notes_view(action=Action.WRITE, methods=("POST",))
def keep(opened: Opened, note: UUID) -> HttpResponse:
    """What the page sends by itself while somebody types; times that are none leave those of before."""
    row = _own_draft(opened, note)
    form = _form(opened, row)
    form.is_valid()
    try:
        revision = operations.keep_note(
            permit=opened.permit,
            note=note,
            seen=form.cleaned_data.get("seen") or 0,
            typed=form.typed(row.session),
            at=opened.at,
        )
    except TooLong:
        return JsonResponse({"error": "too long"}, status=413)
    except StaleNote:
        return JsonResponse({"error": "changed elsewhere"}, status=409)
    return JsonResponse({"saved": time_text(opened.at, opened.zone, with_zone=True), "seen": revision})


@notes_view(action=Action.WRITE, methods=("POST",))
def throw_away(opened: Opened, note: UUID) -> HttpResponse:
    """Throw a draft away."""
    operations.throw_away_note(permit=opened.permit, note=note, at=opened.at)
    return opened.saved("draft thrown away, nothing of it is kept")


@notes_view(action=Action.WRITE, methods=("POST",))
def take_over(opened: Opened, note: UUID) -> HttpResponse:
    """Take over the draft of a colleague who no longer works here."""
    operations.take_over_note(permit=opened.permit, note=note, at=opened.at)
    to = reverse("progress_notes:write", args=[opened.person, note])
    return opened.saved("draft taken over; it says who began it", to=to)


def _own_draft(opened: Opened, note: UUID) -> NoteRow:
    row = get_note(permit=opened.permit, note=note)
    if row.status is not NoteStatus.DRAFT:
        raise NotPossible(row.status, NoteStep.SIGN)
    if row.line.author_id != opened.permit.actor.staff_id:
        raise NotTheAuthor
    return row


def _form(opened: Opened, row: NoteRow) -> WriteForm:
    plans = plans_in_hand(permit=opened.permit)
    zone = program_zone(opened)
    chosen = {str(aim.intervention or aim.goal): f"“{aim.own_words}”" for aim in row.aims}
    choices = chosen | dict(aim_choices([plans.active, plans.draft]))  # what was let go meanwhile stays a choice
    return WriteForm(
        opened.request.POST or None,
        structure=row.structure,
        parts=row.parts,
        aims=list(choices.items()),
        zone=zone,
        at=opened.at,
        initial={"seen": row.revision, "goals": list(chosen)} | session_initial(row.session, zone),
    )


def _fields(form: WriteForm, row: NoteRow) -> list[tuple[BoundField, date | None]]:
    """Each part's field, and the day of the note from which its words came along, while they are unchanged."""
    carried = {part.key: part.carried_on for part in row.parts}
    return [(form[name], carried.get(name.removeprefix("part-"))) for name in form.watched]


def _conflict(opened: Opened, row: NoteRow, form: WriteForm) -> Conflict:
    """What is saved from another window, beside what was typed here."""
    saved = {part.key: part.text for part in row.parts}
    titled = rules.titles(row.structure)
    rows = [
        BothVersions(titled[key], saved.get(key, "") or "nothing", text or "nothing")
        for key, text in form.texts.items()
        if saved.get(key, "") != text.replace("\r\n", "\n")
    ]
    return Conflict("Another window", time_text(row.line.saved_at, opened.zone, with_zone=True), rows)
