"""Monitoring of the clinic: whose random drug test is drawn for today, retention, and how often a look-up is asked for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from care.access import gate
from care.accounts.rules import Work, check_work, may
from care.accounts.session import actor_of, place_of
from care.actor import Category, Purpose
from care.lib.dates import local_date, long_day_text
from patients.queries import names_of
from treatment_plans.regimens.monitoring import operations
from treatment_plans.regimens.monitoring import presenters as present
from treatment_plans.regimens.monitoring.drawing import drawn_today
from treatment_plans.regimens.monitoring.figures import clinic_table, histories_table
from treatment_plans.regimens.monitoring.forms import IntervalForm
from treatment_plans.regimens.monitoring.queries import interval_of
from treatment_plans.regimens.monitoring.rules.retention import MARKS


@require_safe
def program(request: HttpRequest) -> HttpResponse:
    """Today's draw, of those whose care the reader may read, and the figures of the clinic."""
    return _page(request, None)


@require_POST
def interval(request: HttpRequest) -> HttpResponse:
    """How often a look-up is asked for from now on."""
    actor = actor_of(request)
    check_work(actor, Work.KEEP_LOOKUP_RULES)
    form = IntervalForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    operations.set_interval(actor=actor, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "The rule of look-ups is written down. It holds from now on.")
    return redirect("monitoring_desk:program")


def _page(request: HttpRequest, form: IntervalForm | None) -> HttpResponse:
    actor, at, place = actor_of(request), timezone.now(), place_of(request)
    today = local_date(at, place.organisation_zone)
    readable = gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
    people = names_of(drawn_today(organisation_id=place.organisation_id, condition=readable, today=today))
    gate.record_list(
        actor=actor, patient_ids=list(people), category=Category.SUD, purpose=Purpose.TREAT, at=at, what="random drug tests today"
    )
    now = interval_of(organisation_id=place.organisation_id)
    context = {
        "today": long_day_text(today),
        "drawn": [(line, reverse("monitoring:overview", args=[line.uuid])) for line in people.values()],
        "clinic": present.retention_rows(clinic_table(organisation_id=place.organisation_id, today=today)),
        "histories": present.retention_rows(histories_table(organisation_id=place.organisation_id, today=today)),
        "marks": MARKS,
        "interval": present.interval_words(now),
        "form": form
        or (
            IntervalForm(initial={"state": now.state, "every_days": now.every_days})
            if may(actor, Work.KEEP_LOOKUP_RULES)
            else None
        ),
    }
    return render(request, "monitoring/program.html", context, status=422 if form is not None else 200)
