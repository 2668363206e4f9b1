"""Two records side by side: merging them, or saying that they are of two people."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from care.accounts.session import zone_of
from care.actor import Permit
from care.lib.dates import local_date
from patients.merging import operations, queries
from patients.merging.forms import ApartForm, MergeForm
from patients.merging.presenters import comparison_card
from patients.merging.rules import PAIR, PairStep, can_step
from patients.merging.views.opening import page_of, permit_to_merge, permit_to_other
from patients.queries import names_of

REFUSED = {
    operations.AlreadyMerged: "One of the two was merged meanwhile. Nothing was changed.",
    operations.DeathsDiffer: "One record says that the person died and the other does not. Record or correct the death first.",
}


@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest, uuid: UUID, other: UUID) -> HttpResponse:
    """What the two records say, what can be there once, and the form that merges the second into the first."""
    at = timezone.now()
    permit = permit_to_merge(request, uuid, at=at)
    gone = permit_to_other(request, permit, other, at=at)
    found = queries.compare(permit=permit, gone=gone)
    form = MergeForm(request.POST if request.method == "POST" else None, fields_of_two=found.fields, clashes=found.clashes)
    refusal = ""
    if form.is_valid():
        try:
            operations.merge_records(permit=permit, gone=gone, decisions=form.decisions(), why=form.cleaned_data["why"], at=at)
        except (operations.AlreadyMerged, operations.DeathsDiffer) as refused:
            refusal = REFUSED[type(refused)]
        except operations.NotYours as refused:
            refusal = f"{refused.clashes[0].once.title}: a {refused.clashes[0].once.decider_words} decides which one stands."
        except operations.Undecided:
            refusal = "Something was added to one of the records meanwhile. Look at the questions again; nothing was changed."
        else:
            messages.success(request, f"{found.kept.display_name}: two records are one. It can be taken apart again.")
            return redirect("merging:record", uuid=found.kept.uuid)
        found = queries.compare(permit=permit, gone=gone)
        form = MergeForm(request.POST, fields_of_two=found.fields, clashes=found.clashes)
    return _page(request, permit, gone, found, form, ApartForm(), refusal, at=at)


def _page(
    request: HttpRequest,
    permit: Permit,
    gone: Permit,
    found: queries.Comparison,
    form: MergeForm,
    apart_form: ApartForm,
    refusal: str,
    *,
    at: datetime,
) -> HttpResponse:
    state = queries.state_of_pair(permit=permit, other=gone)
    return page_of(
        request,
        "merging/compare.html",
        permit,
        at=at,
        status=422 if request.method == "POST" else 200,
        card=comparison_card(found, local_date(at, zone_of(request))),
        form=form,
        apart_form=apart_form,
        refusal=refusal,
        may_tell_apart=state is not None and can_step(PAIR, state, PairStep.TELL_APART),
        may_look_again=state is not None and can_step(PAIR, state, PairStep.RECONSIDER),
    )


@require_POST
def apart(request: HttpRequest, uuid: UUID, other: UUID) -> HttpResponse:
    """Say that the two records are of two people."""
    at = timezone.now()
    permit = permit_to_merge(request, uuid, at=at)
    gone = permit_to_other(request, permit, other, at=at)
    form = ApartForm(request.POST)
    if not form.is_valid():
        found = queries.compare(permit=permit, gone=gone)
        merge_form = MergeForm(fields_of_two=found.fields, clashes=found.clashes)
        return _page(request, permit, gone, found, merge_form, form, "", at=at)
    try:
        operations.tell_apart(permit=permit, other=gone, words=form.cleaned_data["words"], at=at)
    except operations.NobodyLike:
        messages.info(request, "Somebody has decided about these two records already. Nothing was changed.")
    else:
        names = names_of([permit.patient_id, gone.patient_id])
        messages.success(request, f"{' and '.join(one.display_name for one in names.values())}: two people. Kept in mind.")
    return redirect("merging:alike")


@require_POST
def again(request: HttpRequest, uuid: UUID, other: UUID) -> HttpResponse:
    """Take back that the two records are of two people."""
    at = timezone.now()
    permit = permit_to_merge(request, uuid, at=at)
    gone = permit_to_other(request, permit, other, at=at)
    try:
        operations.reconsider(permit=permit, other=gone, at=at)
    except operations.NobodyLike:
        messages.info(request, "Nobody has told these two records apart. Nothing was changed.")
    return redirect("merging:compare", uuid=uuid, other=other)
