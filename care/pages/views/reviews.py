"""Looking at what was done in an emergency: who, why, when, what exactly was read and changed; and what was found."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.access import gate, operations
from care.access.queries import ReviewRow, get_review, reviews_of_organisation
from care.access.rules import NotPossible, Outcome, may_review
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, zone_of
from care.actor import Actor, Category, Purpose
from care.audit.queries import Trace, traces_of
from care.pages.presenters import sessions as present
from care.pages.session_forms import ReviewForm
from care.pages.views.parts import page_of_ours
from patients.queries import PersonLine, names_of, numbers_of

EMERGENCY_ROW = "D06-emergency"  # the row of the decision table on which everything in an emergency session rests


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Everything done in an emergency: what waits for a review, soonest due first; below it what was reviewed, newest first."""
    actor, at, zone = actor_of(request), timezone.now(), zone_of(request)
    check_work(actor, Work.REVIEW_EMERGENCIES)
    waiting = reviews_of_organisation(actor=actor, at=at, waiting=True)
    reviewed = reviews_of_organisation(actor=actor, at=at, waiting=False)
    people = named(actor, [*waiting, *reviewed], at=at)
    context = {
        "waiting": present.review_lines(waiting, people, zone=zone, at=at),
        "reviewed": present.review_lines(reviewed, people, zone=zone, at=at),
    }
    return render(request, "pages/access_reviews.html", context)


def named(actor: Actor, rows: Sequence[ReviewRow], *, at: datetime) -> dict[int, PersonLine]:
    """Who the records are of, for whoever reviews; one event with their numbers."""
    numbers = sorted({row.patient_id for row in rows})
    gate.record_list(
        actor=actor, patient_ids=numbers, category=Category.SUD, purpose=Purpose.HOPERAT, at=at, what="access_reviews"
    )
    return names_of(numbers)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One session in an emergency, and the form for what the review found."""
    actor, at = actor_of(request), timezone.now()
    check_work(actor, Work.REVIEW_EMERGENCIES)
    row = get_review(actor=actor, uuid=uuid, at=at)
    if row is None:
        raise gate.NotFound("NOT_FOUND")
    person = named(actor, [row], at=at)[row.patient_id]
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.review(
                actor=actor, uuid=uuid, outcome=Outcome(form.cleaned_data["outcome"]), words=form.cleaned_data["words"], at=at
            )
        except operations.OwnAct:
            form.add_error(None, "Somebody else reviews what you opened yourself.")
        except NotPossible:
            form.add_error(None, "This cannot be reviewed now: it still runs, or was reviewed meanwhile.")
        else:
            messages.success(request, f"{person.display_name}: what was done in the emergency is reviewed.")
            return redirect(page_of_ours(request, "/"))
    is_own = not may_review(roles=actor.roles, user_id=actor.user_id, opened_by_id=row.opened_by_id)
    context = {
        "card": present.review_card(row, zone=zone_of(request), at=at),
        "traces": present.traces_card(_traces(row), zone=zone_of(request)) if row.session else None,
        "is_own": is_own,
        "person": person,
        "form": form,
        "back": page_of_ours(request, "/"),
    }
    return render(request, "pages/access_review.html", context, status=422 if form.errors else 200)


def _traces(row: ReviewRow) -> list[Trace]:
    session = row.session
    if session is None:
        return []
    return traces_of(
        user_id=session.user_id,
        patient_ids=numbers_of(row.patient_id),
        since=session.started_at,
        until=session.until,
        bases=(EMERGENCY_ROW,),
    )


@require_POST
def seen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The reader has seen what was told to the care team."""
    actor: Actor = actor_of(request)
    if operations.see_notice(actor=actor, review=uuid, at=timezone.now()):
        messages.success(request, "Seen. It stays in the person’s history.")
    return redirect(page_of_ours(request, "/"))
