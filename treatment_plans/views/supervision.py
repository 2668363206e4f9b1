"""Whose plans a supervisor signs, as the program wishes: for who manages roles."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, zone_of
from treatment_plans.operations import ask_supervisor_for
from treatment_plans.presenters import supervised_line
from treatment_plans.queries import supervised
from treatment_plans.voice_forms import SupervisionForm


@require_http_methods(["GET", "HEAD", "POST"])
def supervision(request: HttpRequest) -> HttpResponse:
    """Which roles it is now, who said so, and what it was before."""
    actor = actor_of(request)
    check_work(actor, Work.MANAGE_STAFF)
    _, organisation_id = actor.colleague()
    rows = supervised(organisation_id=organisation_id)
    now = [row.role.value for row in rows if row.ended_at is None]
    form = SupervisionForm(request.POST if request.method == "POST" else None, initial={"roles": now})
    if request.method == "POST" and form.is_valid():
        ask_supervisor_for(actor=actor, roles=form.chosen(), at=timezone.now())
        messages.success(
            request, "From now on the supervisor is asked as you said. Plans that are agreed already stay as they are."
        )
        return redirect("plan_desk:supervision")
    context = {"form": form, "rows": [(row.role.label, supervised_line(row, zone=zone_of(request))) for row in rows]}
    return render(request, "treatment_plans/supervision.html", context, status=422 if request.method == "POST" else 200)
