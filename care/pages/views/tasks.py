"""Tasks: open one, take it, say what came of it, snooze it, give it back, and undo."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.access import gate
from care.access.policy import Session
from care.accounts.queries import names_of_staff, names_of_users, staff_with_role
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.drafts.operations import discard_draft
from care.drafts.queries import get_draft
from care.drafts.rules import Key
from care.lib.dates import local_date, moment_text, time_text
from care.pages import forms
from care.pages.presenters import worklist as present
from care.pages.presenters.people import address
from care.pages.reading import conditions_of
from care.pages.views.parts import page_of_ours
from care.teams.queries import team_of
from care.worklist import operations
from care.worklist.queries import TaskRow, find_task, get_own_task, get_task
from care.worklist.rules import Kind, NotPossible, Priority, State
from patients.queries import PersonLine, find_patient_id, names_of

ASKED = (Role.COORDINATOR, Role.NURSE, Role.COUNSELOR, Role.PEER, Role.PRESCRIBER, Role.SUPERVISOR, Role.FRONT_DESK)


@dataclass(frozen=True, slots=True)
class Reached:
    """A task that this reader may work on: the actor, the permit where it is about a person, the task and the person."""

    actor: Actor
    permit: Permit | None
    task: TaskRow
    person: PersonLine | None
    at: datetime
    zone: str

    def by(self) -> dict[str, Any]:
        """Who acts on what, as the operations take it."""
        who = {"permit": self.permit} if self.permit else {"actor": self.actor}
        return who | {"task_id": self.task.task_id, "at": self.at}

    @property
    def read_only(self) -> bool:
        """Whether the privacy officer reads it, who changes nothing."""
        session = self.permit.session if self.permit else None
        return session is not None and session.kind == Session.REVIEW

    @property
    def name(self) -> str:
        """The person, or the task itself where it is about nobody."""
        return self.person.display_name if self.person else self.task.title


def reach(request: HttpRequest, uuid: UUID, action: Action) -> Reached:
    """Ask the gate for a task. One of another organization gets the answer of one that does not exist.

    Raises:
        NotFound, Refused: as `gate.require`.
    """
    actor, at = actor_of(request), timezone.now()
    found = find_task(uuid)
    is_ours = found is not None and found.patient_id is None and found.organisation_id == actor.organisation_id
    permit, task = None, None
    if found is not None and is_ours:
        task = get_own_task(actor=actor, task_id=found.task_id)
    else:
        permit = gate.require(
            actor=actor,
            patient_id=found.patient_id if found else None,
            category=found.category if found else Category.SUD,
            action=action,
            purpose=Purpose.TREAT,
            at=at,
            authors=found.named if found else (),
        )
        task = get_task(permit=permit, task_id=found.task_id) if found else None
    if task is None:
        raise gate.NotFound("NOT_FOUND")
    people = names_of([permit.patient_id]) if permit else {}
    return Reached(actor, permit, task, people.get(task.patient_id or 0), at, zone_of(request))


def back_to(request: HttpRequest, default: str = "pages:today") -> str:
    """The page of ours from which an action came."""
    return page_of_ours(request, reverse(default))


def _undo(uuid: UUID, of: str, back: str) -> str:
    return f"{address('pages:task_undo', uuid)}?{urlencode({'of': of, 'next': back})}"


def _act(
    request: HttpRequest, reached: Reached, operation: Callable[..., Any], *, said: str, of: str = "", **given: Any
) -> HttpResponse:
    """Call one operation, say what became of it, and go back."""
    back = back_to(request)
    try:
        operation(**reached.by(), **given)
    except operations.AlreadyTaken as taken:
        clock = time_text(taken.taken_at, reached.zone, with_zone=True)
        messages.error(request, f"{taken.name} took this at {clock}. Nothing was changed.")
    except NotPossible as refusal:
        messages.error(request, f"This task is {State(refusal.state).label.lower()}. Nothing was changed.")
    except operations.NotForYou:
        messages.error(request, f"This is for a {reached.task.owner_role.label.lower()}. Nothing was changed.")
    except operations.EndsElsewhere:
        messages.error(request, "This is done on the page of the review. Nothing was changed.")
    except operations.CannotSnooze:
        messages.error(request, "Somebody has to take this first: an escalation is not put to sleep.")
    except operations.TooLateToUndo:
        messages.error(request, "It is too late to undo this. Open a new task instead.")
    else:
        messages.success(request, f"{reached.name}: {said}", extra_tags=_undo(reached.task.uuid, of, back) if of else "")
    return redirect(back)


@require_POST
def take(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make the reader the named owner."""
    reached = reach(request, uuid, Action.WRITE)
    return _act(request, reached, operations.take_task, said="taken by you.", of="take")


@require_POST
def give_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Return a task to the role that was asked."""
    reached = reach(request, uuid, Action.WRITE)
    said = f"given back; it waits for a {reached.task.owner_role.label.lower()}."
    return _act(request, reached, operations.give_back_task, said=said, of="give-back")


@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that it is done, and what came of it."""
    reached = reach(request, uuid, Action.WRITE)
    form = forms.OutcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _act(request, reached, operations.complete_task, said="done.", of="done", **form.cleaned_data)
    return _form_page(request, reached, form, title="Done", button="Done", icon="check")


@require_http_methods(["GET", "HEAD", "POST"])
def snooze(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a task out of sight until a moment, with the reason."""
    reached = reach(request, uuid, Action.WRITE)
    form = forms.SnoozeForm(request.POST if request.method == "POST" else None, at=reached.at, zone=reached.zone)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        words = moment_text(until, reached.zone, local_date(reached.at, reached.zone))
        return _act(
            request,
            reached,
            operations.snooze_task,
            said=f"snoozed until {words}.",
            of="snooze",
            until=until,
            reason=form.cleaned_data["reason"],
        )
    return _form_page(request, reached, form, title="Snooze", button="Snooze", icon="snooze")


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that it is no longer needed, and why."""
    reached = reach(request, uuid, Action.WRITE)
    form = forms.CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _act(
            request, reached, operations.cancel_task, said="no longer needed.", of="cancel", reason=form.cleaned_data["reason"]
        )
    return _form_page(request, reached, form, title="No longer needed", button="Take it off the list", icon="close")


@require_POST
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back what was just done."""
    reached = reach(request, uuid, Action.WRITE)
    ways: dict[str, Callable[..., Any]] = {
        "take": operations.give_back_task,
        "give-back": operations.take_task,
        "snooze": operations.wake_task,
        "done": operations.reopen_task,
        "cancel": operations.reopen_task,
        "new": partial(operations.cancel_task, reason="Opened by mistake"),
    }
    operation = ways.get(request.GET.get("of", ""))
    if operation is None:
        return redirect(back_to(request))
    return _act(request, reached, operation, said="back as it was.")


@require_safe
def task(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One task in full, with everything that can be done to it."""
    reached = reach(request, uuid, Action.READ)
    return render(request, "pages/task.html", _context(request, reached))


def _form_page(request: HttpRequest, reached: Reached, form: Any, *, title: str, button: str, icon: str) -> HttpResponse:
    context = _context(request, reached) | {"form": form, "title": title, "button": button, "icon": icon}
    return render(request, "pages/task_form.html", context, status=422 if form.errors else 200)


def _context(request: HttpRequest, reached: Reached) -> dict[str, Any]:
    task_row, at, zone = reached.task, reached.at, reached.zone
    colleagues = names_of_staff([task_row.owner_id] if task_row.owner_id else [])
    users = names_of_users([user for user in (task_row.created_by_id, task_row.done_by_id) if user])
    names = present.Names({reached.person.patient_id: reached.person} if reached.person else {}, colleagues)
    return {
        "task": present.task_facts(
            task_row, names, users, reader_of(request, reached.actor, at, zone, read_only=reached.read_only)
        ),
        "person": reached.person,
        "chart_url": address("pages:chart", reached.person.uuid) if reached.person else "",
        "back": back_to(request),
        "uuid": task_row.uuid,
    }


def reader_of(request: HttpRequest, actor: Actor, at: datetime, zone: str, *, read_only: bool = False) -> present.Reader:
    """Who looks at the page, for the presenters."""
    return present.Reader(actor.staff_id, at, zone, back=back_to(request), roles=actor.roles, read_only=read_only)


# --- opening one ---------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a task about a person (`?person=`) or for the program (`?for=program`); without either, choose which."""
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    chosen = request.GET.get("person", "")
    if not chosen and request.GET.get("for") != "program":
        return render(request, "pages/task_about.html", {"form": forms.SearchForm(), "back": back_to(request)})
    categories = list(conditions_of(actor))
    permit = _permit(actor, chosen, _category(request, categories), at) if chosen else None
    if permit:
        team = team_of(permit=permit)
        members = {member.staff_id: f"{member.name}, {member.function_label.lower()}" for member in team}
        functions = {member.staff_id: Role(member.function) for member in team}
        categories = [category for category in categories if permit.covers(category)]
    else:
        found = staff_with_role(organisation_id=actor.organisation_id or 0)
        members, functions, categories = {colleague.staff_id: colleague.name for colleague in found}, {}, [Category.GENERAL]
    members.pop(actor.staff_id or 0, None)
    form = forms.TaskForm(
        request.POST if request.method == "POST" else None,
        at=at,
        zone=zone,
        categories=categories,
        colleagues=members,
        roles=ASKED,
    )
    if request.method == "POST" and form.is_valid():
        return _open(request, actor, permit, form.cleaned_data, functions, at)
    person = names_of([permit.patient_id])[permit.patient_id] if permit else None
    key = Key("task", person.uuid if person else None)
    keeps_draft = permit is None or permit.covers(key.category)
    draft = get_draft(actor=actor, key=key) if keeps_draft and not form.is_bound else None
    if draft is not None:
        draft.restore(form)
    return render(
        request,
        "pages/task_new.html",
        {
            "form": form,
            "draft_key": str(key) if keeps_draft else "",
            "draft_saved": draft.saved_text(zone=zone, today=local_date(at, zone)) if draft else "",
            "person": person,
            "back": back_to(request),
            "chart_url": address("pages:chart", person.uuid) if person else "",
        },
        status=422 if form.errors else 200,
    )


def _category(request: HttpRequest, categories: list[Category]) -> Category:
    """The category that the form asks for, else the one that the reader's roles write most."""
    asked = request.POST.get("category", "")
    if asked in {category.value for category in Category}:
        return Category(asked)
    return Category.SUD if Category.SUD in categories else Category.DEMOGRAPHICS


def _permit(actor: Actor, chosen: str, category: Category, at: datetime) -> Permit:
    try:
        patient_id = find_patient_id(UUID(chosen))
    except ValueError:
        patient_id = None
    return gate.require(actor=actor, patient_id=patient_id, category=category, action=Action.WRITE, purpose=Purpose.TREAT, at=at)


def _open(
    request: HttpRequest, actor: Actor, permit: Permit | None, given: dict[str, Any], functions: dict[int, Role], at: datetime
) -> HttpResponseRedirect:
    owner: str = given["owner"]
    owner_id, owner_role = None, Role.COORDINATOR
    if owner == forms.ME:
        owner_id = actor.staff_id
        owner_role = functions.get(owner_id or 0) or next((role for role in Role if role in actor.roles), Role.COORDINATOR)
    elif owner.startswith(forms.ROLE_PREFIX):
        owner_role = Role(owner.removeprefix(forms.ROLE_PREFIX))
    else:
        owner_id = int(owner.removeprefix(forms.STAFF_PREFIX))
        owner_role = functions.get(owner_id, Role.COORDINATOR)
    opened = operations.open_task(
        **({"permit": permit} if permit else {"actor": actor}),
        title=given["title"],
        why=given["why"],
        due_at=given["due_at"],
        at=at,
        category=Category(given["category"]),
        kind=Kind(given["kind"]),
        priority=Priority(given["priority"]),
        owner_id=owner_id,
        owner_role=owner_role,
    )
    person = names_of([permit.patient_id])[permit.patient_id] if permit else None
    discard_draft(actor=actor, key=Key("task", person.uuid if person else None), at=at)
    name = person.display_name if person else "The program"
    messages.success(request, f"{name}: task opened.", extra_tags=_undo(opened.uuid, "new", back_to(request)))
    return redirect(back_to(request))
