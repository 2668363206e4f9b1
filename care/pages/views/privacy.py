"""The privacy office at a glance: find a person, what may be worth a look, the breach register, the audit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from care.access.queries import reviews_of_organisation
from care.accounts.queries import everybody_of, names_of_users
from care.audit.queries import last_verifications, seal_state
from care.lib.dates import local_date
from care.lib.paging import BadCursor
from care.pages.forms import SearchForm
from care.pages.presenters import looking as look_words
from care.pages.presenters.audit import audit_state, run_lines
from care.pages.presenters.breaches import breach_line
from care.pages.presenters.sessions import review_lines
from care.pages.privacy_forms import ReviewForm
from care.pages.views.privacy_reports import Office, named, office
from care.pages.views.reviews import named as named_in
from care.privacy import operations, queries
from care.privacy.queries import ObservationRow
from care.privacy.vocabulary import Kind, Outcome

SHOWN = 5  # of each book on the first page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the privacy officer comes for: a person's question first, then what waits."""
    here = office(request)
    today = local_date(here.at, here.zone)
    waiting = queries.observations_of(actor=here.actor, limit=SHOWN)
    breaches = [row for row in queries.breaches_of(actor=here.actor) if row.next_clock is not None]
    reviews = reviews_of_organisation(actor=here.actor, at=here.at, waiting=True)
    context = {
        "form": SearchForm(),
        "pick": "privacy",
        "looks": _lines(here, waiting.rows),
        "looks_count": look_words.count_text(queries.count_to_look_at(actor=here.actor)),
        "emergencies": review_lines(reviews, named_in(here.actor, reviews, at=here.at), zone=here.zone, at=here.at)[:SHOWN],
        "emergencies_count": len(reviews),
        "breaches": [breach_line(row, today=today) for row in breaches[:SHOWN]],
        "breaches_count": len(breaches),
        "audit": audit_state(seal_state(), zone=here.zone, at=here.at),
        "runs": run_lines(last_verifications(1), {}, zone=here.zone, at=here.at),
    }
    return render(request, "pages/privacy.html", context)


def _lines(here: Office, rows: list[ObservationRow]) -> list[look_words.LookLine]:
    people = named(here, {row.patient_id for row in rows if row.patient_id is not None}, what="privacy")
    staff = {
        one.staff_id: one for one in everybody_of(organisation_id=here.organisation_id, staff_ids=[r.staff_id for r in rows])
    }
    reviewers = names_of_users(row.reviewed_by_id for row in rows if row.reviewed_by_id is not None)
    today = local_date(here.at, here.zone)
    return [look_words.look_line(row, staff, people, reviewers, zone=here.zone, today=today) for row in rows]


@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """What may be worth a look, or what was looked at and what came of it."""
    here = office(request)
    return _looks(request, here)


def _looks(request: HttpRequest, here: Office, *, form: ReviewForm | None = None, refused: UUID | None = None) -> HttpResponse:
    reviewed = request.GET.get("show") == "reviewed"
    kind = request.GET.get("kind", "")
    chosen = next((one for one in Kind if one.value == kind), None)
    try:
        page = queries.observations_of(actor=here.actor, reviewed=reviewed, kind=chosen, after=request.GET.get("after", ""))
    except BadCursor:
        return redirect("pages:privacy_looks")
    show = "&show=reviewed" if reviewed else ""
    context: dict[str, Any] = {
        "lines": _lines(here, page.rows),
        "reviewed": reviewed,
        "kinds": [("", "All kinds", chosen is None)] + [(one.value, one.label, one is chosen) for one in Kind],
        "kind": chosen,
        "show": show,
        "next_url": f"?after={page.next_cursor}{show}&kind={kind if chosen else ''}" if page.next_cursor else "",
        "is_first": not request.GET.get("after"),
        "form": form or ReviewForm(auto_id=False),
        "refused": refused,
        "outcomes": list(Outcome),
    }
    return render(request, "pages/privacy_looks.html", context, status=422 if refused else 200)


@require_http_methods(["POST"])
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that somebody has looked, and what came of it."""
    here = office(request)
    if not queries.is_ours(actor=here.actor, observation=uuid):
        raise Http404
    form = ReviewForm(request.POST, auto_id=False)
    if not form.is_valid():
        return _looks(request, here, form=form, refused=uuid)
    try:
        operations.review_observation(
            actor=here.actor,
            observation=uuid,
            outcome=Outcome(form.cleaned_data["outcome"]),
            note=form.cleaned_data["note"],
            at=here.at,
        )
    except operations.AlreadyReviewed:
        messages.info(request, "Somebody has looked at it already. Nothing was changed.")
    else:
        messages.success(request, "What came of the look is written down.")
    return redirect("pages:privacy_looks")
