"""Monitoring of one person: what is due, drug tests, look-ups, doses; and the forms for a look-up."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from care.actor import Action
from care.followups.queries import side_effects_told
from care.lib.dates import day_text, local_date
from patients.queries import get_patient
from treatment_plans.regimens.monitoring import operations, sources
from treatment_plans.regimens.monitoring import presenters as present
from treatment_plans.regimens.monitoring.forms import LookupForm, WrongForm
from treatment_plans.regimens.monitoring.gathering import picture_of
from treatment_plans.regimens.monitoring.queries import get_lookup, interval_of
from treatment_plans.regimens.monitoring.rules.schedule import random_in_year
from treatment_plans.views.opening import Opened, record_view

TAB = "monitoring:overview"
NEWEST_TESTS = 6
LOOK_BACK = timedelta(days=120)

_reads = record_view(
    action=Action.READ, part=TAB, refusals=present.REFUSALS, sentence=present.refusal_sentence, methods=("GET", "HEAD")
)
_writes = record_view(action=Action.WRITE, part=TAB, refusals=present.REFUSALS, sentence=present.refusal_sentence)


@_reads
def overview(opened: Opened) -> HttpResponse:
    """Everything at a glance, the most pressing first."""
    picture = picture_of(permit=opened.permit, today=opened.today)
    doses = sources.doses(permit=opened.permit, since=opened.today - LOOK_BACK, until=opened.today)
    told = side_effects_told(permit=opened.permit)
    return opened.page(
        "monitoring/overview.html",
        rows=present.due_rows(picture.items, today=opened.today),
        overdue=len(picture.overdue),
        tests=present.test_rows(picture.tests, today=opened.today, most=NEWEST_TESTS),
        has_methadone=any(one.medicine == "methadone" for one in picture.taking),
        random_count=random_in_year(picture.known.random_tests, today=opened.today),
        lookups=present.lookup_lines(picture.lookups, person=opened.person, zone=opened.zone, today=opened.today, may_write=True),
        interval=present.interval_words(picture.interval),
        lookup_url=reverse("monitoring:lookup", args=[opened.person]),
        doses=present.dose_facts(picture, doses, today=opened.today),
        side_effects=[(day_text(local_date(one.at, opened.zone), opened.today), one.words) for one in told],
    )


@_writes
def lookup(opened: Opened) -> HttpResponse:
    """Write down a look-up, or why there was none."""
    zone = get_patient(permit=opened.permit).identity.zone
    today = local_date(opened.at, zone)
    state = interval_of(organisation_id=opened.permit.organisation_id).state
    form = LookupForm(opened.request.POST or None, today=today, initial={"on": today, "state": state})
    if opened.is_post and form.is_valid():
        data = form.cleaned_data
        operations.record_lookup(
            permit=opened.permit,
            state=data["state"],
            outcome=data["outcome"],
            words=data["words"],
            looked_at=form.looked_at(at=opened.at, zone=zone),
            at=opened.at,
        )
        return opened.saved("look-up written down", form=form)
    return opened.page("monitoring/lookup.html", form)


@_writes
def lookup_wrong(opened: Opened, lookup: UUID) -> HttpResponse:
    """It was written in error."""
    row = get_lookup(permit=opened.permit, lookup=lookup)
    form = WrongForm(opened.request.POST or None)
    if opened.is_post and form.is_valid():
        operations.mark_lookup_wrong(permit=opened.permit, lookup=lookup, reason=form.cleaned_data["reason"], at=opened.at)
        return opened.saved("taken off; it stands in the history alone")
    line = present.lookup_lines([row], person=opened.person, zone=opened.zone, today=opened.today, may_write=False)[0]
    return opened.page("monitoring/wrong.html", form, line=line)
