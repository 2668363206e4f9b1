"""What harms the person."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from care.actor import Category
from care.drafts.queries import get_draft
from care.drafts.rules import Key
from patients import operations
from patients.forms import (
    AllergiesForm,
    AllergyFormSet,
)
from patients.queries import allergies_of
from patients.views.opening import either, page, permit_for, saved


@either
def allergies(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Allergies: what is known, what is added, what is taken off the list."""
    at = timezone.now()
    permit = permit_for(request, uuid, Category.GENERAL, at=at)
    key = Key("allergies", uuid)
    known = allergies_of(permit=permit)
    listed = [(str(allergy.uuid), str(allergy)) for allergy in known.items]
    if request.method == "POST":
        form, added = AllergiesForm(request.POST, listed=listed), AllergyFormSet(request.POST, prefix="added")
        if form.is_valid() & added.is_valid():
            new_ones = [(row["substance"], row["reaction"]) for row in added.cleaned_data if row.get("substance")]
            try:
                operations.record_allergies(
                    permit=permit,
                    state=form.known(adds=bool(new_ones)),
                    add=new_ones,
                    remove=[UUID(gone) for gone in form.cleaned_data["remove"]],
                    at=at,
                )
            except operations.AllergiesContradict:
                form.add_error("state", "This does not fit the list: an allergy is on it, or it is empty.")
            else:
                return saved(request, permit, uuid, key, "allergies saved", at=at)
    else:
        form = AllergiesForm(listed=listed, initial={"state": known.state.value})
        kept = get_draft(actor=permit.actor, key=key)
        rows = kept.restore_rows(AllergyFormSet().empty_form.fields, prefix="added") if kept else []
        added = AllergyFormSet(initial=rows, prefix="added")
    return page(request, "patients/allergies.html", form, key=key, at=at, permit=permit, added=added, listed=listed)
