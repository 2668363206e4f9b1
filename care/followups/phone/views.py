"""The check-in on somebody's phone. Nothing of the record is shown, no cookie is set, and whoever has the link may answer once.

The link is the key: its code proves that we gave it out, so it stands for a CSRF token as well (see DECISIONS). Answers that
were not sent are kept on the server, never in the browser.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from care.access import gate
from care.accounts.session import request_id_of
from care.actor import Action, Category, Permit, Purpose
from care.followups import operations
from care.followups.phone.limits import guesses_too_much, note_guess
from care.followups.phone.presenters import parts_of
from care.followups.queries import CheckInForm, check_in_for_link
from care.followups.rules.form import Question, QuestionKind
from care.links.operations import LinkHolder, LinkRefused, LinkUnknown, open_link
from care.reminders.crisis_lines import crisis_lines
from care.reminders.queries import sender_of

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


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """The form; its answers; or a kind page where the link does not open, which says nothing of anybody."""
    response = _answer(request, token, at=timezone.now())
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(request: HttpRequest, token: str, *, at: datetime) -> HttpResponse:
    if guesses_too_much(request):
        return _closed(request, status=404)
    try:
        visit = _visit(request, token, at=at)
    except LinkUnknown:
        note_guess(request)
        return _closed(request, status=404)
    except LinkRefused as refused:
        return _closed(request, status=410, organisation_id=refused.organisation_id)
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
    holder = open_link(token=token, purpose=PURPOSE, at=at, request_id=request_id_of(request))
    try:
        permit = gate.require(
            actor=holder.actor,
            patient_id=holder.patient_id,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.PATRQT,
            at=at,
        )
        form = check_in_for_link(holder)
    except LinkRefused as refused:
        refused.organisation_id = holder.organisation_id
        raise
    except gate.Refused:
        raise LinkUnknown from None
    return Visit(request, holder, permit, form, _language(request, form.language), at)


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
        return _closed(visit.request, status=410, organisation_id=visit.holder.organisation_id, language=visit.language)
    needs = given.get("need") or []
    context = {
        "phone": visit.form.organisation_phone,
        "short_name": visit.form.short_name,
        "is_unsafe": given.get("safe") == "no",
        "will_call": answered.level > 0 or "call" in needs,  # each of these opened a task in the same transaction
    }
    template = "followups/phone/safe.html" if answered.level >= TALK_NOW else "followups/phone/thanks.html"
    return _page(visit.request, template, context, language=visit.language)


# --- pages ---------------------------------------------------------------------------------------------------------------------


def _form(visit: Visit, given: Mapping[str, Any], *, errors: Mapping[str, str] | None = None, status: int = 200) -> HttpResponse:
    parts = parts_of(visit.form.questions, given, errors or {})
    context = {"parts": parts, "count": len(parts), "short_name": visit.form.short_name, "errors": errors or {}}
    return _page(visit.request, "followups/phone/form.html", context, language=visit.language, status=status)


def _over(visit: Visit) -> HttpResponse:
    """The check-in takes no answers: they are here already, or it was called off. Which of the two is nobody's business."""
    context = {"phone": visit.form.organisation_phone}
    return _page(visit.request, "followups/phone/over.html", context, language=visit.language)


def _closed(request: HttpRequest, *, status: int, organisation_id: int | None = None, language: str = "") -> HttpResponse:
    """The link does not open. The phone stands there only for a link that we gave out."""
    language = language or _language(request, "")
    phone = sender_of(organisation_id=organisation_id, language=language).phone if organisation_id is not None else ""
    context = {"phone": phone, "was_sent": request.method == "POST"}
    return _page(request, "followups/phone/closed.html", context, language=language, status=status)


def _page(request: HttpRequest, template: str, context: Mapping[str, Any], *, language: str, status: int = 200) -> HttpResponse:
    other = next(code for code, _ in settings.LANGUAGES if code != language)
    everywhere = {"lines": crisis_lines(), "language": language, "other": other}
    with translation.override(language):
        return render(request, template, everywhere | dict(context), status=status)


def _language(request: HttpRequest, recorded: str) -> str:
    """The language chosen on the page, else the browser's, else the person's, else English."""
    ours = [code for code, _ in settings.LANGUAGES]
    chosen = request.POST.get("switch") or request.POST.get("language") or request.GET.get("language") or ""
    asked = [code.split("-")[0] for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()[:500])]
    return next((code for code in (chosen, *asked, recorded) if code in ours), ours[0])
