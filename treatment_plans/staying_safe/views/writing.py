"""A plan is begun, written, signed, agreed, looked at again, ended."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from care.access import gate
from care.accounts.session import place_of
from care.actor import Action
from care.drafts.rules import Key
from treatment_plans.rules import NotPossible
from treatment_plans.staying_safe import operations, queries, rules
from treatment_plans.staying_safe.forms import AgainForm, EndForm, PartsForm, WordForm
from treatment_plans.staying_safe.presenters import conflict_of
from treatment_plans.staying_safe.views.opening import kinds_of, reader_of, safe_view
from treatment_plans.staying_safe.views.reading import plan_url, sheet
from treatment_plans.staying_safe.vocabulary import PlanKind, PlanState, PlanStep
from treatment_plans.views.opening import Opened


@safe_view(action=Action.WRITE, methods=("POST",))
def begin(opened: Opened, which: str) -> HttpResponse:
    """Begin the next version, or open the one that is being written."""
    asked = next((one for one in kinds_of(opened) if one.value == which), None)
    if asked is None:
        raise gate.NotFound("NOT_FOUND")
    row = operations.begin_plan(permit=opened.permit, kind=asked, at=opened.at)
    to = "write" if row.state == PlanState.DRAFT else "plan"
    return redirect(reverse(f"staying_safe:{to}", args=[opened.person, row.uuid]))


@safe_view(action=Action.WRITE)
def write(opened: Opened, safe: UUID) -> HttpResponse:
    """Every part on one page; two colleagues write in different parts at once."""
    row = queries.get_safe_plan(permit=opened.permit, plan=safe)
    if row.state is not PlanState.DRAFT:
        raise NotPossible(row.state, PlanStep.GO_BACK)
    key = Key("safety_plan" if row.kind is PlanKind.SAFETY else "safe_plan", opened.person, safe)
    form, clash = PartsForm(opened.request.POST or None, plan=row), None
    if opened.is_post and form.is_valid():
        try:
            operations.write_parts(permit=opened.permit, plan=safe, written=form.written(), at=opened.at)
        except operations.ChangedMeanwhile as meanwhile:
            clash = conflict_of(meanwhile, kind=row.kind, typed=form.cleaned_data, reader=reader_of(opened))
            form = _with_seen(form, meanwhile)
        else:
            return opened.saved(f"{_name(row.kind)} saved", key=key, to=plan_url(opened, safe))
    fields = [(form[told.part.value], form[f"seen_{told.part.value}"]) for told in rules.parts_of(row.kind)]
    return opened.page("staying_safe/write.html", form, key=key, plan=row, fields=fields, conflict=clash)


def _with_seen(form: PartsForm, meanwhile: operations.ChangedMeanwhile) -> PartsForm:
    """The form as it was typed, now in knowledge of what a colleague saved: saving it again keeps what was typed."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    for part, theirs in meanwhile.theirs.items():
        typed[f"seen_{part.value}"] = str(theirs.version)
    form.data = typed
    return form


def _name(kind: PlanKind) -> str:
    return {"staying_well": "plan for staying well", "safety": "safety plan", "overdose": "overdose plan"}[kind.value]


@safe_view(action=Action.WRITE, methods=("POST",))
def sign(opened: Opened, safe: UUID) -> HttpResponse:
    """The colleague signs; the same page then asks for the person's word."""
    name = place_of(opened.request).user_name
    row = operations.sign_plan(permit=opened.permit, plan=safe, name=name, at=opened.at)
    return opened.saved(f"{_name(PlanKind(row.kind))} signed by you; now their word", to=f"{plan_url(opened, safe)}#h-word")


@safe_view(action=Action.WRITE, methods=("POST",))
def go_back(opened: Opened, safe: UUID) -> HttpResponse:
    """Write on; the colleague's signature goes."""
    row = operations.go_back(permit=opened.permit, plan=safe, at=opened.at)
    return opened.saved(
        f"{_name(PlanKind(row.kind))} is a draft again", to=reverse("staying_safe:write", args=[opened.person, safe])
    )


@safe_view(action=Action.WRITE, methods=("POST",))
def word(opened: Opened, safe: UUID) -> HttpResponse:
    """The person gives their word."""
    form = WordForm(opened.request.POST, signers=queries.who_may_sign(permit=opened.permit, at=opened.at))
    if not form.is_valid():
        return sheet(opened, safe, form)
    given: dict[str, Any] = {name: form.cleaned_data[name] for name in ("way", "name", "drawing", "seal")}
    row = operations.take_word(permit=opened.permit, plan=safe, beside=form.beside, at=opened.at, **given)
    return opened.saved(f"{_name(PlanKind(row.kind))} is in force", to=plan_url(opened, safe))


@safe_view(action=Action.WRITE, methods=("POST",))
def keep(opened: Opened, safe: UUID) -> HttpResponse:
    """Looked at together; it is right as it is."""
    row = operations.keep_plan(permit=opened.permit, plan=safe, at=opened.at)
    return opened.saved(f"{_name(PlanKind(row.kind))} looked at, it stays as it is", to=plan_url(opened, safe))


@safe_view(action=Action.WRITE, methods=("POST",))
def again(opened: Opened, safe: UUID) -> HttpResponse:
    """Something happened: ask for it to be looked at soon."""
    form = AgainForm(opened.request.POST)
    if not form.is_valid():
        return redirect(plan_url(opened, safe))
    is_new = operations.ask_again(permit=opened.permit, plan=safe, why=form.cleaned_data["why"], at=opened.at)
    said = "a task asks for the plan to be looked at" if is_new else "somebody is asked to look at the plan already"
    return opened.saved(said, to=plan_url(opened, safe))


@safe_view(action=Action.WRITE)
def end(opened: Opened, safe: UUID) -> HttpResponse:
    """End a version, with the reason."""
    row = queries.get_safe_plan(permit=opened.permit, plan=safe)
    if row.state is PlanState.ENDED:
        raise NotPossible(row.state, PlanStep.END)
    form = EndForm(opened.request.POST or None, is_open=row.state in rules.OPEN)
    if opened.is_post and form.is_valid():
        operations.end_plan(permit=opened.permit, plan=safe, reason=form.cleaned_data["reason"], at=opened.at)
        return opened.saved(f"{_name(row.kind)}, version {row.version}, has ended")
    return opened.page("staying_safe/end.html", form, plan=row)
