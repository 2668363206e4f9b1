"""One consent on somebody's phone: they say who they are by their birth date, read it, and sign or decline it once.

The link is the key: its code proves that we gave it out, so it stands for a CSRF token as well (see DECISIONS). Unlike a
check-in this page has to say which program gives what to whom, so that it opens only to who knows the person's birth date;
no cookie is set, and the date is asked again with the signature.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date

from care.actor import Permit
from care.consent import operations
from care.consent.queries import ConsentRow, get_consent, signers_of
from care.consent.rules import BadPaper, BadTerms, How, MayNotSign, Person, Signature, Signers, State
from care.consent.wording import wording
from care.links.operations import LinkExpired, LinkHolder, LinkRevoked, LinkUnknown, LinkUsed
from care.links.rules import LinkPurpose
from care.pages.presenters.consent import said_to_the_person
from care.reminders.phone.dates import dates_used_up, note_wrong_date
from care.reminders.phone.pages import closed, holder_with_permit, page_of, phone_page, written_language
from care.reminders.queries import sender_of
from patients.queries import Person as Patient
from patients.queries import get_patient

PURPOSE = LinkPurpose.CONSENT.value


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with a link that opens: which consent it is about, and in which language they read."""

    request: HttpRequest
    holder: LinkHolder
    permit: Permit
    person: Patient
    row: ConsentRow
    language: str
    at: datetime


@phone_page
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """The paper; the signature or the no; or a kind page where the link does not open, which says nothing of anybody."""
    visit = _visit(request, token, at=timezone.now())
    if not visit.row.is_draft or visit.holder.used_at is not None:
        return _over(visit)
    if request.method != "POST":
        return _who(visit)
    if not _knows_the_date(visit):
        return _who(visit, is_wrong=bool(request.POST.get("born")))
    if "sign" in request.POST:
        return _signed(visit)
    return _declined(visit) if "decline" in request.POST else _paper(visit)


def _visit(request: HttpRequest, token: str, *, at: datetime) -> Visit:
    """Who comes with this link.

    Raises:
        LinkRefused: it does not open, or its person is not cared for here or has died.
    """
    holder, permit = holder_with_permit(request, token, purpose=PURPOSE, at=at)
    row = get_consent(permit=permit, consent=holder.subject, at=at)
    if row is None:
        raise LinkUnknown
    person = get_patient(permit=permit)
    if person.deceased_on is not None:
        refused = LinkRevoked()
        refused.organisation_id = holder.organisation_id
        raise refused
    return Visit(request, holder, permit, person, row, written_language(request, row.wording_language), at)


def _knows_the_date(visit: Visit) -> bool:
    """Whether the birth date is the person's. After too many wrong ones a right one is answered like them, for an hour."""
    given = _date(visit.request.POST.get("born", ""))
    if given is None or dates_used_up(visit.holder.link_id):
        return False
    if given == visit.person.identity.birth_date:
        return True
    note_wrong_date(visit.holder.link_id)
    return False


def _date(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


def _signed(visit: Visit) -> HttpResponse:
    """Take the signature. Posted twice, the same page comes twice and it counts once."""
    posted = visit.request.POST
    signature = Signature(How.LINK, posted.get("name", ""), drawing=posted.get("drawing", ""))
    try:
        operations.sign_consent(
            permit=visit.permit,
            consent=visit.row.uuid,
            signature=signature,
            signers=_signers(visit),
            link_id=visit.holder.link_id,
            language=visit.language,
            at=visit.at,
        )
    except MayNotSign:
        return _over(visit)
    except BadTerms:
        return _paper(visit, error="name", status=422)
    except BadPaper:
        return _paper(visit, error="drawing", status=422)
    except (operations.AlreadySigned, operations.NotADraft, operations.AlreadyGiven, LinkUsed):
        return _over(visit, now=True)
    except (operations.DraftTooOld, operations.NoSuchConsent, LinkExpired, LinkRevoked):
        return closed(visit.request, status=410, organisation_id=visit.holder.organisation_id, language=visit.language)
    return page_of(visit.request, "signing/signed.html", _phone(visit), language=visit.language)


def _signers(visit: Visit) -> Signers:
    """Whose signature it needs: by a link only who signs alone can give theirs."""
    person = Person(visit.person.identity.birth_date, visit.person.deceased_on)
    return signers_of(permit=visit.permit, person=person, zone=visit.row.zone, at=visit.at)


def _declined(visit: Visit) -> HttpResponse:
    """Take the no. Care stays the same."""
    try:
        operations.decline_consent(permit=visit.permit, consent=visit.row.uuid, link_id=visit.holder.link_id, at=visit.at)
    except (operations.AlreadySigned, operations.NotADraft, LinkUsed):
        return _over(visit, now=True)
    except (operations.NoSuchConsent, LinkExpired, LinkRevoked):
        return closed(visit.request, status=410, organisation_id=visit.holder.organisation_id, language=visit.language)
    return page_of(visit.request, "signing/declined.html", _phone(visit), language=visit.language)


# --- pages ---------------------------------------------------------------------------------------------------------------------


def _phone(visit: Visit) -> dict[str, Any]:
    return {"phone": sender_of(organisation_id=visit.holder.organisation_id, language=visit.language).phone}


def _who(visit: Visit, *, is_wrong: bool = False) -> HttpResponse:
    """The door: nothing of the paper, and nothing of the program, is said before it."""
    context = {"is_wrong": is_wrong}
    return page_of(visit.request, "signing/who.html", context, language=visit.language, status=422 if is_wrong else 200)


def _paper(visit: Visit, *, error: str = "", status: int = 200) -> HttpResponse:
    read = wording(language=visit.language, kind=visit.row.kind, version=visit.row.wording)
    posted = visit.request.POST
    context = {
        "wording": read,
        "said": said_to_the_person(visit.row, language=visit.language, zone=visit.row.zone),
        "born": posted.get("born", ""),
        "name": posted.get("name", ""),
        "drawing": "" if error == "drawing" else posted.get("drawing", ""),
        "error": error,
    }
    return page_of(visit.request, "signing/paper.html", context, language=visit.language, status=status)


def _over(visit: Visit, *, now: bool = False) -> HttpResponse:
    """The consent takes no answer: what became of it is said only where it was signed or declined by this very link."""
    row = get_consent(permit=visit.permit, consent=visit.row.uuid, at=visit.at) if now else visit.row
    was_used = now or visit.holder.used_at is not None
    context = _phone(visit) | {
        "was_signed": was_used and row is not None and row.how is How.LINK,
        "was_declined": was_used and row is not None and row.state is State.DECLINED,
    }
    return page_of(visit.request, "signing/over.html", context, language=visit.language)
