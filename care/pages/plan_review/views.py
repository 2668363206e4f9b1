"""The review of one plan: read, written in, finished."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from care.access.policy import Session
from care.accounts.session import place_of
from care.actor import Action
from care.drafts.rules import Key
from care.lib.dates import date_text, day_text, local_date, time_text
from care.pages.plan_review import page
from care.pages.plan_review.since import gather
from care.pages.presenters.chart import Reader
from patients.queries import names_of
from treatment_plans.queries import get_plan
from treatment_plans.reviews import operations, queries
from treatment_plans.reviews.forms import ReviewForm
from treatment_plans.reviews.presenters import because, last_saved, review_card
from treatment_plans.reviews.rules import Unanswered, WhyMissing
from treatment_plans.reviews.views.opening import review_view
from treatment_plans.rules import review_due
from treatment_plans.views.opening import Opened

MENDED = (Unanswered, WhyMissing, operations.NextDayMissing, operations.NextDayPast)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_review(request: HttpRequest, uuid: UUID, plan_review: UUID) -> HttpResponse:
    """Reading it asks the gate to read, writing in it to write."""
    view = _write if request.method == "POST" else _read
    return view(request, uuid=uuid, plan_review=plan_review)


@review_view(action=Action.READ, methods=("GET", "HEAD"))
def _read(opened: Opened, plan_review: UUID) -> HttpResponse:
    return _page(opened, queries.get_review(permit=opened.permit, review=plan_review))


@review_view(action=Action.WRITE, methods=("POST",))
def _write(opened: Opened, plan_review: UUID) -> HttpResponse:
    row = queries.get_review(permit=opened.permit, review=plan_review)
    form = _form(opened, row)
    if not form.is_valid():
        return _page(opened, row, form)
    given: dict[str, Any] = {"permit": opened.permit, "review": plan_review, "at": opened.at, "typed": form.typed()}
    given["seen"] = form.cleaned_data["seen"]
    key = Key("review", opened.person, plan_review)
    try:
        if not form.finishes:
            operations.keep_answers(**given)
            here = reverse("pages:plan_review", args=[opened.person, plan_review])
            return opened.saved("the review is kept; nothing in force has changed", form=form, key=key, to=here)
        done = operations.finish_review(**given, rest_stays=form.cleaned_data["rest_stays"])
    except operations.ChangedMeanwhile as meanwhile:
        labels = page.labels_of(get_plan(permit=opened.permit, plan=row.plan))
        when = time_text(meanwhile.at, opened.zone, with_zone=True)
        clash = page.conflict(meanwhile, form, labels, when=when)
        return _page(opened, row, _with_seen(form, meanwhile.revision), conflict=clash)
    except MENDED as refusal:
        form.refuse(refusal)
        return _page(opened, row, form)
    assert done.next_review_on
    if done.draft is None:
        said = f"the plan goes on as it is; it is looked at again by {date_text(done.next_review_on)}"
    else:
        said = "the review is finished; the draft of the next version says what stops and what changes"
    return opened.saved(said, form=form, key=key)


def _with_seen(form: ReviewForm, revision: int) -> ReviewForm:
    """The form as it was typed, now in knowledge of what a colleague saved: saving it again keeps what was typed."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    typed["seen"] = str(revision)
    form.data = typed
    return form


def _form(opened: Opened, row: queries.ReviewRow) -> ReviewForm:
    plan = get_plan(permit=opened.permit, plan=row.plan)
    next_on = review_due(opened.today, is_first=False, level=plan.level_of_care.value if plan.level_of_care else "")
    lines = queries.lines_of(plan)
    posted = opened.request.POST if opened.is_post else None
    return ReviewForm(posted, review=row, lines=lines, labels=page.labels_of(plan), next_on=next_on)


def _page(opened: Opened, row: queries.ReviewRow, form: ReviewForm | None = None, **more: Any) -> HttpResponse:
    permit, person = opened.permit, opened.person
    plan = get_plan(permit=permit, plan=row.plan)
    reader = Reader(opened.zone, opened.today)
    is_read_only = permit.session is not None and permit.session.kind == Session.REVIEW
    if row.is_open and form is None and not is_read_only:
        form = _form(opened, row)
    since = gather(permit, plan, since=row.since, person=person, reader=reader) if row.is_open else None
    name = names_of([permit.patient_id])[permit.patient_id].display_name
    key = Key("review", person, row.uuid) if form is not None else None
    return opened.page(
        "reviews/review.html",
        form,
        key=key,
        review=row,
        card=review_card(row, person=person, name=name, zone=opened.zone, today=opened.today),
        plan=plan,
        because=because(row.causes, today=opened.today, person=name),
        since=since,
        since_on=day_text(local_date(row.since, opened.zone), opened.today),
        others=_others(opened, row),
        sheet=page.sheet(plan, row, since, form, today=opened.today),
        next_on=day_text(row.next_review_on, opened.today) if row.next_review_on else "",
        **more,
    )


def _others(opened: Opened, row: queries.ReviewRow) -> str:
    """Who else was at it lately."""
    mine = place_of(opened.request).user_name
    recent = opened.at - row.changed_at < timedelta(hours=12)
    return last_saved(row, zone=opened.zone, today=opened.today) if recent and row.changed_by != mine else ""
