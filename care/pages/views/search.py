"""Finding a person. What is typed travels in the body of a POST only: never in an address, a log line or the audit."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from care.access import gate
from care.accounts.rules import Work, check_work, may
from care.accounts.session import actor_of, zone_of
from care.actor import Actor, Category, Purpose
from care.lib.dates import local_date
from care.lib.ids import is_uuid
from care.pages.forms import SearchForm
from care.pages.presenters.people import FoundLine, found_line
from care.pages.reading import reads_people
from care.pages.views.parts import page_or_part
from patients.queries import Found
from patients.queries import search as search_people

# Results that lead into the privacy office, and what for.
OFFICE = {"privacy": Purpose.PATRQT, "breach": Purpose.HOPERAT}


@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    """The empty field, or the people who match and whom the reader may see; with htmx the list of them alone."""
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    form = SearchForm(request.POST if request.method == "POST" else None)
    pick, entry = _pick(request, actor)
    purpose = OFFICE.get(pick, Purpose.TREAT)
    found, today = None, local_date(at, zone)
    if request.method == "POST" and form.is_valid():
        condition = gate.readable(actor=actor, category=Category.DEMOGRAPHICS, purpose=purpose, path="patient_id")
        found = search_people(condition=condition, terms=form.cleaned_data["q"], organisation_id=actor.organisation_id or 0)
        gate.record_list(
            actor=actor,
            patient_ids=[person.patient_id for person in found.people],
            category=Category.DEMOGRAPHICS,
            purpose=purpose,
            at=at,
            what="search",
        )
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "lines": _lines(found, today, pick, entry) if found else [],
        "says": _says(found) if found else "",
        "pick": pick,
        "entry": entry,
        "may_register": may(actor, Work.REGISTER_PATIENT),
        "may_open": may(actor, Work.OPEN_IN_EMERGENCY) and not pick,
        "reads_people": reads_people(actor.roles) or pick in OFFICE,
    }
    return page_or_part(request, "pages/search.html", "pages/_found.html", context, says=context["says"])


def _lines(found: Found, today: date, pick: str, entry: str) -> list[FoundLine]:
    return [found_line(person, today, pick, entry, found.near.get(person.patient_id)) for person in found.people]


def _pick(request: HttpRequest, actor: Actor) -> tuple[str, str]:
    """What a result is for: '' the chart, 'task' a new task, and for the privacy office a report or an entry of the register.

    Who runs the privacy office and reads nobody's record finds people for nothing else.

    Raises:
        WorkRefused: somebody else asks on behalf of the privacy office.
    """
    pick = request.POST.get("pick", "")
    if not pick and may(actor, Work.PRIVACY_OFFICE) and not reads_people(actor.roles):
        pick = "privacy"
    if pick in OFFICE:
        check_work(actor, Work.PRIVACY_OFFICE)
        entry = request.POST.get("entry", "")
        return (pick, entry) if pick == "privacy" or is_uuid(entry) else ("privacy", "")
    return ("task", "") if pick == "task" else ("", "")


def _says(found: Found) -> str:
    """How many there are, in words: for the heading and for who listens."""
    if found.is_too_short:
        return "Type two letters or three digits"
    if not found.people:
        return "Nobody found"
    count = f"{len(found.people)}{'+' if found.is_cut else ''}"
    people = "person" if count == "1" else "people"
    return f"{count} {people} whose names come near" if found.is_near else f"{count} {people} found"
