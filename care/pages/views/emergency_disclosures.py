"""What medical personnel outside were told in an emergency: written down with the four facts of 42 CFR 2.51(c)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from care.access import gate, operations
from care.access.notices import notice_on
from care.access.policy import Basis
from care.access.vocabulary import Channel
from care.accounts.queries import staff_with_role
from care.accounts.session import place_of
from care.actor import Action, Category, Purpose, Requester
from care.pages.session_forms import EmergencyDisclosureForm
from care.pages.views.chart import Chart, open_chart

HERE = "pages:consent"


@require_http_methods(["GET", "HEAD", "POST"])
def emergency_disclosure(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down what was told; the team and the privacy officer hear of it at once."""
    chart = open_chart(request, uuid, Category.SUD, here=HERE, action=Action.WRITE)
    colleagues = {one.staff_id: one.name for one in staff_with_role(organisation_id=chart.permit.organisation_id)}
    form = EmergencyDisclosureForm(
        request.POST if request.method == "POST" else None,
        initial=EmergencyDisclosureForm.start(at=chart.at, zone=chart.zone, staff_id=chart.actor.staff_id),
        colleagues=colleagues,
        categories=chart.permit.categories,
        at=chart.at,
        zone=chart.zone,
    )
    if request.method == "POST" and form.is_valid() and _record(request, chart, form):
        words = "what was told is written down; the care team and the privacy officer are told."
        messages.success(request, f"{chart.person.display_name}: {words}")
        return redirect("pages:chart", uuid=uuid)
    context = chart.context() | {"form": form, "notice": notice_on(chart.at.date()).text}
    return render(request, "pages/emergency_disclosure.html", context, status=422 if form.errors else 200)


def _record(request: HttpRequest, chart: Chart, form: EmergencyDisclosureForm) -> bool:
    given = form.cleaned_data
    permit = gate.require_release(
        actor=chart.actor,
        patient_id=chart.permit.patient_id,
        release=gate.Release(
            requester=Requester.EMERGENCY_CLINICIAN,
            purpose=Purpose.ETREAT,
            categories=form.chosen(),
            basis=Basis.EMERGENCY,
        ),
        at=chart.at,
    )
    facts = operations.Emergency(
        personnel_name=given["personnel_name"],
        personnel_affiliation=given["personnel_affiliation"],
        discloser=form.colleagues[int(given["discloser"])],
        nature=given["nature"],
    )
    told = operations.Told(
        told_at=given["told_at"], categories=form.chosen(), summary=given["summary"], channel=Channel(given["channel"])
    )
    try:
        operations.record_emergency_disclosure(
            permit=permit, facts=facts, told=told, zone=place_of(request).organisation_zone, at=chart.at
        )
    except operations.PapersMissing as missing:
        form.add_error(None, f"This cannot be written down without: {missing.field.replace('_', ' ')}.")
        return False
    return True
