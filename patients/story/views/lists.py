"""The lists of the story: their lines, what is added, changed, taken off and put back, what is said of an empty one."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from care.drafts.queries import get_draft
from patients.operations import FieldChange, StaleRecord
from patients.presenters import Conflict, conflict
from patients.story import operations
from patients.story.forms import ENTRY_FORMS, CodedForm, EntryForm
from patients.story.presenters import line_card, line_name, says
from patients.story.queries import CodeFound, Line, Lines, find_codes, get_code, line_of, part_of
from patients.story.rules import EndsBeforeItBegins, ImpossibleDay, Medicine, Part, PartAnswer, Problem, UseRoute
from patients.story.views.opening import Opened, mend, story_view

TWICE = "This is on the list already: change that line instead."


@story_view("GET", "POST")
def entries(opened: Opened) -> HttpResponse:
    """One list, and the form of a new line."""
    form, key = _form(opened, None), opened.key()
    if opened.is_look_up:
        return _looked_up(opened, form, None)
    if opened.is_post and form.is_valid():
        try:
            operations.add_entry(permit=opened.permit, said=form.said(), at=opened.at)
        except operations.AlreadyListed:
            form.add_error(None, TWICE)
        except (ImpossibleDay, EndsBeforeItBegins) as refusal:
            mend(form, refusal)
        else:
            return opened.saved(f"{opened.part.label.lower()} saved", form=form, key=key)
    return _list(opened, form)


@story_view("GET", "POST")
def entry(opened: Opened, entry: UUID) -> HttpResponse:
    """Change one line."""
    line = line_of(permit=opened.permit, part=opened.part, entry=entry)
    if line is None:
        raise operations.NoSuchLine
    form, key, clash = _form(opened, line), opened.key(entry), None
    if opened.is_look_up:
        return _looked_up(opened, form, line)
    if opened.is_post and form.is_valid():
        said = form.said()
        try:
            operations.change_entry(
                permit=opened.permit, entry=entry, version=form.cleaned_data["version"] or 0, said=said, at=opened.at
            )
        except operations.AlreadyListed:
            form.add_error(None, TWICE)
        except (ImpossibleDay, EndsBeforeItBegins) as refusal:
            mend(form, refusal)
        except StaleRecord as stale:
            clash = _clash(opened, form, stale)
            posted = opened.request.POST.copy()
            posted["version"] = str(stale.version)
            form = _form(opened, line, posted)
        else:
            return opened.saved("change saved", form=form, key=key)
    return _one(opened, form, line, conflict=clash)


@story_view("POST")
def remove(opened: Opened, entry: UUID) -> HttpResponse:
    """Take a line off the list; it can be put back below it."""
    operations.remove_entry(permit=opened.permit, part=opened.part, entry=entry, at=opened.at)
    return opened.saved("taken off the list; below it you can put it back", key=opened.key(entry))


@story_view("POST")
def restore(opened: Opened, entry: UUID) -> HttpResponse:
    """Put a line back."""
    try:
        operations.restore_entry(permit=opened.permit, part=opened.part, entry=entry, at=opened.at)
    except operations.AlreadyListed:
        return opened.told("the same is on the list already.")
    return opened.saved("put back on the list")


@story_view("POST")
def answer(opened: Opened) -> HttpResponse:
    """Say that there is nothing to list, or that the person prefers not to say."""
    try:
        given = PartAnswer(opened.request.POST.get("answer", ""))
        operations.answer_part(permit=opened.permit, part=opened.part, answer=given, at=opened.at)
    except ValueError as problem:
        listed = isinstance(problem, operations.SomethingIsListed)
        return opened.told("something is on the list. Take it off first." if listed else "choose one of the two answers.")
    return opened.saved(f"{opened.part.label.lower()}: {given.label.lower()}")


@story_view("POST")
def reconcile(opened: Opened) -> HttpResponse:
    """Say that the whole list of medicines was gone through with the person."""
    try:
        count = operations.reconcile_medicines(permit=opened.permit, at=opened.at)
    except operations.NothingToReconcile:
        return opened.told("nothing is on the list. Say “Nothing to list” if they take nothing.")
    return opened.saved(f"medicines gone through: {count}")


def _form(opened: Opened, line: Line | None, data: Any = None) -> EntryForm:
    """The form of a line, with what was posted, else with what is saved."""
    kind = ENTRY_FORMS[opened.part]
    posted = data if data is not None else opened.request.POST if opened.is_post else None
    options: dict[str, Any] = {"lived": opened.lived, "today": opened.today}
    if line is not None:
        options["initial"] = kind.initial_of(line.said, version=line.version)
    if issubclass(kind, CodedForm):
        options["found"] = _found(kind, kind.looked_up(posted) if posted is not None else _begun(opened, kind, line), line)
    return kind(posted, **options)


def _begun(opened: Opened, kind: type[CodedForm], line: Line | None) -> str:
    """The words for which a code was looked up before the form was left."""
    draft = get_draft(actor=opened.permit.actor, key=opened.key(line.uuid if line else None))
    if draft is None or not any(draft.content.get("coding", [])):
        return ""
    return draft.content.get(kind.naming, [""])[0]


def _found(kind: type[CodedForm], typed: str, line: Line | None) -> list[CodeFound]:
    """The codes that fit what was typed, the one that the line has first."""
    own = []
    if line is not None and isinstance(line.said, Problem | Medicine) and line.said.code:
        said = line.said
        words = said.display if isinstance(said, Problem) else said.name
        version = said.code_version if isinstance(said, Problem) else ""
        kept = get_code(system=said.system, code=said.code)
        own = [kept or CodeFound(said.system, said.code, version, words, is_billable=True, source="")]
    others = find_codes(system=kind.system, text=typed) if typed else []
    return [*own, *(one for one in others if one not in own)]


def _looked_up(opened: Opened, form: EntryForm, line: Line | None) -> HttpResponse:
    """The codes that fit: alone for htmx, else the whole page with what was typed."""
    shown = _as_typed(form)
    if getattr(opened.request, "htmx", False):
        return render(opened.request, "story/_codes.html", {"form": shown, "looked": True})
    if line is None:
        return _list(opened, shown, status=200, looked=True)
    return _one(opened, shown, line, status=200, looked=True)


def _as_typed(form: EntryForm) -> EntryForm:
    """A form that shows what was typed, and says nothing of it yet."""
    posted = form.data
    typed = {name: field.widget.value_from_datadict(posted, MultiValueDict(), name) for name, field in form.fields.items()}
    options: dict[str, Any] = {"found": list(form.found.values())} if isinstance(form, CodedForm) else {}
    return type(form)(initial=typed, lived=form.lived, today=form.today, **options)


def _list(opened: Opened, form: EntryForm, **context: Any) -> HttpResponse:
    lists = part_of(permit=opened.permit, part=opened.part)
    lines = [*lists.lines, *lists.removed]
    by = [line.last_by_id for line in lines] + ([lists.answered.by_id] if lists.answered else [])
    reader = opened.reader(by)
    context |= {
        "lines": [line_card(opened.part, line, person=opened.person, reader=reader) for line in lists.lines],
        "removed": [line_card(opened.part, line, person=opened.person, reader=reader) for line in lists.removed],
        "says": says(lists.answered, reader) if _is_said(lists) else "",
        "is_medicines": opened.part is Part.MEDICINES,
    }
    return opened.page("story/list.html", form, key=opened.key(), **context)


def _is_said(lists: Lines) -> bool:
    """Whether something is said beside the list: that it is empty, or that the person would rather not say more."""
    return not lists.lines or (lists.answered is not None and lists.answered.answer is PartAnswer.PREFERS_NOT)


def _one(opened: Opened, form: EntryForm, line: Line, **context: Any) -> HttpResponse:
    context |= {"line_name": line_name(line.said), "line": line.uuid}
    return opened.page("story/line.html", form, key=opened.key(line.uuid), **context)


def _clash(opened: Opened, form: EntryForm, stale: StaleRecord) -> Conflict:
    """Both versions of what a colleague changed meanwhile, field by field of the form."""
    named = [FieldChange(_FIELDS.get(change.name, change.name), None, _in_words(change.now)) for change in stale.changes]
    stale.changes = [change for change in named if change.name in form.fields]
    typed = {name: _in_words(value) for name, value in form.cleaned_data.items()}
    return conflict(stale, form=form, typed=typed, zone=opened.zone)


_FIELDS = {"kind": "kind_of", "code": "coding"}  # columns whose field has another name


def _in_words(value: Any) -> Any:
    return [UseRoute(item).label for item in value] if isinstance(value, list | tuple) else value
