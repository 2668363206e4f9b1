"""One merge: what it did, and taking it apart."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from care.access import gate
from care.accounts.session import zone_of
from patients.merging import operations, queries
from patients.merging.forms import UndoForm
from patients.merging.presenters import merge_lines, stayed_words
from patients.merging.rules import MergeState
from patients.merging.views.opening import page_of, permit_to_merge


@require_http_methods(["GET", "POST"])
def merged(request: HttpRequest, uuid: UUID, merge: UUID) -> HttpResponse:
    """Who merged what when and why, how many rows of what moved, and the form that takes it apart."""
    at = timezone.now()
    permit = permit_to_merge(request, uuid, at=at)
    row = queries.find_merge(permit=permit, uuid=merge)
    shown = queries.get_merge(permit=permit, uuid=merge)
    if row is None or shown is None:
        raise gate.NotFound("NOT_FOUND")
    form, refusal = UndoForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        try:
            undone = operations.undo_merge(permit=permit, merge=row, why=form.cleaned_data["why"], at=at)
        except operations.AlreadyUndone:
            refusal = "Somebody has taken it apart already. Nothing was changed."
        except operations.LaterFirst:
            refusal = "One of the two records was merged again since: that merge is taken apart first. Nothing was changed."
        else:
            messages.success(request, f"{shown.other.display_name}: two records again. {stayed_words(len(undone.stayed))}")
            return redirect("merging:record", uuid=uuid)
    return page_of(
        request,
        "merging/merged.html",
        permit,
        at=at,
        status=422 if request.method == "POST" else 200,
        line=merge_lines([shown], zone=zone_of(request), at=at)[0],
        touched=queries.touched_by(permit=permit, merge=row),
        is_merged=shown.state is MergeState.MERGED,
        form=form,
        refusal=refusal,
    )
