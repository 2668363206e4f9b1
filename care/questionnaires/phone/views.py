"""Somebody answers an instrument on their phone. Nothing of the record is shown, and whoever has the link may send once.

One question a page, each kept on the server when it is left, so that a lost line or a closed page loses nothing, and which
question follows is decided by the answers so far. It works without a script; with one, a lost line is tried again by itself.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from care.actor import Permit
from care.links.operations import LinkHolder, LinkRefused, LinkUsed
from care.links.rules import LinkPurpose
from care.questionnaires import operations
from care.questionnaires.phone.presenters import question_of
from care.questionnaires.queries import Page, page_for_link
from care.questionnaires.rules.walking import (
    NotReadable,
    Place,
    answer_of,
    link_id_after,
    link_id_before,
    place_of,
    place_to_go_on,
)
from care.reminders.phone.pages import chosen_language, closed, holder_with_permit, page_of, phone_page
from patients.assessments.operations import AnswersWrong
from patients.assessments.rules import Item, asked

PURPOSE = LinkPurpose.QUESTIONNAIRE.value


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with a link that opens: what it is about, and in which language they read."""

    request: HttpRequest
    holder: LinkHolder
    permit: Permit
    page: Page
    language: str
    at: datetime

    def asked(self) -> list[Item]:
        """The questions that are asked after the answers so far."""
        return asked(self.page.definition, self.page.answers)


@phone_page
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """A question; what was answered; the end; or a kind page where the link does not open, which says nothing of anybody."""
    visit = _visit(request, token, at=timezone.now())
    try:
        return _answered(visit)
    except operations.QuestionnaireClosed:
        return _over(visit)


def _answered(visit: Visit) -> HttpResponse:
    posted = visit.request.POST
    if visit.request.method != "POST" or not visit.page.is_open:
        if "send" in posted or "skip" in posted:  # the same posted again
            return _sent(visit, {})
        return _question(visit, place_to_go_on(visit.asked(), visit.page.shown)) if visit.page.is_open else _over(visit)
    place = place_of(visit.asked(), posted.get("question", ""))
    if place is None:  # a page that lay about while the answers before it were changed elsewhere
        return _question(visit, place_to_go_on(visit.asked(), visit.page.shown))
    if "skip" in posted:
        return _sent(visit, {place.item.link_id: None}) if place.is_last else _go_on(visit, place, None)
    typed = posted.get("answer", "")
    try:
        value = answer_of(place.item, typed)
    except NotReadable:
        if "keep" in posted:
            return HttpResponse(status=204)
        return _question(visit, place, typed=typed, error="unreadable", status=422)
    if "send" in posted:
        return _sent(visit, {place.item.link_id: value})
    return _go_on(visit, place, value)


def _go_on(visit: Visit, place: Place, value: Decimal | str | None) -> HttpResponse:
    """Keep one answer, and show the question that the person asked for: the next one, the one before, or the same."""
    posted, link_id = visit.request.POST, place.item.link_id
    is_nothing = value == "" and link_id not in visit.page.answers and "next" not in posted
    if not is_nothing:
        operations.keep_answer(
            permit=visit.permit,
            link_id=visit.holder.link_id,
            question=link_id,
            answer=value,
            language=visit.language,
            at=visit.at,
        )
    if "keep" in posted:
        return HttpResponse(status=204)
    visit = _again(visit)
    items = visit.asked()
    to = link_id
    if "back" in posted:
        to = link_id_before(items, link_id)
    elif "switch" not in posted:
        to = link_id_after(items, link_id) or link_id
    return _question(visit, place_of(items, to) or place_to_go_on(items, visit.page.shown))


def _sent(visit: Visit, answers: dict[str, Decimal | str | None]) -> HttpResponse:
    """Take the answers. Posted twice, the same page comes twice and they count once."""
    try:
        sent = operations.send_answers(
            permit=visit.permit, link_id=visit.holder.link_id, answers=answers, language=visit.language, at=visit.at
        )
    except AnswersWrong:
        place = place_to_go_on(visit.asked(), visit.page.shown)
        return _question(visit, place, error="nothing", status=422)
    except LinkUsed:
        return _over(visit)
    except LinkRefused:
        return closed(visit.request, status=410, organisation_id=visit.holder.organisation_id, language=visit.language)
    context = {"phone": visit.page.organisation_phone, "will_call": sent.will_call, "is_hurt": sent.is_hurt}
    template = "questionnaires/phone/talk.html" if sent.talks_now else "questionnaires/phone/thanks.html"
    return page_of(visit.request, template, context, language=visit.language)


def _question(visit: Visit, place: Place, *, typed: str | None = None, error: str = "", status: int = 200) -> HttpResponse:
    words = visit.page.words(visit.language)
    question = question_of(place, words[place.item.link_id], visit.page.answers, typed=typed, error=error)
    context = {"question": question, "talks_now": visit.page.talks_now, "look_back": visit.page.look_back(visit.language)}
    return page_of(visit.request, "questionnaires/phone/question.html", context, language=visit.language, status=status)


def _over(visit: Visit) -> HttpResponse:
    """No answers are taken: they are here already, or it was taken back. Which of the two is nobody's business."""
    context = {"phone": visit.page.organisation_phone}
    return page_of(visit.request, "reminders/phone/over.html", context, language=visit.language)


def _visit(request: HttpRequest, token: str, *, at: datetime) -> Visit:
    """Who comes with this link.

    Raises:
        LinkRefused: it does not open, or its person is not cared for here or has died.
    """
    holder, permit = holder_with_permit(request, token, purpose=PURPOSE, at=at)
    try:
        page = page_for_link(permit=permit, holder=holder, at=at)
    except LinkRefused as refused:
        refused.organisation_id = holder.organisation_id
        raise
    return Visit(request, holder, permit, page, chosen_language(request, page.language), at)


def _again(visit: Visit) -> Visit:
    """The same visit with what was kept just now."""
    page = page_for_link(permit=visit.permit, holder=visit.holder, at=visit.at)
    return Visit(visit.request, visit.holder, visit.permit, page, visit.language, visit.at)
