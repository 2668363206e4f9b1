"""The check-in on somebody's phone. Nothing of the record is shown, no cookie is set, and whoever has the link may answer once.

The link is the key: its code proves that we gave it out, so it stands for a CSRF token as well (see DECISIONS). Answers that
were not sent are kept on the server, never in the browser.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from care.actor import Permit
from care.followups import operations
from care.followups.phone.presenters import parts_of
from care.followups.queries import CheckInForm, check_in_for_link
from care.followups.rules.form import Question, QuestionKind
from care.links.operations import LinkHolder, LinkRefused
from care.reminders.phone.pages import chosen_language, closed, holder_with_permit, page_of, phone_page

PURPOSE = "check-in"
TALK_NOW = 2  # from this level on the numbers stand before the thanks (clinical reference 9.4)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with a link that opens: what it is about, and in which language they read."""

    request: HttpRequest
    holder: LinkHolder
    permit: Permit
    form: CheckInForm
    language: str
    at: datetime


@phone_page
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """The form; its answers; or a kind page where the link does not open, which says nothing of anybody."""
    visit = _visit(request, token, at=timezone.now())
    if request.method != "POST":
        return _form(visit, visit.form.answers_kept) if visit.form.is_open else _over(visit)
    given = _given(request, visit.form.questions)
    if "keep" in request.POST or "switch" in request.POST:
        return _kept(visit, given)
    return _sent(visit, given)


def _visit(request: HttpRequest, token: str, *, at: datetime) -> Visit:
    """Who comes with this link.

    Raises:
        LinkRefused: it does not open, or its person is not cared for here.
    """
    holder, permit = holder_with_permit(request, token, purpose=PURPOSE, at=at)
    try:
        form = check_in_for_link(holder)
    except LinkRefused as refused:
        refused.organisation_id = holder.organisation_id
        raise
    return Visit(request, holder, permit, form, chosen_language(request, form.language), at)


def _given(request: HttpRequest, questions: Sequence[Question]) -> dict[str, Any]:
    """What was filled in, by the questions' codes."""
    return {
        question.code: request.POST.getlist(question.code)
        if question.kind is QuestionKind.MANY
        else request.POST.get(question.code, "").replace("\r\n", "\n")
        for question in questions
    }


def _kept(visit: Visit, given: Mapping[str, Any]) -> HttpResponse:
    """Keep what was filled in; after a change of the language the form again."""
    is_kept = operations.keep_answers(permit=visit.permit, link_id=visit.holder.link_id, answers=given, at=visit.at)
    if not visit.form.is_open or not is_kept:
        return _over(visit)
    return HttpResponse(status=204) if "keep" in visit.request.POST else _form(visit, given)


def _sent(visit: Visit, given: Mapping[str, Any]) -> HttpResponse:
    """Take the answers. Posted twice, the same page comes twice and they count once."""
    try:
        answered = operations.answer_check_in(
            permit=visit.permit, link_id=visit.holder.link_id, answers=given, language=visit.language, at=visit.at
        )
    except operations.AnswersWrong as wrong:
        return _form(visit, given, errors=wrong.errors, status=422)
    except (operations.CheckInClosed, operations.NoSuchCheckIn):
        return _over(visit)
    except LinkRefused:
        return closed(visit.request, status=410, organisation_id=visit.holder.organisation_id, language=visit.language)
    needs = given.get("need") or []
    context = {
        "phone": visit.form.organisation_phone,
        "short_name": visit.form.short_name,
        "is_unsafe": given.get("safe") == "no",
        "will_call": answered.level > 0 or "call" in needs,  # each of these opened a task in the same transaction
    }
    template = "followups/phone/safe.html" if answered.level >= TALK_NOW else "followups/phone/thanks.html"
    return page_of(visit.request, template, context, language=visit.language)


# --- pages ---------------------------------------------------------------------------------------------------------------------


def _form(visit: Visit, given: Mapping[str, Any], *, errors: Mapping[str, str] | None = None, status: int = 200) -> HttpResponse:
    parts = parts_of(visit.form.questions, given, errors or {})
    context = {"parts": parts, "count": len(parts), "short_name": visit.form.short_name, "errors": errors or {}}
    return page_of(visit.request, "followups/phone/form.html", context, language=visit.language, status=status)


def _over(visit: Visit) -> HttpResponse:
    """The check-in takes no answers: they are here already, or it was called off. Which of the two is nobody's business."""
    context = {"phone": visit.form.organisation_phone}
    return page_of(visit.request, "reminders/phone/over.html", context, language=visit.language)
