"""The way in by a link, and the page around what a room shows behind it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from care.access import gate
from care.accounts.session import request_id_of
from care.actor import Action, Category, Permit, Purpose
from care.links.operations import LinkHolder, LinkRefused, LinkUnknown, open_link
from care.reminders.crisis_lines import crisis_lines
from care.reminders.phone.limits import guesses_too_much, note_guess
from care.reminders.queries import sender_of


def phone_page(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """A page behind a link: never kept, never found, and a link that does not open leads to the same kind words for all.

    The view may raise LinkRefused. The link proves that we gave it out, so it stands for a CSRF token as well (see DECISIONS).
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponse:
        response = _answered(view, request, token)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return page


def _answered(view: Callable[[HttpRequest, str], HttpResponse], request: HttpRequest, token: str) -> HttpResponse:
    if guesses_too_much(request):
        return closed(request, status=404)
    try:
        return view(request, token)
    except LinkUnknown:
        note_guess(request)
        return closed(request, status=404)
    except LinkRefused as refused:
        return closed(request, status=410, organisation_id=refused.organisation_id)


def holder_with_permit(request: HttpRequest, token: str, *, purpose: str, at: datetime) -> tuple[LinkHolder, Permit]:
    """Who comes with a link of this purpose, and the permit that they get for their own answers.

    Raises:
        LinkRefused: it does not open, or its person is not cared for here.
    """
    holder = open_link(token=token, purpose=purpose, at=at, request_id=request_id_of(request))
    try:
        permit = gate.require(
            actor=holder.actor,
            patient_id=holder.patient_id,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.PATRQT,
            at=at,
        )
    except gate.Refused:
        raise LinkUnknown from None
    return holder, permit


def chosen_language(request: HttpRequest, *recorded: str) -> str:
    """The language chosen on the page, else the browser's, else the record's, else English."""
    return _first(request, (*_asked(request), *recorded))


def written_language(request: HttpRequest, written: str) -> str:
    """The same for a paper that is written in one language already: that one comes before the browser's."""
    return _first(request, (written, *_asked(request)))


def _asked(request: HttpRequest) -> list[str]:
    header = request.headers.get("Accept-Language", "").lower()[:500]
    return [code.split("-")[0] for code, _ in parse_accept_lang_header(header)]


def _first(request: HttpRequest, wishes: tuple[str, ...]) -> str:
    ours = [code for code, _ in settings.LANGUAGES]
    chosen = request.POST.get("switch") or request.POST.get("language") or request.GET.get("language") or ""
    return next((code for code in (chosen, *wishes) if code in ours), ours[0])


def page_of(request: HttpRequest, template: str, context: Mapping[str, Any], *, language: str, status: int = 200) -> HttpResponse:
    """A page in the frame, with the lines that help at any hour."""
    other = next(code for code, _ in settings.LANGUAGES if code != language)
    everywhere = {"lines": crisis_lines(), "language": language, "other": other}
    with translation.override(language):
        return render(request, template, everywhere | dict(context), status=status)


def closed(request: HttpRequest, *, status: int, organisation_id: int | None = None, language: str = "") -> HttpResponse:
    """The link does not open. The phone stands there only for a link that we gave out."""
    language = language or chosen_language(request)
    phone = sender_of(organisation_id=organisation_id, language=language).phone if organisation_id is not None else ""
    context = {"phone": phone, "was_sent": request.method == "POST"}
    return page_of(request, "reminders/phone/closed.html", context, language=language, status=status)
