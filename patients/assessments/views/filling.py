"""Filling in one instrument: each answer is saved as it is given, by whoever goes on; finished, it is scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from care.actor import Action
from care.lib.dates import time_text
from patients.assessments import operations
from patients.assessments import presenters as present
from patients.assessments.forms import (
    COMPLETE,
    COMPLETE_ANYWAY,
    KEEP,
    AnswersForm,
    Question,
    WhenForm,
    initial_of,
    seen_text,
)
from patients.assessments.queries import ShownItem, Told, response_for, shown
from patients.assessments.rules import State, asked
from patients.assessments.views.opening import Sheet, open_sheet

Answers = dict[str, Decimal | str | None]
CLOSED = {
    State.COMPLETED: "this was finished meanwhile.",
    State.SET_ASIDE: "this was set aside meanwhile.",
    State.IN_ERROR: "this was recorded in error meanwhile.",
}


@dataclass(frozen=True, slots=True)
class Clash:
    """A question that two colleagues answered differently at the same time."""

    place: str
    label: str
    theirs: str
    yours: str


@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, uuid: UUID, response: UUID) -> HttpResponse:
    """The questions that are asked now. A post saves some (`keep`, `save`) or finishes them."""
    sheet = open_sheet(request, uuid, action=Action.WRITE)
    told = response_for(permit=sheet.permit, uuid=response)
    if not told.is_open:
        return _closed(sheet, told)
    items = shown(told.definition, told.wording, language=told.language)
    if request.method != "POST":
        return _page(sheet, told, _form(told, items), WhenForm(at=sheet.at, zone=sheet.zone))
    return _posted(sheet, told, items)


def _posted(sheet: Sheet, told: Told, items: list[ShownItem]) -> HttpResponse:
    step = sheet.request.POST.get("do", "")
    form = _form(told, items, sheet.request.POST)
    when = WhenForm(sheet.request.POST, at=sheet.at, zone=sheet.zone)
    form.full_clean()
    given: Answers = form.answers()
    try:
        _save(sheet, told, form, given)
    except operations.AnswersWrong as refusal:
        form.refuse(refusal.errors)
    except operations.ChangedMeanwhile as other:
        return _clashed(sheet, told, items, form, other)
    except operations.ResponseClosed:
        return _closed(sheet, response_for(permit=sheet.permit, uuid=told.uuid))
    now = response_for(permit=sheet.permit, uuid=told.uuid)
    if step == KEEP:
        return _kept(sheet, now, items, form)
    if form.errors or not when.is_valid():
        return _page(sheet, now, _again(sheet, now, items, form.wrong), when, status=422)
    if step in (COMPLETE, COMPLETE_ANYWAY):
        return _finish(sheet, now, items, when, anyway=step == COMPLETE_ANYWAY)
    return sheet.done(f"{now.definition.short} is saved; anybody of the team may go on")


def _save(sheet: Sheet, told: Told, form: AnswersForm, given: Answers) -> None:
    """Save what was given. Where somebody else saved since, and other questions than these, both hold.

    Raises:
        AnswersWrong, ResponseClosed.
        ChangedMeanwhile: they answered one of these questions, and differently.
    """

    def save(version: int | None, answers: Answers) -> None:
        operations.save_answers(permit=sheet.permit, response=told.uuid, version_number=version, answers=answers, at=sheet.at)

    try:
        save(form.cleaned_data.get("version"), given)
    except operations.ChangedMeanwhile as other:
        if _clashing(given, form.seen, other.answers):
            raise
        save(other.version_number, _own(given, form.seen))


def _own(given: Answers, seen: Mapping[str, Decimal | str | None]) -> Answers:
    """What was changed on this page, as opposed to what stood on it already."""
    return {link_id: value for link_id, value in given.items() if value != seen.get(link_id, "")}


def _clashing(given: Answers, seen: Mapping[str, Decimal | str | None], theirs: Mapping[str, Decimal | str | None]) -> Answers:
    """What was changed on this page and, to something else, by a colleague since the page was made."""
    return {
        link_id: value
        for link_id, value in _own(given, seen).items()
        if theirs.get(link_id, "") not in (seen.get(link_id, ""), value)
    }


def _finish(sheet: Sheet, told: Told, items: list[ShownItem], when: WhenForm, *, anyway: bool) -> HttpResponse:
    """Score it, unless something waits for an answer and nobody has said to go on without."""
    form = _form(told, items)
    waiting = [
        one for one in form.questions if one.is_asked and one.item.item.is_required and one.item.link_id not in told.answers
    ]
    if waiting and not anyway:
        return _page(sheet, told, form, when, status=422, unanswered=waiting)
    try:
        operations.complete_response(
            permit=sheet.permit,
            response=told.uuid,
            version_number=told.version_number,
            administered_at=when.moment(),
            at=sheet.at,
        )
    except operations.AnswersWrong as refusal:
        return _page(sheet, told, _again(sheet, told, items, refusal.errors), when, status=422)
    except operations.ChangedMeanwhile:
        latest = response_for(permit=sheet.permit, uuid=told.uuid)
        return _page(sheet, latest, _form(latest, items), when, status=409, note="A colleague answered just now: look again.")
    except operations.ResponseClosed:
        return _closed(sheet, response_for(permit=sheet.permit, uuid=told.uuid))
    return sheet.done(f"{told.definition.short} is finished", to="assessments:result", result=told.uuid)


# --- what comes back --------------------------------------------------------------------------------------------------------


def _form(told: Told, items: list[ShownItem], posted: Any = None) -> AnswersForm:
    return AnswersForm(
        posted,
        items=items,
        asked=frozenset(item.link_id for item in asked(told.definition, told.answers, told.subject)),
        words_for_none=present.declined_words(told.definition),
        initial={**initial_of(items, told.answers), "version": told.version_number},
    )


def _again(sheet: Sheet, told: Told, items: list[ShownItem], wrong: Mapping[str, str]) -> AnswersForm:
    """The form as it was sent, made from what is saved now, with what is wrong in it."""
    posted = sheet.request.POST.copy()
    posted["version"], posted["seen_answers"] = str(told.version_number), seen_text(told.answers)
    form = _form(told, items, posted)
    form.full_clean()
    form.refuse(wrong)
    return form


def _page(
    sheet: Sheet, told: Told, form: AnswersForm, when: WhenForm, *, status: int = 200, note: str = "", **context: Any
) -> HttpResponse:
    context |= {
        "banner": sheet.banner(),
        "head": present.heading(told, person=sheet.person, reader=sheet.reader()),
        "form": form,
        "when": when,
        "questions": form.questions,
        "editions": present.editions_of(told.definition),
        "progress": _progress(told),
        "saved": note or f"Saved {time_text(told.changed_at, sheet.zone, with_zone=True)}",
        "wrong": bool(note),
    }
    return render(sheet.request, "assessments/fill.html", context, status=status)


def _kept(sheet: Sheet, told: Told, items: list[ShownItem], form: AnswersForm) -> HttpResponse:
    """To htmx what an answer changes: the number of this saving, and the questions that come, go, or are a colleague's."""
    fresh = _form(told, items)
    sent = form.answers()
    saved = f"Not saved: {' '.join(form.wrong.values())}" if form.wrong else ""
    context = {
        "form": fresh,
        "changed": [one for one in fresh.questions if _is_new(one, form, sent, told)],
        "progress": _progress(told),
        "saved": saved or f"Saved {time_text(told.changed_at, sheet.zone, with_zone=True)}",
        "wrong": bool(saved),
    }
    return render(sheet.request, "assessments/_saved.html", context)


def _is_new(question: Question, form: AnswersForm, sent: Answers, told: Told) -> bool:
    """Whether the page shows something else: the question came or went, or a colleague's answer stands now."""
    link_id = question.item.link_id
    if question.is_asked != (link_id in form.shown):
        return True
    return link_id in sent and sent[link_id] != told.answers.get(link_id, "")


def _clashed(
    sheet: Sheet, told: Told, items: list[ShownItem], form: AnswersForm, other: operations.ChangedMeanwhile
) -> HttpResponse:
    """Both answers side by side. What was given stays on the page, upon what the colleague saved."""
    if sheet.request.POST.get("do") == KEEP:
        return HttpResponse(status=409)
    latest = response_for(permit=sheet.permit, uuid=told.uuid)
    by_link = {item.link_id: item for item in items}
    clashes = [
        Clash(
            place=f"q-{link_id}",
            label=by_link[link_id].text,
            theirs=present.answer_words(by_link[link_id], other.answers.get(link_id, ""), told.definition),
            yours=present.answer_words(by_link[link_id], mine, told.definition),
        )
        for link_id, mine in _clashing(form.answers(), form.seen, other.answers).items()
    ]
    posted = sheet.request.POST.copy()
    posted["version"], posted["seen_answers"] = str(latest.version_number), seen_text(latest.answers)
    return _page(sheet, latest, _form(latest, items, posted), WhenForm(at=sheet.at, zone=sheet.zone), status=409, clashes=clashes)


def _closed(sheet: Sheet, told: Told) -> HttpResponse:
    """Nothing to fill in: to the result, also by htmx."""
    if getattr(sheet.request, "htmx", False):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = reverse("assessments:result", args=[sheet.person, told.uuid])
        return answer
    if sheet.request.method == "POST":
        return sheet.told(CLOSED[told.state], to="assessments:result", result=told.uuid)
    return redirect("assessments:result", uuid=sheet.person, result=told.uuid)


def _progress(told: Told) -> str:
    """'7 of 9 answered', of the questions that are asked now and wait for an answer."""
    wanted = [item.link_id for item in asked(told.definition, told.answers, told.subject) if item.is_required]
    return f"{sum(link_id in told.answers for link_id in wanted)} of {len(wanted)} answered"
