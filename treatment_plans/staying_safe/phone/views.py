"""The copy of somebody's own plans on their phone: who they are by their birth date, then the plans, the numbers first.

The link is the key, so that no cookie is set (see DECISIONS); the birth date is asked before anything is shown. What the
person chooses to keep is put away by their browser under the address of the link (`static/js/kept.js`, `worker.js`): the
same page without a form and without the birth date. Before it is shown again the phone asks whether it may still keep it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from care.actor import Permit
from care.consent.rules import BadPaper
from care.lib.dates import date_in, local_date
from care.lib.pdf import LARGE_PRINT, PLAIN
from care.links.operations import LinkExpired, LinkHolder, LinkRefused, LinkRevoked
from care.links.rules import LinkPurpose
from care.reminders.phone.dates import dates_used_up, note_wrong_date
from care.reminders.phone.pages import chosen_language, holder_with_permit, page_of, phone_page
from care.reminders.queries import sender_of
from treatment_plans.own_copy import copy_of
from treatment_plans.own_paper import Print
from treatment_plans.rules import NotPossible
from treatment_plans.staying_safe import operations, rules
from treatment_plans.staying_safe.phone.presenters import PhonePlan, care_plan, phone_plan, sheet_plan
from treatment_plans.staying_safe.queries import PhonePage, page_for_link, seal_of_plan
from treatment_plans.staying_safe.views.reading import plan_pdf
from treatment_plans.staying_safe.vocabulary import Way

PURPOSE = LinkPurpose.SAFE_COPY.value
WORKER = Path(__file__).resolve().parent / "worker.js"


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with a link that opens, and in which language they read."""

    request: HttpRequest
    holder: LinkHolder
    permit: Permit
    page: PhonePage
    language: str
    at: datetime


@phone_page
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """The door; the plans; the plans on paper; the person's word to one that waits for it."""
    visit = _visit(request, token, at=timezone.now())
    if request.method != "POST":
        return _who(visit)
    if not _knows_the_date(visit):
        return _who(visit, is_wrong=bool(request.POST.get("born")))
    operations.note_seen(permit=visit.permit, copy=visit.page.copy, at=visit.at)
    if "sign" in request.POST:
        return _signed(visit)
    if "paper" in request.POST and (visit.page.plans or visit.page.care or visit.page.sheets):
        return _paper(visit)
    return _plans(visit, is_kept="keep" in request.POST)


@phone_page
def still(request: HttpRequest, token: str) -> HttpResponse:
    """Whether a phone may keep what it has, and the stamp of the newest. Only a copy that was taken back is to be erased: a
    link whose time is over, care that ended or a fault of ours take nothing from anybody.
    """
    at = timezone.now()
    try:
        visit = _visit(request, token, at=at)
    except LinkRevoked:
        return JsonResponse({"keep": False})
    except LinkRefused:
        return JsonResponse({"keep": True, "stamp": ""})
    operations.note_seen(permit=visit.permit, copy=visit.page.copy, at=at)
    return JsonResponse({"keep": True, "stamp": visit.page.stamp})


@require_safe
def keeper(_request: HttpRequest) -> HttpResponse:
    """What the browser runs to show a kept page without a connection. It holds nothing of anybody."""
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker() -> bytes:
    return WORKER.read_bytes()


def _visit(request: HttpRequest, token: str, *, at: datetime) -> Visit:
    """Who comes with this link.

    Raises:
        LinkRefused: it does not open, or its person is not cared for here or has died.
    """
    holder, permit = holder_with_permit(request, token, purpose=PURPOSE, at=at)
    try:
        page = page_for_link(permit=permit, holder=holder)
    except LinkRefused as refused:
        refused.organisation_id = holder.organisation_id
        raise
    return Visit(request, holder, permit, page, chosen_language(request, page.person.identity.language.value), at)


def _knows_the_date(visit: Visit) -> bool:
    """Whether the birth date is the person's. After too many wrong ones a right one is answered like them, for an hour."""
    given = _date(visit.request.POST.get("born", ""))
    if given is None or dates_used_up(visit.holder.link_id):
        return False
    if given == visit.page.person.identity.birth_date:
        return True
    note_wrong_date(visit.holder.link_id)
    return False


def _date(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


def _signed(visit: Visit) -> HttpResponse:
    """Take the person's word. Posted twice, the same page comes twice and it counts once."""
    posted = visit.request.POST
    waiting = next((plan for plan in visit.page.waiting if str(plan.uuid) == posted.get("sign")), None)
    if waiting is None:
        return _plans(visit)
    try:
        operations.take_word(
            permit=visit.permit,
            plan=waiting.uuid,
            way=Way.TYPED,
            name=posted.get("name", ""),
            drawing=posted.get("drawing", ""),
            seal=posted.get("seal", "") or "none",
            at=visit.at,
        )
    except rules.BadWord:
        return _plans(visit, error="name", status=422)
    except BadPaper:
        return _plans(visit, error="drawing", status=422)
    except (NotPossible, operations.WordingChanged, operations.PersonDied, LinkExpired):
        pass  # signed, or written anew, meanwhile: the page shows how it stands
    return _plans(_again(visit), was_signed=True)


def _again(visit: Visit) -> Visit:
    page = page_for_link(permit=visit.permit, holder=visit.holder)
    return Visit(visit.request, visit.holder, visit.permit, page, visit.language, visit.at)


# --- pages ---------------------------------------------------------------------------------------------------------------------


def _who(visit: Visit, *, is_wrong: bool = False) -> HttpResponse:
    """The door: nothing of the plans, and nothing of the program, is said before it."""
    context = {"is_wrong": is_wrong}
    return page_of(
        visit.request, "staying_safe/phone/who.html", context, language=visit.language, status=422 if is_wrong else 200
    )


def _plans(visit: Visit, *, is_kept: bool = False, error: str = "", was_signed: bool = False, status: int = 200) -> HttpResponse:
    posted, page = visit.request.POST, visit.page
    zone = page.person.identity.zone
    context: dict[str, Any] = {
        "plans": [
            *(phone_plan(plan, visit.language) for plan in page.plans),
            *_care(visit),
            *(sheet_plan(sheet, visit.language) for sheet in page.sheets),
        ],
        "waiting": [] if is_kept else [_waiting(visit, plan.uuid, phone_plan(plan, visit.language)) for plan in page.waiting],
        "is_kept": is_kept,
        "day": date_in(local_date(visit.at, zone), visit.language),
        "stamp": page.stamp,
        "born": "" if is_kept else posted.get("born", ""),
        "phone": sender_of(organisation_id=visit.holder.organisation_id, language=visit.language).phone,
        "name": posted.get("name", "") if error else "",
        "drawing": posted.get("drawing", "") if error == "name" else "",
        "error": error,
        "was_signed": was_signed and len(page.waiting) == 0,
    }
    return page_of(visit.request, "staying_safe/phone/plans.html", context, language=visit.language, status=status)


def _care(visit: Visit) -> list[PhonePlan]:
    """The plan of care, where the copy is of it."""
    today = local_date(visit.at, visit.page.person.identity.zone)
    return [care_plan(visit.page.care, on=today, language=visit.language)] if visit.page.care else []


def _waiting(visit: Visit, plan: Any, shown: Any) -> dict[str, Any]:
    return {"plan": shown, "seal": seal_of_plan(permit=visit.permit, plan=plan)}


def _paper(visit: Visit) -> HttpResponse:
    """The plans in force as a file, which the person keeps as they like; in large print where they ask for it."""
    person, plan, zone = visit.page.person, visit.page.care, visit.page.person.identity.zone
    name, today = person.display_name, local_date(visit.at, zone)
    care = copy_of(plan, name=name, on=today, language=visit.language, is_whole=True) if plan else None
    look = LARGE_PRINT if visit.request.POST.get("paper") == Print.LARGE.value else PLAIN
    content = plan_pdf(
        *visit.page.plans, name=name, language=visit.language, zone=zone, look=look, care=care, sheets=visit.page.sheets
    )
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="my-plans.pdf"'
    return answer
