"""Today: what waits for this person now, by role. Nothing clinical for who reads nobody's care."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from care.access import gate
from care.access.queries import NoticeRow, notices_for
from care.accounts.queries import colleagues_of, names_of_staff, open_invitations
from care.accounts.rules import Work, may
from care.accounts.session import actor_of, zone_of
from care.actor import Actor, Category, Purpose
from care.audit.queries import seal_state
from care.lib.dates import day_bounds, local_date, long_day_text, time_text
from care.lib.paging import BadCursor
from care.pages.presenters import caseload as caseload_words
from care.pages.presenters import worklist as present
from care.pages.presenters.audit import audit_state
from care.pages.presenters.sessions import notice_lines
from care.pages.reading import conditions_of, for_owner_of, reads_care
from care.pages.views.caseload import moment_of
from care.pages.views.parts import page_or_part
from care.teams.queries import CaseloadRow, Show, admitted_since, counted_caseload
from care.worklist.queries import TaskRow, Worklist, escalations, programme_tasks, taken_by_colleagues, worklist_of
from patients.queries import names_of

REVIEWS_SHOWN = 5
MOST_ROWS = 100  # of the worklist; what lies behind is said
LOOK_BACK = timedelta(hours=24)


@dataclass(slots=True)
class _Found:
    """Everything that the page shows, before names are known."""

    mine: Worklist = field(default_factory=Worklist)
    programme: list[TaskRow] = field(default_factory=list)
    next_cursor: str = ""
    escalations: list[TaskRow] = field(default_factory=list)
    is_cut: bool = False
    taken: list[TaskRow] = field(default_factory=list)
    reviews: list[CaseloadRow] = field(default_factory=list)
    reviews_count: int = 0
    arrivals: list[tuple[int, datetime]] = field(default_factory=list)
    notices: list[NoticeRow] = field(default_factory=list)

    def tasks(self) -> Iterable[TaskRow]:
        """Every task on the page."""
        return [*self.escalations, *self.mine.rows, *self.mine.snoozed, *self.taken, *self.programme]

    def people(self) -> set[int]:
        """Everybody whom the page names."""
        found = {task.patient_id for task in self.tasks() if task.patient_id is not None}
        found |= {row.patient_id for row in self.reviews} | {row.patient_id for row in self.notices}
        return found | {patient_id for patient_id, _ in self.arrivals}


@require_safe
@vary_on_headers("HX-Request")
def today(request: HttpRequest) -> HttpResponse:
    """The worklist, or the whole program's tasks; around it what else waits, by role. To htmx the worklist alone."""
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    whole_team = request.GET.get("who") == "team" and may(actor, Work.SEE_PROGRAMME_TASKS)
    found = _worklist(request, actor, at, zone, whole_team=whole_team)
    if not request.htmx:  # type: ignore[attr-defined]
        _around(found, actor, at, zone)
    names = _names(found, actor, at)
    reader = present.Reader(actor.staff_id, at, zone, back=request.get_full_path())
    context = _of_worklist(request, found, names, reader, whole_team=whole_team)
    context["may_see_team"] = may(actor, Work.SEE_PROGRAMME_TASKS)
    if not request.htmx:  # type: ignore[attr-defined]
        context |= _of_page(found, names, reader, actor) | _by_role(found, names, actor, at, zone)
    return page_or_part(request, "pages/today.html", "pages/_worklist.html", context, says=context["says"])


def _worklist(request: HttpRequest, actor: Actor, at: datetime, zone: str, *, whole_team: bool) -> _Found:
    conditions = conditions_of(actor)
    mine = worklist_of(actor=actor, conditions=conditions, at=at, zone=zone, limit=MOST_ROWS, for_owner=for_owner_of(actor))
    found = _Found(mine=mine)
    if whole_team:
        try:
            page = programme_tasks(actor=actor, conditions=conditions, at=at, after=request.GET.get("after", ""))
        except BadCursor as error:
            raise Http404 from error
        found.programme, found.next_cursor = page.rows, page.next_cursor
    return found


def _around(found: _Found, actor: Actor, at: datetime, zone: str) -> None:
    """What the whole page shows besides the worklist."""
    conditions = conditions_of(actor)
    waiting = escalations(actor=actor, conditions=conditions)
    found.escalations, found.is_cut = waiting.rows, waiting.is_cut
    place: dict[str, Any] = {"organisation_id": actor.organisation_id or 0}
    if reads_care(actor.roles):
        found.taken = taken_by_colleagues(actor=actor, conditions=conditions, since=at - LOOK_BACK)
        found.notices = notices_for(actor=actor, condition=conditions[Category.SUD])
        place |= {"condition": conditions[Category.SUD], "moment": moment_of(at, zone)}
        reviews = counted_caseload(**place, show=Show.REVIEW, limit=REVIEWS_SHOWN, counted=(Show.REVIEW,), cap=caseload_words.CAP)
        found.reviews, found.reviews_count = reviews.page.rows, reviews.counts[Show.REVIEW]
    elif may(actor, Work.REGISTER_PATIENT):
        since = day_bounds(local_date(at, zone), zone)[0]
        found.arrivals = admitted_since(**place, condition=conditions[Category.DEMOGRAPHICS], since=since)


def _names(found: _Found, actor: Actor, at: datetime) -> present.Names:
    """Names of everybody on the page in two queries, and one event with the people among them."""
    patient_ids = sorted(found.people())
    owners = {task.owner_id for task in found.tasks() if task.owner_id is not None}
    names = present.Names(people=names_of(patient_ids), staff=names_of_staff(owners))
    category = Category.SUD if reads_care(actor.roles) else Category.DEMOGRAPHICS
    gate.record_list(actor=actor, patient_ids=patient_ids, category=category, purpose=Purpose.TREAT, at=at, what="today")
    return names


def _of_worklist(
    request: HttpRequest, found: _Found, names: present.Names, reader: present.Reader, *, whole_team: bool
) -> dict[str, Any]:
    show = request.GET.get("show", "mine")
    show = show if show in present.SHOWS else "mine"
    context: dict[str, Any] = {"show": show, "show_label": present.SHOWS[show], "whole_team": whole_team}
    if whole_team:
        shown = present.by_day(found.programme, at=reader.at, zone=reader.zone)
        more = urlencode({"who": "team", "after": found.next_cursor})
        return context | {
            "groups": present.groups(shown, "mine", names, reader),
            "next_url": f"?{more}" if found.next_cursor else "",
            "first_url": "?who=team" if request.GET.get("after") else "",
            "says": "Whole program",
        }
    return context | {
        "groups": present.groups(found.mine, show, names, reader),
        "chips": present.chips(found.mine, show),
        "next_snoozed": present.next_awake(found.mine, names, reader),
        "cut": found.mine.is_cut,
        "says": f"{present.SHOWS[show]}: {len(present.rows_of(found.mine, show))}",
    }


def _of_page(found: _Found, names: present.Names, reader: present.Reader, actor: Actor) -> dict[str, Any]:
    return {
        "day": long_day_text(local_date(reader.at, reader.zone)),
        "clock": time_text(reader.at, reader.zone),
        "late": len(found.mine.late),
        "escalations": [present.escalation_card(task, names, reader) for task in found.escalations],
        "escalations_cut": found.is_cut,
        "notices": notice_lines(found.notices, names.people, zone=reader.zone, at=reader.at),
        "reads_care": reads_care(actor.roles),
        "taken": [present.taken_line(task, names, reader) for task in found.taken],
    }


def _by_role(found: _Found, names: present.Names, actor: Actor, at: datetime, zone: str) -> dict[str, Any]:
    """Plan reviews for who cares for people; else what a front desk, an administrator or an auditor has to look at."""
    context: dict[str, Any] = {}
    day = local_date(at, zone)
    if reads_care(actor.roles):
        context["reviews"] = [(names.people[row.patient_id], caseload_words.review_text(row, day)) for row in found.reviews]
        context["reviews_count"] = caseload_words.count_text(found.reviews_count)
    elif may(actor, Work.REGISTER_PATIENT):
        context["registers"] = True
        context["arrivals"] = [(names.people[number], time_text(moment, zone)) for number, moment in found.arrivals]
    if may(actor, Work.MANAGE_STAFF) and actor.organisation_id is not None:
        colleagues = [person for person in colleagues_of(organisation_id=actor.organisation_id) if person.is_active]
        invitations = open_invitations(organisation_id=actor.organisation_id, at=at)
        context["accounts"] = {
            "colleagues": len(colleagues),
            "without_factor": sum(not person.has_second_factor for person in colleagues),
            "without_role": sum(not person.roles for person in colleagues),
            "invitations": len(invitations),
            "expired": sum(invitation.has_expired for invitation in invitations),
        }
    if may(actor, Work.VERIFY_AUDIT):
        context["audit"] = audit_state(seal_state(), zone=zone, at=at)
    return context
