"""Which records look alike: of the whole program, and of one person; and finding the other record by hand."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from care.access import gate
from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, zone_of
from care.actor import Actor, Category, Purpose
from care.lib.dates import local_date
from patients.merging import queries
from patients.merging.forms import FindForm
from patients.merging.presenters import merge_lines, pair_lines, person_line
from patients.merging.rules import PairState
from patients.merging.views.opening import page_of, permit_to_merge
from patients.queries import search

MERGED = "merged"
SHOWS = (("", "To look at"), (PairState.APART.value, "Told apart"), (MERGED, "Merged"))


def _readable(actor: Actor, *paths: str) -> Q:
    """The gate's condition, of each of these columns."""
    condition = Q()
    for path in paths:
        condition &= gate.readable(actor=actor, category=Category.SUD, purpose=Purpose.TREAT, path=path)
    return condition


@require_safe
def alike(request: HttpRequest) -> HttpResponse:
    """Records of the program that may be of one person, the likeliest first; those that were told apart; and the merges."""
    actor, at = actor_of(request), timezone.now()
    check_work(actor, Work.MERGE_RECORDS)
    show = request.GET.get("show", "")
    pairs, merges = [], []
    if show == MERGED:
        merges = queries.merges(actor=actor, condition=_readable(actor, "kept_id"))
    else:
        state = PairState.APART if show == PairState.APART.value else PairState.OPEN
        pairs = queries.pairs(actor=actor, condition=_readable(actor, "one_id", "other_id"), state=state)
    shown = sorted({one.patient_id for pair in pairs for one in (pair.one, pair.other)} | {row.kept.patient_id for row in merges})
    gate.record_list(actor=actor, patient_ids=shown, category=Category.SUD, purpose=Purpose.TREAT, at=at, what="alike")
    context = {
        "lines": pair_lines(pairs, zone=zone_of(request), at=at),
        "merges": merge_lines(merges, zone=zone_of(request), at=at),
        "show": show,
        "shows": [(value, label, value == show) for value, label in SHOWS],
    }
    return render(request, "merging/alike.html", context)


@sensitive_post_parameters("q")
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Records like this person's, those that were merged into it, and a field to find another one."""
    at, zone = timezone.now(), zone_of(request)
    permit = permit_to_merge(request, uuid, at=at)
    actor = permit.actor
    form = FindForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        condition = _readable(actor, "patient_id")
        found = search(condition=condition, terms=form.cleaned_data["q"], organisation_id=permit.organisation_id)
    pairs = queries.pairs_of(permit=permit, condition=_readable(actor, "one_id", "other_id"))
    others = [one for one in found.people if one.patient_id != permit.patient_id] if found else []
    shown = [one.patient_id for one in others]
    shown += [person.patient_id for pair in pairs for person in (pair.one, pair.other) if person.patient_id != permit.patient_id]
    if shown:
        gate.record_list(actor=actor, patient_ids=shown, category=Category.SUD, purpose=Purpose.TREAT, at=at, what="alike")
    return page_of(
        request,
        "merging/record.html",
        permit,
        at=at,
        status=422 if form.is_bound and not form.is_valid() else 200,
        form=form,
        found=found,
        others=[person_line(one, local_date(at, zone)) for one in others],
        pairs=pair_lines(pairs, zone=zone, at=at, seen_from=permit.patient_id),
        merges=merge_lines(queries.merges_of(permit=permit), zone=zone, at=at),
    )
