"""Forms about recovery, below people/<uuid>/recovery/: dates, steps, groups. The page itself is `care.pages`'."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse, QueryDict

from care.actor import Action
from care.drafts.rules import Key
from care.lib.dates import date_text, local_date
from care.teams.queries import team_of
from patients.presenters import BothVersions, Conflict
from patients.queries import get_patient
from treatment_plans.recovery import operations, queries
from treatment_plans.recovery.forms import DateForm, EndDateForm, NewsForm, StepForm, VisitErrorForm, VisitForm
from treatment_plans.recovery.presenters import (
    REFUSALS,
    marked_sentence,
    refusal_sentence,
    step_card,
    visit_title,
)
from treatment_plans.recovery.vocabulary import StepState
from treatment_plans.views.opening import Opened, record_view

TAB = "pages:recovery"  # the page to which every form leads back

_writes = record_view(action=Action.WRITE, part=TAB, refusals=REFUSALS, sentence=refusal_sentence)
_posts = record_view(action=Action.WRITE, part=TAB, refusals=REFUSALS, sentence=refusal_sentence, methods=("POST",))


def _today(opened: Opened) -> date:
    """The day where the person lives."""
    return local_date(opened.at, get_patient(permit=opened.permit).identity.zone)


def _team(opened: Opened) -> list[tuple[int, str]]:
    return list({one.staff_id: one.name for one in team_of(permit=opened.permit)}.items())


@_writes
def new_date(opened: Opened) -> HttpResponse:
    """A date that the person chose."""
    key = Key("chosen_date", opened.person)
    form = DateForm(opened.request.POST or None, team=_team(opened), today=_today(opened))
    if opened.is_post and form.is_valid():
        chosen = form.chosen()
        operations.mark_date(permit=opened.permit, chosen=chosen, at=opened.at)
        return opened.saved(f"date written down; {marked_sentence(chosen.marking)}", key=key)
    return opened.page("recovery/date.html", form, key=key)


@_writes
def change_date(opened: Opened, chosen: UUID) -> HttpResponse:
    """The person wants it otherwise; or no longer."""
    row = queries.get_date(permit=opened.permit, chosen=chosen)
    key = Key("chosen_date", opened.person, chosen)
    form, clash = DateForm(opened.request.POST or None, team=_team(opened), today=_today(opened), row=row), None
    if opened.is_post and form.is_valid():
        to = form.chosen()
        seen = form.cleaned_data["seen"] or row.revision
        try:
            operations.change_date(permit=opened.permit, chosen=chosen, to=to, seen=seen, at=opened.at)
        except operations.ChangedMeanwhile as meanwhile:
            clash = _both(row, to, meanwhile)
            form = _with_seen(form, meanwhile.revision)
        else:
            return opened.saved(f"date changed; {marked_sentence(to.marking)}", key=key)
    return opened.page("recovery/date.html", form, key=key, row=row, conflict=clash, end=EndDateForm())


def _both(row: queries.DateRow, to: operations.Chosen, meanwhile: operations.ChangedMeanwhile) -> Conflict:
    pairs = (
        ("What the day is", row.own_words, to.own_words),
        ("The day", date_text(row.day), date_text(to.day)),
        ("It comes", row.returns.label, to.returns.label),
        ("How it is marked", row.marking.label, to.marking.label),
    )
    return Conflict(meanwhile.who, "", [BothVersions(*one) for one in pairs if one[1] != one[2]])


def _with_seen(form: DateForm, revision: int) -> DateForm:
    """The form as it was typed, in knowledge of what a colleague saved: saving it again keeps what was typed."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    typed["seen"] = str(revision)
    form.data = typed
    return form


@_posts
def end_date(opened: Opened, chosen: UUID) -> HttpResponse:
    """It is marked no longer."""
    form = EndDateForm(opened.request.POST)
    if not form.is_valid():
        row = queries.get_date(permit=opened.permit, chosen=chosen)
        fields = DateForm(team=_team(opened), today=_today(opened), row=row)
        return opened.page("recovery/date.html", fields, row=row, end=form)
    operations.end_date(permit=opened.permit, chosen=chosen, reason=form.cleaned_data["reason"], at=opened.at)
    return opened.saved("that date is marked no longer")


@_writes
def new_step(opened: Opened) -> HttpResponse:
    """A step in the person's life."""
    key = Key("life_step", opened.person)
    goals = queries.goals_of_plan(permit=opened.permit)
    form = StepForm(opened.request.POST or None, goals=list(goals.items()), today=_today(opened))
    if opened.is_post and form.is_valid():
        operations.tell_step(permit=opened.permit, hoped=form.hoped(), at=opened.at)
        return opened.saved("step written down", key=key)
    return opened.page("recovery/step.html", form, key=key)


@_writes
def step(opened: Opened, life_step: UUID) -> HttpResponse:
    """One step: what happened to it, and what happened now."""
    row = queries.get_step(permit=opened.permit, step=life_step)
    key, today = Key("life_step", opened.person, life_step), _today(opened)
    initial = {"on": today, "helper": row.helper}
    form = NewsForm(opened.request.POST or None, state=row.state, today=today, initial=initial)
    if opened.is_post and form.is_valid():
        moved = operations.move_step(permit=opened.permit, step=life_step, at=opened.at, **form.cleaned_data)
        return opened.saved(f"step written down as {StepState(moved.state).label.lower()}", key=key)
    card = step_card(row, queries.goals_of_plan(permit=opened.permit), today)
    return opened.page("recovery/news.html", form, key=key, card=card)


@_writes
def new_visit(opened: Opened) -> HttpResponse:
    """A time in a group."""
    key, today = Key("group_visit", opened.person), _today(opened)
    form = VisitForm(opened.request.POST or None, today=today, initial={"on": today})
    if opened.is_post and form.is_valid():
        operations.record_visit(permit=opened.permit, visit=form.visit(), at=opened.at)
        return opened.saved("group written down", key=key)
    return opened.page("recovery/visit.html", form, key=key)


@_writes
def visit_in_error(opened: Opened, attended: UUID) -> HttpResponse:
    """It was written in error."""
    row = queries.get_visit(permit=opened.permit, visit=attended)
    form = VisitErrorForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        reason = form.cleaned_data["reason"]
        operations.mark_visit_in_error(permit=opened.permit, visit=attended, reason=reason, at=opened.at)
        return opened.saved("taken off; it stands in the history alone")
    return opened.page("recovery/in_error.html", form, title=visit_title(row), day=date_text(row.on))
