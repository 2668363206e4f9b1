"""The care team of one person, and the end of their enrolment."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from care.access import gate
from care.access.policy import TEAM_CATEGORIES
from care.accounts.queries import staff_with_role
from care.actor import Action, Category, Role
from care.pages.forms import EndForm, TeamForm
from care.pages.views.chart import Chart, open_chart
from care.teams import operations
from care.teams.queries import TeamMember, get_member, team_of
from care.teams.rules import EndReason


@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who is on the team, and the form that adds a colleague."""
    chart = open_chart(request, uuid, Category.SUD, action=Action.WRITE)
    members = team_of(permit=chart.permit)
    form = TeamForm(request.POST if request.method == "POST" else None, colleagues=_others(chart, members))
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_team_member(
                permit=chart.permit,
                staff_id=form.cleaned_data["colleague"],
                function=Role(form.cleaned_data["function"]),
                is_lead=form.cleaned_data["is_lead"],
                at=chart.at,
            )
        except operations.NotEnrolled:
            form.add_error(None, "There is no open enrolment here, so there is no team to join.")
        except operations.NotOurColleague:
            form.add_error("colleague", "This colleague no longer works here.")
        except operations.AlreadyOnTeam:
            form.add_error("colleague", "This colleague is on the team already.")
        else:
            return _done(request, chart, "a colleague joined the care team.")
    return _page(request, chart, members, form)


def _page(request: HttpRequest, chart: Chart, members: list[TeamMember], form: TeamForm) -> HttpResponse:
    context = chart.context() | {"members": members, "form": form}
    return render(request, "pages/team.html", context, status=422 if form.errors else 200)


def _others(chart: Chart, members: list[TeamMember]) -> dict[int, str]:
    """Who works here in a role of a care team, and is not on this one."""
    there = {member.staff_id for member in members}
    colleagues = staff_with_role(organisation_id=chart.permit.organisation_id, roles=TEAM_CATEGORIES)
    return {
        colleague.staff_id: f"{colleague.name}, {colleague.title}" if colleague.title else colleague.name
        for colleague in colleagues
        if colleague.staff_id not in there
    }


def _done(request: HttpRequest, chart: Chart, said: str) -> HttpResponse:
    messages.success(request, f"{chart.person.display_name}: {said}")
    return redirect("pages:team", uuid=chart.person.uuid)


def _member(chart: Chart, member: UUID) -> Any:
    found = get_member(permit=chart.permit, uuid=member)
    if found is None:
        raise gate.NotFound("NOT_FOUND")
    return found


@require_POST
def leave(request: HttpRequest, uuid: UUID, member: UUID) -> HttpResponse:
    """Take a colleague off the team."""
    chart = open_chart(request, uuid, Category.SUD, action=Action.WRITE)
    operations.remove_team_member(permit=chart.permit, member=_member(chart, member), at=chart.at)
    return _done(request, chart, "a colleague left the care team.")


@require_POST
def lead(request: HttpRequest, uuid: UUID, member: UUID) -> HttpResponse:
    """Make a colleague of the team its lead."""
    chart = open_chart(request, uuid, Category.SUD, action=Action.WRITE)
    operations.change_lead(permit=chart.permit, member=_member(chart, member), at=chart.at)
    return _done(request, chart, "the care team has a new lead.")


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End the enrolment, with the reason. Nobody is discharged for missing something or for using."""
    chart = open_chart(request, uuid, Category.SUD, action=Action.WRITE)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_enrolment(permit=chart.permit, reason=EndReason(form.cleaned_data["reason"]), at=chart.at)
        except operations.NotEnrolled:
            form.add_error(None, "There is no open enrolment here.")
        else:
            messages.success(request, f"{chart.person.display_name}: the enrolment has ended.")
            return redirect("pages:chart", uuid=uuid)
    return render(request, "pages/end.html", chart.context() | {"form": form}, status=422 if form.errors else 200)
