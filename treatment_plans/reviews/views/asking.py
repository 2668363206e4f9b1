"""A look at the plan is begun, asked for, or set aside."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from care.actor import Action
from care.drafts.rules import Key
from treatment_plans.queries import plans_in_hand
from treatment_plans.reviews import operations
from treatment_plans.reviews.forms import AskForm
from treatment_plans.reviews.views.opening import review_view
from treatment_plans.views.opening import Opened


@review_view(action=Action.WRITE, methods=("POST",))
def begin(opened: Opened, plan: UUID) -> HttpResponse:
    """Begin to look at the version in force, or open the review that is under way."""
    row = operations.begin_review(permit=opened.permit, plan=plan, at=opened.at)
    return redirect(reverse("pages:plan_review", args=[opened.person, row.uuid]))


@review_view(action=Action.WRITE)
def ask(opened: Opened) -> HttpResponse:
    """Ask for a look at the plan."""
    if plans_in_hand(permit=opened.permit).active is None:
        raise operations.NotInForce
    key = Key("review", opened.person)
    form = AskForm(opened.request.POST or None, today=opened.today)
    if opened.is_post and form.is_valid():
        is_new = operations.ask_for_review(permit=opened.permit, at=opened.at, **form.cleaned_data)
        said = "a colleague is asked to look at the plan" if is_new else "the same was asked for already"
        return opened.saved(said, form=form, key=key)
    return opened.page("reviews/ask.html", form, key=key)


@review_view(action=Action.WRITE, methods=("POST",))
def set_aside(opened: Opened, plan_review: UUID) -> HttpResponse:
    """It is not the time for it."""
    operations.set_review_aside(permit=opened.permit, review=plan_review, at=opened.at)
    return opened.saved("the review is set aside; the plan goes on as it is")
