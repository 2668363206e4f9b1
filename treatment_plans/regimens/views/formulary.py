"""The formulary of a clinic: which medicines and forms it orders."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of
from care.actor import Actor
from treatment_plans.regimens import operations
from treatment_plans.regimens.presenters.formulary import formulary_lines
from treatment_plans.regimens.queries import left_out, medicines


def _keeper(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    check_work(actor, Work.KEEP_FORMULARY)
    return actor


@require_safe
def formulary(request: HttpRequest) -> HttpResponse:
    """Everything that can be ordered, and what this clinic leaves out of it."""
    _, organisation_id = _keeper(request).colleague()
    lines = formulary_lines(medicines(), *left_out(organisation_id=organisation_id))
    return render(request, "regimens/formulary.html", {"lines": lines})


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Leave a medicine or a form out, or take it back."""
    actor, at = _keeper(request), timezone.now()
    medication, preparation = request.POST.get("medication", ""), request.POST.get("preparation", "")
    try:
        if request.POST.get("take_back"):
            operations.take_back(actor=actor, medication=medication, preparation=preparation, at=at)
            messages.success(request, "Taken back: it can be ordered again.")
        else:
            operations.leave_out(actor=actor, medication=medication, preparation=preparation, at=at)
            messages.success(request, "Left out: it is not offered any more. What is in force goes on.")
    except operations.NotInCatalogue:
        raise Http404 from None
    return redirect("formulary:formulary")
